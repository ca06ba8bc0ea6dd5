# SPDX-License-Identifier: Apache-2.0
"""The sheet on which tenderers enter the prices of a lot; its rows depend on the acquisition model."""

from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.annex.part import Part
from tenderkit.papers.blocks import Answer, Heading, Paragraph, Table
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
    join_figures,
    name_currency,
    tag_model,
)


def compose_price_sheet(context: Context, lot: PrintedLot) -> Part:
    """Return the sheet on which the tenderer enters the prices of a lot and their total."""
    text, facts, figures = context.text, lot.part.facts, FigureReader(context, lot)
    stem = f"tk:L{lot.part.number}.price"
    match facts.acquisition:
        case "take-back":
            rows, intro = _list_returns(context, lot, stem), "price-intro-either"
        case "repair":
            rows, intro = _list_repairs(context, lot, stem, figures), "price-intro"
        case model:
            rows = _list_items(context, lot, stem, figures)
            intro = f"price-intro{'-charged' if model in CHARGED else ''}"
    words, name = text("cost.price-total"), text("cost.price-title", lot=context.name_lot(lot))
    rows.append((words, "", Answer(f"{stem}.total", words, text("response.fill")), text("cost.sum-counted")))
    blocks = (
        Heading(name, 2),
        Paragraph(text(f"cost.{intro}", currency=name_currency(context, lot))),
        Table(name, compose_head(context, "kind"), tuple(rows), WIDTHS, total=True),
    )
    return figures.make_part(blocks, f"{lot.part.number}.3", "price")


def _list_returns(context: Context, lot: PrintedLot, stem: str) -> list[Row]:
    """Return a row of the price sheet for each product category that a lot takes back.

    Loose storage media have a row for each kind of media, because each kind is destroyed at a price of its own.
    Parameters: `stem`, the beginning of the tags of the form fields.
    """
    text = context.text
    assert lot.part.lot is not None
    quantities: dict[tuple[str, str], int] = {}
    for line in lot.part.lot.returns:
        if line.kind:
            key = line.kind, line.media if line.media and line.media != "mixed" else ""
            quantities[key] = quantities.get(key, 0) + line.quantity
    rows: list[Row] = []
    for (category, media), quantity in quantities.items():
        kind, units = describe_units(context, lot, category, quantity, returned=True)
        if media:
            kind = text("lot.remark").join((kind, context.label_word("media", media)))
        answer = Answer(".".join(filter(None, (stem, category, media))), kind, text("cost.unit-price-entered"))
        rows.append((kind, text("cost.quantity", units=units), answer, text("cost.unit-price-counted")))
    return rows


def _list_repairs(context: Context, lot: PrintedLot, stem: str, figures: FigureReader) -> list[Row]:
    """Return the rows of the price sheet of a repair lot: repairs, diagnoses, hours of labour, other parts.

    The authority sets a quantity for each row, so that prices can be compared.
    """
    text = context.text
    rows: list[Row] = []
    for category, quantity in lot.part.facts.items.items():
        kind, units = describe_units(context, lot, category, quantity)
        rows += _list_priced(context, f"{stem}.{category}", "repairs", kind, units, figures, category)
        given = text("cost.diagnosis-set", figure=figures.read_figure("diagnoses", category))
        diagnosis = text("cost.diagnosis-of", kind=kind)
        rows.append(compose_row(context, f"{stem}.{category}", kind, "diagnosis", given, kind=diagnosis))
    for key, name in (("labour", "labour-hours"), ("mark-up", "parts-sum")):
        given = text(f"cost.{key}-set", figure=figures.read_figure(name))
        rows.append(compose_row(context, stem, context.name_lot(lot), key, given))
    return rows


def _list_items(context: Context, lot: PrintedLot, stem: str, figures: FigureReader) -> list[Row]:
    """Return a row of the price sheet for each model that the contractor supplies; consumables have one row."""
    text = context.text
    charged = lot.part.facts.acquisition in CHARGED
    assert lot.part.lot is not None
    rows: list[Row] = []
    for category, quantity in lot.part.facts.items.items():
        if category == "consumables":
            kind, units = describe_units(context, lot, category, quantity)
            notes = dict.fromkeys(line.note for line in lot.part.lot.list_models(category))
            more = cap_price(context, lot, category, join_figures(context, *notes))
            rows += _list_priced(context, f"{stem}.{category}", "items", kind, units, figures, category, more)
            continue
        for number, line in enumerate(lot.part.lot.list_models(category), 1):
            kind, units = describe_model(context, lot, category, number)
            given = cap_price(context, lot, category, line.note, text("cost.quantity", units=units))
            tag = tag_model(stem, category, number)
            if not charged:
                rows.append(compose_row(context, tag, kind, "price", given, kind=kind))
                continue
            for key, counted in (("charge", "term-charge"), ("once", "once")):
                name = text("cost.named", name=kind, item=text(f"cost.{key}"))
                rows.append(compose_row(context, tag, kind, key, given, kind=name, counted=counted))
    return rows


def _list_priced(
    context: Context,
    stem: str,
    key: str,
    kind: str,
    units: str,
    figures: FigureReader,
    category: str,
    more: str = "",
) -> list[Row]:
    """Return a row for each thing that the authority lists with its number, or one for the text that it wrote.

    Parameters: `stem` and `key`, the beginning and the end of the fields' tags; `key` is the name of the list in
    `lots.sheet` too; `kind` and `units`, the product category and its quantity in words; `more`, what the authority
    says more than the list.
    """
    rows: list[Row] = []
    for position, thing in enumerate(figures.list_priced(key, category), 1):
        words, at, name = (f"{key}-named", f"{key}-{position}", thing.name) if thing.name else (key, key, "")
        given = join_figures(context, context.text(f"cost.{words}-set", units=units, figure=thing.text), more)
        shown = context.text("cost.named", name=kind, item=name) if name else kind
        field = Answer(
            f"{stem}.{at}", f"{context.text(f'cost.{key}')}: {shown}", context.text(f"cost.{words}-entered")
        )
        rows.append((shown, given, field, context.text(f"cost.{words}-counted")))
    return rows
