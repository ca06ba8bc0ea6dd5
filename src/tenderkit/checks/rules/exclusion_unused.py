# SPDX-License-Identifier: Apache-2.0
"""exclusion-unused: a clause is excluded that would not be selected anyway.

The purchase has changed, or the id is not the one that was meant. `build` warns of it too.

Passes:  [[excluded]] clause = "drop-test", in a purchase of tablets with the answer carried = true
Fails:   [[excluded]] clause = "drop-test", in a purchase of servers

Take it out of `excluded`.
"""

SEVERITY = "warn"
