# SPDX-License-Identifier: Apache-2.0
"""parameter-shape: a parameter does not have the keys that its type needs.

Applied when a library is read. A parameter of the type grade needs `grades`, from worst to best, one of the type
choice `choices`; every parameter needs at least one case.

Passes:  type = "grade", grades = ["C", "B", "A"]
Fails:   type = "grade"

Add what is missing, or change the type.
"""

SEVERITY = "error"
