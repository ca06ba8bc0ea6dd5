# SPDX-License-Identifier: Apache-2.0
"""limit-without-direction: a limit on a parameter that has no direction.

Applied when a library is read. A limit is a floor where the parameter has the direction min, a ceiling where it
has max; texts, choices and yes or no have none.

Passes:  parameter = ["spare-parts.parts-years"]     (direction = "min")
Fails:   parameter = ["take-back.sites"]             (direction = "none")

Give the parameter a direction, or say the rule as a duty or product rule.
"""

SEVERITY = "error"
