# SPDX-License-Identifier: Apache-2.0
"""The cells for entries under each award criterion, and the formulas of its points."""

from tenderkit.formats.excel.book import Book, Hint, Sheet, name_block, name_cell
from tenderkit.formats.excel.gates import FIRST, LAST
from tenderkit.formats.excel.score_rows import (
    ABOVE_ZERO,
    ANY_NUMBER,
    SET,
    SHARE,
    Formula,
    ScoreRows,
    name_bid_cell,
)
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.evaluation import Ladder, LotEvaluation, ScoredCategory, ScoredCriterion


@frozen_dataclass
class CriterionFormulas:
    """Two functions for an award criterion; each takes the column of a bid and returns a formula.

    `complete`: the formula tests whether the bid has all entries; `points`: the formula gives the unrounded points.
    """

    complete: Formula
    points: Formula


class Criteria:
    """Draws the rows for the award criteria of a lot; `row` is always the next free row of the sheet.

    Parameters: `admitted`, a function that takes the column of a bid and returns the formula of whether the bid is
    admitted; `first`, the row with the name and the weight of the first criterion; `cost`, a function that takes the
    column of a bid and returns the name of the cell with its life-cycle cost, None if the lot has no cost sheet.
    """

    def __init__(
        self,
        book: Book,
        sheet: Sheet,
        lot: LotEvaluation,
        row: int,
        admitted: Formula,
        first: int,
        cost: Formula | None = None,
    ) -> None:
        self.book, self.sheet, self.lot, self.t = book, sheet, lot, book.t
        self.row, self.admitted, self.first, self.cost = row, admitted, first, cost
        self.rows = ScoreRows(book, sheet)
        # The first row of the models of each category.
        self.models: dict[str, int] = {}
        self.divisors: list[str] = []
        # The row with the price of the lot, 0 where no criterion asks for one.
        self.price = 0
        self.sums: list[tuple[str, int]] = []

    def draw(self) -> list[CriterionFormulas]:
        """Draw the rows of all criteria, and return the formulas for each criterion."""
        if self.lot.kinds:
            self._draw_models()
        if not self.lot.named:
            self.sheet.write_band(self._take_row(), self.t("evaluation.given"))
        return [self._draw_criterion(position, criterion) for position, criterion in enumerate(self.lot.criteria)]

    def _take_row(self) -> int:
        self.row += 1
        return self.row - 1

    def _note_place(self, name: str, row: int, column: int = FIRST) -> None:
        self.book.note_place(f"{self.lot.number}.{name}", self.sheet, row, column)

    # Models

    def _draw_models(self) -> None:
        t = self.t
        self.sheet.write_band(self._take_row(), t("evaluation.models"))
        self.sheet.write_paragraph(self._take_row(), t("evaluation.models-intro", set=t("evaluation.set")))
        for kind in self.lot.kinds:
            self.models[kind.category] = self.row
            for number, model in enumerate(kind.models, 1):
                self._note_place(f"{kind.category}.{number}.name", self.row)
                row = self._take_row()
                self.rows.add_entries(row, model.name, t("evaluation.model-help", units=model.quantity), None)
                self.sheet.write_number(row, SET, model.units, "whole")

    # Criteria

    def _draw_criterion(self, position: int, criterion: ScoredCriterion) -> CriterionFormulas:
        if self.lot.named:
            self.sheet.write_band(self._take_row(), criterion.name, criterion.number)
            self.sheet.write_paragraph(self._take_row(), criterion.formula, column=1)
        weight = name_cell(self.first + position, SET, fixed="both")
        match criterion.how:
            case "own":
                return self._draw_own_points(position, criterion, weight)
            case "lowest":
                return self._draw_lowest(position, criterion, weight)
            case "range" | "spread":
                return self._draw_price(position, criterion, weight)
            case "ceiling" | "ceiling-both":
                return self._draw_below_ceiling(position, criterion, weight)
            case _ if criterion.whole:
                return self._draw_whole_value(position, criterion, weight)
            case _:
                return self._draw_by_model(position, criterion, weight)

    def _draw_own_points(self, position: int, criterion: ScoredCriterion, weight: str) -> CriterionFormulas:
        t, row = self.t, self._take_row()
        limit = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": f"={weight}"}
        self.rows.add_entries(
            row, criterion.measure, t("evaluation.own-help"), limit, t("evaluation.points-wrong"), "points"
        )
        if not self.lot.named:
            name = name_cell(self.first + position, 1, fixed="both")
            self.sheet.write_formula(row, 1, f'IF({name}="","",{name})', "label")
        self._note_place(f"{position}.own", row)

        def there(column: int) -> str:
            x = name_bid_cell(row, column)
            return f"AND(ISNUMBER({x}),{x}>=0,{x}<={weight})"

        return CriterionFormulas(there, lambda column: name_bid_cell(row, column))

    def _draw_sums(self, position: int, criterion: ScoredCriterion, *, never_below_zero: bool) -> tuple[int, str]:
        """Draw a row with the sum of each bid, and a row with the sums of the admitted bids.

        A life-cycle cost comes from the cost sheet; any other sum is entered. Returns the position of the second row,
        and the name of the block of its cells."""
        t, row = self.t, self._take_row()
        if self.cost and criterion.by_cost_sheet:
            self.rows.write_results(row, criterion.measure, self.cost, "sum")
            self._note_place(f"{position}.cost", row)
        else:
            hint = t("evaluation.entry-help", measure=criterion.measure)
            self.rows.add_entries(row, criterion.measure, hint, ANY_NUMBER, t("evaluation.number-wrong"), "sum")
            self._note_place(f"{position}.sum", row)
            self.price = row if criterion.money else self.price
        self.sheet.write_text(row, SET, self.lot.currency, "fixed-text")

        def compared(column: int) -> str:
            x = name_bid_cell(row, column)
            sum_ = f"MAX({x},0)" if never_below_zero else x
            sum_ = f"ROUND({sum_},2)" if criterion.money else sum_
            return f'IF(AND({self.admitted(column)},ISNUMBER({x})),{sum_},"")'

        counted = self._take_row()
        self.rows.write_results(counted, t("evaluation.compared"), compared, "sum")
        return counted, name_block(counted, FIRST, counted, LAST)

    def _draw_overall(self, key: str, function: str, cells: str) -> str:
        """Draw a row with a single figure for all bids, such as the lowest sum, and return the name of its cell."""
        row = self._take_row()
        self.rows.write_label(row, self.t(f"evaluation.{key}"))
        self.rows.leave_empty(row)
        self.sheet.write_formula(row, SET, f'IF(COUNT({cells})=0,"",{function}({cells}))', "result", "sum")
        return name_cell(row, SET, fixed="both")

    def _draw_lowest(self, position: int, criterion: ScoredCriterion, weight: str) -> CriterionFormulas:
        row, cells = self._draw_sums(position, criterion, never_below_zero=True)
        self.sums.append((criterion.measure, row))
        least = self._draw_overall("lowest", "MIN", cells)

        def points(column: int) -> str:
            x = name_bid_cell(row, column)
            return f"{weight}*IF({least}=0,IF({x}=0,1,0),{least}/{x})"

        return CriterionFormulas(lambda column: f"ISNUMBER({name_bid_cell(row, column)})", points)

    def _draw_price(self, position: int, criterion: ScoredCriterion, weight: str) -> CriterionFormulas:
        """Draw the rows of a price that may be negative, and return the formulas for the points.

        In the method `range`, the points depend on the place of a price between the lowest and the highest price. In
        the method `spread`, they depend on the distance from the lowest price, as a share of a difference that the
        authority sets."""
        row, cells = self._draw_sums(position, criterion, never_below_zero=False)
        least = self._draw_overall("lowest", "MIN", cells)
        if criterion.how == "range":
            most = self._draw_overall("highest", "MAX", cells)

            def of_range(column: int) -> str:
                return f"{weight}*IF({most}={least},1,({most}-{name_bid_cell(row, column)})/({most}-{least}))"

            return CriterionFormulas(lambda column: f"ISNUMBER({name_bid_cell(row, column)})", of_range)
        divisor = self._draw_divisor(position, "divisor")

        def of_spread(column: int) -> str:
            return f"MAX(0,{weight}*(1-({name_bid_cell(row, column)}-{least})/{divisor}))"

        return self._name_formulas(row, divisor, of_spread)

    def _draw_below_ceiling(self, position: int, criterion: ScoredCriterion, weight: str) -> CriterionFormulas:
        """Draw the rows of a sum that earns points by its distance to the ceiling, and not by other bids.

        A price that may be negative earns all the points as far below zero as the ceiling is above."""
        both = criterion.how == "ceiling-both"
        row, _ = self._draw_sums(position, criterion, never_below_zero=not both)
        if not both:
            self.sums.append((criterion.measure, row))
        ceiling = self._draw_divisor(position, "ceiling")
        range_ = f"(2*{ceiling})" if both else ceiling

        def of_ceiling(column: int) -> str:
            return f"{weight}*MIN(1,MAX(0,({ceiling}-{name_bid_cell(row, column)})/{range_}))"

        return self._name_formulas(row, ceiling, of_ceiling)

    def _name_formulas(self, row: int, divisor: str, points: Formula) -> CriterionFormulas:
        """Return the formulas of a criterion that needs a number of the authority above zero."""
        is_set = f"ISNUMBER({divisor}),N({divisor})>0"
        return CriterionFormulas(lambda column: f"AND(ISNUMBER({name_bid_cell(row, column)}),{is_set})", points)

    def _draw_divisor(self, position: int, key: str) -> str:
        t, row = self.t, self._take_row()
        text = t(f"evaluation.{key}")
        self.rows.write_label(row, text)
        self.rows.leave_empty(row)
        hint = Hint(text, t("evaluation.divisor-help"), t("evaluation.above-wrong"))
        self.sheet.add_entries(row, (SET,), hint, dict(ABOVE_ZERO), number="sum")
        self._note_place(f"{position}.divisor", row, SET)
        divisor = name_cell(row, SET, fixed="both")
        self.divisors.append(divisor)
        return divisor

    # Scales

    def _draw_ladder(self, ladder: Ladder, kind: str = "") -> tuple[str, str, int]:
        """Draw the steps of an award scale, a row for each step with its lowest value and its share of the points.

        Returns the name of the block of lowest values, the name of the block of shares, and the position of the first
        row.
        """
        first = self.row
        for rung in ladder.levels:
            key = "rung-kind" if kind else "rung"
            row = self._take_row()
            self.rows.write_label(row, self.t(f"evaluation.{key}", kind=kind, text=rung.text))
            self.rows.leave_empty(row)
            self.sheet.write_number(row, SET, rung.least)
            self.sheet.write_number(row, SHARE, rung.share, "share")
        last = self.row - 1
        return name_block(first, SET, last, SET), name_block(first, SHARE, last, SHARE), first

    def _interpolate_share(self, criterion: ScoredCriterion, ladder: tuple[str, str, int], value: str) -> str:
        """Return the formula for the share of the points that a value earns on an award scale.

        The share is that of the highest step that the value reaches. On a linear scale, the share rises evenly from
        this step to the next step.
        """
        values, shares, first = ladder
        lowest = name_cell(first, SET, fixed="both")
        reached = f"LOOKUP({value},{values},{shares})"
        if criterion.how == "linear":
            # The step reached, the next one, and how far it is on the way there.
            step = f"MATCH({value},{values},1)"
            lower, upper = f"INDEX({values},{step})", f"INDEX({values},{step}+1)"
            rise = f"(INDEX({shares},{step}+1)-{reached})*({value}-{lower})/({upper}-{lower})"
            reached = f"{reached}+IF({value}>=MAX({values}),0,{rise})"
        return f"IF({value}<{lowest},0,{reached})"

    def _draw_whole_value(self, position: int, criterion: ScoredCriterion, weight: str) -> CriterionFormulas:
        t = self.t
        ladder = self._draw_ladder(criterion.ladders[0])
        row = self._take_row()
        hint = t("evaluation.entry-help", measure=criterion.measure)
        self.rows.add_entries(row, criterion.measure, hint, ANY_NUMBER, t("evaluation.number-wrong"))
        self._note_place(f"{position}.value", row)
        shared = self._take_row()

        def share(column: int) -> str:
            x = name_bid_cell(row, column)
            return f'IF(ISNUMBER({x}),{self._interpolate_share(criterion, ladder, x)},"")'

        self.rows.write_results(shared, t("evaluation.tender-share"), share, "share")
        return CriterionFormulas(
            lambda column: f"ISNUMBER({name_bid_cell(shared, column)})",
            lambda column: f"{weight}*{name_bid_cell(shared, column)}",
        )

    def _draw_by_model(self, position: int, criterion: ScoredCriterion, weight: str) -> CriterionFormulas:
        kinds = {kind.category: kind for kind in self.lot.kinds}
        drawn = [
            (kinds[ladder.category], *self._draw_model_rows(position, criterion, ladder, kinds[ladder.category]))
            for ladder in criterion.ladders
        ]
        row = self._take_row()

        def share(column: int) -> str:
            missing, points, units = [], [], []
            for kind, values, first in drawn:
                count, named = len(kind.models), self.models[kind.category]
                offered = name_block(values, column, values + count - 1, column, fixed=False)
                cells = name_block(first, column, first + count - 1, column, fixed=False)
                q = name_block(named, SET, named + count - 1, SET)
                missing.append(f"SUMPRODUCT(1-ISNUMBER({offered}))>0")
                points.append(f"SUMPRODUCT({q},{cells})")
                units.append(f"SUM({q})")
            return f'IF(OR({",".join(missing)}),"",({"+".join(points)})/({"+".join(units)}))'

        self.rows.write_results(row, self.t("evaluation.tender-share"), share, "share")
        return CriterionFormulas(
            lambda column: f"ISNUMBER({name_bid_cell(row, column)})",
            lambda column: f"{weight}*{name_bid_cell(row, column)}",
        )

    def _draw_model_rows(
        self, position: int, criterion: ScoredCriterion, ladder: Ladder, kind: ScoredCategory
    ) -> tuple[int, int]:
        """Draw, for each model of a category, a row to enter its value and a row with its share of the points.

        Returns the position of the first row of values, and the position of the first row of shares."""
        t = self.t
        steps = self._draw_ladder(ladder, kind.name if len(criterion.ladders) > 1 else "")
        values = self.row
        hint = t("evaluation.entry-help", measure=criterion.measure)
        for number, model in enumerate(kind.models, 1):
            text = t("evaluation.model-value", model=model.name, measure=criterion.measure)
            self._note_place(f"{position}.{kind.category}.{number}.value", self.row)
            self.rows.add_entries(self._take_row(), text, hint, ANY_NUMBER, t("evaluation.number-wrong"))
        first = self.row
        for value, model in enumerate(kind.models, values):

            def share(column: int, value: int = value) -> str:
                x = name_bid_cell(value, column)
                counted = f"INT({x})" if criterion.in_whole_years else x
                return f'IF(ISNUMBER({x}),{self._interpolate_share(criterion, steps, counted)},"")'

            text = t("evaluation.model-share", model=model.name)
            self.rows.write_results(self._take_row(), text, share, "share")
        return values, first
