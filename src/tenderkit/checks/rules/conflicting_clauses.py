# SPDX-License-Identifier: Apache-2.0
"""conflicting-clauses: two included clauses contradict each other.

A clause that the authority includes never gives way to another. `build` and `check` refuse the purchase, with exit
code 3, before any other rule is applied. In an annex, catches a value that was changed to one with which another
clause conflicts.

Passes:  [[included]] clause = "spare-units"
Fails:   two clauses under [[included]] of which one names the other in its `conflicts`

Take one of the two out of `included`, or change the value that makes them conflict.
"""

SEVERITY = "error"
