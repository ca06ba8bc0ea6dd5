# SPDX-License-Identifier: Apache-2.0
"""source-status: a source names what replaces it, and does not say that it is superseded.

Applied when a library is read. Without the status the reference would print as if it were up to date.

Passes:  status = "superseded", superseded-by = "ke-repair-2027"
Fails:   status = "in-force", superseded-by = "ke-repair-2027"

Write status = "superseded", or take `superseded-by` out.
"""

SEVERITY = "error"
