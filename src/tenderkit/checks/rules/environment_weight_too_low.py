# SPDX-License-Identifier: Apache-2.0
"""environment-weight-too-low: the environmental award criteria of a lot have less than 10 of 100 points.

Next to the price, a weight below 10 hardly ever decides an award, so that nobody offers more for it. Award criteria
of the library count but for life-cycle cost; a lot without such a criterion passes, because specifications and
duties may do all the work, and so does a lot whose life-cycle cost has a weight. The figure is a proposal of this
project. Silent where `duty-missed` tells a fault.

Passes:  weights = { price = 80, warranty-extension-points = 20 }
Fails:   weights = { price = 95, warranty-extension-points = 5 }

Raise the weight, leave the criterion out, or accept the finding with the reason.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.duties import find_missed_duties, sum_environment_weight
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault
from tenderkit.selection.selection import LIFE_CYCLE_COST

SEVERITY = "warn"
LEAST_POINTS = 10


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots with environmental criteria of little weight."""
    missed = {finding.place.lot for finding in find_missed_duties(checked.selection, checked.words)}
    for part, _ in checked.lots:
        points = sum_environment_weight(part)
        if part.number in missed or not points or LIFE_CYCLE_COST in (part.weights or {}):
            continue
        if points < LEAST_POINTS:
            place = Place(key=f"lots.{part.number}.weights", lot=part.number)
            yield checked.make_fault(
                "environment-weight-too-low",
                place,
                lot=part.number,
                points=checked.words.number(points),
                least=LEAST_POINTS,
            )
