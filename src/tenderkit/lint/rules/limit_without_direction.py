# SPDX-License-Identifier: Apache-2.0
"""limit-without-direction: a limit on a parameter that has no direction.

Applied when a library is read. A limit is a floor if the direction of the parameter is min, and a ceiling if it is
max; parameters that are texts, choices, or yes or no have no direction.

Passes:  parameter = ["spare-parts.parts-years"]     (direction = "min")
Fails:   parameter = ["take-back.sites"]             (direction = "none")

Give the parameter a direction, or write the rule as a duty or product rule.
"""

SEVERITY = "error"
