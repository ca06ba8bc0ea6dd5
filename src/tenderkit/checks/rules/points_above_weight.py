# SPDX-License-Identifier: Apache-2.0
"""points-above-weight: the text of a criterion of the authority's own gives more points than its weight.

Tenderers read two maxima for one criterion, and a panel cannot enter the higher one. `build` warns of it too.

Passes:  weights = { price = 80, quality = 20 }, criteria = { quality = "20 points for a plan, 10 for an outline" }
Fails:   weights = { price = 80, quality = 20 }, criteria = { quality = "30 points for a plan, 10 for an outline" }

Let the highest number of points in the text be the weight, or change the weight.
"""

SEVERITY = "warn"
