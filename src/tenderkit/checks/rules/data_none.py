# SPDX-License-Identifier: Apache-2.0
"""data-none: the data class is “none”, and units of the lot can store data.

With “none” no clause on erasing data is selected. A used laptop or printer with no data on it at all is rare.
`build` warns of it too.

Passes:  data = "internal", items = [{ category = "laptop", quantity = 10 }]
Passes:  data = "none", items = [{ category = "display", quantity = 10 }]
Fails:   data = "none", items = [{ category = "laptop", quantity = 10 }]

Give the highest class of data on any unit of the lot.
"""

SEVERITY = "warn"
