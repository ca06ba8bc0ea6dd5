# SPDX-License-Identifier: Apache-2.0
"""conflict-circle: a clause gives way to itself, or two clauses give way to each other.

Applied when a library is read. The clause that is dropped names the other one in `conflicts`; if each of two clauses
names the other, both would be dropped.

Passes:  conflicts = ["take-back"]      in one of the two
Fails:   conflicts = ["take-back"]      in `take-back` itself

Write the conflict only in the clause that gives way, or restrict one of the two with `when`.
"""

SEVERITY = "error"
