# SPDX-License-Identifier: Apache-2.0
"""Validate the figures that the authority sets in a lot: `lots.sheet`, `lots.criteria`, `lots.price-cap`."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic_core.core_schema import ValidationInfo

from tenderkit.library.language import list_currencies
from tenderkit.library.library import Library
from tenderkit.library.reading.refusals import (
    Refusal,
    check_name,
    check_prose,
    get_context_library,
    list_category_problems,
    list_text_problems,
    make_problem,
    refuse,
    refuse_all,
    suggest_later,
)
from tenderkit.library.shape import Convert, JsonSchema

# The most that a figure may be.
_MOST = 1e15
# The figures that are numbers, each with the least and the most allowed.
NUMBERS = {
    "hours-in-use": (0.0, _MOST),
    "hours-idle": (0.0, _MOST),
    "emission-factor": (0.0, _MOST),
    "working-share": (0.0, 100.0),
    "handed-over-share": (0.0, 100.0),
    "battery-share": (0.01, 100.0),
    "service-share": (0.01, 100.0),
    "case-share": (0.01, 100.0),
    "diagnoses": (0.0, _MOST),
    "labour-hours": (0.0, _MOST),
    "parts-sum": (0.0, _MOST),
    "price-difference": (0.01, _MOST),
    "no-points-from": (0.01, _MOST),
}
# The price or life-cycle cost from which a tender earns no points, where no score may depend on other tenders.
CEILING_FIGURE = "no-points-from"
# Those that are sums of money.
SUMS = ("parts-sum", "price-difference", CEILING_FIGURE)
# The figures that are texts.
TEXTS = ("method-in-use", "method-idle")
# The figures that say what is priced: a text, or a table that gives the number of each thing that has a price.
LISTS = ("pages", "consumables", "repairs", "parts", "items")
_MOST_NAMES = 99


def is_numbered_list(name: str, value: Any) -> bool:
    """Return whether a figure is a table of things and their numbers, such as `{ battery = 1 }`, for all categories.

    Parameters: `name`, the name of the figure in `lots.sheet`; `value`, what the purchase file gives for it.
    """
    if name not in LISTS or not isinstance(value, Mapping):
        return False
    return not value or any(_is_number(number) for number in value.values())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_sheet(table: Any, info: ValidationInfo) -> Mapping[str, Any]:
    if not isinstance(table, dict):
        raise make_problem("wrong-type", "purchase.no-table-of-figures")
    library = get_context_library(info)
    names = (*NUMBERS, *TEXTS, *LISTS)
    errors: list[Refusal] = []
    for name, value in table.items():
        if name not in names:
            nearest = suggest_later(name, names)
            errors.append(refuse((name,), "unknown-word", "purchase.unknown-figure", nearest, name=name))
            continue
        by_category = isinstance(value, dict) and not is_numbered_list(name, value)
        for category, figure in value.items() if by_category else [(None, value)]:
            where = (name,) if category is None else (name, str(category))
            if category is not None:
                errors += list_category_problems(category, where, library)
            errors += _find_problems(figure, name, where, library)
    refuse_all(errors)
    return table


def _find_problems(figure: Any, name: str, where: tuple[str, ...], library: Library) -> Iterator[Refusal]:
    if name in NUMBERS:
        least, most = NUMBERS[name]
        if not _is_number(figure) or not least <= figure <= most:
            yield refuse(where, "wrong-type", "purchase.out-of-range", least=f"{least:g}", most=f"{most:g}")
    elif name in LISTS and isinstance(figure, dict):
        yield from _find_list_problems(figure, where, library)
    elif not isinstance(figure, str) or not figure.strip():
        key = "no-text-or-table" if name in LISTS else "no-text-of-figure"
        yield refuse(where, "wrong-type", f"purchase.{key}")
    else:
        yield from list_text_problems(figure, where, check_prose)


def _find_list_problems(table: Mapping[str, Any], where: tuple[str, ...], library: Library) -> Iterator[Refusal]:
    """Yield the faults of a table of things and their numbers, such as `{ battery = 1, "screen panel" = 0.1 }`.

    Parameters: `where`, the path of keys to the table.
    """
    if not 1 <= len(table) <= _MOST_NAMES:
        yield refuse(where, "wrong-type", "purchase.too-many-things", most=_MOST_NAMES)
    for thing, number in table.items():
        place = (*where, str(thing))
        if thing in library.vocabulary.categories and thing != "consumables":
            yield refuse(place, "wrong-type", "purchase.category-priced", thing=thing)
        yield from list_text_problems(thing, place, check_name)
        if not _is_number(number) or not 0 < number <= _MOST:
            yield refuse(place, "wrong-type", "purchase.not-positive", most=f"{_MOST:g}")


def _check_criteria(table: Any) -> Mapping[str, str]:
    if not isinstance(table, dict):
        raise make_problem("wrong-type", "purchase.no-table-of-criteria")
    errors: list[Refusal] = []
    for name, text in table.items():
        if not isinstance(text, str) or not text.strip():
            errors.append(refuse((name,), "wrong-type", "purchase.no-text-of-criterion"))
        else:
            errors += list_text_problems(text, (name,), check_prose)
    refuse_all(errors)
    return table


def _check_price_cap(table: Any, info: ValidationInfo) -> Mapping[str, Any]:
    if not isinstance(table, dict) or not table:
        raise make_problem("wrong-type", "purchase.no-price-cap")
    library = get_context_library(info)
    errors: list[Refusal] = []
    for category, cap in {"": table}.items() if "amount" in table else table.items():
        where = (str(category),) if category else ()
        if category:
            errors += list_category_problems(category, where, library)
        if not isinstance(cap, dict) or cap.keys() != {"amount", "currency"}:
            errors.append(refuse(where, "wrong-type", "purchase.no-price-cap"))
            continue
        amount, currency = cap["amount"], cap["currency"]
        if not _is_number(amount) or not 0 < amount <= _MOST:
            place = (*where, "amount")
            errors.append(refuse(place, "wrong-type", "purchase.not-positive", most=f"{_MOST:g}"))
        if currency not in list_currencies():
            place = (*where, "currency")
            errors.append(refuse(place, "unknown-word", "purchase.unknown-currency", currency=currency))
    refuse_all(errors)
    return table


Sheet = Annotated[
    Mapping[str, Any],
    Convert(_check_sheet, with_info=True),
    JsonSchema(
        {
            "type": "object",
            "properties": {
                **{name: {"type": ["number", "object"]} for name in NUMBERS},
                **{name: {"type": ["string", "object"]} for name in (*TEXTS, *LISTS)},
            },
            "additionalProperties": False,
        }
    ),
]
# The highest price of a unit: one amount for all categories, or one for each category that has a limit.
PriceCap = Annotated[
    Mapping[str, Any], Convert(_check_price_cap, with_info=True), JsonSchema({"type": "object", "minProperties": 1})
]
Criteria = Annotated[
    Mapping[str, str],
    Convert(_check_criteria),
    JsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
]
