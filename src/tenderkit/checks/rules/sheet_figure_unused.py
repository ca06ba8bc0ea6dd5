# SPDX-License-Identifier: Apache-2.0
"""sheet-figure-unused: a figure under `sheet` that no sheet of its lot prints.

Tenders are compared on a cost sheet in lots with the criterion `life-cycle-cost-award`, and on a price sheet in
others; each prints the figures that it counts. One that is not printed changes nothing: mostly its cost head is
switched off, its category is not in the lot, or the lot is compared by price. `build` warns of it too.

Passes:  sheet = { handed-over-share = 60 }, in a lot with life-cycle cost and old equipment
Fails:   sheet = { handed-over-share = 60 }, in a lot that is compared by price

Take the figure out, or bring in what counts it.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.sheet_figures import find_unused_figures
from tenderkit.lint.catalogue import Fault

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the figures that no sheet prints."""
    for finding in find_unused_figures(checked.annex):
        yield Fault(finding.message, finding.fix, finding.place)
