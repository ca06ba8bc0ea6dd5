# SPDX-License-Identifier: Apache-2.0
"""award-formula-undefined: the formula by which a price gives points is not complete.

Where prices can be zero or below, as in a lot that takes old equipment back, points follow the difference to the
best price, and the annex needs the difference at which no points are left. Where the law lets no score depend on
other tenders, the annex needs the amount from which there are no points. Without them nobody can work out the points.

Passes:  sheet = { price-difference = 5000 }, in a take-back lot
Fails:   a take-back lot with award criteria and without `sheet.price-difference`
Fails:   a lot under Portuguese law with points for quality and without `sheet.no-points-from`

Set the difference or the amount, in the currency of the tender.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, place_key
from tenderkit.lint.catalogue import Fault
from tenderkit.purchase.figures import CEILING_FIGURE

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots whose price formula has a gap."""
    for point in checked.gaps:
        place = place_key(point)
        if (place.key or "").endswith(".sheet.price-difference"):
            yield checked.make_fault("award-formula-undefined", place)
        elif (place.key or "").endswith(f".sheet.{CEILING_FIGURE}"):
            yield checked.make_fault("award-formula-undefined-ceiling", place)
