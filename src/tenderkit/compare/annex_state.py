# SPDX-License-Identifier: Apache-2.0
"""The state of an annex that tenderkit made: its clauses with the words that it has now, and its recorded values."""

from collections.abc import Sequence
from dataclasses import replace

from tenderkit.checks.annexes.own_annex import OwnAnnex, OwnClause
from tenderkit.checks.annexes.printed_values import ValueReader
from tenderkit.compare.printed_state import flatten_answers, list_names, list_points, make_points
from tenderkit.compare.state import ComparedClause, ComparedPart, ComparedState, ComparedValue
from tenderkit.library.condition import Facts
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.papers.clause_text import ClausePrinter
from tenderkit.papers.selection_record import RecordedClause, RecordedValue
from tenderkit.selection.selection import LotSelection


def make_unrecorded_state(clauses: Sequence[OwnClause], name: str) -> ComparedState:
    """Return the state of an annex of release 0.1.0, which records no values and no answers.

    Parameters: `clauses`, its clauses with their words; `name`, the name of the file.
    """
    lots = sorted({lot for clause in clauses for lot in clause.lots})
    parts = tuple(
        ComparedPart(
            lot,
            "",
            {
                clause.id: ComparedClause(clause.version, clause.title, clause.lines)
                for clause in clauses
                if clause.present and lot in clause.lots
            },
        )
        for lot in lots
    )
    return ComparedState("annex", name, parts)


def make_annex_state(annex: OwnAnnex, library: Library, language: Language, name: str) -> ComparedState:
    """Return the state of an annex; clauses that somebody removed from it are not among its clauses.

    Parameters: `library`, which has the words for units; `language`, that of the annex; `name`, the name of the file.
    """
    lots = annex.record.purchase.get("lots", ())
    titles = ["", *(str(lot.get("title", "")) if isinstance(lot, dict) else "" for lot in lots)]
    weights = dict(enumerate(map(list_points, annex.record.weights), 1))
    parts = []
    for number, title in enumerate(titles):
        points = weights.get(number, {})
        clauses = {}
        for clause in annex.clauses:
            if clause.present and number in clause.lots:
                now = _make_clause(clause, annex.record.find_clause(clause.id, number), library, language)
                clauses[clause.id] = replace(now, values=now.values | make_points(points.pop(clause.id, None)))
        parts.append(ComparedPart(number, title, clauses, points=points))
    answers = dict(flatten_answers(annex.record.purchase))
    return ComparedState("annex", name, tuple(parts), answers, names=list_names(library))


def _make_clause(
    clause: OwnClause, record: RecordedClause | None, library: Library, language: Language
) -> ComparedClause:
    values: dict[str, dict[str, ComparedValue]] = {}
    for name, some in record.values.items() if record else ():
        for value in some:
            text = _format_value(clause.id, name, value, library, language)
            categories = value.categories or (*record.items, *record.returns) if record else ()
            for category in categories or ("",):
                values.setdefault(name, {})[category] = ComparedValue(text)
    return ComparedClause(clause.version, clause.title, clause.lines, values)


def _format_value(clause: str, name: str, value: RecordedValue, library: Library, language: Language) -> str:
    """Return a value with its unit and event; in the words of the record where the library does not know them."""
    known = library.clauses.get(clause)
    if known is not None and name in known.parameters and value.value is not None:
        printer = ClausePrinter(library, language, LotSelection(1, None, Facts("purchase"), {}, ()))
        try:
            return ValueReader(library, language, known, printer).write_anchored(name, value)
        except (AttributeError, LookupError, TypeError, ValueError):
            pass  # a record of another release
    words = ("undecided" if value.value is None else value.value, value.unit, value.anchor)
    return " ".join(str(word) for word in words if word is not None)
