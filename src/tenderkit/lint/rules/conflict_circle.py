# SPDX-License-Identifier: Apache-2.0
"""conflict-circle: a clause gives way to itself, or two give way to each other.

Applied when a library is read. `conflicts` is in the clause that gives way; where both do, neither could stay.

Passes:  conflicts = ["take-back"]      in one of the two
Fails:   conflicts = ["take-back"]      in `take-back` itself

Write the conflict only in the clause that gives way, or restrict one of the two with `when`.
"""

SEVERITY = "error"
