# SPDX-License-Identifier: Apache-2.0
"""The state of a purchase: its answers, and its clauses as the annex prints them, each with the reason."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tenderkit.compare.state import POINTS, ComparedClause, ComparedPart, ComparedState, ComparedValue
from tenderkit.library.clause import TIERS
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.papers.award_formula import Criterion, list_criteria
from tenderkit.papers.clause_text import ClausePrinter, PrintedClause, print_clauses
from tenderkit.papers.digest import list_answers
from tenderkit.selection.legal_context import find_duties, find_legal_demands, format_dated_rule
from tenderkit.selection.parameter_value import CITABLE, ParameterValue
from tenderkit.selection.printed_texts import find_printed_values
from tenderkit.selection.reasons import format_reason
from tenderkit.selection.selection import LotSelection, Selection

# The keys that name a row of a list, in the order of preference.
_ROW_NAMES = (("clause", "lot"), ("clause",), ("name",), ("category",), ("cpv",))


def make_purchase_state(selection: Selection, language: Language, name: str) -> ComparedState:
    """Return the state of a purchase.

    Parameters: `selection`, the clauses selected for it; `language`, the language of the papers; `name`, the name of
    its file.
    """
    parts = tuple(_make_part(selection.library, language, part) for part in selection.parts)
    answers = dict(flatten_answers(list_answers(selection.purchase)))
    demands = tuple(_list_demands(selection, language))
    return ComparedState("purchase", name, parts, answers, demands, list_names(selection.library))


def list_names(library: Library) -> dict[str, dict[str, str]]:
    """Return the titles of the parameters of each clause, by clause id and parameter."""
    return {
        id_: {name: parameter.title for name, parameter in clause.parameters.items()}
        for id_, clause in library.clauses.items()
    }


def _list_demands(selection: Selection, language: Language) -> Iterator[str]:
    library, launch = selection.library, selection.purchase.tender.launch
    demands = [(demand.text, demand.source, demand.clause) for demand in find_legal_demands(selection, language)]
    for duty in find_duties(selection):
        text = format_dated_rule(language.words(duty.text), duty, launch, language)
        demands.append((text, duty.source if duty.mark in CITABLE else None, duty.clause))
    for text, source, clause in dict.fromkeys(demands):
        place = _name_place(library, source, clause)
        yield f"{text} [{place}]" if source and place else text


def _name_place(library: Library, source: str | None, clause: str | None) -> str:
    """Return the place in a source of the law: `Regulation (EU) 2023/1670, Annex II`."""
    known = library.sources.get(source or "")
    return ", ".join(filter(None, (known.title if known else source, clause)))


def list_points(weights: Mapping[str, float] | None) -> dict[str, str]:
    """Return the points of each award criterion of a lot in words; none where they are not decided."""
    return {name: f"{points:g}" for name, points in (weights or {}).items()}


def flatten_answers(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield each answer of a purchase in words with its key, such as `lots.1.items.laptop.quantity`.

    Lots count from 1; a row of another list is named by what it is about, and by its position where it does not say.
    """
    if isinstance(value, Mapping):
        for name, row in value.items():
            yield from flatten_answers(row, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list | tuple) and any(isinstance(row, Mapping) for row in value):
        for name, row in _name_rows(value) if key != "lots" else enumerate(value, 1):
            yield from flatten_answers(row, f"{key}.{name}")
    else:
        yield key, ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _name_rows(rows: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the rows of a list, each with its name and without the answer that is its name."""
    seen: Counter[str] = Counter()
    for number, row in enumerate(rows, 1):
        by = next((some for some in _ROW_NAMES if all(key in row for key in some)), ())
        name = " ".join(str(row[key]) for key in by) or str(number)
        seen[name] += 1
        rest = {key: answer for key, answer in row.items() if key not in by} if by else row
        yield name if seen[name] == 1 else f"{name} {seen[name]}", rest or row


def _make_part(library: Library, language: Language, part: LotSelection) -> ComparedPart:
    printer = ClausePrinter(library, language, part)
    all_printed = print_clauses(library, language, part)
    criteria = {c.clause.clause.id: c for c in list_criteria(library, language, part, all_printed) if c.clause}
    points = list_points(part.weights)
    clauses = {}
    for printed in all_printed:
        id_ = printed.clause.id
        reason = format_reason(printed.pick.decision, part.facts, library, language)
        paragraphs = (*list_paragraphs(printed), *_list_scoring(criteria.get(id_), language))
        values = _list_values(printed, printer) | make_points(points.pop(id_, None))
        clauses[id_] = ComparedClause(printed.clause.version, printed.title, paragraphs, values, reason)
    left_out = {
        id_: format_reason(decision, part.facts, library, language)
        for id_, decision in part.decisions.items()
        if not decision.selected
    }
    return ComparedPart(part.number, part.lot.title if part.lot else "", clauses, left_out, points)


def make_points(points: str | None) -> dict[str, dict[str, ComparedValue]]:
    """Return the weight of an award criterion as a value of its clause; nothing where it has none."""
    return {} if points is None else {POINTS: {"": ComparedValue(points)}}


def _list_scoring(criterion: Criterion | None, language: Language) -> Iterator[str]:
    """Yield how an award criterion gives points: its formula, its steps, and the example."""
    if criterion is None:
        return
    yield criterion.formula
    for step in criterion.steps:
        points = "" if step.points is None else f": {language.number(step.points)}"
        yield f"{step.text}{points}"
    yield criterion.example


def list_paragraphs(printed: PrintedClause) -> Iterator[str]:
    """Yield the paragraphs of a clause in the order of print: title, requirement, proofs, consequence."""
    texts = (printed.title, printed.covers, *printed.requirement)
    yield from filter(None, texts)
    yield from (text for tier in TIERS if (text := printed.verification.get(tier)))
    yield from filter(None, (printed.remedy,))


def _list_values(printed: PrintedClause, printer: ClausePrinter) -> dict[str, dict[str, ComparedValue]]:
    clause, library = printed.clause, printer.library
    values: dict[str, dict[str, ComparedValue]] = {}
    for name, by_category in find_printed_values(printed.pick).items():
        for category, value in by_category.items():
            amount = printer.format_amount(clause.id, value, clause.parameters[name].title, alone=True)
            text = " ".join(filter(None, (amount, printer.format_anchor(value))))
            origin = describe_origin(value, library)
            values.setdefault(name, {})[library.name_category(category)] = ComparedValue(text, origin)
    return values


def describe_origin(value: ParameterValue, library: Library) -> str:
    """Return where a value comes from, such as `the law asks for it: Regulation (EU) 2023/1670, Annex II`."""
    place = _name_place(library, value.source, value.clause)
    words = {
        "law": "the law asks for it",
        "cited": "taken from a source",
        "buyer": "set by the authority",
        "proposed": "proposed by the library",
        "undecided": "to be decided",
    }[value.origin]
    if value.limit is not None and value.limit.from_ is not None and value.origin == "law":
        words += f" from {value.limit.from_}"
    return f"{words}: {place}" if place else words
