# SPDX-License-Identifier: Apache-2.0
"""Select the clauses of a purchase, lot by lot, and record why.

`select` is the function to call. It decides for every clause of the library whether it is selected, and names the
rule that decided; the reason is kept as data, which `reasons.py` puts into words.
"""

from collections.abc import Iterator, Sequence

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.library.reading.english_words import load_english
from tenderkit.purchase.device_names import add_device_names
from tenderkit.purchase.purchase import Purchase
from tenderkit.selection.general_rules import select_general_rules
from tenderkit.selection.lot_context import LotContext
from tenderkit.selection.lot_selection import LotSelector
from tenderkit.selection.proportionality import find_proportionality
from tenderkit.selection.selection import JurisdictionBasis, Selection
from tenderkit.selection.warnings import find_entries_without_effect, find_lot_warnings


def select(
    library: Library,
    purchase: Purchase,
    only: int | None = None,
    words: Language | None = None,
    *,
    warns: bool = True,
) -> Selection:
    """Select the clauses for a purchase.

    Returns the `Selection`. Raises InvalidInput, with every problem found, where the authority's exclusions,
    inclusions or weights cannot be carried out. Parameters: `only`, the number of the lot to select the clauses of,
    where the others are of no interest; the purchase still counts whole; `words`, the language of the findings, None
    for English; `warns`, false where nobody reads warnings, so that they need not be looked for.
    """
    words = words or load_english()
    library = add_device_names(library, purchase)
    jurisdiction, jurisdiction_basis = _find_jurisdiction(library, purchase)
    place = find_product_law(library, purchase, jurisdiction)
    size, size_basis = find_proportionality(library, purchase, jurisdiction)
    jurisdictions = frozenset(library.list_profile_chain(jurisdiction))

    selectors = [
        LotSelector(LotContext(library, purchase, number, jurisdictions=jurisdictions, place=place, size=size), words)
        for number in range(1, len(purchase.lots) + 1)
        if only in (None, number)
    ]
    lots = tuple(selector.select() for selector in selectors)
    general = select_general_rules(library, purchase, lots)

    errors = [error for selector in selectors for error in selector.errors]
    errors += _check_unfit(selectors, words) if only is None else []
    errors += _check_changes_of_general_rules(library, purchase, words)
    if errors:
        raise InvalidInput(errors)
    findings = [finding for selector in selectors for finding in selector.findings] if warns else []
    if warns:
        for lot in lots:
            findings += find_lot_warnings(library, purchase, lot, words)
        findings += _find_unknown_place(library, purchase, jurisdiction, words)
        findings += _find_unknown_countries(library, purchase, words)
        findings += find_entries_without_effect(library, purchase, [general, *lots], words)
    return Selection(
        library,
        purchase,
        jurisdiction,
        jurisdiction_basis,
        place,
        size,
        size_basis,
        general,
        lots,
        tuple(findings),
    )


def _find_jurisdiction(library: Library, purchase: Purchase) -> tuple[str, JurisdictionBasis]:
    """Return the id of the profile of the authority's procurement law, and how it was found, such as `chosen`."""
    tender = purchase.tender
    if tender.jurisdiction:
        return tender.jurisdiction, "chosen"
    if tender.place and tender.place.lower() in library.jurisdictions:
        return tender.place.lower(), "place"
    return library.find_profile(tender.country)  # type: ignore[return-value]


def _find_unknown_place(library: Library, purchase: Purchase, jurisdiction: str, words: Language) -> list[Finding]:
    """Return a warning where the place of the authority may have law of its own, but no profile."""
    place = purchase.tender.place
    if not place or place.lower() in library.jurisdictions:
        return []
    values = {"place": place, "profile": words.words(library.jurisdictions[jurisdiction].title)}
    told = words.remark("selection.place-without-profile", **values)
    return [Finding("place-without-profile", *told, "warn", Place(key="tender.place"))]


def _find_unknown_countries(library: Library, purchase: Purchase, words: Language) -> Iterator[Finding]:
    """Yield a warning for each country of the authority and of delivery whose law nobody recorded."""
    tender = purchase.tender
    countries = {tender.country: "tender.country", tender.delivery_country: "tender.delivery-country"}
    for country, key in countries.items():
        if not country or (tender.jurisdiction and key == "tender.country" and tender.delivery_country):
            continue
        profile, basis = library.find_profile(country)
        if basis == "default":
            values = {"country": country, "profile": words.words(library.jurisdictions[profile].title)}
            told = words.remark("selection.country-without-profile", **values)
            yield Finding("country-without-profile", *told, "warn", Place(key=key))


def find_product_law(library: Library, purchase: Purchase, jurisdiction: str) -> tuple[str, ...]:
    """Return the ids of the profiles whose product law holds at the place of delivery, the nearest first.

    Where units go to the country of the authority, they go to the part of it that the purchase names.
    """
    tender = purchase.tender
    country, part = tender.delivery_country or tender.country, (tender.place or "").lower()
    # Without any country the chosen jurisdiction is all that says where the units go.
    if not country:
        return library.list_profile_chain(jurisdiction)
    places = library.list_product_law(country)
    inside = country == tender.country and part in library.jurisdictions
    return (part, *(place for place in places if place != part)) if inside else places


def _check_unfit(selectors: Sequence[LotSelector], words: Language) -> list[Finding]:
    """Return an error for each clause that the authority includes and that fits no lot."""
    lot = 1 if len(selectors) == 1 else None
    return [
        Finding(
            "included",
            *words.remark("selection.included-fits-no-lot", clause=clause),
            place=Place(key="included", lot=lot, clause=clause),
        )
        for clause in sorted(set.intersection(*(selector.unfit for selector in selectors)))
    ]


def _check_changes_of_general_rules(library: Library, purchase: Purchase, words: Language) -> list[Finding]:
    """Return an error for each rule of the whole tender that the authority includes or excludes for one lot only."""
    errors: list[Finding] = []
    for key, changes in (("included", purchase.included), ("excluded", purchase.excluded)):
        for change in changes:
            if change.lot is None or library.clauses[change.clause].scope != "tender":
                continue
            told = words.remark(f"selection.{key}-for-one-lot", clause=change.clause, lot=change.lot)
            errors.append(Finding(key, *told, place=Place(key=key, lot=change.lot, clause=change.clause)))
    return errors
