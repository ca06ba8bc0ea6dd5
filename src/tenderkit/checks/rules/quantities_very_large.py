# SPDX-License-Identifier: Apache-2.0
"""quantities-very-large: all lots together have more units than anybody buys at once.

Found where no single lot is too large, but all have more than 1,000,000 units together, consumables and other small
things left out. The figure is a proposal of this project. `build` warns of it too.

Passes:  two lots of 300,000 tablets each
Fails:   three lots of 400,000 tablets each

Check the numbers. If they are right, accept the finding with the reason.
"""

SEVERITY = "warn"
