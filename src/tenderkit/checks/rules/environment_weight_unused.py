# SPDX-License-Identifier: Apache-2.0
"""environment-weight-unused: an environment weight, and no criterion that could take it.

The lot has no environmental award criterion, so that the price gets all points. `build` warns of it too.

Passes:  environment-weight = 20, in a standard purchase of laptops
Fails:   environment-weight = 20, in a lot whose criteria are all excluded

Include a criterion under [[included]], give `weights` for the lot, or leave `environment-weight` out.
"""

SEVERITY = "warn"
