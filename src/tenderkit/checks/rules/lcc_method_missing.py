# SPDX-License-Identifier: Apache-2.0
"""lcc-method-missing: life-cycle costs are an award criterion, and their method is not complete.

Catches two things: the criterion on life-cycle cost without a figure that its cost sheet needs, such as hours of
use, cases of repair or the price of electricity; and a criterion of the authority's own whose name speaks of
life-cycle or total cost, because only the criterion `life-cycle-cost-award` comes with a method and a sheet.
Directive 2014/24/EU, Art 68(2), asks for the method and the data that tenderers have to give.

Passes:  life-cycle-cost-award among the weights, and all figures of `sheet` set
Fails:   life-cycle-cost-award among the weights, without `sheet.hours-in-use`
Fails:   weights = { price = 60, quality = { "Total cost of ownership" = 40 } }

Set the figures under `sheet` and the values of `life-cycle-cost-award`; weight it in place of a criterion of your
own.
"""

import re
from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks, place_key
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault
from tenderkit.purchase.figures import CEILING_FIGURE
from tenderkit.selection.selection import LIFE_CYCLE_COST

SEVERITY = "error"
# Figures of the formula of the points, which another rule tells.
_OF_FORMULAS = (".price-difference", f".{CEILING_FIGURE}")
_COST = re.compile(
    r"\b(?:life[- ]?cycle costs?(?:ing)?|total costs? of ownership|whole[- ]life costs?|LCC|TCO)\b", re.I
)


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the criteria on life-cycle cost without all figures of their method."""
    costed = {part.number for part, _ in checked.lots if find_picks(part, LIFE_CYCLE_COST)}
    for point in checked.gaps:
        place = place_key(point)
        figures = ".sheet." in (place.key or "") and not (place.key or "").endswith(_OF_FORMULAS)
        if place.clause == LIFE_CYCLE_COST or (figures and place.lot in costed):
            names = point.key.partition(": ")[2].rpartition(".")[2]
            yield checked.make_fault("lcc-method-missing", place, names=names)
    for part, _ in checked.lots:
        for name in part.weights or ():
            own = name.partition(": ")[2]
            if match := _COST.search(own):
                place = Place(key=f"lots.{part.number}.weights.quality.{own}", lot=part.number)
                yield checked.make_fault("lcc-method-missing-own", place, name=match[0])
