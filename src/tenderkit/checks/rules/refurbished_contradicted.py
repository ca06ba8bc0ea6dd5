# SPDX-License-Identifier: Apache-2.0
"""refurbished-contradicted: a lot buys refurbished equipment, and the answer refuses refurbished units.

Tenderers read both in one annex, and cannot meet both. `build` warns of it too.

Passes:  acquisition = "refurbished", answers = { accepts-refurbished = true }
Fails:   acquisition = "refurbished", answers = { accepts-refurbished = false }

Take the answer out, or choose another acquisition model for the lot.
"""

SEVERITY = "warn"
