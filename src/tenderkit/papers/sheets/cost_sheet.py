# SPDX-License-Identifier: Apache-2.0
"""The sheets on which tenderers enter the costs of a lot whose bids are compared by life-cycle cost."""

from dataclasses import replace

from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.annex.part import Part
from tenderkit.papers.blocks import Answer, Block, Heading, Paragraph, Table
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.sheets.sheet_rows import (
    CHARGED,
    WIDTHS,
    FigureReader,
    Row,
    cap_price,
    compose_head,
    compose_row,
    describe_model,
    describe_units,
    name_currency,
    tag_model,
)


def compose_cost_sheet(context: Context, lot: PrintedLot, clause: PrintedClause) -> Part:
    """Return a cost sheet for each model of the product categories of a clause, then one for the whole lot."""
    text = context.text
    intro = text("cost.intro", clause=clause.number, currency=name_currency(context, lot))
    figures = FigureReader(context, lot)
    assert lot.part.lot is not None
    sheets = [
        _compose_model(context, lot, clause, category, number, figures)
        for category in clause.pick.items
        for number, _ in enumerate(lot.part.lot.list_models(category), 1)
    ]
    # The sheet of the whole lot is short, and would be alone on a page.
    sheets[-1:] = [replace(last, keep_next=True) for last in sheets[-1:]]
    blocks: tuple[Block, ...] = (
        Heading(text("cost.title", lot=context.name_lot(lot)), 2),
        Paragraph(intro),
        *sheets,
        _compose_lot_total(context, lot, clause),
    )
    return figures.make_part(blocks, clause.number, "cost")


def _compose_model(
    context: Context, lot: PrintedLot, clause: PrintedClause, category: str, number: int, figures: FigureReader
) -> Table:
    """Return the cost sheet of a model: a table with its name, a row for each cost, and the sum.

    Parameters: `number`, the number of the model in its product category, from 1.
    """
    text, stem = context.text, tag_model(clause.stem, category, number)
    kind, units = describe_model(context, lot, category, number)
    assert lot.part.lot is not None
    note = lot.part.lot.list_models(category)[number - 1].note
    model = Answer(f"{stem}.model", f"{text('cost.model')}: {kind}", text("cost.model-entered"))
    total = Answer(f"{stem}.total", f"{text('cost.sum')}: {kind}", text("response.fill"))
    given = _join_figures(context, text("cost.quantity", units=units), _state_years(context, clause, category))
    rows = (
        (text("cost.model"), given, model, ""),
        *_list_heads_of_cost(context, lot, clause, category, stem, kind, note, figures),
        (text("cost.sum"), "", total, text("cost.sum-counted")),
    )
    return Table(text("cost.caption", kind=kind), compose_head(context), rows, WIDTHS, total=True)


def _list_heads_of_cost(
    context: Context,
    lot: PrintedLot,
    clause: PrintedClause,
    category: str,
    stem: str,
    kind: str,
    note: str,
    figures: FigureReader,
) -> list[Row]:
    """Return the rows of the cost sheet of a model, one for each head of cost, such as `repair`.

    A head of cost that the authority switched off has no row. Parameters: `stem`, the beginning of the tags of the
    form fields; `kind`, the name of the model; `note`, the authority's note on its line.
    """
    text, model = context.text, clause.pick.facts.acquisition

    def fill(key: str, name: str) -> str:
        return text(f"cost.{key}-set", figure=figures.read_figure(name, category))

    charged = model in CHARGED
    rows = [
        compose_row(context, stem, kind, "charge" if charged else "price", cap_price(context, lot, category, note))
    ]
    if model == "print-service":
        rows.append(compose_row(context, stem, kind, "pages", fill("pages", "pages")))
    for key, state in (("on", "in-use"), ("idle", "idle")):
        hours, method = (figures.read_figure(f"{figure}-{state}", category) for figure in ("hours", "method"))
        given = text(f"cost.{key}-set", hours=hours, method=method)
        given = _join_figures(context, given, _find_amount(clause, "electricity-price", category))
        rows.append(compose_row(context, stem, kind, key, given))
    if context.library.vocabulary.categories[category].consumes and model != "print-service":
        rows.append(compose_row(context, stem, kind, "consumables", fill("consumables", "consumables")))
    words = "repair-charged" if charged else "repair"
    rows.append(compose_row(context, stem, kind, "repair", fill("repair", "repairs"), words=words))
    if cap := _find_amount(clause, "end-of-use-cap", category):
        rows.append(compose_row(context, stem, kind, "end-of-use", text("cost.end-of-use-set", cap=cap)))
    if price := _find_amount(clause, "carbon-price", category):
        given = _join_figures(context, fill("emissions", "emission-factor"), price)
        rows.append((text("cost.emissions"), given, "", text("cost.emissions-counted")))
    return rows


def _compose_lot_total(context: Context, lot: PrintedLot, clause: PrintedClause) -> Table:
    """Return the cost sheet of a whole lot: a table that ends with the total by which bids are compared.

    Above the total are rows for product categories without a cost sheet, and for the sums paid for old equipment.
    """
    text, stem, model = context.text, clause.stem, clause.pick.facts.acquisition
    rows: list[Row] = []
    assert lot.part.lot is not None
    for category in lot.part.facts.items:
        # In a print service the cartridges are in the price of a page.
        if category in clause.pick.items or (category, model) == ("consumables", "print-service"):
            continue
        for number, line in enumerate(lot.part.lot.list_models(category), 1):
            kind, units = describe_model(context, lot, category, number)
            key, given = "price", cap_price(context, lot, category, line.note, text("cost.quantity", units=units))
            if model in CHARGED:
                years = {_state_years(context, clause, counted) for counted in clause.pick.items}
                # Where the periods of the other categories differ, none of them is certain to hold here.
                key, given = "charge", _join_figures(context, given, *(years if len(years) == 1 else ()))
            rows.append(compose_row(context, tag_model(stem, category, number), kind, key, given, kind=kind))
    cap = _find_amount(clause, "old-equipment-cap")
    # Without a cap in its text, be it zero or without a value for the lot, the clause makes no sum due: none counts.
    counts = bool(cap) or "old-equipment-cap" not in clause.clause.parameters
    for category, quantity in lot.part.facts.returns.items() if counts else ():
        kind, units = describe_units(context, lot, category, quantity, returned=True)
        name, given = text("cost.old", kind=kind), text("cost.quantity", units=units)
        if cap:
            given = text("cost.old-capped", quantity=given, cap=cap)
        answer = Answer(f"{stem}.old-{category}", name, text("cost.handed-over-entered"))
        rows.append((name, given, answer, text("cost.handed-over-counted")))
    name = text("cost.lot-total")
    total = Answer(f"{stem}.total", name, text("response.fill"))
    rows.append((name, "", total, text(f"cost.lot-total-counted{'-more' if rows else ''}")))
    return Table(text("cost.lot"), compose_head(context), tuple(rows), WIDTHS, total=True)


def _join_figures(context: Context, *figures: str) -> str:
    """Return the figures of the authority for a row as one text; empty ones are left out."""
    return context.text("formats.joint").join(filter(None, figures))


def _state_years(context: Context, clause: PrintedClause, category: str) -> str:
    """Return the period over which a sheet counts, as text: `Y = 5 years`; empty if the annex does not print it."""
    years = _find_amount(clause, "calculation-years", category)
    return context.text("cost.years", years=years) if years else ""


def _find_amount(clause: PrintedClause, parameter: str, category: str = "") -> str:
    """Return the value of a parameter of a clause with its unit, as text: `3 years`.

    The result is empty if the annex does not print the value. Parameters: `category`, the product category whose
    value it is, by default any.
    """
    values = (v for v in clause.values if v.name == parameter)
    return next((v.amount for v in values if not category or v.categories is None or category in v.categories), "")
