# SPDX-License-Identifier: Apache-2.0
"""Find contradictions between the values of a purchase file, such as a take-back lot that buys equipment.

The rules read the content of the file before it is validated, and ignore values of a wrong type, so that
contradictions are reported together with the faults of single values.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tenderkit.library.cpv import describe_check_digit, explain_no_category
from tenderkit.library.library import Library
from tenderkit.library.other_device import OTHER_DEVICE, PROPERTIES
from tenderkit.library.reading.refusals import Refusal, refuse, suggest_later
from tenderkit.purchase.figures import is_numbered_list
from tenderkit.purchase.values import STORAGE_MEDIA

# The keys of a line that say something of old equipment, which a line of `items` cannot have.
_RETURNS_ONLY = ("condition", "moved-by", "given-to")
# The acquisition models in which a price is one of a category, whatever the model.
_WITHOUT_MODELS = ("repair", "consumables")
# The acquisition models in which a unit has a price.
_PRICED = ("purchase", "refurbished", "consumables")


def find_contradictions(data: Any, library: Library) -> list[Refusal]:
    """Return all contradictions in a purchase file.

    Parameters: `data`, the parsed content of the purchase file.
    """
    if not isinstance(data, Mapping):
        return []
    lots = _read_list(data, "lots")
    problems: list[Refusal] = list(_check_place(data.get("tender")))
    kinds: set[str] = set()
    for number, lot in enumerate(lots, 1):
        if isinstance(lot, Mapping):
            here = _list_categories(lot, library)
            kinds.update(here)
            problems += [refusal.within("lots", str(number)) for refusal in _check_lot(lot, here, library)]
            problems += _check_call_off(data.get("tender"), lot, number)
            problems += _check_cap_currency(data.get("tender"), lot, number)
    problems += _check_parameter_categories(data, kinds, "purchase.category-in-no-lot")
    for key in ("included", "excluded"):
        for number, change in enumerate(_read_list(data, key), 1):
            lot = change.get("lot") if isinstance(change, Mapping) else None
            if isinstance(lot, int) and not isinstance(lot, bool) and lot > len(lots) > 0:
                place = (key, str(number), "lot")
                problems.append(refuse(place, "unknown-word", "purchase.no-such-lot", lot=lot, count=len(lots)))
    return problems + list(_check_changes(data, len(lots)))


def _check_place(tender: Any) -> Iterator[Refusal]:
    if not isinstance(tender, Mapping):
        return
    place, country = tender.get("place"), tender.get("country")
    if isinstance(place, str) and isinstance(country, str) and place.partition("-")[0] != country:
        values: dict[str, Any] = {"place": place, "country": country}
        yield refuse(("tender", "place"), "contradiction", "purchase.place-elsewhere", **values)


def _read_list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, list) else []


def _find_category(line: Any, library: Library) -> str | None:
    """Return the product category of a line of a lot; None if the category or the CPV code is unknown.

    A line without a category has the category of its CPV code.
    """
    if not isinstance(line, Mapping):
        return None
    category, cpv = line.get("category"), line.get("cpv")
    if category is None and isinstance(cpv, str):
        category = library.vocabulary.find_category(cpv)
    return category if isinstance(category, str) and category in library.vocabulary.categories else None


def _list_categories(lot: Mapping[str, Any], library: Library) -> list[str]:
    lines = [*_read_list(lot, "items"), *_read_list(lot, "returns")]
    return list(dict.fromkeys(c for line in lines if (c := _find_category(line, library))))


def _check_lot(lot: Mapping[str, Any], kinds: list[str], library: Library) -> Iterator[Refusal]:
    acquisition = lot.get("acquisition")
    items, returns = _read_list(lot, "items"), _read_list(lot, "returns")
    if acquisition == "take-back":
        if items:
            yield refuse(("items",), "contradiction", "purchase.items-in-take-back")
        if lot.get("returns") in (None, []):
            yield refuse(("returns",), "missing-key", "purchase.returns-missing")
    elif isinstance(acquisition, str) and lot.get("items") in (None, []):
        yield refuse(("items",), "missing-key", "purchase.items-missing")
    if acquisition == "consumables" and returns:
        yield refuse(("returns",), "contradiction", "purchase.returns-of-consumables")
    for key, lines in (("items", items), ("returns", returns)):
        for number, line in enumerate(lines, 1):
            if key == "returns" and isinstance(line, Mapping) and "models" in line:
                yield refuse((key, str(number), "models"), "contradiction", "purchase.models-of-returns")
            refusals = list(_check_line(line, library))
            refusals += _check_item(line, acquisition, library) if key == "items" else ()
            yield from (refusal.within(key, str(number)) for refusal in refusals)
    stores = sorted(c for c in kinds if library.vocabulary.categories[c].stores_data)
    stores += [OTHER_DEVICE] if any(_stores_data(line) for line in (*items, *returns)) else []
    if stores and lot.get("data") is None:
        labels = [library.vocabulary.categories[kind].label for kind in stores]
        yield refuse(
            ("data",),
            "missing-key",
            "purchase.data-missing",
            kinds=lambda words: words.listing([words.bare_label(label) for label in labels]),
        )
    yield from _check_parameter_categories(lot, set(kinds), "purchase.category-not-in-lot")
    yield from _check_figures(lot, set(kinds))
    bought = {c for line in items if (c := _find_category(line, library))}
    yield from _check_price_cap(lot, bought, library)


def _check_price_cap(lot: Mapping[str, Any], bought: set[str], library: Library) -> Iterator[Refusal]:
    """Yield a fault for a price cap in a lot without prices of units, or for a category that the lot does not buy."""
    cap = lot.get("price-cap")
    if not isinstance(cap, Mapping):
        return
    if lot.get("acquisition") not in _PRICED:
        yield refuse(("price-cap",), "contradiction", "purchase.price-cap-without-prices")
    elif "amount" not in cap:
        for category in sorted((cap.keys() - bought) & library.vocabulary.categories.keys()):
            nearest = suggest_later(category, sorted(bought))
            place = ("price-cap", category)
            yield refuse(place, "contradiction", "purchase.category-not-bought", nearest, category=category)


def _check_cap_currency(tender: Any, lot: Mapping[str, Any], number: int) -> list[Refusal]:
    """Return a problem for each currency of a price cap that is not the one of the tender's value."""
    value = tender.get("value") if isinstance(tender, Mapping) else None
    cap = lot.get("price-cap")
    if not isinstance(value, Mapping) or not isinstance(cap, Mapping):
        return []
    caps = {(): cap} if "amount" in cap else {(str(name),): one for name, one in cap.items()}
    return [
        refuse(
            ("lots", str(number), "price-cap", *where, "currency"),
            "contradiction",
            "purchase.other-currency",
            currency=value["currency"],
        )
        for where, one in caps.items()
        if isinstance(one, Mapping) and value.get("currency") and one.get("currency") not in (None, value["currency"])
    ]


def _check_call_off(tender: Any, lot: Mapping[str, Any], number: int) -> list[Refusal]:
    """Return a problem for each key of a framework agreement in a lot of another contract."""
    contract = tender.get("contract") if isinstance(tender, Mapping) else None
    if contract == "framework":
        return []
    return [
        refuse(("lots", str(number), key), "contradiction", "purchase.no-framework")
        for key in ("suppliers", "call-off")
        if key in lot
    ]


def _check_item(line: Any, acquisition: Any, library: Library) -> Iterator[Refusal]:
    if _find_category(line, library) == "mixed-ict" and acquisition != "repair":
        yield refuse(("category",), "contradiction", "purchase.unknown-kinds-bought")
    shares = line.get("models") if isinstance(line, Mapping) else None
    if isinstance(shares, list) and all(type(share) is int for share in shares) and shares and sum(shares) != 100:
        yield refuse(("models",), "weights", "purchase.wrong-shares", total=sum(shares))
    elif isinstance(shares, list) and acquisition in _WITHOUT_MODELS:
        yield refuse(("models",), "contradiction", "purchase.models-of-one-price")
    elif isinstance(shares, list) and all(type(share) is int for share in shares) and shares:
        quantity = line.get("quantity")
        if type(quantity) is int and quantity * min(shares) < 100:
            values: dict[str, Any] = {"share": min(shares), "quantity": quantity}
            yield refuse(("models",), "contradiction", "purchase.share-too-small", **values)
    for name in _RETURNS_ONLY if isinstance(line, Mapping) else ():
        if name in line:
            yield refuse((name,), "contradiction", "purchase.only-of-returns")


def _stores_data(line: Any) -> bool:
    """Return whether a line is of another device that stores data."""
    return isinstance(line, Mapping) and line.get("category") == OTHER_DEVICE and line.get("stores-data") is True


def _check_device(line: Mapping[str, Any], category: str | None) -> Iterator[Refusal]:
    """Yield a fault for each key that is missing on a line of another device, or stands on another line."""
    for key in ("name", *PROPERTIES):
        if category == OTHER_DEVICE and line.get(key) is None:
            part = "name" if key == "name" else "property"
            yield refuse((key,), "missing-key", f"purchase.device-{part}-missing", name=key)
        elif category not in (None, OTHER_DEVICE) and key in line:
            values: dict[str, Any] = {"category": category, "other": OTHER_DEVICE}
            yield refuse((key,), "contradiction", "purchase.only-of-other-device", **values)


def _check_line(line: Any, library: Library) -> Iterator[Refusal]:
    if not isinstance(line, Mapping):
        return
    category, cpv = line.get("category"), line.get("cpv")
    if category is None and cpv is None:
        yield refuse((), "missing-key", "purchase.category-missing")
    known = _find_category(line, library)
    if "media" in line and known is not None and known != STORAGE_MEDIA:
        values: dict[str, Any] = {"category": known, "media": STORAGE_MEDIA}
        yield refuse(("media",), "contradiction", "purchase.only-of-media", **values)
    yield from _check_device(line, known)
    if not isinstance(cpv, str) or not re.fullmatch(r"[0-9]{8}(-[0-9])?", cpv):
        return
    if fault := describe_check_digit(cpv):
        yield refuse(("cpv",), "contradiction", "purchase.wrong-check-digit", **fault)
    if category == OTHER_DEVICE:
        return
    cpv_category = library.vocabulary.find_category(cpv)
    if cpv_category is None:
        yield refuse(
            ("cpv",),
            "unknown-word",
            "purchase.cpv-without-category",
            reason=lambda words: explain_no_category(cpv, library.vocabulary, words)[0],
            advice=lambda words: explain_no_category(cpv, library.vocabulary, words)[1],
        )
    elif category not in (None, cpv_category) and category in library.vocabulary.categories:
        values = {"right": cpv_category, "category": category}
        yield refuse(("cpv",), "contradiction", "purchase.cpv-of-other-category", **values)


def _check_parameter_categories(data: Mapping[str, Any], kinds: set[str], key: str) -> Iterator[Refusal]:
    """Yield a fault for each parameter value given for a product category that the purchase or lot does not have.

    Parameters: `data`, the table that holds `parameters`; `kinds`, the categories of the purchase or lot; `key`, the
    key of the message in the frame.
    """
    table = data.get("parameters")
    for clause, values in table.items() if isinstance(table, Mapping) else ():
        for name, value in values.items() if isinstance(values, Mapping) else ():
            yield from _check_categories(value, kinds, ("parameters", str(clause), str(name)), key)


def _check_categories(value: Any, kinds: set[str], where: tuple[str, ...], key: str) -> Iterator[Refusal]:
    """Yield a fault for each product category of a value by category that the purchase or lot does not have.

    Parameters: `where`, the path of keys to the value; for the others see `_check_parameter_categories`.
    """
    for category in value if isinstance(value, Mapping) else ():
        if category not in kinds:
            nearest = suggest_later(category, kinds)
            yield refuse((*where, str(category)), "contradiction", key, nearest, category=category)


def _check_figures(lot: Mapping[str, Any], kinds: set[str]) -> Iterator[Refusal]:
    """Yield a fault for each figure of a category that a lot does not have, and for each text of no criterion.

    Parameters: `lot`, the table with `sheet`, `criteria` and `weights`; `kinds`, the product categories of the lot.
    """
    sheet, criteria, weights = (lot.get(key) for key in ("sheet", "criteria", "weights"))
    for name, value in sheet.items() if isinstance(sheet, Mapping) else ():
        if not is_numbered_list(str(name), value):
            yield from _check_categories(value, kinds, ("sheet", str(name)), "purchase.category-not-in-lot")
    quality = weights.get("quality") if isinstance(weights, Mapping) else None
    names = list(quality) if isinstance(quality, Mapping) else ["quality"] if quality is not None else []
    for name in criteria if isinstance(criteria, Mapping) else ():
        if name not in names:
            nearest = suggest_later(name, names)
            yield refuse(
                ("criteria", str(name)), "contradiction", "purchase.unweighted-criterion", nearest, name=name
            )


def _check_changes(data: Mapping[str, Any], lots: int) -> Iterator[Refusal]:
    """Yield a fault for each clause that the authority both includes and excludes in the same lot.

    Parameters: `data`, the content of the purchase file; `lots`, the number of lots.
    """

    def changed(key: str, lot: int) -> set[Any]:
        return {
            c["clause"]
            for c in _read_list(data, key)
            if isinstance(c, Mapping) and isinstance(c.get("clause"), str) and c.get("lot") in (None, lot)
        }

    for number in range(1, lots + 1):
        for clause in sorted(changed("included", number) & changed("excluded", number)):
            values: dict[str, Any] = {"clause": clause, "lot": number}
            yield refuse(("excluded",), "contradiction", "purchase.included-and-excluded", **values)
