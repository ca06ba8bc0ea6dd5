# SPDX-License-Identifier: Apache-2.0
"""below-legal-floor: a value of the authority is less than the law at the place of delivery asks for.

The value is printed as the limit of law, not as the file has it. A lower value would be without effect, and would
mislead tenderers. `build` warns of it too.

Passes:  [parameters.spare-parts] parts-years = 8
Fails:   [parameters.spare-parts] parts-years = 2, where the law asks for 7

Write the limit of law, or a stricter value.
"""

SEVERITY = "warn"
