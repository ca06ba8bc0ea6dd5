# SPDX-License-Identifier: Apache-2.0
"""How many clauses a purchase gets: the proportionality, by the authority's choice, by value or by units."""

from collections import Counter

from tenderkit.library.jurisdiction import SizeValue
from tenderkit.library.library import Library
from tenderkit.purchase.purchase import Purchase, Tender, sum_quantities
from tenderkit.selection.selection import ProportionalityBasis

# Where the value is not known: a purchase of up to so many units is small, one from so many is large, and so many
# servers, storage systems and power supplies are never small, as this project proposes.
SMALL_QUANTITY = 25
LARGE_QUANTITY = 2_000
NEVER_SMALL = {"data-centre", "cloud-hosting"}
COSTLY, COSTLY_QUANTITY = ("server", "storage", "ups-battery"), 3
# What comes in thousands without being a large purchase.
UNCOUNTED = {"consumables", "accessory"}


def find_proportionality(library: Library, purchase: Purchase, jurisdiction: str) -> tuple[str, ProportionalityBasis]:
    """Return the proportionality (`short`, `standard`, `large` or `full`), and its basis, such as `chosen`.

    The authority's own choice comes first. Then the value decides, if it is in a currency for which the profile of
    the jurisdiction, or a parent, names a small and a large value; else the number of units does. Parameters:
    `jurisdiction`, the id of the profile of the authority's procurement law.
    """
    tender = purchase.tender
    if tender.proportionality:
        return tender.proportionality, "chosen"
    if tender.value:
        kind = find_authority_kind(library, tender)
        small, large, threshold = (
            _find_amount(library, jurisdiction, tender, kind, name)
            for name in ("small_value", "large_value", "threshold_value")
        )
        amount = tender.value.amount
        if large is not None and amount >= large:
            return "large", "value"
        if small is not None:
            if amount < small and not (threshold is not None and amount > threshold):
                return "short", "value"
            return "standard", "value"
    return _count_units(purchase)


def find_authority_kind(library: Library, tender: Tender) -> str:
    """Return the kind of authority that buys: by the purchase, or else by its name, or else central."""
    return tender.authority_kind or library.vocabulary.find_authority_kind(tender.authority) or "central"


def _find_amount(library: Library, jurisdiction: str, tender: Tender, kind: str, name: str) -> float | None:
    """Return the amount that the profile, or else the nearest parent, names in the currency of the value.

    Returns None if there is none for the kind of authority on the day of the launch. Of several in one profile the
    last counts: that of a library on top. Parameters: `kind`, that of the authority; `name`, the field of the
    profile, such as `small_value`.
    """
    assert tender.value is not None
    for id_ in library.list_profile_chain(jurisdiction):
        values: tuple[SizeValue, ...] = getattr(library.jurisdictions[id_], name)
        for value in reversed(values):
            for_authority = value.authority_kind in (None, kind)
            if value.currency == tender.value.currency and for_authority and value.is_in_force(tender.launch):
                return value.amount
    return None


def _count_units(purchase: Purchase) -> tuple[str, ProportionalityBasis]:
    """Return the proportionality by the units of all lots: those bought, in take-back lots those handed over."""
    units: Counter[str] = Counter()
    for lot in purchase.lots:
        units.update(sum_quantities(lot.returns if lot.acquisition == "take-back" else lot.items))
    if sum(count for category, count in units.items() if category not in UNCOUNTED) >= LARGE_QUANTITY:
        return "large", "quantity"
    if units.total() > SMALL_QUANTITY:
        return "standard", "quantity"
    never_small = any(
        lot.acquisition == "print-service" or not NEVER_SMALL.isdisjoint(lot.categories) for lot in purchase.lots
    )
    if never_small or sum(units[category] for category in COSTLY) >= COSTLY_QUANTITY:
        return "standard", "content"
    return "short", "quantity"
