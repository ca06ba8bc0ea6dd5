# SPDX-License-Identifier: Apache-2.0
"""The page of `clauses show`: wording, values, sources, relations and history of a clause, as text and as JSON."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.formats.text.json import build_clause
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.author_data import HistoryEntry
from tenderkit.library.clause import Clause
from tenderkit.library.condition import list_words
from tenderkit.library.language import Language
from tenderkit.library.library import ENGLISH, Library
from tenderkit.papers.award_formula import Criterion, list_criteria
from tenderkit.papers.clause_text import PrintedClause, PrintedValue, describe_origin, print_clauses
from tenderkit.selection.reasons import format_reason
from tenderkit.selection.selection import Selection

_WIDTH = 80


@frozen_dataclass
class ClausePage:
    """A clause of a library, with its wording and values in a sample purchase.

    `selection`: the clauses selected for the sample purchase; `printed`: the clause with its values filled in;
    `history`: the changes of the clause, by version; `criterion`: how an award criterion gives points, None for a
    clause of another kind.
    """

    library: Library
    clause: Clause
    selection: Selection
    printed: PrintedClause
    history: Mapping[str, HistoryEntry]
    criterion: Criterion | None = None


def compose_page(
    library: Library, clause: Clause, selection: Selection, language: Language, history: Mapping[str, HistoryEntry]
) -> ClausePage:
    """Compose the page that `clauses show` prints about a clause.

    Parameters: `selection`, the clauses selected for a sample purchase that fits the clause; `history`, the changes
    of the clause, by version. Raises InvalidInput if a law or another clause keeps the clause out of the purchase.
    """
    part = selection.parts[0 if clause.scope == "tender" else 1]
    clauses = print_clauses(selection.library, language, part)
    printed = next((p for p in clauses if p.clause.id == clause.id), None)
    if printed is None:
        why = format_reason(part.decisions[clause.id], part.facts, selection.library, language)
        message = f"“{clause.id}” would not be printed in the sample purchase: {why}"
        raise InvalidInput([Finding("specimen", message, "Name another country, day, level or acquisition model.")])
    table = list_criteria(selection.library, language, part, clauses) if clause.scale else ()
    criterion = next((c for c in table if c.clause is printed), None)
    # The vocabulary of the selection also names the kind of other device in the sample.
    named = replace(library, vocabulary=selection.library.vocabulary)
    return ClausePage(named, clause, selection, printed, history, criterion)


def list_relations(library: Library, clause: Clause) -> dict[str, list[str]]:
    """Return the ids of the clauses related to a clause, keyed by relation, such as `requires` or `required-by`."""
    others = library.clauses.values()
    return {
        "requires": list(clause.requires),
        "required-by": [c.id for c in others if clause.id in c.requires],
        "gives-way-to": [c.clause for c in clause.conflicts],
        "before": [c.id for c in others if any(x.clause == clause.id for x in c.conflicts)],
        "replaces": list(clause.replaces),
        "replaced-by": [c.id for c in others if clause.id in c.replaces],
        "beside": sorted(clause.list_named_clauses()),
        "scored-above": [
            c.id for c in others if c.scale and (c.scale.starts_above or "").startswith(f"{clause.id}.")
        ],
        "successor": list(clause.successor),
    }


def render(page: ClausePage, language: Language) -> str:
    """Return the page as text of 80 columns: wording, values with their origin, sources, relations, examples."""
    printed, clause = page.printed, page.clause
    head = (f"{clause.id}@{clause.version}  {printed.title}", *describe_clause(page, language))
    lines = [*(line for text in head for line in _wrap_text(text, "", "  ")), ""]
    lines += _write_section("Requirement", filter(None, (printed.covers, *printed.requirement)))
    proofs = (f"{tier}: {words_}" for tier, words_ in printed.verification.items())
    lines += _write_section("Proof", proofs)
    lines += _write_section("Question to the tenderer", filter(None, [printed.question]))
    lines += _write_section("If it is not kept", filter(None, [printed.remedy]))
    lines += _write_section("Values", (_describe_value(v, page, language) for v in printed.values))
    if page.criterion:
        lines += _write_section("Points", describe_points(page.criterion, page, language))
    lines += _write_section("Why, and how to use it", filter(None, [printed.guidance]))
    lines += _write_section("Sources", (_describe_source(page, ref) for ref in clause.sources))
    relations = list_relations(page.library, clause)
    lines += _write_section("Relations", (f"{name}: {', '.join(ids)}" for name, ids in relations.items() if ids))
    lines += _write_section(
        "Other wordings", (f"{id_}: {describe_facts(v.when)}" for id_, v in clause.variants.items())
    )
    lines += _write_section("Applies where", (describe_facts(block) or "always" for block in clause.applies))
    examples = (f"{'applies' if e.applies else 'does not apply'}: {describe_facts(e.facts)}" for e in clause.examples)
    lines += _write_section("Examples", examples)
    changes = (f"{v}, {c.date.isoformat()}: {c.says.get(language.code, '')}" for v, c in page.history.items())
    lines += _write_section("History", changes)
    return "\n".join(lines).rstrip() + "\n"


def describe_clause(page: ClausePage, language: Language) -> Iterator[str]:
    """Yield lines on a clause: its kind, theme and status, its levels and sets, and the sample purchase."""
    clause, tender = page.clause, page.selection.purchase.tender
    vocabulary = page.library.vocabulary
    kind, theme = (
        language.label(vocabulary.kinds[clause.kind].label),
        language.label(vocabulary.themes[clause.theme].label),
    )
    sets = ", ".join(clause.sets) or "full set only"
    yield f"{kind}; {theme}; {clause.status}"
    yield f"levels: {', '.join(clause.levels)}; sets: {sets}"
    if page.library.language != ENGLISH and clause.id not in page.library.words:
        yield f"there is no text in {language.name} that fits the English of today: shown in English"
    if clause.id in page.library.hidden:
        yield f"hidden by {page.library.hidden[clause.id].file}"
    if instead := page.library.advise_replacement(clause.id, language):
        yield instead
    lot = page.selection.purchase.lots[0]
    place = language.country(tender.country) if tender.country else "no country"
    yield f"Shown for: {lot.acquisition}; {place}; {language.date(tender.launch)}; level {tender.level}."


def _wrap_text(text: str, first: str, further: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _write_section(title: str, texts: Iterable[str]) -> list[str]:
    lines = [line for text in texts for line in _wrap_text(" ".join(text.split()), "  ", "    ")]
    return [title, *lines, ""] if lines else []


def describe_points(criterion: Criterion, page: ClausePage, language: Language) -> Iterator[str]:
    """Yield lines on how an award criterion gives points: the formula, the steps of its scale, and an example."""
    labels = page.library.vocabulary.categories
    yield criterion.formula
    for step in criterion.steps:
        kinds = ", ".join(language.label(labels[c].label) for c in step.categories or ())
        yield f"{f'{kinds}: ' if kinds else ''}from {step.text}: {step.share:.0%}"
    yield criterion.example


def name_categories(value: PrintedValue, page: ClausePage, language: Language) -> str:
    """Return the product categories of a value, such as `laptops, displays`; empty if it holds for all of them."""
    labels = page.library.vocabulary.categories
    return ", ".join(language.label(labels[c].label) for c in value.categories or ())


def _describe_value(value: PrintedValue, page: ClausePage, language: Language) -> str:
    kinds = name_categories(value, page, language)
    text = f"{value.name}{f' ({kinds})' if kinds else ''}: {value.text}"
    return f"{text} ({describe_value_origin(value, page, language)})"


def describe_value_origin(value: PrintedValue, page: ClausePage, language: Language) -> str:
    """Return where a value comes from, with its source and the section: `cited: se-gpp-it, 11185`."""
    v = value.value
    origin = describe_origin(page.library, page.clause, v, language)
    if v.source:
        origin += f": {v.source}{f', {v.clause}' if v.clause else ''}"
    if v.moved_from is not None:
        origin += language.text("origins.moved", value=language.plain_value(v.moved_from))
    return origin


def _describe_source(page: ClausePage, ref: Any) -> str:
    source = page.library.sources[ref.id]
    mark = page.library.vocabulary.marks[ref.mark].label
    place = f", {ref.clause}" if ref.clause else ""
    support = f": {ref.supports}" if ref.supports else ""
    return f"{ref.id}: {source.title}{place} ({mark['en']}){support}"


def describe_facts(lines: Mapping[str, Any]) -> str:
    """Return the lines of a condition as text, such as `acquisition = purchase, lease; quantity = >= 10`."""
    return "; ".join(f"{line} = {', '.join(map(_format_word, list_words(wanted)))}" for line, wanted in lines.items())


def _format_word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def build_data(page: ClausePage, language: Language) -> dict[str, Any]:
    """Return the data of `clauses show --format json`.

    The data hold all that `build --format json` gives for a clause, and also its relations, examples and history."""
    clause, tender = page.clause, page.selection.purchase.tender
    return {
        **build_clause(page.printed, page.selection.library, language, page.criterion),
        "language": page.library.language,
        "status": clause.status,
        "levels": list(clause.levels),
        "sets": list(clause.sets),
        "guidance": page.printed.guidance,
        "shown-for": {
            "country": tender.country,
            "launch": tender.launch.isoformat(),
            "level": tender.level,
            "acquisition": page.selection.purchase.lots[0].acquisition,
        },
        "cited": [{"id": r.id, "clause": r.clause, "mark": r.mark, "supports": r.supports} for r in clause.sources],
        "relations": list_relations(page.library, clause),
        "examples": [{"facts": _unpack_tuples(e.facts), "applies": e.applies} for e in clause.examples],
        "history": [
            {"version": v, "date": c.date.isoformat(), "says": c.says.get(language.code)}
            for v, c in page.history.items()
        ],
    }


def _unpack_tuples(lines: Mapping[str, Any]) -> dict[str, Any]:
    return {line: list(wanted) if isinstance(wanted, tuple) else wanted for line, wanted in lines.items()}
