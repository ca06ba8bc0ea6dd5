# SPDX-License-Identifier: Apache-2.0
"""The sources that only the notes cite, and the sources that have not been checked in full."""

from tenderkit.library.library import Source
from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table


def compose_source_remarks(context: Context) -> tuple[Block, ...]:
    """Return the table of the sources that only the notes cite or that are in doubt; empty if there are none.

    A source is in doubt if it is known from memory only, or if its status is not checked.
    """
    text = context.text
    rows = []
    for id_ in context.sources:
        source = context.library.sources[id_]
        doubts = _list_doubts(context, source)
        if id_ not in context.cited or doubts:
            remarks = [*doubts, source.note] if source.note else doubts
            number, remark = f"[{context.source_numbers[id_]}]", text("formats.joint").join(remarks)
            rows.append((number, context.name_source(source), remark, source.url or ""))
    if not rows:
        return ()
    head = tuple(text(f"sources.{key}") for key in ("number", "title-column", "remark", "address"))
    return (
        Heading(text("sources.notes-title"), 1),
        Paragraph(text("sources.notes-intro"), style="note"),
        Table(text("sources.notes-title"), head, tuple(rows), (7, 51, 20, 22)),
    )


def _list_doubts(context: Context, source: Source) -> list[str]:
    """Return the doubts about a source as texts: known from memory only, status not checked."""
    doubts = [context.text("sources.from-memory")] if source.mark == "M" else []
    return [*doubts, context.text("sources.status-check")] if source.status == "check" else doubts
