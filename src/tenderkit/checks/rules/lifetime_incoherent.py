# SPDX-License-Identifier: Apache-2.0
"""lifetime-incoherent: parts, updates or service end before the use does, or a warranty after it.

Compares the years of `spare-parts`, `software-update-support`, `server-firmware-support`,
`extended-service-agreement` and the warranties, counted from delivery or later, with the months for which a unit is
used: `unit-months`, the value of `minimum-use-term`, or else the term of the lot. A promise that ends before the
use is worth less than the use; a warranty that lasts longer is paid for and never called on. The second is found
only where `unit-months` gives the use.

Passes:  months = 48, [parameters.spare-parts] parts-years = 5
Fails:   months = 72, [parameters.spare-parts] parts-years = 5
Fails:   unit-months = 24, [parameters.warranty-minimum] warranty-years = 3

Align the years with the use, or correct the months.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault
from tenderkit.purchase.purchase import Lot
from tenderkit.selection.selection import LotSelection, Pick

SEVERITY = "error"
# The promises that have to last as long as the use, by clause.
_PROMISES = {
    "spare-parts": ("parts-years",),
    "software-update-support": ("update-years",),
    "server-firmware-support": ("firmware-years", "security-years"),
    "extended-service-agreement": ("service-years",),
}
_WARRANTIES = {"warranty-minimum": ("warranty-years",), "refurbished-warranty": ("warranty-years",)}
# Refurbished units have been used before, and repaired units are not delivered.
_NOT_NEW = ("refurbished", "repair")


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the promises that end before the use, and the warranties that end after it."""
    for part, lot in checked.lots:
        if lot.acquisition not in _NOT_NEW:
            for pick in part.picks:
                for name in _PROMISES.get(pick.clause.id, ()):
                    yield from _compare(checked, pick, part, lot, name)
                for name in _WARRANTIES.get(pick.clause.id, ()) if lot.unit_months else ():
                    yield from _compare(checked, pick, part, lot, name, is_warranty=True)


def _compare(
    checked: CheckedPurchase, pick: Pick, part: LotSelection, lot: Lot, name: str, *, is_warranty: bool = False
) -> Iterator[Fault]:
    """Find the values of a parameter that are too long for a warranty, or too short for another promise."""
    rule = "lifetime-incoherent-warranty" if is_warranty else "lifetime-incoherent"
    place = Place(
        key=f"lots.{part.number}.parameters.{pick.clause.id}.{name}", lot=part.number, clause=pick.clause.id
    )
    for (years, use), kinds in _group_values(pick, part, lot, name).items():
        if years * 12 > use if is_warranty else years * 12 < use:
            yield checked.make_fault(
                rule,
                place,
                name=pick.clause.parameters[name].title,
                kinds=checked.name_kinds(kinds),
                years=checked.words.number(years),
                use=checked.words.number(use / 12),
            )


def _group_values(pick: Pick, part: LotSelection, lot: Lot, name: str) -> dict[tuple[float, float], list[str]]:
    """Return the product categories by the value of a parameter in years and by the months of use."""
    groups: dict[tuple[float, float], list[str]] = {}
    for category, value in pick.values.get(name, {}).items():
        use = _find_use(part, lot, category)
        if value.unit == "years" and value.value is not None and use:
            groups.setdefault((value.value, use), []).append(category)
    return groups


def _find_use(part: LotSelection, lot: Lot, category: str) -> float | None:
    """Return the months for which a unit of a category is used; None where they are not known."""
    if lot.unit_months:
        return lot.unit_months
    terms = [pick.values.get("use-term", {}).get(category) for pick in find_picks(part, "minimum-use-term")]
    years = [term.value for term in terms if term and term.unit == "years" and term.value is not None]
    return max([12 * value for value in years] + [lot.months or 0]) or None
