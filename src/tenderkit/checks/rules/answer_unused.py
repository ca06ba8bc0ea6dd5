# SPDX-License-Identifier: Apache-2.0
"""answer-unused: an answer on which no clause of the library depends.

It stays without effect until a library on top has a clause that tests it. `build` warns of it too.

Passes:  answers = { accepts-refurbished = true }
Fails:   an answer to a question of house rules that no clause tests

Leave it, or take it out.
"""

SEVERITY = "warn"
