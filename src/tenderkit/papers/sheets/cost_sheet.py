# SPDX-License-Identifier: Apache-2.0
"""The cost sheets of a lot whose bids are compared by life-cycle cost."""

from dataclasses import replace

from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.annex.part import Part
from tenderkit.papers.blocks import Answer, Block, Heading, Paragraph, Table
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.sheets.cost_rows import LotCost, ModelCost, list_cost_rows
from tenderkit.papers.sheets.sheet_rows import WIDTHS, FigureReader, compose_head, name_currency


def compose_cost_sheet(context: Context, lot: PrintedLot, clause: PrintedClause) -> Part:
    """Return a cost sheet for each model of the product categories of a clause, then one for the whole lot."""
    text = context.text
    figures = FigureReader(context, lot)
    cost = list_cost_rows(context, lot, clause, figures)
    discounted = any("rate" in row.figures for model in cost.models for row in model.rows)
    intro = text(
        "cost.intro",
        clause=clause.number,
        currency=name_currency(context, lot),
        discounted=text("cost.intro-discounted") if discounted else "",
    )
    sheets = [_compose_model(context, model) for model in cost.models]
    # The sheet of the whole lot is short, and would be alone on a page.
    sheets[-1:] = [replace(last, keep_next=True) for last in sheets[-1:]]
    blocks: tuple[Block, ...] = (
        Heading(text("cost.title", lot=context.name_lot(lot)), 2),
        Paragraph(intro),
        *sheets,
        _compose_lot_total(context, cost),
    )
    return figures.make_part(blocks, clause.number, "cost")


def _compose_model(context: Context, cost: ModelCost) -> Table:
    """Return the cost sheet of a model: a table with its name, a row for each cost, and the sum."""
    text, name = context.text, cost.name
    model = Answer(f"{cost.stem}.model", f"{text('cost.model')}: {name}", text("cost.model-entered"))
    rows = (
        (text("cost.model"), cost.given, model, ""),
        *(row.compose() for row in cost.rows),
        (text("cost.sum"), "", text("cost.calculated"), text("cost.sum-counted")),
    )
    return Table(text("cost.caption", kind=name), compose_head(context), rows, WIDTHS, total=True, tall=True)


def _compose_lot_total(context: Context, cost: LotCost) -> Table:
    """Return the cost sheet of a whole lot: a table that ends with the total by which bids are compared.

    Above the total are rows for product categories without a cost sheet, and for the sums paid for old equipment.
    """
    text, name = context.text, context.text("cost.lot-total")
    total = Answer(cost.field, name, text("cost.total-entered"))
    counted = text(f"cost.lot-total-counted{'-more' if cost.rows else ''}")
    rows = (*(row.compose() for row in cost.rows), (name, "", total, counted))
    return Table(text("cost.lot"), compose_head(context), rows, WIDTHS, total=True)
