# SPDX-License-Identifier: Apache-2.0
"""clause-shape: a clause is without what its kind must have, or has what it must not.

Applied when a library is read. An award criterion has a scale with steps, a contract performance clause a
remedy, a general rule the scope of the tender and no parameters; no other kind has them. Only a withdrawn
clause has a successor. A scale starts above a number with the direction min.

Passes:  kind = "award-criterion", with [scale]
Fails:   kind = "technical-specification", with [scale]

Change the kind, or add or take out the part.
"""

SEVERITY = "error"
