# SPDX-License-Identifier: Apache-2.0
"""returns-twice: the same old equipment is listed twice.

In one lot a second line of the same kind without any difference; in another lot also with the same quantity. Two
contractors would be paid for the same units, or one would wait for units that are not there. `build` warns of it
too.

Passes:  returns = [{ category = "laptop", quantity = 50 }, { category = "tablet", quantity = 50 }]
Fails:   returns = [{ category = "laptop", quantity = 50 }, { category = "laptop", quantity = 50 }]

Take one of the two lines out. If both are meant, say in a note what tells them apart.
"""

SEVERITY = "warn"
