# SPDX-License-Identifier: Apache-2.0
"""inclusion-unused: a clause is included and is not selected all the same.

`tenderkit explain` gives the reason; mostly the clause covers no category of the lot. `build` warns of it too.

Passes:  [[included]] clause = "spare-units", in a purchase of laptops
Fails:   [[included]] clause = "energy-points", without a weight for it where the lot has weights

Take it out of `included`, or give it a weight.
"""

SEVERITY = "warn"
