# SPDX-License-Identifier: Apache-2.0
"""Validate the figures that the authority sets in a lot: `lots.sheet`, `lots.criteria`, `lots.price-cap`."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic_core.core_schema import ValidationInfo

from tenderkit.library.language import list_currencies
from tenderkit.library.reading.refusals import (
    Refusal,
    check_prose,
    get_context_library,
    list_category_problems,
    list_text_problems,
    make_problem,
    refuse_all,
    suggest_later,
)
from tenderkit.library.shape import Convert, JsonSchema

# The figures that are numbers, each with the least number allowed.
NUMBERS = {
    "hours-in-use": 0.0,
    "hours-idle": 0.0,
    "emission-factor": 0.0,
    "diagnoses": 0.0,
    "labour-hours": 0.0,
    "parts-sum": 0.0,
    "price-difference": 0.01,
}
# The figures that are texts, such as kinds and quantities.
TEXTS = ("method-in-use", "method-idle", "pages", "consumables", "repairs", "items")
_MOST = 1e15


def _check_sheet(table: Any, info: ValidationInfo) -> Mapping[str, Any]:
    if not isinstance(table, dict):
        raise make_problem("wrong-type", "must be a table of figures", "Write hours-in-use = 1600, for example.")
    library = get_context_library(info)
    names = (*NUMBERS, *TEXTS)
    errors: list[Refusal] = []
    for name, value in table.items():
        if name not in names:
            errors.append(((name,), "unknown-word", f"there is no figure “{name}”", suggest_later(name, names)))
            continue
        for category, figure in value.items() if isinstance(value, dict) else [(None, value)]:
            where = (name,) if category is None else (name, str(category))
            if category is not None:
                errors += list_category_problems(category, where, library)
            errors += _find_problems(figure, name, where)
    refuse_all(errors)
    return table


def _find_problems(figure: Any, name: str, where: tuple[str, ...]) -> Iterator[Refusal]:
    least = NUMBERS.get(name)
    if least is not None:
        is_number = isinstance(figure, int | float) and not isinstance(figure, bool)
        if not is_number or not least <= figure <= _MOST:
            yield where, "wrong-type", f"must be a number from {least:g} to {_MOST:g}", ""
    elif not isinstance(figure, str) or not figure.strip():
        yield where, "wrong-type", "must be a text", "Write “none” for nothing."
    else:
        yield from list_text_problems(figure, where, check_prose)


def _check_criteria(table: Any) -> Mapping[str, str]:
    if not isinstance(table, dict):
        fix = 'Write quality = "…", for example, or the name of a criterion.'
        raise make_problem("wrong-type", "must be a table of texts by criterion", fix)
    errors: list[Refusal] = []
    for name, text in table.items():
        if not isinstance(text, str) or not text.strip():
            errors.append(
                ((name,), "wrong-type", "must be a text", "Write what is assessed, and how it earns points.")
            )
        else:
            errors += list_text_problems(text, (name,), check_prose)
    refuse_all(errors)
    return table


def _check_price_cap(table: Any, info: ValidationInfo) -> Mapping[str, Any]:
    example = 'Write price-cap = { amount = 900, currency = "EUR" }, or one such table for each category.'
    if not isinstance(table, dict) or not table:
        raise make_problem("wrong-type", "must be an amount with its currency", example)
    library = get_context_library(info)
    errors: list[Refusal] = []
    for category, cap in {"": table}.items() if "amount" in table else table.items():
        where = (str(category),) if category else ()
        if category:
            errors += list_category_problems(category, where, library)
        if not isinstance(cap, dict) or cap.keys() != {"amount", "currency"}:
            errors.append((where, "wrong-type", "must be an amount with its currency", example))
            continue
        amount, currency = cap["amount"], cap["currency"]
        if not isinstance(amount, int | float) or isinstance(amount, bool) or not 0 < amount <= _MOST:
            errors.append(((*where, "amount"), "wrong-type", f"must be a number above 0, up to {_MOST:g}", ""))
        if currency not in list_currencies():
            fix = "Write its ISO 4217 code, such as EUR."
            errors.append(((*where, "currency"), "unknown-word", f"“{currency}” is not a currency", fix))
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
                **{name: {"type": ["string", "object"]} for name in TEXTS},
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
