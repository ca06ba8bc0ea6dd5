# SPDX-License-Identifier: Apache-2.0
"""hidden-clause-required: a selected clause requires one that house rules hide.

The clause refers to duties that no clause states. `build` warns of it too.

Passes:  house rules that hide a clause and all clauses that require it
Fails:   house rules with hide = ["data-sanitisation"], and `take-back` in the annex

Leave both out, or take the clause out of `hide`.
"""

SEVERITY = "warn"
