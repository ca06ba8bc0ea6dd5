# SPDX-License-Identifier: Apache-2.0
"""List the rows of the cost sheets of a lot, from which the response form and the evaluation workbook are made."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.blocks import Answer
from tenderkit.papers.clause_text import PrintedClause, PrintedValue
from tenderkit.papers.sheets.options import list_options, name_share
from tenderkit.papers.sheets.sheet_rows import (
    CHARGED,
    Figure,
    FigureReader,
    Row,
    cap_price,
    describe_units,
    join_figures,
    word_prompt,
)
from tenderkit.papers.sheets.states import list_states
from tenderkit.selection.selection import WARRANTY_POINTS

# How a row counts. With x for the number entered, Q units, Y years, and D for Y with each year discounted, or for Y
# where the clause has no discount rate:
# `price`, `once`: Q × x; `monthly`: Q × x × 12 × Y; `pages`: Q × number × x × Y; `consumables`: Q × number × x × D;
# `power-in-use`, `power`: kWh, which are Q × x watts ÷ 1000 × hours × D, × price of a kWh; `warranty`: x years;
# `repair`: Q × number × x × years of Y after the warranty ÷ Y × D ÷ Y; `damage`: Q × number × x; `option`: Q × share
# × x × D ÷ Y; `end-of-use`: − Q × x up to the cap × share ÷ (1 + rate)^Y; `emissions`: kWh of both rows of power ×
# factor ÷ 1000 × price of a tonne; `old`: − Q × share × x, all together up to the cap.
# In a price sheet: `term`: Q × x × months of the term; `each`, `each-or-none`: number × x; `mark-up`: sum × (1 + x ÷
# 100); `option`: Q × share × x; `either`: Q × x, below zero where the tenderer pays; `several`: several prices in one
# field, added up by hand.
How = Literal[
    "price",
    "once",
    "monthly",
    "pages",
    "consumables",
    "power-in-use",
    "power",
    "warranty",
    "repair",
    "damage",
    "option",
    "end-of-use",
    "emissions",
    "old",
    "term",
    "each",
    "each-or-none",
    "mark-up",
    "either",
    "several",
]
# What takes power for a load: only what it loses counts, and a battery alone loses none.
_PASSES_POWER_ON = "ups-battery"
# The rows of electricity.
POWERS: tuple[How, ...] = ("power-in-use", "power")
# The rows that make up the price of a lot.
PRICES: tuple[How, ...] = ("price", "once", "monthly", "pages")
# The rows whose entry is above zero; zero counts as missing.
ABOVE_ZERO: tuple[How, ...] = ("price", "monthly", "power-in-use", "term", "each")
# The rows whose payments come after the purchase.
DISCOUNTED: tuple[How, ...] = ("consumables", "power-in-use", "power", "repair", "option", "end-of-use")
# More years of warranty are taken for a slip, such as months.
LONGEST_WARRANTY = 15
# The rows for sums that the tenderer pays: an empty one counts as zero.
PAID_BY_TENDERER: tuple[How, ...] = ("end-of-use", "old")


@frozen_dataclass
class CostRow:
    """A row of a cost sheet.

    `name` is its name, such as `Price`; `given` are the figures of the authority in words; `field` is the tag of the
    form field in which the tenderer enters a number, empty where it enters none; `label` is the name of that field,
    and `prompt` says what to enter; `counted` says in words how the row counts, and `how` says it to programs.
    `figures` maps what a figure is in the formula, such as `hours`, to the figure; a figure that is not in the
    formula is not there. `beside` are the words that may be written next to a number that is no sum of money.
    """

    name: str
    given: str
    field: str
    label: str
    prompt: str
    counted: str
    how: How
    figures: Mapping[str, Figure]
    beside: tuple[str, ...] = ()

    def compose(self) -> Row:
        """Return the row of the table in the response form."""
        field = Answer(self.field, self.label, self.prompt) if self.field else ""
        return self.name, self.given, field, self.counted


@frozen_dataclass
class ModelCost:
    """The cost sheet of a model: its name, the beginning of its fields' tags, quantity and period in words, rows."""

    name: str
    stem: str
    given: str
    rows: tuple[CostRow, ...]


@frozen_dataclass
class LotCost:
    """The cost sheets of a lot: one for each model, and the rows of the whole lot.

    `field` is the tag of the form field in which the tenderer enters the total; `old_cap` is the most that the sums
    for old equipment may lower the total by, in percent of the price of the lot, None where there is no such cap.
    `of_prices` is true for the price sheet of a lot that is compared by price: it has no sheets of models.
    """

    models: tuple[ModelCost, ...]
    rows: tuple[CostRow, ...]
    field: str
    old_cap: Figure | None
    of_prices: bool = False


def list_cost_rows(context: Context, lot: PrintedLot, clause: PrintedClause, figures: FigureReader) -> LotCost:
    """Return the cost sheets of a lot.

    Parameters: `clause`, the clause on life-cycle cost; `figures`, which notes the figures that are not set yet.
    """
    lister = _RowLister(context, lot, clause, figures)
    assert lot.part.lot is not None
    models = tuple(
        model
        for category in clause.pick.items
        for number, _ in enumerate(lot.part.lot.list_models(category), 1)
        for model in lister.list_model(category, number)
    )
    rows = (*lister.list_rest(), *lister.list_old_equipment())
    return LotCost(models, rows, f"{clause.stem}.total", lister.read_value("old-equipment-cap"))


def discount_years(years: float, rate: float) -> float:
    """Return what a period of years counts where each year is discounted, to four decimals.

    Parameters: `rate`, the discount rate in percent a year.
    """
    return round((1 - (1 + rate / 100) ** -years) / (rate / 100), 4) if rate else years


class _RowLister:
    """Lists the rows of the cost sheets of a lot."""

    def __init__(self, context: Context, lot: PrintedLot, clause: PrintedClause, figures: FigureReader) -> None:
        self.context, self.lot, self.clause, self.figures = context, lot, clause, figures
        self.text, self.acquisition = context.text, clause.pick.facts.acquisition

    def list_model(self, category: str, number: int) -> Iterator[ModelCost]:
        """Yield the cost sheet of a model, or of its new units; a model without new units has none.

        A head of cost that is switched off has no row. Parameters: `number`, the number of the model in its product
        category, from 1.
        """
        offered = list_states(self.context, self.lot, category, number)[0]
        if offered.refurbished:
            return
        stem = offered.tag(self.clause.stem, category, number)
        assert self.lot.part.lot is not None
        line = self.lot.part.lot.list_models(category)[number - 1]
        stated = self.state_value("years", "calculation-years", category)
        given = join_figures(self.context, offered.given, line.note, stated, *self._state_discount(category))
        model = _ModelLister(self, category, stem, offered.name, self._count_units(stem, offered.units))
        yield ModelCost(offered.name, stem, given, tuple(model.list_rows()))

    def _state_discount(self, category: str) -> Iterator[str]:
        """Yield the discount rate in words, then the years that it leaves of the period of calculation."""
        years, rate = (self.read_value(name, category) for name in ("calculation-years", "discount-rate"))
        if rate is None:
            return
        yield self.state_value("discount", "discount-rate", category)
        if years and years.value and rate.value is not None:
            left = self.context.language.number(discount_years(years.value, rate.value))
            yield self.text("cost.discounted-years", years=left)

    def list_rest(self) -> Iterator[CostRow]:
        """Yield the rows of units without a cost sheet: those of other product categories, and refurbished ones."""
        assert self.lot.part.lot is not None
        for category in self.lot.part.facts.items:
            # In a print service the cartridges are in the price of a page.
            if (category, self.acquisition) == ("consumables", "print-service"):
                continue
            for number, line in enumerate(self.lot.part.lot.list_models(category), 1):
                for offered in list_states(self.context, self.lot, category, number):
                    if category in self.clause.pick.items and not offered.refurbished:
                        continue
                    stem, name = offered.tag(self.clause.stem, category, number), offered.name
                    given = cap_price(self.context, self.lot, category, line.note, offered.given)
                    yield from self._list_prices(stem, name, given, self._count_units(stem, offered.units, name))

    def _list_prices(self, stem: str, name: str, given: str, units: Figure) -> Iterator[CostRow]:
        if self.acquisition not in CHARGED:
            yield self.build_row("price", stem, name, given, "price", {"units": units}, name=name)
            return
        years = {self.state_value("years", "calculation-years", counted) for counted in self.clause.pick.items}
        of_all = self.read_value("calculation-years", self.clause.pick.items[0])
        period = Figure(f"{stem}.years", self.text("cost.figure-years"), None)
        if len(years) == 1 and of_all is not None:
            # Where the periods of the other categories differ, none of them is certain to hold here.
            given, period = join_figures(self.context, given, *years), of_all
        for key, how in _CHARGES:
            label = self.text("cost.named", name=name, item=self.text(f"cost.{key}"))
            figures = {"units": units, **({"years": period} if how == "monthly" else {})}
            yield self.build_row(key, stem, name, given, how, figures, name=label)

    def list_old_equipment(self) -> Iterator[CostRow]:
        """Yield the rows of the sums that tenderers pay for old equipment, one for each product category."""
        cap = self.state_value("", "old-equipment-cap")
        # Without a cap in its text, be it zero or without a value for the lot, the clause makes no sum due.
        if not cap and "old-equipment-cap" in self.clause.clause.parameters:
            return
        for category, quantity in self.lot.part.facts.returns.items():
            kind, units = describe_units(self.context, self.lot, category, quantity, returned=True)
            share = self.figures.read_figure("handed-over-share", category)
            given = self.text("cost.old-share", quantity=self.text("cost.quantity", units=units), share=share)
            if cap:
                given = self.text("cost.old-capped", quantity=given, cap=cap)
            name, field = self.text("cost.old", kind=kind), f"{self.clause.stem}.old-{category}"
            figures = {
                "units": self._count_units(field, quantity, name),
                "share": self._read_old_share(category, name),
            }
            prompt, counted = (self.text(f"cost.handed-over-{key}") for key in ("entered", "counted"))
            yield CostRow(name, given, field, name, prompt, counted, "old", figures)

    def _read_old_share(self, category: str, about: str) -> Figure:
        """Return the share of the old units of a category that is expected to be handed over, in percent."""
        words = self.text("cost.figure-old-share")
        share = self.figures.read_number("handed-over-share", words, category)
        # A share for each category has the name of its row, a share for all does not.
        return replace(share, name=self.text("cost.named", name=about, item=words)) if "." in share.key else share

    def _count_units(self, key: str, units: int, about: str = "") -> Figure:
        name = self.text("cost.figure-units")
        return Figure(f"{key}.units", self.text("cost.named", name=about, item=name) if about else name, units)

    def build_row(
        self,
        key: str,
        stem: str,
        about: str,
        given: str,
        how: How,
        figures: Mapping[str, Figure],
        *,
        words: str = "",
        name: str = "",
        field: str = "",
    ) -> CostRow:
        """Return a row with a field.

        Parameters: `key`, the end of the field's tag; `about`, the model that the row is of; `words`, the key of its
        fixed texts, by default `key`; `name`, its name, by default a fixed text; `field`, the name of its field, by
        default the fixed text with the model.
        """
        words = words or key
        label = field or f"{self.text(f'cost.{words}')}: {about}"
        discounted = "rate" in figures
        symbols = {
            "years": self.text(f"cost.symbol-{'discounted' if discounted else 'years'}"),
            "discount": self.text("cost.by-discount") if discounted else "",
        }
        return CostRow(
            name or self.text(f"cost.{words}"),
            given,
            f"{stem}.{key}",
            label,
            word_prompt(self.context, self.lot, words),
            self.text(f"cost.{words}-counted", **symbols),
            how,
            figures,
            self._list_unit_words(how),
        )

    def _list_unit_words(self, how: How) -> tuple[str, ...]:
        """Return the words that a tenderer may write next to a number that is no sum of money: its unit."""
        if how in POWERS:
            return tuple(self.text("cost.watts").split(" | "))
        units = self.context.library.vocabulary.units
        return self.context.language.unit_words(units["years"].label) if how == "warranty" else ()

    def _find_value(self, parameter: str, category: str = "") -> PrintedValue | None:
        """Return the value of a parameter that the clause prints, by default of any category; None without one."""
        values = (v for v in self.clause.values if v.name == parameter)
        return next(
            (v for v in values if not category or v.categories is None or category in v.categories),
            None,
        )

    def state_value(self, words: str, parameter: str, category: str = "") -> str:
        """Return the value of a parameter with its unit, as text; empty if the clause does not print it.

        Parameters: `words`, the end of the key of a fixed text for the value, empty for the value alone.
        """
        printed = self._find_value(parameter, category)
        if printed is None:
            return ""
        return self.text(f"cost.{words}", **{words: printed.amount}) if words else printed.amount

    @property
    def scores_warranty(self) -> bool:
        """Whether years of warranty beyond those required get points in the lot."""
        return any(clause.clause.id == WARRANTY_POINTS for clause in self.lot.clauses)

    def find_required_warranty(self, category: str) -> float | None:
        """Return the years of warranty that the lot requires of a category; None where it requires none."""
        required = (c.values for c in self.lot.clauses if c.clause.id in _WARRANTIES)
        for value in (value for values in required for value in values):
            years = value.value.value
            covered = value.categories is None or category in value.categories
            if value.name == _WARRANTY_YEARS and covered and isinstance(years, int | float):
                return float(years)
        return None

    def read_value(self, parameter: str, category: str = "") -> Figure | None:
        """Return the value of a parameter as a figure; None if the clause does not print it."""
        printed = self._find_value(parameter, category)
        if printed is None:
            return None
        value = printed.value.value
        key = parameter if printed.categories is None else f"{parameter}.{category}"
        return Figure(key, self.text(_FIGURES[parameter]), float(value) if isinstance(value, int | float) else None)


# The clauses that require a warranty, and their parameter with its years.
_WARRANTIES, _WARRANTY_YEARS = ("warranty-minimum", "refurbished-warranty"), "warranty-years"
# The fixed text that names each parameter of the clause, with its unit.
_FIGURES = {
    "calculation-years": "cost.figure-years",
    "electricity-price": "cost.figure-kwh",
    "carbon-price": "cost.figure-tonne",
    "end-of-use-cap": "cost.figure-cap",
    "discount-rate": "cost.figure-rate",
    "old-equipment-cap": "cost.figure-old-cap",
}
_CHARGES: tuple[tuple[str, How], ...] = (("charge", "monthly"), ("once", "once"))


class _ModelLister:
    """Lists the rows of the cost sheet of one model.

    Parameters: `sheets`, the lister of the lot; `stem`, the beginning of the tags of the form fields; `name`, the
    name of the model; `units`, its number of units.
    """

    def __init__(self, sheets: _RowLister, category: str, stem: str, name: str, units: Figure) -> None:
        self.sheets, self.category, self.stem, self.name, self.units = sheets, category, stem, name, units
        self.text, self.figures = sheets.text, sheets.figures
        self.charged = sheets.acquisition in CHARGED
        years, self.rate = (sheets.read_value(name, category) for name in ("calculation-years", "discount-rate"))
        self.years = years or Figure(f"years.{category}", self.text("cost.figure-years"), None)

    def list_rows(self) -> Iterator[CostRow]:
        """Yield the rows, one for each head of cost; a head that the authority switched off has none."""
        sheets, category = self.sheets, self.category
        given = cap_price(sheets.context, sheets.lot, category)
        if self.charged:
            yield self._build("charge", given, "monthly", {"years": self.years})
            yield self._build("once", "", "once", {})
        else:
            yield self._build("price", given, "price", {})
        if sheets.acquisition == "print-service":
            yield from self._list_priced("pages", "pages", "pages", "pages")
        powers = list(self._list_powers())
        yield from powers
        if sheets.context.library.vocabulary.categories[category].consumes and sheets.acquisition != "print-service":
            yield from self._list_priced("consumables", "consumables", "consumables", "consumables")
        yield from self._list_repairs()
        for option in list_options(sheets.lot, category, self.figures):
            share = self.figures.read_number(name_share(option), self._name_share(option), category)
            given = self.text("cost.option-set", share=self.figures.read_figure(name_share(option), category))
            figures = {"years": self.years, "share": share}
            yield self._build(option, given, "option", figures, "option", self.text(f"cost.{option}"))
        yield from self._list_end_of_use()
        yield from self._list_emissions(powers)

    def _build(
        self,
        key: str,
        given: str,
        how: How,
        figures: Mapping[str, Figure],
        words: str = "",
        name: str = "",
    ) -> CostRow:
        counted = {"units": self.units, **figures}
        if self.rate and how in DISCOUNTED:
            counted["rate"] = self.rate
        return self.sheets.build_row(
            key,
            self.stem,
            self.name,
            given,
            how,
            counted,
            words=words,
            name=name,
            field=f"{name}: {self.name}" if name else "",
        )

    def _list_priced(self, key: str, listed: str, words: str, how: How) -> Iterator[CostRow]:
        """Yield a row for each thing that the authority lists with its number, or one for the text that it wrote.

        Parameters: `listed`, the name of the list in `lots.sheet`; `words`, the key of the fixed texts.
        """
        for position, thing in enumerate(self.figures.list_priced(listed, self.category), 1):
            named = f"{words}-named" if thing.name else words
            # What is to be written is told only where nothing is written yet.
            given = self.text(f"cost.{words if thing.is_open else f'{words}-named'}-set", figure=thing.text)
            figures = {} if how == "damage" else {"years": self.years}
            name, at = "", key
            if thing.name:
                name = self.text("cost.named", name=self.text(f"cost.{words}"), item=thing.name)
                at = f"{key}-{position}"
                number = self.text("cost.figure-number", name=name)
                figures["number"] = Figure(f"{self.stem}.{at}.number", number, thing.number)
            yield self._build(at, given, how, figures, named, name)

    def _list_powers(self) -> Iterator[CostRow]:
        """Yield the rows of electricity; none where the authority leaves it out by a price of zero.

        Units that are always in use have one row: a power that never counts is not asked for.
        """
        priced = any(self.sheets.read_value(name, self.category) for name in ("electricity-price", "carbon-price"))
        if priced or "electricity-price" not in self.sheets.clause.clause.parameters:
            yield self._build_power("on", "in-use")
            if self.figures.read_number("hours-idle", "", self.category).value != 0:
                yield self._build_power("idle", "idle")

    def _build_power(self, key: str, state: str) -> CostRow:
        read = self.figures.read_figure
        hours, method = (read(f"{figure}-{state}", self.category) for figure in ("hours", "method"))
        price = self.sheets.read_value("electricity-price", self.category)
        words = self.sheets.state_value("", "electricity-price", self.category)
        given = join_figures(self.sheets.context, self.text(f"cost.{key}-set", hours=hours, method=method), words)
        number = self.text("cost.figure-hours", name=self.text(f"cost.{key}"))
        figures = {
            "years": self.years,
            "hours": self.figures.read_number(f"hours-{state}", number, self.category),
            "kwh-price": price or Figure("electricity-price", self.text("cost.figure-kwh"), None),
        }
        if state == "in-use" and self.category == _PASSES_POWER_ON:
            return self._build(key, given, "power", figures, "loss")
        return self._build(key, given, "power-in-use" if state == "in-use" else "power", figures)

    def _list_repairs(self) -> Iterator[CostRow]:
        """Yield the rows of repairs; where the units are bought, the warranty that is offered comes first.

        Repairs that nobody named are left out where years of warranty get points, so that these years count once.
        """
        if self.charged:
            yield from self._list_priced("repair", "repairs", "repair-charged", "damage")
            return
        if self.sheets.scores_warranty and not self.figures.has_figure("repairs", self.category):
            return
        repairs = list(self._list_priced("repair", "repairs", "repair", "repair"))
        if repairs:
            required = self.sheets.find_required_warranty(self.category)
            figures = {"years": self.years}
            if required is not None:
                name = self.text("cost.figure-required")
                figures["required"] = Figure(f"{self.stem}.required", name, required)
            words = "warranty" if required is None else "warranty-required"
            yield self._build("warranty", "", "warranty", figures, words)
        yield from repairs

    def _name_share(self, option: str) -> str:
        return self.text("cost.named", name=self.text(f"cost.{option}"), item=self.text("cost.figure-option-share"))

    def _list_end_of_use(self) -> Iterator[CostRow]:
        sheets, category = self.sheets, self.category
        cap = sheets.read_value("end-of-use-cap", category)
        if cap is None:
            return
        shown, share = (
            sheets.state_value("", "end-of-use-cap", category),
            self.figures.read_figure("working-share", category),
        )
        given = self.text("cost.end-of-use-set", cap=shown, share=share)
        words = self.text("cost.figure-share")
        figures = {
            "years": self.years,
            "cap": cap,
            "share": self.figures.read_number("working-share", words, category),
        }
        yield self._build("end-of-use", given, "end-of-use", figures)

    def _list_emissions(self, powers: list[CostRow]) -> Iterator[CostRow]:
        sheets, category = self.sheets, self.category
        price = sheets.read_value("carbon-price", category)
        if price is None:
            return
        factor = self.figures.read_figure("emission-factor", category)
        given = self.text("cost.emissions-set", figure=factor)
        given = join_figures(sheets.context, given, sheets.state_value("", "carbon-price", category))
        figures = {
            "factor": self.figures.read_number("emission-factor", self.text("cost.figure-factor"), category),
            "tonne-price": price,
        }
        name, counted = self.text("cost.emissions"), self.text("cost.emissions-counted")
        yield CostRow(name, given, "", "", "", counted, "emissions", figures)
