# SPDX-License-Identifier: Apache-2.0
"""The sheet on which tenderers enter the prices of a lot; its rows depend on the acquisition model."""

from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.annex.part import Part
from tenderkit.papers.annex.sheet_rows import (
    CHARGED,
    WIDTHS,
    Row,
    compose_head,
    compose_row,
    describe_units,
    name_currency,
    open_sheet,
)
from tenderkit.papers.blocks import Answer, Heading, Paragraph, Table


def compose_price_sheet(context: Context, lot: PrintedLot) -> Part:
    """Return the sheet on which the tenderer enters the prices of a lot and their total."""
    text, facts = context.text, lot.part.facts
    stem = f"tk:L{lot.part.number}.price"
    match facts.acquisition:
        case "take-back":
            rows, intro, is_open = _list_returns(context, lot, stem), "price-intro-either", False
        case "repair":
            rows, intro, is_open = _list_repairs(context, lot, stem), "price-intro", True
        case model:
            rows, is_open = _list_items(context, lot, stem), "consumables" in facts.items
            intro = f"price-intro{'-charged' if model in CHARGED else ''}"
    words, name = text("cost.price-total"), text("cost.price-title", lot=context.name_lot(lot))
    rows.append((words, "", Answer(f"{stem}.total", words, text("response.fill")), text("cost.sum-counted")))
    blocks = (
        Heading(name, 2),
        Paragraph(text(f"cost.{intro}", currency=name_currency(context, lot))),
        Table(name, compose_head(context, "kind"), tuple(rows), WIDTHS, total=True),
    )
    if not is_open:
        return Part(blocks)
    point = open_sheet(context, f"{lot.part.number}.3", "price")
    return Part(blocks, (point,), frozenset((text("gaps.to-set"),)))


def _list_returns(context: Context, lot: PrintedLot, stem: str) -> list[Row]:
    """Return a row of the price sheet for each product category that a lot takes back.

    Parameters: `stem`, the beginning of the tags of the form fields.
    """
    text = context.text
    rows: list[Row] = []
    for category, quantity in lot.part.facts.returns.items():
        kind, units = describe_units(context, lot, category, quantity)
        answer = Answer(f"{stem}.{category}", kind, text("cost.unit-price-entered"))
        rows.append((kind, text("cost.quantity", units=units), answer, text("cost.unit-price-counted")))
    return rows


def _list_repairs(context: Context, lot: PrintedLot, stem: str) -> list[Row]:
    """Return the rows of the price sheet of a repair lot: repairs, diagnoses, hours of labour, other parts.

    The authority sets a quantity for each row, so that prices can be compared.
    """
    text, gap = context.text, context.text("gaps.to-set")
    rows: list[Row] = []
    for category, quantity in lot.part.facts.items.items():
        kind, units = describe_units(context, lot, category, quantity)
        given = text("cost.repairs-set", units=units, gap=gap)
        rows.append(compose_row(context, f"{stem}.{category}", kind, "repairs", given, kind=kind))
        given, diagnosis = text("cost.diagnosis-set", gap=gap), text("cost.diagnosis-of", kind=kind)
        rows.append(compose_row(context, f"{stem}.{category}", kind, "diagnosis", given, kind=diagnosis))
    for key in ("labour", "mark-up"):
        given = text(f"cost.{key}-set", gap=gap)
        rows.append(compose_row(context, stem, context.name_lot(lot), key, given))
    return rows


def _list_items(context: Context, lot: PrintedLot, stem: str) -> list[Row]:
    """Return a row of the price sheet for each product category that the contractor supplies."""
    text = context.text
    charged = lot.part.facts.acquisition in CHARGED
    rows: list[Row] = []
    for category, quantity in lot.part.facts.items.items():
        kind, units = describe_units(context, lot, category, quantity)
        if category == "consumables":
            key, given = "items", text("cost.items-set", units=units, gap=text("gaps.to-set"))
        else:
            key, given = "term-charge" if charged else "price", text("cost.quantity", units=units)
        rows.append(compose_row(context, f"{stem}.{category}", kind, key, given, kind=kind))
    return rows
