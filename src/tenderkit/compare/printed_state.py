# SPDX-License-Identifier: Apache-2.0
"""The state of a purchase: its answers, and its clauses as the annex prints them, each with the reason."""

from collections.abc import Iterator, Mapping
from typing import Any

from tenderkit.compare.state import ComparedClause, ComparedPart, ComparedState, ComparedValue
from tenderkit.library.clause import TIERS
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.papers.clause_text import ClausePrinter, PrintedClause, print_clauses
from tenderkit.papers.digest import list_answers
from tenderkit.selection.legal_context import find_duties, find_legal_demands, format_dated_rule
from tenderkit.selection.parameter_value import ParameterValue
from tenderkit.selection.printed_texts import find_printed_values
from tenderkit.selection.reasons import format_reason
from tenderkit.selection.selection import LotSelection, Selection


def make_purchase_state(selection: Selection, language: Language, name: str) -> ComparedState:
    """Return the state of a purchase.

    Parameters: `selection`, the clauses selected for it; `language`, the language of the papers; `name`, the name of
    its file.
    """
    parts = tuple(_make_part(selection.library, language, part) for part in selection.parts)
    answers = dict(flatten_answers(list_answers(selection.purchase)))
    weights = list_weights({part.number: part.weights for part in selection.lots})
    return ComparedState("purchase", name, parts, answers | weights, tuple(_list_demands(selection, language)))


def _list_demands(selection: Selection, language: Language) -> Iterator[str]:
    launch = selection.purchase.tender.launch
    yield from dict.fromkeys(demand.text for demand in find_legal_demands(selection, language))
    for duty in find_duties(selection):
        yield format_dated_rule(language.words(duty.text), duty, launch, language)


def list_weights(weights: Mapping[int, Mapping[str, float] | None]) -> dict[str, str]:
    """Return the points of each award criterion in words, with a key such as `lots.1.weights.price`.

    Parameters: `weights`, the points by criterion, by the number of the lot; None where they are not decided.
    """
    return {
        f"lots.{lot}.weights.{name}": f"{points:g}"
        for lot, by_name in weights.items()
        for name, points in (by_name or {}).items()
    }


def flatten_answers(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield each answer of a purchase in words with its key, such as `lots.1.items.2.quantity`; lots count from 1."""
    rows: Iterator[tuple[Any, Any]] | None = None
    if isinstance(value, Mapping):
        rows = iter(value.items())
    elif isinstance(value, list | tuple) and any(isinstance(row, Mapping) for row in value):
        rows = enumerate(value, 1)
    if rows is None:
        yield key, ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        return
    for name, row in rows:
        yield from flatten_answers(row, f"{key}.{name}" if key else str(name))


def _make_part(library: Library, language: Language, part: LotSelection) -> ComparedPart:
    printer = ClausePrinter(library, language, part)
    clauses = {}
    for printed in print_clauses(library, language, part):
        reason = format_reason(printed.pick.decision, part.facts, library, language)
        values = _list_values(printed, printer)
        paragraphs = tuple(list_paragraphs(printed))
        clauses[printed.clause.id] = ComparedClause(printed.clause.version, printed.title, paragraphs, values, reason)
    left_out = {
        id_: format_reason(decision, part.facts, library, language)
        for id_, decision in part.decisions.items()
        if not decision.selected
    }
    return ComparedPart(part.number, part.lot.title if part.lot else "", clauses, left_out)


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
            amount = printer.format_amount(clause.id, value, clause.parameters[name].title)
            text = " ".join(filter(None, (amount, printer.format_anchor(value))))
            origin = describe_origin(value, library)
            values.setdefault(name, {})[library.name_category(category)] = ComparedValue(text, origin)
    return values


def describe_origin(value: ParameterValue, library: Library) -> str:
    """Return where a value comes from, such as `the law asks for it: Regulation (EU) 2023/1670, Annex II`."""
    source = library.sources.get(value.source or "")
    place = ", ".join(filter(None, (source.title if source else value.source, value.clause)))
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
