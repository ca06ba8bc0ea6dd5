# SPDX-License-Identifier: Apache-2.0
"""parameter-shape: a parameter is without what its type must have.

Applied when a library is read. A grade names its grades from worst to best, a choice its choices; every
parameter has at least one case.

Passes:  type = "grade", grades = ["C", "B", "A"]
Fails:   type = "grade"

Add what is missing, or change the type.
"""

SEVERITY = "error"
