# SPDX-License-Identifier: Apache-2.0
"""warranty-counted-twice: a lot has both points for warranty years and a life-cycle cost that counts repairs.

A longer warranty raises the points under `warranty-extension-points` and lowers the cost of repairs under
`life-cycle-cost-award`: it weighs more than the table of weights says. Repairs that nobody set yet are a gap of the
cost sheet, and found here only where the authority's own weights have both.

Passes:  life-cycle-cost-award is an award criterion of the lot, and warranty-extension-points is not
Passes:  both are award criteria, and `sheet.repairs = "none"`
Fails:   both are award criteria, and `sheet.repairs = { battery = 1 }`

Take `warranty-extension-points` out of the weights and exclude it, or write `sheet.repairs = "none"`.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault
from tenderkit.selection.selection import LIFE_CYCLE_COST, WARRANTY_POINTS

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots whose award criteria count years of warranty twice."""
    for part, _ in checked.lots:
        repairs = part.lot.sheet.get("repairs") if part.lot else None
        excluded = isinstance(repairs, str) and repairs.strip().casefold() == "none"
        weighted = bool(part.lot and part.lot.weights)
        both = {LIFE_CYCLE_COST, WARRANTY_POINTS} <= {pick.clause.id for pick in part.picks}
        if both and not excluded and (weighted or repairs is not None):
            place = Place(key=f"lots.{part.number}.sheet.repairs", lot=part.number)
            yield checked.make_fault("warranty-counted-twice", place, clause=WARRANTY_POINTS)
