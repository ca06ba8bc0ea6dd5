# SPDX-License-Identifier: Apache-2.0
"""The sources that only the notes cite, and the sources that have not been checked in full."""

from tenderkit.library.library import Source
from tenderkit.papers.annex.context import Context
from tenderkit.papers.annex.sources import compose_source_table
from tenderkit.papers.blocks import Block, Heading, Paragraph


def compose_source_remarks(context: Context) -> tuple[Block, ...]:
    """Return the table of the sources that only the notes cite, then the doubts about those that the annex lists.

    A source is in doubt if it is known from memory only, or if its status is not checked. The result is empty if
    there is neither.
    """
    text, joint = context.text, context.text("formats.joint")
    remarks, doubtful = {}, []
    for id_ in context.sources:
        source = context.library.sources[id_]
        doubts = _list_doubts(context, source)
        notes = [*doubts, source.note] if source.note else doubts
        if id_ not in context.cited:
            remarks[id_] = [context.name_kind(source), *notes] if source.law_of else notes
        elif doubts:
            remark = joint.join(notes)
            doubtful.append(text("sources.notes-doubt", number=context.number_source(id_), remark=remark))
    table = compose_source_table(
        context, remarks, context.text("sources.notes-title"), context.text("sources.notes-intro")
    )
    if not doubtful:
        return table
    heading = () if table else (Heading(text("sources.notes-title"), 1),)
    return (*heading, *table, Paragraph(text("sources.notes-doubts", list=joint.join(doubtful))))


def _list_doubts(context: Context, source: Source) -> list[str]:
    """Return the doubts about a source as texts: known from memory only, status not checked."""
    doubts = [context.text("sources.from-memory")] if source.mark == "M" else []
    return [*doubts, context.text("sources.status-check")] if source.status == "check" else doubts
