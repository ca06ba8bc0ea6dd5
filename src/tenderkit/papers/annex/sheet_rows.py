# SPDX-License-Identifier: Apache-2.0
"""The rows that cost sheets and price sheets have in common."""

from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.annex.part import OpenPoint
from tenderkit.papers.blocks import Answer, Cell

# The acquisition models in which the contracting authority pays charges and the contractor keeps the units.
CHARGED = ("lease", "service", "print-service")
WIDTHS = (16, 33, 26, 25)

Row = tuple[Cell, ...]


def compose_head(context: Context, first: str = "head") -> tuple[str, ...]:
    """Return the headings of the four columns of a sheet, such as “Cost” and “Entered by the tenderer”.

    Parameters: `first`, the key of the fixed text that heads the first column.
    """
    return tuple(context.text(f"cost.{key}") for key in (first, "set", "entered", "counted"))


def compose_row(
    context: Context,
    stem: str,
    about: str,
    key: str,
    given: str = "",
    *,
    words: str = "",
    kind: str = "",
    cap: str = "",
) -> Row:
    """Return a row of a sheet: its name, the figures of the authority, the field to fill in, the way of counting.

    Parameters: `stem` and `key`, the beginning and the end of the field's tag; `about`, the product category or lot
    of the row; `given`, the figures of the authority as text; `words`, the key of the fixed texts of the row, by
    default `key`; `kind`, the name of the row, by default a fixed text; `cap`, the highest share that counts, if the
    row has such a limit.
    """
    words = words or key
    name = context.text(f"cost.{words}")
    values = {"cap": cap} if cap else {}
    prompt = context.text(f"cost.{words}-entered", **values)
    return (
        kind or name,
        given,
        Answer(f"{stem}.{key}", f"{name}: {about}", prompt),
        context.text(f"cost.{words}-counted", **values),
    )


def describe_units(context: Context, lot: PrintedLot, category: str, quantity: int) -> tuple[str, str]:
    """Return the label of a product category, then a quantity with it: (`laptops`, `an estimated 120 laptops`)."""
    label = context.library.vocabulary.categories[category].label
    assert lot.part.lot is not None
    units = context.text(f"quantities.{lot.part.lot.quantity_basis}", list=context.language.amount(quantity, label))
    return context.language.label(label), units


def name_currency(context: Context, lot: PrintedLot) -> str:
    """Return the currency of a lot, such as `EUR`; the words `(currency of the contract)` if it is not known."""
    return lot.part.currency or context.text("words.currency")


def open_sheet(context: Context, place: str, sheet: str) -> OpenPoint:
    """Return the open point which says that the authority still has to fill in its figures in a sheet.

    Parameters: `place`, the number of the section or clause of the sheet; `sheet`, `cost` or `price`.
    """
    return OpenPoint(place, context.text(f"gaps.{sheet}-what"), context.text("gaps.in-the-form"))
