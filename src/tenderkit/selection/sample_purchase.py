# SPDX-License-Identifier: Apache-2.0
"""Invent a purchase for which a certain clause is selected, to show the clause in the papers."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tenderkit.library.clause import Clause
from tenderkit.library.condition import ConditionLines, can_hold, list_words
from tenderkit.library.library import ENGLISH, Library
from tenderkit.library.other_device import OTHER_DEVICE, PROPERTIES
from tenderkit.selection.selection import Selection

_QUANTITY = 100
_MONTHS = 48


def select_sample(
    library: Library,
    clause: Clause,
    *,
    languages: Sequence[str],
    launch: datetime.date,
    country: str | None = None,
    level: str = "core",
    model: str | None = None,
) -> Selection:
    """Return the selection for an invented purchase of all product categories that a clause covers.

    Parameters: `languages`, the languages of the papers; `launch`, the day whose law counts; `country`, the country
    of the authority and of delivery; `level`, the level of ambition (if the clause is not for this level, the first
    level of the clause is used); `model`, the acquisition model, by default the first model of the clause. A draft,
    withdrawn or hidden clause counts as stable. Raises InvalidInput where the clause is not meant for the acquisition
    model.
    """
    from pydantic_core import ValidationError

    from tenderkit.errors import InvalidInput
    from tenderkit.findings import Finding
    from tenderkit.library.reading.validation import make_findings
    from tenderkit.purchase.answers import validate_answers
    from tenderkit.purchase.purchase import Purchase
    from tenderkit.selection.select import select

    blocks = _find_blocks(clause, model)
    if not blocks:
        message = f"“{clause.id}” is not meant for the acquisition model “{model}”"
        models = [m for m in library.vocabulary.words("acquisitions") if _find_blocks(clause, m)]
        raise InvalidInput([Finding("specimen", message, f"It is meant for: {', '.join(models)}.")])
    usable_library = replace(
        library,
        clauses={**library.clauses, clause.id: replace(clause, status="stable")},
        overlays=tuple(replace(o, hide=tuple(h for h in o.hide if h != clause.id)) for o in library.overlays),
    )
    acquisition = model or str(list_words(blocks[0].get("acquisition", "purchase"))[0])
    blocks = _find_blocks(clause, acquisition)
    answers = {
        "tenderkit": 1,
        "language": languages[0],
        "tender": {
            "title": clause.id,
            "launch": launch,
            "level": level if level in clause.levels else clause.levels[0],
            "proportionality": "full",
            **({"country": country} if country else {}),
        },
        "lots": [_build_lot(library, blocks, acquisition)],
    }
    _put_answers(library, answers, blocks)
    if clause.scope == "lot":
        answers["included"] = [{"clause": clause.id, "reason": "specimen"}]
    try:
        purchase = validate_answers(usable_library, answers, languages)
    except ValidationError as error:
        raise InvalidInput(make_findings(error, Purchase, None)) from None
    return select(usable_library, purchase)


def _find_blocks(clause: Clause, model: str | None) -> list[ConditionLines]:
    """Return the condition blocks (`[[applies]]`) of a clause that can hold for an acquisition model.

    If the model is None, all blocks are returned.
    """
    category = "consumables" if model == "consumables" else None
    return [b for b in clause.applies if can_hold(b, category, model)]


def _build_lot(library: Library, blocks: Sequence[Mapping[str, Any]], acquisition: str) -> dict[str, Any]:
    """Return a lot, as in a purchase file, with the categories, quantities and answers that the blocks ask for."""
    items, returns = _list_categories(blocks, "categories"), _list_categories(blocks, "return-categories")
    if acquisition != "repair":  # unsorted equipment (`mixed-ict`) is handed over or repaired, not bought
        items = {c: None for c in items if c != "mixed-ict"} or items
    quantity = max([_QUANTITY, *(b["min-quantity"] for b in blocks if "min-quantity" in b)])
    months = max([_MONTHS, *(b["min-months"] for b in blocks if "min-months" in b)])
    months = min([months, *(b["max-months"] for b in blocks if "max-months" in b)])
    if acquisition == "take-back":
        items, returns = {}, returns or {"mixed-ict": None}
    elif acquisition == "consumables":
        items, returns = {"consumables": None}, {}
    elif not items:
        items = {"imaging-equipment" if acquisition == "print-service" else "laptop": None}
    if any(b.get("has-returns") is True for b in blocks) and not returns and acquisition != "consumables":
        returns = {"mixed-ict": None}
    own = {"weights": {"price": 60, "quality": 40}} if any(b.get("own-criteria") is True for b in blocks) else {}
    return {
        **own,
        "title": "Specimen",
        "acquisition": acquisition,
        "months": months,
        "data": str(next((list_words(b["data"])[0] for b in blocks if "data" in b), "personal")),
        "items": [_build_line(library, c, quantity) for c in items],
        "returns": [_build_line(library, c, quantity) for c in returns],
    }


def _list_categories(blocks: Sequence[Mapping[str, Any]], line: str) -> dict[str, None]:
    """Return the categories that a key of the blocks names, as keys; one with a property counts."""
    words = (word for block in blocks for word in list_words(block.get(line, ())))
    return dict.fromkeys(str(word).partition(".")[0] for word in words)


def _build_line(library: Library, category: str, quantity: int) -> dict[str, Any]:
    line = {"category": category, "quantity": quantity}
    if category != OTHER_DEVICE:
        return line
    # A device with all properties: each clause for some of them covers it.
    labels = library.vocabulary.label("categories", category)
    forms: Any = labels.get(library.language) or labels[ENGLISH]
    name = (forms.get("bare") or forms["other"]).replace("{n}", "").strip()
    return {**line, "name": name, **dict.fromkeys(PROPERTIES, True)}


def _put_answers(library: Library, purchase: dict[str, Any], blocks: Sequence[Mapping[str, Any]]) -> None:
    """Add to a purchase with one lot, at the place of each question, the answers that the blocks ask for."""
    lot = purchase["lots"][0]
    tables = {"tender": [purchase["tender"]], "lot": [lot], "line": lot["returns"]}
    for line, wanted in ((line, b[line]) for b in blocks for line in b if line in library.facts):
        question = library.questions[line]
        for table in tables[question.scope]:
            table = table if question.key else table.setdefault("answers", {})
            table[question.key or line] = _choose_answer(library, line, wanted)


def _choose_answer(library: Library, line: str, wanted: Any) -> Any:
    """Return an answer to the question `line` that a condition allows: the first word in `wanted`.

    The answer is a list if the question allows several choices.
    """
    options = list_words(wanted)
    return list(options[:1]) if library.questions[line].kind == "choices" else options[0]
