# SPDX-License-Identifier: Apache-2.0
"""Compose the page on which the buyer reads a clause in full, with its values, proofs, guidance and sources."""

from collections.abc import Iterator, Sequence

from tenderkit.interview.overview import Overview
from tenderkit.interview.pages import Page, Piece, Row, make_row
from tenderkit.library.clause import TIERS
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.purchase.choices import Choice

_INDENT = 2


def find_printed(annex: Annex, lot: int, clause: str) -> PrintedClause | None:
    """Return a clause as the annex prints it for a lot, or None. Parameters: `lot`, its number; 0 for all lots."""
    parts = {part.part.number: part for part in (annex.general, *annex.lots)}
    return next((printed for printed in parts[lot].clauses if printed.clause.id == clause), None)


def compose_clause_page(
    overview: Overview, annex: Annex, clause: PrintedClause, why: str, actions: Sequence[Choice]
) -> Page:
    """Return the page on a clause: what the buyer can do with it, and below that the clause in full.

    Parameters: `annex`, in which the clause is printed; `why`, the sentence on why the clause is in or out.
    """
    t = overview.t
    rows = [
        make_row(t("screens.named", name=clause.number, text=clause.title), "title"),
        *(make_row(choice.label, value=choice.value, indent=_INDENT) for choice in actions),
        make_row(""),
        make_row(why, "minor"),
        *_list_texts(overview, annex, clause),
    ]
    return Page(t("screens.clause"), tuple(rows))


def _list_texts(overview: Overview, annex: Annex, clause: PrintedClause) -> Iterator[Row]:
    """Yield the texts of a clause, part by part, each part under its heading."""
    t = overview.t
    for text in filter(None, (clause.covers, *clause.requirement)):
        yield from (make_row(""), make_row(text))
    values = [Row((tuple(overview.draw_value(annex, value)),), indent=_INDENT) for value in clause.values]
    proofs = [
        make_row(t("screens.named", name=t(f"screens.proof-{tier}"), text=clause.verification[tier]), indent=_INDENT)
        for tier in TIERS
        if tier in clause.verification
    ]
    parts = {
        "values": values,
        "proofs": proofs,
        "question": _make_rows(clause.question),
        "remedy": _make_rows(clause.remedy),
        "guidance": _make_rows(clause.guidance),
        "sources": list(_list_sources(overview, clause)),
    }
    for name, rows in parts.items():
        if rows:
            yield from (make_row(""), make_row(t(f"screens.section-{name}"), "title"), *rows)


def _make_rows(text: str) -> list[Row]:
    return [make_row(text, indent=_INDENT)] if text else []


def _list_sources(overview: Overview, clause: PrintedClause) -> Iterator[Row]:
    """Yield the sources of a clause and of its values, each once, with the address where it is known."""
    cited = [(ref.id, ref.clause) for ref in clause.sources]
    cited += [(v.value.source, v.value.clause) for v in clause.values if v.value.source]
    library = overview.session.library
    for id_, place in dict.fromkeys(cited):
        source = library.sources[id_]
        text = overview.t("screens.source", title=source.title, clause=place) if place else source.title
        address = [Piece(f" {source.url}", "minor")] if source.url else []
        yield Row(((Piece(text), *address),), indent=_INDENT)
