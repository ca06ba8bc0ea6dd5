# SPDX-License-Identifier: Apache-2.0
"""The list of evidence: which proof each clause asks for, and when it is due."""

from tenderkit.library.clause import TIERS
from tenderkit.papers.annex.context import Context, name_stage
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table


def compose_evidence(context: Context) -> tuple[Block, ...]:
    """Return the list of evidence: a table for each lot that says which proof each clause asks for.

    The tables have a column for each tier of proof in use: declaration, document, certificate.
    """
    text = context.text
    asked, none = text("evidence.asked"), text("evidence.none")
    tiers = [tier for tier in TIERS if any(tier in clause.verification for clause in context.printed)]
    head = tuple(text(f"evidence.{key}") for key in ("clause", *tiers, "due"))
    widths = (38, *(14 for _ in tiers), 20)
    tables = []
    parts = [
        (context.general.title, context.general.clauses),
        (text("common.title"), tuple(one.printed for one in context.shared)),
        *((context.name_lot(lot), lot.own_clauses) for lot in context.lots),
    ]
    for name, clauses in parts:
        rows = tuple(
            (
                f"{clause.number} {clause.title}",
                *(asked if tier in clause.verification else none for tier in tiers),
                text(f"evidence.due-{name_stage(clause)}"),
            )
            for clause in clauses
        )
        if rows:
            tables.append(Table(name, head, rows, widths))
    return (Heading(text("evidence.title"), 1), Paragraph(text("evidence.intro"), style="note"), *tables)
