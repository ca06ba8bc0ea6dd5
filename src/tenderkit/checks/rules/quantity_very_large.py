# SPDX-License-Identifier: Apache-2.0
"""quantity-very-large: a lot has more units of a category than anybody buys at once.

More than 500,000 units of a category, 50,000 servers or storage systems, or 5,000,000 consumables, accessories,
media or batteries of power supplies are taken for a slip. The figures are proposals of this project. `build` warns
of it too.

Passes:  items = [{ category = "laptop", quantity = 60000 }]
Fails:   items = [{ category = "laptop", quantity = 6000000 }]

Check the number. If it is right, accept the finding with the reason.
"""

SEVERITY = "warn"
