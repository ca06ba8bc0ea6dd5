# SPDX-License-Identifier: Apache-2.0
"""The clauses of the library that were not selected, each with the reason."""

from tenderkit.library.template import omit_values
from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.selection.reasons import format_reason


def compose_left_out(context: Context) -> tuple[Block, ...]:
    """Return the tables of the clauses that were not selected: one for the general rules, one for each lot.

    If all clauses were selected for a lot, the lot has no table.
    """
    text = context.text
    head = (text("left-out.clause"), text("left-out.reason"))
    tables = []
    for lot in context.all_lots:
        rows = _list_reasons(context, lot)
        if rows:
            caption = text("left-out.caption", lot=context.name_lot(lot))
            tables.append(Table(caption, head, rows, (42, 58)))
    return (Heading(text("left-out.title"), 2), Paragraph(text("left-out.intro"), style="note"), *tables)


def _list_reasons(context: Context, lot: PrintedLot) -> tuple[tuple[str, str], ...]:
    """Return a row for each clause not selected for a lot: its title and id, then the reason in words."""
    rows = []
    for id_, decision in lot.part.decisions.items():
        if not decision.selected:
            title = omit_values(context.library.clauses[id_].text.title)
            name = context.text("left-out.name", title=title, id=id_)
            rows.append((name, format_reason(decision, lot.part.facts, context.library, context.language)))
    return tuple(rows)
