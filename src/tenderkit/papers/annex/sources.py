# SPDX-License-Identifier: Apache-2.0
"""The end of an annex: its clauses with their ids and versions, and the sources that they cite."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from tenderkit.library.library import Source
from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.clause_text import PrintedClause

# Up to so many clauses stand one below the other; more fill the page twice over with narrow columns.
_SHORT_TABLE = 12


def compose_sources(context: Context) -> tuple[Block, ...]:
    """Return the last part of an annex: where each clause comes from, and the list of the sources cited."""
    text = context.text
    rows: tuple[tuple[str, ...], ...] = tuple(
        (clause.number, f"{clause.clause.id} {clause.clause.version}", cite_sources(context, clause))
        for clause in context.printed
    )
    if not rows:
        return ()
    head = tuple(text(f"sources.{key}") for key in ("clause-number", "clause", "cited"))
    widths: tuple[int, ...] = (9, 41, 50)
    if len(rows) > _SHORT_TABLE:
        head, rows, widths = head * 2, _halve_rows(rows), (6, 28, 16) * 2
    return (
        Heading(text("sources.clauses-title"), 1),
        Paragraph(text("sources.clauses-intro"), style="note"),
        Table(text("sources.clauses-title"), head, rows, widths, tall=True, small=True),
        *_list_sources(context),
    )


def _halve_rows(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return half as many rows of twice the cells: each row of the first half, then one of the second half."""
    half = (len(rows) + 1) // 2
    empty = ("",) * len(rows[0])
    return tuple(left + right for left, right in zip_longest(rows[:half], rows[half:], fillvalue=empty))


def cite_sources(context: Context, printed: PrintedClause, *, models: bool = False) -> str:
    """Return a text that cites the sources of a clause, each once; empty if the clause has none.

    Parameters: `models`, true for the sources that were only models for its text, false for the others.
    """
    citations: dict[str, None] = {}
    for source in printed.sources:
        if (source.id in context.cited) is models:
            continue
        cited = context.cite_source(source.id, source.clause)
        citations.setdefault(context.text("sources.marked", cite=cited) if source.mark == "T" else cited)
    return context.text("formats.joint").join(citations)


def _list_sources(context: Context) -> tuple[Block, ...]:
    """Return the list of the sources that the annex cites, by number; empty if it cites no source."""
    remarks = {id_: _describe_source(context, context.library.sources[id_]) for id_ in context.cited}
    return compose_source_table(context, remarks, context.text("sources.title"))


def _describe_source(context: Context, source: Source) -> list[str]:
    """Return the kind, the status and the date of a source as texts.

    That a source is in force, and that a guide is voluntary, goes without saying.
    """
    notes = [context.name_kind(source)]
    if source.status not in ("check", "in-force") and (source.kind, source.status) != ("guide", "voluntary"):
        notes.append(context.text(f"sources.status-{source.status}"))
    if source.date:
        notes.append(context.language.date(source.date))
    return notes


def compose_source_table(
    context: Context,
    remarks: Mapping[str, Sequence[str]],
    title: str,
    intro: str = "",
) -> tuple[Block, ...]:
    """Return a heading and a table of sources: number, then name, remarks, address; empty without a source.

    Parameters: `remarks`, the remarks on each source, by id; `title`, of the table; `intro`, a note that makes the
    table a chapter of its own, in the contents.
    """
    if not remarks:
        return ()
    text, rows = context.text, []
    for id_, notes in remarks.items():
        source = context.library.sources[id_]
        described = filter(None, (context.name_source(source), *notes, source.url))
        rows.append((context.number_source(id_), text("formats.joint").join(described)))
    head = tuple(text(f"sources.{key}") for key in ("number", "title-column"))
    return (
        Heading(title, 1 if intro else 2, listed=bool(intro)),
        *([Paragraph(intro, style="note")] if intro else []),
        Table(title, head, tuple(rows), (7, 93), tall=True, small=True),
    )
