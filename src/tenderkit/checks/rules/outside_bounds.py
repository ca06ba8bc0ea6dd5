# SPDX-License-Identifier: Apache-2.0
"""outside-bounds: a value lies outside the usual range.

Each number of a clause has a range that the market can offer and that is worth asking for. Outside it, few or no
tenders come, or the duty is worth nothing. `build` warns of it too.

Passes:  [parameters.warranty-minimum] warranty-years = 3
Fails:   [parameters.warranty-minimum] warranty-years = 20

Check that the value is meant, and ask the market first; then accept the finding with what the market said.
"""

SEVERITY = "warn"
