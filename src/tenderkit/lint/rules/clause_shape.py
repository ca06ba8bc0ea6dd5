# SPDX-License-Identifier: Apache-2.0
"""clause-shape: a clause does not have a part that its kind must have, or has a part that it must not have.

Applied when a library is read. Only an award criterion has a scale, and needs one with steps; only a contract
performance clause may have a remedy, where it differs from the clause on remedies; all but contract performance
clauses and general rules need a question to the tenderer, because these are accepted in one answer; only a general
rule has the scope `tender`, and each of its parameters has one case without conditions. Only a withdrawn clause has a
successor. `starts-above` names a number with the direction min.

Passes:  kind = "award-criterion", with [scale]
Fails:   kind = "technical-specification", with [scale]

Change the kind, or add or take out the part.
"""

SEVERITY = "error"
