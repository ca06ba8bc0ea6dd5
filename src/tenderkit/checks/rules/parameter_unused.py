# SPDX-License-Identifier: Apache-2.0
"""parameter-unused: a value is given that changes nothing.

Its clause is not selected, or the value is for a category or a parameter that the clause does not have. The annex
does not say what the authority thinks it says. `build` warns of it too.

Passes:  [parameters.spare-parts] parts-years = 8, in a purchase of laptops
Fails:   [parameters.battery-endurance] cycles = 1000, in a purchase of desktops

Include the clause, or take the value out.
"""

SEVERITY = "warn"
