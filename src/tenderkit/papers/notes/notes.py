# SPDX-License-Identifier: Apache-2.0
"""The notes: what the contracting authority keeps in its own file and removes before publication."""

from collections.abc import Sequence

from tenderkit.papers.annex.context import Context
from tenderkit.papers.annex.part import OpenPoint
from tenderkit.papers.blocks import Block, Heading, Paragraph, Removable, Table
from tenderkit.papers.notes.guidance import compose_guidance
from tenderkit.papers.notes.left_out import compose_left_out
from tenderkit.papers.notes.origins import compose_origins
from tenderkit.papers.notes.provenance import compose_provenance
from tenderkit.papers.notes.rules_to_check import compose_demands, compose_rules
from tenderkit.papers.notes.sources import compose_source_remarks


def compose_notes(context: Context, open_points: Sequence[OpenPoint]) -> Removable:
    """Return the notes for the authority, from the open points to the record of how the annex was made.

    Parameters: `open_points`, what the authority still has to decide in the published parts, in the order of the
    annex.
    """
    text = context.text
    blocks = (
        Heading(text("notes.title"), 1, page_break=True),
        Paragraph(text("notes.intro"), style="note"),
        *_list_open_points(context, open_points),
        *compose_rules(context),
        *compose_demands(context),
        *compose_source_remarks(context),
        *compose_guidance(context),
        *compose_left_out(context),
        *compose_origins(context),
        *compose_provenance(context),
    )
    return Removable("tk:notes", text("notes.title"), blocks)


def _list_open_points(context: Context, open_points: Sequence[OpenPoint]) -> tuple[Block, ...]:
    """Return the table of what the authority still has to decide, each point with its key in the purchase file."""
    text = context.text
    title = Heading(text("open.title"), 2)
    if not open_points:
        return (title, Paragraph(text("open.none")))
    rows = tuple((point.where, point.what, point.key) for point in open_points)
    head = tuple(text(f"open.{key}") for key in ("where", "what", "key"))
    return (
        title,
        Paragraph(text("open.intro"), style="note"),
        Table(text("open.title"), head, rows, (14, 46, 40)),
    )
