# SPDX-License-Identifier: Apache-2.0
"""award-weight-missing: the weights of the award criteria of a lot are not decided.

The annex shows a marked gap in the table of criteria. Directive 2014/24/EU, Art 67(5), asks for the weight of each
criterion, or a range, in the documents. A lot that states no criteria here passes: they are in your own documents.
In an annex, catches a weight that was taken out of the table.

Passes:  weights = { price = 80, warranty-extension-points = 20 }
Passes:  environment-weight = 20
Fails:   a lot with award criteria, without `weights` and without `environment-weight`

Give `environment-weight` for the tender, or `weights` for the lot.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, place_key
from tenderkit.lint.catalogue import Fault

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots whose weights the annex shows as a gap."""
    for point in checked.gaps:
        place = place_key(point)
        if (place.key or "").endswith(".weights"):
            yield checked.make_fault("award-weight-missing", place, lot=place.lot)
