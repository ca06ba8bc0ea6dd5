# SPDX-License-Identifier: Apache-2.0
"""What is entered for each criterion, and the formulas of its points (contract section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from tenderkit.formats.excel.book import Book, Hint, Sheet, cell, span
from tenderkit.formats.excel.gates import FIRST, LAST
from tenderkit.formats.excel.lines import ABOVE, ANY, SET, SHARE, UNITS, Formula, Lines, one
from tenderkit.papers.evaluation import MODELS, Kind, Ladder, LotEvaluation, Scored


@dataclass(frozen=True)
class Entered:
    """What a criterion comes to: whether all is `there`, and the points then, before they are rounded."""

    there: Formula
    points: Formula


@dataclass(frozen=True)
class Units:
    """The rows of a product category: the units of its models, and their sum."""

    first: int
    last: int
    total: int

    def of(self, column: int) -> str:
        """The units of a tender, model by model."""
        return span(self.first, column, self.last, column, fixed=False)


class Criteria:
    """Draws the inputs of a lot, from `row` on; `row` is then the first one that is free.

    Parameters: `admitted`, whether a tender is; `first`, the row of the name and the weight of the first criterion.
    """

    def __init__(self, book: Book, sheet: Sheet, lot: LotEvaluation, row: int, admitted: Formula, first: int) -> None:
        self.book, self.sheet, self.lot, self.t = book, sheet, lot, book.t
        self.row, self.admitted, self.first = row, admitted, first
        self.lines = Lines(book, sheet)
        self.units: dict[str, Units] = {}
        self.divisors: list[str] = []

    def draw(self) -> list[Entered]:
        """Write everything, and tell what each criterion comes to."""
        if self.lot.kinds:
            self._models()
        if not self.lot.named:
            self.sheet.band(self._next(), self.t("evaluation.given"))
        return [self._criterion(position, criterion) for position, criterion in enumerate(self.lot.criteria)]

    def _next(self) -> int:
        self.row += 1
        return self.row - 1

    def _keep(self, name: str, row: int, column: int = FIRST) -> None:
        self.book.keep(f"{self.lot.number}.{name}", self.sheet, row, column)

    # Models

    def _models(self) -> None:
        t = self.t
        self.sheet.band(self._next(), t("evaluation.models"))
        self.sheet.paragraph(self._next(), t("evaluation.models-intro", set=t("evaluation.set")))
        for kind in self.lot.kinds:
            self._kind(kind)

    def _kind(self, kind: Kind) -> None:
        t = self.t
        for number in range(1, MODELS + 1):
            text = t("evaluation.model-name", kind=kind.name, number=number)
            self._keep(f"{kind.category}.{number}.name", self.row)
            self.lines.entries(self._next(), text, t("evaluation.model-help"), None)
        first = self.row
        hint = t("evaluation.units-help", units=self.book.language.number(kind.units))
        for number in range(1, MODELS + 1):
            text = t("evaluation.model-units", kind=kind.name, number=number)
            self._keep(f"{kind.category}.{number}.units", self.row)
            self.lines.entries(self._next(), text, hint, UNITS, t("evaluation.units-wrong"), "whole")
        units = Units(first, self.row - 1, self.row)
        self.units[kind.category] = units

        def added(column: int) -> str:
            return f'IF(COUNT({units.of(column)})=0,"",SUM({units.of(column)}))'

        row = self._next()
        self.lines.results(row, t("evaluation.units", kind=kind.name), added, "whole")
        self.sheet.number(row, SET, kind.units, "whole")

    # Criteria

    def _criterion(self, position: int, criterion: Scored) -> Entered:
        if self.lot.named:
            self.sheet.band(self._next(), criterion.name, criterion.number)
            self.sheet.paragraph(self._next(), criterion.formula, column=1)
        weight = cell(self.first + position, SET, fixed="both")
        match criterion.how:
            case "own":
                return self._own(position, criterion, weight)
            case "lowest":
                return self._lowest(position, criterion, weight)
            case "range" | "spread":
                return self._price(position, criterion, weight)
            case _ if criterion.whole:
                return self._whole(position, criterion, weight)
            case _:
                return self._by_model(position, criterion, weight)

    def _own(self, position: int, criterion: Scored, weight: str) -> Entered:
        t, row = self.t, self._next()
        limit = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": f"={weight}"}
        self.lines.entries(
            row, criterion.measure, t("evaluation.own-help"), limit, t("evaluation.points-wrong"), "points"
        )
        if not self.lot.named:
            name = cell(self.first + position, 1, fixed="both")
            self.sheet.formula(row, 1, f'IF({name}="","",{name})', "label")
        self._keep(f"{position}.own", row)

        def there(column: int) -> str:
            x = one(row, column)
            return f"AND(ISNUMBER({x}),{x}>=0,{x}<={weight})"

        return Entered(there, lambda column: one(row, column))

    def _sums(self, position: int, criterion: Scored, *, never_below_zero: bool) -> tuple[int, str]:
        """The lines for a sum of each tender; returns the row of those that are compared, and their cells."""
        t, row = self.t, self._next()
        hint = t("evaluation.entry-help", measure=criterion.measure)
        self.lines.entries(row, criterion.measure, hint, ANY, t("evaluation.number-wrong"), "sum")
        self.sheet.text(row, SET, self.lot.currency, "fixed-text")
        self._keep(f"{position}.sum", row)

        def compared(column: int) -> str:
            x = one(row, column)
            sum_ = f"MAX({x},0)" if never_below_zero else x
            return f'IF(AND({self.admitted(column)},ISNUMBER({x})),{sum_},"")'

        counted = self._next()
        self.lines.results(counted, t("evaluation.compared"), compared, "sum")
        return counted, span(counted, FIRST, counted, LAST)

    def _of_all(self, key: str, function: str, cells: str) -> str:
        """A line with one figure of all tenders; returns its cell."""
        row = self._next()
        self.lines.label(row, self.t(f"evaluation.{key}"))
        self.lines.empty(row)
        self.sheet.formula(row, SET, f'IF(COUNT({cells})=0,"",{function}({cells}))', "result", "sum")
        return cell(row, SET, fixed="both")

    def _lowest(self, position: int, criterion: Scored, weight: str) -> Entered:
        row, cells = self._sums(position, criterion, never_below_zero=True)
        least = self._of_all("lowest", "MIN", cells)

        def points(column: int) -> str:
            x = one(row, column)
            return f"{weight}*IF({least}=0,IF({x}=0,1,0),{least}/{x})"

        return Entered(lambda column: f"ISNUMBER({one(row, column)})", points)

    def _price(self, position: int, criterion: Scored, weight: str) -> Entered:
        """A price that may be negative: against all prices, or against a difference that the authority set."""
        row, cells = self._sums(position, criterion, never_below_zero=False)
        least = self._of_all("lowest", "MIN", cells)
        if criterion.how == "range":
            most = self._of_all("highest", "MAX", cells)

            def of_range(column: int) -> str:
                return f"{weight}*IF({most}={least},1,({most}-{one(row, column)})/({most}-{least}))"

            return Entered(lambda column: f"ISNUMBER({one(row, column)})", of_range)
        divisor = self._divisor(position)

        def of_spread(column: int) -> str:
            return f"MAX(0,{weight}*(1-({one(row, column)}-{least})/{divisor}))"

        there = f"ISNUMBER({divisor}),N({divisor})>0"
        return Entered(lambda column: f"AND(ISNUMBER({one(row, column)}),{there})", of_spread)

    def _divisor(self, position: int) -> str:
        t, row = self.t, self._next()
        text = t("evaluation.divisor")
        self.lines.label(row, text)
        self.lines.empty(row)
        hint = Hint(text, t("evaluation.divisor-help"), t("evaluation.above-wrong"))
        self.sheet.entries(row, (SET,), hint, dict(ABOVE), number="sum")
        self._keep(f"{position}.divisor", row, SET)
        divisor = cell(row, SET, fixed="both")
        self.divisors.append(divisor)
        return divisor

    # Scales

    def _ladder(self, ladder: Ladder, kind: str = "") -> tuple[str, str, int]:
        """The steps of a scale; returns the cells of the values and of the shares, and the first row."""
        first = self.row
        for rung in ladder.rungs:
            key = "rung-kind" if kind else "rung"
            row = self._next()
            self.lines.label(row, self.t(f"evaluation.{key}", kind=kind, text=rung.text))
            self.lines.empty(row)
            self.sheet.number(row, SET, rung.least)
            self.sheet.number(row, SHARE, rung.share, "share")
        last = self.row - 1
        return span(first, SET, last, SET), span(first, SHARE, last, SHARE), first

    def _share(self, criterion: Scored, ladder: tuple[str, str, int], value: str) -> str:
        """The share of a value: that of the step it reaches, or on the line between two of them."""
        values, shares, first = ladder
        lowest = cell(first, SET, fixed="both")
        reached = f"LOOKUP({value},{values},{shares})"
        if criterion.how == "linear":
            # The step reached, the next one, and how far it is on the way there.
            step = f"MATCH({value},{values},1)"
            here, there = f"INDEX({values},{step})", f"INDEX({values},{step}+1)"
            rise = f"(INDEX({shares},{step}+1)-{reached})*({value}-{here})/({there}-{here})"
            reached = f"{reached}+IF({value}>=MAX({values}),0,{rise})"
        return f"IF({value}<{lowest},0,{reached})"

    def _whole(self, position: int, criterion: Scored, weight: str) -> Entered:
        t = self.t
        ladder = self._ladder(criterion.ladders[0])
        row = self._next()
        hint = t("evaluation.entry-help", measure=criterion.measure)
        self.lines.entries(row, criterion.measure, hint, ANY, t("evaluation.number-wrong"))
        self._keep(f"{position}.value", row)
        shared = self._next()

        def share(column: int) -> str:
            x = one(row, column)
            return f'IF(ISNUMBER({x}),{self._share(criterion, ladder, x)},"")'

        self.lines.results(shared, t("evaluation.tender-share"), share, "share")
        return Entered(
            lambda column: f"ISNUMBER({one(shared, column)})", lambda column: f"{weight}*{one(shared, column)}"
        )

    def _by_model(self, position: int, criterion: Scored, weight: str) -> Entered:
        names = {kind.category: kind.name for kind in self.lot.kinds}
        shares: dict[str, tuple[int, int]] = {}
        for ladder in criterion.ladders:
            shares[ladder.category] = self._model_lines(position, criterion, ladder, names[ladder.category])
        row = self._next()

        def share(column: int) -> str:
            missing, points, units = [], [], []
            for category, (values, first) in shares.items():
                offered = span(values, column, values + MODELS - 1, column, fixed=False)
                cells = span(first, column, first + MODELS - 1, column, fixed=False)
                q = self.units[category].of(column)
                missing += [f"SUM({q})<=0", f"SUMPRODUCT(ISNUMBER({q})*({q}>0)*(1-ISNUMBER({offered})))>0"]
                points.append(f"SUMPRODUCT({q},{cells})")
                units.append(f"SUM({q})")
            return f'IF(OR({",".join(missing)}),"",({"+".join(points)})/({"+".join(units)}))'

        self.lines.results(row, self.t("evaluation.tender-share"), share, "share")
        return Entered(lambda column: f"ISNUMBER({one(row, column)})", lambda column: f"{weight}*{one(row, column)}")

    def _model_lines(self, position: int, criterion: Scored, ladder: Ladder, kind: str) -> tuple[int, int]:
        """The values and the shares of the models of a category; returns the first row of each."""
        t = self.t
        steps = self._ladder(ladder, kind if len(criterion.ladders) > 1 else "")
        values = self.row
        hint = t("evaluation.entry-help", measure=criterion.measure)
        for number in range(1, MODELS + 1):
            text = t("evaluation.model-value", kind=kind, number=number, measure=criterion.measure)
            self._keep(f"{position}.{ladder.category}.{number}.value", self.row)
            self.lines.entries(self._next(), text, hint, ANY, t("evaluation.number-wrong"))
        first = self.row
        for number in range(MODELS):
            units, value = self.units[ladder.category].first + number, values + number

            def share(column: int, units: int = units, value: int = value) -> str:
                q, x = one(units, column), one(value, column)
                scored = self._share(criterion, steps, x)
                return f'IF(AND(ISNUMBER({q}),N({q})>0,ISNUMBER({x})),{scored},"")'

            text = t("evaluation.model-share", kind=kind, number=number + 1)
            self.lines.results(self._next(), text, share, "share")
        return values, first


def unit_checks(units: Mapping[str, Units], category: str, wanted: int, column: int) -> str:
    """Whether the units of the models of a tender add up to those of the lot, none of them below zero."""
    q = units[category].of(column)
    return f"AND(SUM({q})={wanted},SUMPRODUCT(ISNUMBER({q})*({q}<0))=0)"
