# SPDX-License-Identifier: Apache-2.0
"""source-status: a source names its replacement, and does not have the status `superseded`.

Applied when a library is read. Without the status the annex would cite the source as if it were up to date.

Passes:  status = "superseded", superseded-by = "ke-repair-2027"
Fails:   status = "in-force", superseded-by = "ke-repair-2027"

Write status = "superseded", or take `superseded-by` out.
"""

SEVERITY = "error"
