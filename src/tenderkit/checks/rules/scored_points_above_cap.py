# SPDX-License-Identifier: Apache-2.0
"""scored-points-above-cap: points other than those for the price are worth more than the cap of `scored-values`.

What is promised for points and not kept costs what the points were worth, with an addition, up to a cap. The weight
of the price or life-cycle cost turns points into money; it is counted as 25 if it is lower. Above the cap a promise
may cost less than it won. With the values of the library, this happens if the other points are more than 48 % of
the weight of the price.

Passes:  weights = { life-cycle-cost-award = 70, warranty-extension-points = 30 }
Fails:   weights = { life-cycle-cost-award = 60, warranty-extension-points = 40 }

Give the price more points, raise `parameters.scored-values.scored-cap`, or accept the finding with the reason.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault
from tenderkit.selection.selection import LIFE_CYCLE_COST, Pick

SEVERITY = "warn"
# The annex counts a lower weight of the price as this one.
LEAST_WEIGHT = 25
_SCORED_VALUES = "scored-values"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots in which a promise may cost less than its points won."""
    for part, _ in checked.lots:
        weights = part.weights or {}
        price = sum(points for name, points in weights.items() if name in ("price", LIFE_CYCLE_COST))
        for pick in find_picks(part, _SCORED_VALUES) if price else ():
            addition, cap = (_find_value(pick, name) for name in ("scored-addition", "scored-cap"))
            if addition is None or cap is None:
                continue
            scored = sum(weights.values()) - price
            worth = scored / max(price, LEAST_WEIGHT) * (100 + addition)
            if worth > cap:
                place = Place(key=f"lots.{part.number}.weights", lot=part.number)
                worth_text, cap_text = map(checked.words.number, (round(worth), cap))
                yield checked.make_fault(
                    "scored-points-above-cap", place, lot=part.number, worth=worth_text, cap=cap_text
                )


def _find_value(pick: Pick, name: str) -> float | None:
    """Return the value of a parameter of a clause, None where it is undecided."""
    return next((value.value for value in pick.values.get(name, {}).values()), None)
