# SPDX-License-Identifier: Apache-2.0
"""The rows that cost sheets and price sheets have in common."""

from collections.abc import Iterable, Mapping
from typing import Any

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.other_device import find_category_of
from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.annex.part import OpenPoint, Part
from tenderkit.papers.blocks import Block, Cell
from tenderkit.purchase.figures import is_numbered_list
from tenderkit.purchase.purchase import Line, Lot
from tenderkit.selection.selection import CHANGING_CHARGE, LotSelection

# The acquisition models in which the contracting authority pays charges and the contractor keeps the units.
CHARGED = ("lease", "service", "print-service")
WIDTHS = (15, 40, 19, 26)

Row = tuple[Cell, ...]


@frozen_dataclass
class Figure:
    """A number that the authority sets for a sheet, such as the hours of use in a year.

    `key` says which number it is: figures with the same key are one number; `name` is its name in words; `value` is
    None where the authority has not set it yet.
    """

    key: str
    name: str
    value: float | None


@frozen_dataclass
class Priced:
    """What a row of a sheet asks a price for: the name and the number of a thing that the authority lists.

    `text` is the number in words. If the authority describes in words what is priced together, `name` is empty,
    `number` is None, and `text` is this description, or the mark of a gap: then `is_open` is true.
    """

    name: str
    number: float | None
    text: str
    is_open: bool = False


def compose_head(context: Context, first: str = "head") -> tuple[str, ...]:
    """Return the headings of the four columns of a sheet, such as “Cost” and “Entered by the tenderer”.

    Parameters: `first`, the key of the fixed text that heads the first column.
    """
    return tuple(context.text(f"cost.{key}") for key in (first, "set", "entered", "counted"))


def word_prompt(context: Context, lot: PrintedLot, words: str) -> str:
    """Return what a field asks the tenderer to enter; of a charge that a clause of the lot lets change, the average.

    Parameters: `words`, the key of the fixed texts of the row, such as `charge`.
    """
    changing = next((clause for clause in lot.clauses if clause.clause.id == CHANGING_CHARGE), None)
    if words == "charge" and changing:
        return context.text("cost.charge-average-entered", title=changing.title, number=changing.number)
    return context.text(f"cost.{words}-entered")


def describe_units(
    context: Context, lot: PrintedLot, category: str, quantity: int, *, returned: bool = False
) -> tuple[str, str]:
    """Return the label of a product category, then a quantity with it: (`laptops`, `an estimated 120 laptops`).

    Parameters: `returned`, true for old units: their highest number is the one by which tenders are compared.
    """
    label = context.library.vocabulary.categories[category].label
    assert lot.part.lot is not None
    basis = lot.part.lot.quantity_basis
    key = f"compared-{basis}" if returned else basis
    units = context.text(f"quantities.{key}", list=context.language.amount(quantity, label, alone=True))
    return context.language.label(label), units


def describe_model(context: Context, lot: PrintedLot, category: str, number: int) -> tuple[str, str]:
    """Return the name of a model that a tenderer offers, then its quantity, as `describe_units` does.

    The name is that of the product category; where several are offered, it has the number of the model.
    Parameters: `number`, the number of the model in its category, from 1.
    """
    assert lot.part.lot is not None
    models = lot.part.lot.list_models(category)
    kind, units = describe_units(context, lot, category, models[number - 1].units)
    return (context.text("cost.model-of", kind=kind, number=number) if len(models) > 1 else kind), units


def list_scored_models(part: LotSelection, categories: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return category and number, from 1, of each model of a lot that an award criterion scores.

    Parameters: `categories`, the product categories of the criterion; old equipment counts as one model each.
    """
    models: list[tuple[str, int]] = []
    for category in categories:
        bought = part.lot.list_models(category) if part.lot and category in part.facts.items else ()
        models += [(category, number) for number in range(1, max(len(bought), 1) + 1)]
    return tuple(models)


def tag_model(stem: str, category: str, number: int) -> str:
    """Return the beginning of the tags of a model's fields: those of the first model of a category have no number."""
    return f"{stem}.{category}{f'-{number}' if number > 1 else ''}"


def list_line_words(context: Context, line: Line) -> list[str]:
    """Return what is known of the media and old equipment of a line, such as `working` and to whom it is given."""
    words = []
    if line.media and line.media != "mixed":
        words.append(context.label_word("media", line.media))
    if line.condition != "mixed":
        words.append(context.label_word("conditions", line.condition))
    if line.moved_by != "contractor":
        words.append(context.text("lot.moved-by", mover=context.label_word("movers", line.moved_by)))
    if line.given_to:
        words.append(context.text("lot.given-to", recipient=context.label_word("recipients", line.given_to)))
    return words


def name_currency(context: Context, lot: PrintedLot) -> str:
    """Return the currency of a lot, such as `EUR`, or the mark of a gap if it is not known."""
    return lot.part.currency or context.text("gaps.currency")


def format_price_cap(context: Context, lot: Lot, category: str) -> str:
    """Return the highest price of a unit of a category as text, such as `900 EUR`; empty where there is none."""
    cap = lot.find_price_cap(category)
    currency = lot.price_currency or ""
    return "" if cap is None else context.text("formats.amount", number=context.language.number(cap), unit=currency)


def cap_price(context: Context, lot: PrintedLot, category: str, note: str = "", given: str = "") -> str:
    """Return what the authority says for the price of a unit: figures, note on the line, any highest price.

    The note says what belongs to a unit, such as `with mounting`, so that prices compare.

    Parameters: `given`, the other figures, such as the quantity.
    """
    assert lot.part.lot is not None
    cap = format_price_cap(context, lot.part.lot, category)
    capped = context.text("cost.price-capped", cap=cap) if cap else ""
    return join_figures(context, given, note, capped)


def join_figures(context: Context, *figures: str) -> str:
    """Return the figures of the authority for a row as one text; empty ones are left out."""
    return context.text("formats.joint").join(filter(None, figures))


class FigureReader:
    """Reads the figures that the authority sets in the sheet of one lot, and notes those that are not set yet."""

    def __init__(self, context: Context, lot: PrintedLot) -> None:
        self.context, self.number = context, lot.part.number
        self.sheet = lot.part.lot.sheet if lot.part.lot else {}
        # The names of the figures that are not set, each with `.` and the category where another category has it.
        self.missing: dict[str, None] = {}
        # The keys of the figures that were read, written as in `missing`.
        self.printed: dict[str, None] = {}

    def read_figure(self, name: str, category: str = "") -> str:
        """Return a figure as text, or the mark of a gap: `1,600`, `[to be set]`.

        Parameters: `name`, the name in `lots.sheet`; `category`, the product category of the row, if it has one.
        """
        value, key = self._find_value(name, category)
        if value is None:
            self.missing[key] = None
            return self.context.text("gaps.to-set")
        return value if isinstance(value, str) else self.context.language.number(value)

    def read_number(self, name: str, words: str, category: str) -> Figure:
        """Return a figure that is a number.

        Parameters: `words`, its name in words; for the others see `read_figure`.
        """
        value, key = self._find_value(name, category)
        return Figure(key, words, value)

    def has_figure(self, name: str, category: str) -> bool:
        """Return whether a figure is set for a product category."""
        return self._find_value(name, category)[0] is not None

    def list_priced(self, name: str, category: str) -> tuple[Priced, ...]:
        """Return what a list of the authority asks prices for; nothing where it says `none`.

        Parameters: `name`, the name of the list in `lots.sheet`, such as `repairs`; `category`, the product category
        of the rows.
        """
        value, _ = self._find_value(name, category)
        if isinstance(value, Mapping):
            number = self.context.language.number
            return tuple(Priced(thing, float(count), number(count)) for thing, count in value.items())
        if isinstance(value, str) and value.strip().casefold() in ("none", self.context.text("cost.nothing")):
            return ()
        return (Priced("", None, self.read_figure(name, category), is_open=value is None),)

    def _find_value(self, name: str, category: str) -> tuple[Any, str]:
        """Return a figure, None if it is not set, then its key: the name, with the category if it is by category."""
        value = self.sheet.get(name)
        if isinstance(value, Mapping) and not is_numbered_list(name, value):
            category = find_category_of(category)
            value, name = value.get(category), f"{name}.{category}" if category else name
        self.printed[name] = None
        return value, name

    def make_part(self, blocks: tuple[Block, ...], place: str, sheet: str) -> Part:
        """Return the part of a sheet, with an open point that names the keys of the figures that are not set.

        Parameters: `place`, the number of the section or clause of the sheet; `sheet`, `cost` or `price`.
        """
        if not self.missing:
            return Part(blocks)
        text, key = self.context.text, f"lots.{self.number}.sheet: {', '.join(self.missing)}"
        point = OpenPoint(place, text(f"gaps.{sheet}-what"), key)
        return Part(blocks, (point,), frozenset((text("gaps.to-set"),)))
