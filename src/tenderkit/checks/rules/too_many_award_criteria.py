# SPDX-License-Identifier: Apache-2.0
"""too-many-award-criteria: a lot has more award criteria than its size carries.

Counts the award criteria of the library, life-cycle cost included, and the authority's own; price is not counted.
The limit follows the size: one in a short set, four in a standard, five in a large, six in a full one. Many
criteria of little weight decide nothing, and each costs tenderers a proof.

Passes:  a standard purchase with three criteria in addition to price
Fails:   a standard purchase with five criteria in addition to price

Merge criteria, or make the weaker ones specifications.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault
from tenderkit.selection.award_criteria import AWARD_CAP

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots with more award criteria than the size of the purchase allows."""
    limit = AWARD_CAP[checked.selection.proportionality]
    for part, _ in checked.lots:
        selected = {pick.clause.id for pick in part.picks if pick.clause.kind == "award-criterion"}
        count = len(selected | {name for name in part.weights or () if name not in ("price", *selected)})
        if count > limit:
            place = Place(key=f"lots.{part.number}.weights", lot=part.number)
            size = checked.selection.proportionality
            yield checked.make_fault(
                "too-many-award-criteria", place, lot=part.number, count=count, size=size, limit=limit
            )
