# SPDX-License-Identifier: Apache-2.0
"""The sources that the published part of an annex cites."""

from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table


def compose_source_list(context: Context) -> tuple[Block, ...]:
    """Return the list of the sources that the published part cites, by number; empty if it cites no source."""
    text = context.text
    rows = []
    for id_ in context.cited:
        source = context.library.sources[id_]
        notes = [text(f"sources.kind-{source.kind}")]
        if source.status != "check":
            notes.append(text(f"sources.status-{source.status}"))
        if source.date:
            notes.append(context.language.date(source.date))
        number, remark = f"[{context.source_numbers[id_]}]", text("formats.joint").join(notes)
        rows.append((number, context.name_source(source), remark, source.url or ""))
    if not rows:
        return ()
    head = tuple(text(f"sources.{key}") for key in ("number", "title-column", "status", "address"))
    return (
        Heading(text("sources.title"), 1, page_break=True),
        Paragraph(text("sources.intro"), style="note"),
        Table(text("sources.title"), head, tuple(rows), (7, 43, 18, 32)),
    )
