# SPDX-License-Identifier: Apache-2.0
"""The notes as a paper: what the contracting authority keeps in its own file and does not publish."""

from collections.abc import Sequence

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.annex.context import Context
from tenderkit.papers.annex.part import AcceptedFault, OpenPoint
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.notes.data_protection import compose_data_protection
from tenderkit.papers.notes.first_steps import compose_first_steps
from tenderkit.papers.notes.guidance import compose_guidance
from tenderkit.papers.notes.left_out import compose_left_out
from tenderkit.papers.notes.origins import compose_origins
from tenderkit.papers.notes.preparation import compose_preparation
from tenderkit.papers.notes.provenance import compose_provenance
from tenderkit.papers.notes.rules_to_check import compose_demands, compose_rules
from tenderkit.papers.notes.sources import compose_source_remarks
from tenderkit.papers.paper import Paper


def compose_notes(annex: Annex) -> Paper:
    """Compose the notes on an annex, from the first steps to the record of how the annex was made."""
    context, text = annex.context, annex.language.text
    return annex.make_paper(
        text("notes.title"),
        (
            Paragraph(text("notes.intro")),
            *compose_first_steps(context, len(annex.open_points)),
            *_list_open_points(context, annex.open_points),
            *_list_accepted(context, annex.accepted),
            *compose_preparation(context),
            *compose_rules(context),
            *compose_demands(context),
            *compose_data_protection(context),
            *compose_guidance(context),
            *compose_origins(context),
            *compose_left_out(context),
            *compose_source_remarks(context),
            *compose_provenance(context),
        ),
    )


def _list_open_points(context: Context, open_points: Sequence[OpenPoint]) -> tuple[Block, ...]:
    """Return the table of what the authority still has to decide, each point with the key that closes it."""
    text = context.text
    title = Heading(text("open.title"), 1)
    if not open_points:
        return (title, Paragraph(text("open.none")))
    rows = tuple((point.where, point.what, point.key) for point in open_points)
    head = tuple(text(f"open.{key}") for key in ("where", "what", "key"))
    return (
        title,
        Paragraph(text("open.intro"), style="note"),
        Table(text("open.title"), head, rows, (14, 46, 40), tall=True),
    )


def _list_accepted(context: Context, accepted: Sequence[AcceptedFault]) -> tuple[Block, ...]:
    """Return the table of the findings that the authority accepts, with its reasons; nothing if there are none."""
    if not accepted:
        return ()
    text = context.text
    head = tuple(text(f"accepted.{key}") for key in ("key", "found", "reason"))
    rows = tuple((fault.key, fault.found, fault.reason) for fault in accepted)
    return (
        Heading(text("accepted.title"), 1),
        Paragraph(text("accepted.intro"), style="note"),
        Table(text("accepted.title"), head, rows, (28, 36, 36), tall=True),
    )
