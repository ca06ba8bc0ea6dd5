# SPDX-License-Identifier: Apache-2.0
"""battery-clause-missing: equipment with a battery is bought under EU law, and no clause is about it.

Catches a lot with portable devices, delivered where product law of the EU holds, that has no clause of the group
`battery` and no information on the batteries of used units. Article 85 of Regulation (EU) 2023/1542 asks
authorities to weigh the impact of batteries over their life cycle.

Passes:  a purchase of laptops in Spain, with battery-endurance
Fails:   the same with battery-endurance and what requires it under [[excluded]]

Include `battery-endurance`, `battery-endurance-points` or `battery-user-replaceable`.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault

SEVERITY = "warn"
# In these models nothing is bought that has a battery of its own.
_NOTHING_BOUGHT = ("repair", "take-back", "consumables", "print-service")


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots with batteries and without a clause on them."""
    portable = set(checked.selection.library.vocabulary.categories_in("battery-powered"))
    for part, lot in checked.lots:
        if "eu" not in part.facts.place or lot.acquisition in _NOTHING_BOUGHT:
            continue
        kinds = list(dict.fromkeys(line.kind for line in lot.items if line.kind in portable))
        clauses = {pick.clause.id for pick in part.picks if pick.clause.group == "battery"}
        if kinds and not clauses and not find_picks(part, "refurbished-battery-information"):
            place = Place(key=f"lots.{part.number}.items", lot=part.number)
            yield checked.make_fault(
                "battery-clause-missing", place, lot=part.number, kinds=checked.name_kinds(kinds)
            )
