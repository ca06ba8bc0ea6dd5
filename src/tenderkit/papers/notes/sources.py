# SPDX-License-Identifier: Apache-2.0
"""The sources that only the notes cite, and the sources that have not been checked in full."""

from tenderkit.library.library import Source
from tenderkit.papers.annex.context import Context
from tenderkit.papers.annex.sources import compose_source_table
from tenderkit.papers.blocks import Block


def compose_source_remarks(context: Context) -> tuple[Block, ...]:
    """Return the table of the sources that only the notes cite or that are in doubt; empty if there are none.

    A source is in doubt if it is known from memory only, or if its status is not checked.
    """
    remarks = {}
    for id_ in context.sources:
        source = context.library.sources[id_]
        doubts = _list_doubts(context, source)
        if id_ not in context.cited or doubts:
            remarks[id_] = [*doubts, source.note] if source.note else doubts
    return compose_source_table(context, remarks, "notes-", "remark", 1, (6, 50, 22, 22))


def _list_doubts(context: Context, source: Source) -> list[str]:
    """Return the doubts about a source as texts: known from memory only, status not checked."""
    doubts = [context.text("sources.from-memory")] if source.mark == "M" else []
    return [*doubts, context.text("sources.status-check")] if source.status == "check" else doubts
