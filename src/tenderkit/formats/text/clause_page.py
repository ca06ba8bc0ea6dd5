# SPDX-License-Identifier: Apache-2.0
"""All that is known of one clause, as text and as data."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.formats.text.json import clause_data
from tenderkit.library.author_data import Change
from tenderkit.library.clause import Clause
from tenderkit.library.condition import words
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.papers.award_formula import Awards, Criterion
from tenderkit.papers.clause_text import PrintedClause, origin_of, print_lot
from tenderkit.selection.reasons import format_reason
from tenderkit.selection.selection import Selection

_WIDTH = 80


@dataclass(frozen=True)
class Page:
    """A clause of a library, in print in a specimen purchase; `history` holds its changes by version.

    `criterion` says how an award criterion gives points; None for all other clauses.
    """

    library: Library
    clause: Clause
    selection: Selection
    printed: PrintedClause
    history: Mapping[str, Change]
    criterion: Criterion | None = None


def page(
    library: Library, clause: Clause, selection: Selection, language: Language, history: Mapping[str, Change]
) -> Page:
    """The page on a clause.

    Parameters: `selection`, of a specimen purchase that has the clause in it. Raises InvalidInput where law or
    another clause has put it out of even that one.
    """
    part = selection.parts[0 if clause.scope == "tender" else 1]
    all_ = print_lot(selection.library, language, part)
    printed = next((p for p in all_ if p.clause.id == clause.id), None)
    if printed is None:
        why = format_reason(part.decisions[clause.id], part.facts, selection.library, language)
        message = f"“{clause.id}” would not print here: {why}"
        raise InvalidInput([Finding("specimen", message, "Name another country, day, level or acquisition model.")])
    table = Awards(selection.library, language, part, all_).table() if clause.scale else ()
    criterion = next((c for c in table if c.clause is printed), None)
    return Page(library, clause, selection, printed, history, criterion)


def relations(library: Library, clause: Clause) -> dict[str, list[str]]:
    """The clauses that this one leans on and gives way to, and those that lean on it, by name of the relation."""
    others = library.clauses.values()
    return {
        "requires": list(clause.requires),
        "required-by": [c.id for c in others if clause.id in c.requires],
        "gives-way-to": [c.clause for c in clause.conflicts],
        "before": [c.id for c in others if any(x.clause == clause.id for x in c.conflicts)],
        "replaces": list(clause.replaces),
        "replaced-by": [c.id for c in others if clause.id in c.replaces],
        "beside": sorted(clause.named_clauses()),
        "scored-above": [
            c.id for c in others if c.scale and (c.scale.starts_above or "").startswith(f"{clause.id}.")
        ],
        "successor": list(clause.successor),
    }


def render(found: Page, language: Language) -> str:
    """The page as text of 80 columns: words, values with their origin, reasons, sources, relations, examples."""
    printed, clause = found.printed, found.clause
    head = (f"{clause.id}@{clause.version}  {printed.title}", *_head(found, language))
    lines = [*(line for text in head for line in _wrapped(text, "", "  ")), ""]
    lines += _paragraphs("Requirement", filter(None, (printed.covers, *printed.requirement)))
    proofs = (f"{tier}: {words_}" for tier, words_ in printed.verification.items())
    lines += _paragraphs("Proof", proofs) + _paragraphs("Question to the tenderer", [printed.question])
    lines += _paragraphs("If it is not kept", filter(None, [printed.remedy]))
    lines += _paragraphs("Values", (_value(v, found, language) for v in printed.values))
    if found.criterion:
        lines += _paragraphs("Points", _points(found.criterion, found, language))
    lines += _paragraphs("Why, and how to use it", filter(None, [printed.guidance]))
    lines += _paragraphs("Sources", (_source(found, ref) for ref in clause.sources))
    told = relations(found.library, clause)
    lines += _paragraphs("Relations", (f"{name}: {', '.join(ids)}" for name, ids in told.items() if ids))
    lines += _paragraphs("Other wordings", (f"{id_}: {_lines(v.when)}" for id_, v in clause.variants.items()))
    lines += _paragraphs("Applies where", (_lines(block) or "always" for block in clause.applies))
    examples = (f"{'applies' if e.applies else 'does not apply'}: {_lines(e.facts)}" for e in clause.examples)
    lines += _paragraphs("Examples", examples)
    changes = (f"{v}, {c.date.isoformat()}: {c.says.get(language.code, '')}" for v, c in found.history.items())
    lines += _paragraphs("History", changes)
    return "\n".join(lines).rstrip() + "\n"


def _head(found: Page, language: Language) -> Iterator[str]:
    clause, tender = found.clause, found.selection.purchase.tender
    vocabulary = found.library.vocabulary
    kind, theme = (
        language.label(vocabulary.kinds[clause.kind].label),
        language.label(vocabulary.themes[clause.theme].label),
    )
    sets = ", ".join(clause.sets) or "full set only"
    yield f"{kind}; {theme}; {clause.status}"
    yield f"levels: {', '.join(clause.levels)}; sets: {sets}"
    if clause.id in found.library.hidden:
        yield f"hidden by {found.library.hidden[clause.id].file}"
    if instead := found.library.instead(clause.id):
        yield instead
    lot = found.selection.purchase.lots[0]
    place = language.country(tender.country) if tender.country else "no country"
    yield f"Shown for: {lot.acquisition}; {place}; {language.date(tender.launch)}; level {tender.level}."


def _wrapped(text: str, first: str, further: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _paragraphs(title: str, texts: Iterable[str]) -> list[str]:
    found = [line for text in texts for line in _wrapped(" ".join(text.split()), "  ", "    ")]
    return [title, *found, ""] if found else []


def _points(criterion: Criterion, found: Page, language: Language) -> Iterator[str]:
    labels = found.library.vocabulary.categories
    yield criterion.formula
    for step in criterion.steps:
        kinds = ", ".join(language.label(labels[c].label) for c in step.categories or ())
        yield f"{f'{kinds}: ' if kinds else ''}from {step.text}: {step.share:.0%}"
    yield criterion.example


def _value(value: Any, found: Page, language: Language) -> str:
    v = value.value
    labels = found.library.vocabulary.categories
    kinds = ", ".join(language.label(labels[c].label) for c in value.categories or ())
    text = f"{value.name}{f' ({kinds})' if kinds else ''}: {value.text}"
    origin = origin_of(found.library, found.clause, v, language)
    if v.source:
        origin += f": {v.source}{f', {v.clause}' if v.clause else ''}"
    if v.moved_from is not None:
        origin += language.text("origins.moved", value=language.bare(v.moved_from))
    return f"{text} ({origin})"


def _source(found: Page, ref: Any) -> str:
    source = found.library.sources[ref.id]
    mark = found.library.vocabulary.marks[ref.mark].label
    place = f", {ref.clause}" if ref.clause else ""
    said = f": {ref.supports}" if ref.supports else ""
    return f"{ref.id}: {source.title}{place} ({mark['en']}){said}"


def _lines(lines: Mapping[str, Any]) -> str:
    return "; ".join(f"{line} = {', '.join(map(_word, words(wanted)))}" for line, wanted in lines.items())


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def data(found: Page, language: Language) -> dict[str, Any]:
    """The data of `clauses show --format json`: the clause as `build` gives it, and what its file says besides."""
    clause, tender = found.clause, found.selection.purchase.tender
    return {
        **clause_data(found.printed, found.criterion),
        "status": clause.status,
        "levels": list(clause.levels),
        "sets": list(clause.sets),
        "guidance": found.printed.guidance,
        "shown-for": {
            "country": tender.country,
            "launch": tender.launch.isoformat(),
            "level": tender.level,
            "acquisition": found.selection.purchase.lots[0].acquisition,
        },
        "cited": [{"id": r.id, "clause": r.clause, "mark": r.mark, "supports": r.supports} for r in clause.sources],
        "relations": relations(found.library, clause),
        "examples": [{"facts": _plain(e.facts), "applies": e.applies} for e in clause.examples],
        "history": [
            {"version": v, "date": c.date.isoformat(), "says": c.says.get(language.code)}
            for v, c in found.history.items()
        ],
    }


def _plain(lines: Mapping[str, Any]) -> dict[str, Any]:
    return {line: list(wanted) if isinstance(wanted, tuple) else wanted for line, wanted in lines.items()}
