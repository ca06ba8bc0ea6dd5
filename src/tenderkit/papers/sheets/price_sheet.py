# SPDX-License-Identifier: Apache-2.0
"""The sheet on which tenderers enter the prices of a lot; its rows depend on the acquisition model."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.annex.part import Part
from tenderkit.papers.blocks import Answer, Heading, Paragraph, Table
from tenderkit.papers.sheets.cost_rows import CostRow, How, LotCost
from tenderkit.papers.sheets.options import list_options, name_share
from tenderkit.papers.sheets.sheet_rows import (
    CHARGED,
    WIDTHS,
    Figure,
    FigureReader,
    cap_price,
    compose_head,
    describe_units,
    join_figures,
    list_line_words,
    name_currency,
    tag_model,
    word_prompt,
)
from tenderkit.papers.sheets.states import Offered, list_states

# The clause under which parts in repairs cost what a list in the tender says.
_LISTED_PARTS = "spare-parts-supply-terms"
# Loose media, whose kind decides how they are destroyed.
_MEDIA = "storage-media"


def compose_price_sheet(context: Context, lot: PrintedLot) -> Part:
    """Return the sheet on which the tenderer enters the prices of a lot and their total."""
    text, facts, figures = context.text, lot.part.facts, FigureReader(context, lot)
    cost = list_price_rows(context, lot, figures)
    intro = "price-intro"
    if facts.acquisition == "take-back":
        intro = "price-intro-either"
    elif facts.acquisition in CHARGED:
        intro = "price-intro-charged"
    words, name = text("cost.price-total"), text("cost.price-title", lot=context.name_lot(lot))
    total = (words, "", Answer(cost.field, words, text("cost.total-entered")), text("cost.sum-counted"))
    rows = (*(row.compose() for row in cost.rows), total)
    blocks = (
        Heading(name, 2),
        Paragraph(text(f"cost.{intro}", currency=name_currency(context, lot))),
        Table(name, compose_head(context, "kind"), rows, WIDTHS, total=True),
    )
    return figures.make_part(blocks, f"{lot.part.number}.3", "price")


def list_price_rows(context: Context, lot: PrintedLot, figures: FigureReader) -> LotCost:
    """Return the rows of the price sheet of a lot, whose sum is the price of the lot.

    Parameters: `figures`, which notes the figures that are not set yet.
    """
    lister = _PriceLister(context, lot, figures)
    return LotCost((), tuple(lister.list_rows()), f"{lister.stem}.total", None, of_prices=True)


class _PriceLister:
    """Lists the rows of the price sheet of a lot; `stem` is the beginning of the tags of its fields."""

    def __init__(self, context: Context, lot: PrintedLot, figures: FigureReader) -> None:
        self.context, self.lot, self.figures, self.text = context, lot, figures, context.text
        self.stem = f"tk:L{lot.part.number}.price"

    def list_rows(self) -> Iterator[CostRow]:
        """Yield the rows: of old equipment, of repairs, or of what the contractor supplies."""
        match self.lot.part.facts.acquisition:
            case "take-back":
                yield from self._list_returns()
            case "repair":
                yield from self._list_repairs()
            case _:
                yield from self._list_items()

    def _build(
        self,
        tag: str,
        key: str,
        about: str,
        given: str,
        how: How,
        figures: Mapping[str, Figure],
        *,
        name: str = "",
        counted: str = "",
    ) -> CostRow:
        """Return a row with a field.

        Parameters: `tag` and `key`, the beginning and the end of the field's tag; `key` is that of the fixed texts of
        the row too; `about`, the product category or lot of the row; `name`, its name, by default a fixed text;
        `counted`, the key of the text that says how the row counts, by default `key`.
        """
        words = self.text(f"cost.{key}")
        return CostRow(
            name or words,
            given,
            f"{tag}.{key}",
            f"{words}: {about}",
            word_prompt(self.context, self.lot, key),
            self.text(f"cost.{counted or key}-counted"),
            how,
            figures,
        )

    def _count_units(self, field: str, units: int, about: str) -> Figure:
        name = self.text("cost.named", name=about, item=self.text("cost.figure-units"))
        return Figure(f"{field}.units", name, units)

    def _list_returns(self) -> Iterator[CostRow]:
        """Yield a row for each product category that a lot takes back.

        Units that differ in their media, their condition, who moves them or who gets them have rows of their own,
        because each of these kinds costs other work.
        """
        text = self.text
        assert self.lot.part.lot is not None
        quantities: dict[str, dict[tuple[str, ...], int]] = {}
        for line in self.lot.part.lot.returns:
            if line.kind:
                words = tuple(list_line_words(self.context, line))
                of_kind = quantities.setdefault(line.kind, {})
                of_kind[words] = of_kind.get(words, 0) + line.quantity
        for category, of_kind in quantities.items():
            for number, (words, quantity) in enumerate(of_kind.items(), 1):
                kind, units = describe_units(self.context, self.lot, category, quantity, returned=True)
                if len(of_kind) > 1 or category == _MEDIA:
                    kind = text("lot.remark").join((kind, *words))
                field = tag_model(self.stem, category, number)
                figures = {"units": self._count_units(field, quantity, kind)}
                given = text("cost.quantity", units=units)
                prompt, counted = text("cost.unit-price-entered"), text("cost.unit-price-counted")
                yield CostRow(kind, given, field, kind, prompt, counted, "either", figures)

    def _list_repairs(self) -> Iterator[CostRow]:
        """Yield the rows of a repair lot: repairs, listed parts, diagnoses, hours of labour, other parts.

        The authority sets a quantity for each row, so that prices can be compared.
        """
        text, read = self.text, self.figures.read_figure
        for category, quantity in self.lot.part.facts.items.items():
            kind, units = describe_units(self.context, self.lot, category, quantity)
            yield from self._list_priced("repairs", category, kind, units)
            if any(printed.clause.id == _LISTED_PARTS for printed in self.lot.clauses):
                yield from self._list_priced("parts", category, kind, units)
            name = text("cost.diagnosis-of", kind=kind)
            figures = {"number": self._read_number("diagnoses", name, category)}
            given = text("cost.diagnosis-set", figure=read("diagnoses", category))
            tag = f"{self.stem}.{category}"
            yield self._build(tag, "diagnosis", kind, given, "each-or-none", figures, name=name)
        about = self.context.name_lot(self.lot)
        labour = {"number": self._read_number("labour-hours", text("cost.labour"))}
        given = text("cost.labour-set", figure=read("labour-hours"))
        yield self._build(self.stem, "labour", about, given, "each", labour)
        parts = {"sum": self.figures.read_number("parts-sum", text("cost.figure-parts"), "")}
        given = text("cost.mark-up-set", figure=read("parts-sum"))
        percent = self.context.library.vocabulary.units["percent"].label
        row = self._build(self.stem, "mark-up", about, given, "mark-up", parts)
        yield replace(row, beside=self.context.language.unit_words(percent))

    def _read_number(self, figure: str, about: str, category: str = "") -> Figure:
        return self.figures.read_number(figure, self.text("cost.figure-number", name=about), category)

    def _list_items(self) -> Iterator[CostRow]:
        """Yield the rows of each model that the contractor supplies; consumables have a row for all lines."""
        context, lot = self.context, self.lot
        assert lot.part.lot is not None
        for category, quantity in lot.part.facts.items.items():
            if category == "consumables":
                kind, units = describe_units(context, lot, category, quantity)
                notes = dict.fromkeys(line.note for line in lot.part.lot.list_models(category))
                more = cap_price(context, lot, category, join_figures(context, *notes))
                yield from self._list_priced("items", category, kind, units, more)
                continue
            for number, line in enumerate(lot.part.lot.list_models(category), 1):
                for offered in list_states(context, lot, category, number):
                    given = cap_price(context, lot, category, line.note, offered.given)
                    yield from self._list_offered(offered, category, number, given)

    def _list_offered(self, offered: Offered, category: str, number: int, given: str) -> Iterator[CostRow]:
        """Yield the rows of the units of a model that are priced together.

        Parameters: `number`, the number of the model in its category; `given`, the figures of the authority in words.
        """
        assert self.lot.part.lot is not None
        kind, tag = offered.name, offered.tag(self.stem, category, number)
        figures = {"units": self._count_units(tag, offered.units, kind)}
        if self.lot.part.facts.acquisition not in CHARGED:
            yield self._build(tag, "price", kind, given, "price", figures, name=kind)
        else:
            monthly, once = (
                self.text("cost.named", name=kind, item=self.text(f"cost.{key}")) for key in ("charge", "once")
            )
            months = Figure("term", self.text("cost.figure-term"), self.lot.part.lot.months)
            over_term = figures | {"months": months}
            yield self._build(tag, "charge", kind, given, "term", over_term, name=monthly, counted="term-charge")
            yield self._build(tag, "once", kind, given, "once", figures, name=once)
        yield from self._list_options(tag, category, kind, figures)

    def _list_options(self, tag: str, category: str, kind: str, units: Mapping[str, Figure]) -> Iterator[CostRow]:
        """Yield a row for each option that the authority expects to order for a share of the units.

        Parameters: `tag`, the beginning of the fields' tags; `kind`, the name of the model; `units`, its quantity.
        """
        text = self.text
        for option in list_options(self.lot, category, self.figures):
            share, name = name_share(option), text("cost.named", name=kind, item=text(f"cost.{option}"))
            words = text("cost.named", name=name, item=text("cost.figure-option-share"))
            figures = {**units, "share": self.figures.read_number(share, words, category)}
            given = text("cost.option-set", share=self.figures.read_figure(share, category))
            entered, counted = text("cost.option-entered"), text("cost.option-counted", discount="")
            yield CostRow(name, given, f"{tag}.{option}", name, entered, counted, "option", figures)

    def _list_priced(self, key: str, category: str, kind: str, units: str, more: str = "") -> Iterator[CostRow]:
        """Yield a row for each thing that the authority lists with its number, or one for the text that it wrote.

        Parameters: `key`, the name of the list in `lots.sheet`, and the end of the fields' tags; `kind` and `units`,
        the product category and its quantity in words; `more`, what the authority says more than the list.
        """
        text = self.text
        for position, thing in enumerate(self.figures.list_priced(key, category), 1):
            words, at = (f"{key}-named", f"{key}-{position}") if thing.name else (key, key)
            # What is to be written is told only where nothing is written yet.
            told = text(f"cost.{key if thing.is_open else f'{key}-named'}-set", units=units, figure=thing.text)
            given = join_figures(self.context, told, more)
            shown = text("cost.named", name=kind, item=thing.name) if thing.name else kind
            field, figures = f"{self.stem}.{category}.{at}", {}
            # A text without a name may list several things, each with a price of its own.
            how: How = "each" if thing.name else "several"
            if thing.name:
                number = text("cost.figure-number", name=shown)
                figures["number"] = Figure(f"{field}.number", number, thing.number)
            label = f"{text(f'cost.{key}')}: {shown}"
            prompt, counted = text(f"cost.{words}-entered"), text(f"cost.{words}-counted")
            yield CostRow(shown, given, field, label, prompt, counted, how, figures)
