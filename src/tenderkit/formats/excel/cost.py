# SPDX-License-Identifier: Apache-2.0
"""The sheet of a lot on which the life-cycle cost of the bids is worked out."""

from collections.abc import Iterable, Mapping, Sequence

from tenderkit.formats.excel.book import Book, Hint, NumberFormat, Sheet, name_cell
from tenderkit.formats.excel.cost_formulas import (
    NOT_NEGATIVE,
    Cells,
    count_old_equipment,
    count_remarks,
    join_sums,
    write_cut,
    write_formula,
)
from tenderkit.formats.excel.gates import COLUMNS, FIRST
from tenderkit.formats.excel.gates import NAME as GATES_NAME
from tenderkit.formats.excel.score_rows import ANY_NUMBER, SET, Formula, ScoreRows, name_bid_cell
from tenderkit.papers.evaluation import LotEvaluation
from tenderkit.papers.sheets.cost_rows import (
    LONGEST_WARRANTY,
    POWERS,
    PRICES,
    CostRow,
    LotCost,
    ModelCost,
    discount_years,
)
from tenderkit.papers.sheets.sheet_rows import Figure

COUNTED = 3
WIDTHS = (6, 48, 13, 34, *(13,) * len(COLUMNS))
HEAD, NAME = 2, 3
# The rows whose entry is no sum of money.
_PLAIN = (*POWERS, "warranty", "mark-up")
# The rows of a model that say by themselves what is entered.
_PLAIN_WORDS = ("price", "once", "monthly", *_PLAIN)


class Cost:
    """Draws the cost sheet or the price sheet of a lot; `row` is always the next free row.

    `total`: the row with the life-cycle cost of each bid; `price`: the row with its price of the lot; `stated`: the
    row with the total that its form states; `open_figures`: the names of the cells for figures that the authority has
    not set yet; `remarks`: text and row of each count of entries at which the panel has to look.
    """

    def __init__(self, book: Book, lot: LotEvaluation, cost: LotCost, gates: Sheet) -> None:
        self.book, self.lot, self.cost, self.gates, self.t = book, lot, cost, gates, book.t
        self.kind = "price" if cost.of_prices else "cost"
        self.sheet = book.add_sheet(book.t(f"evaluation.{self.kind}-sheet", number=lot.number), WIDTHS)
        self.rows = ScoreRows(book, self.sheet)
        self.row = NAME + 1
        self.total = self.price = self.stated = 0
        self.open_figures: list[str] = []
        self.remarks: list[tuple[str, int]] = []
        self._entered: list[tuple[CostRow, int]] = []
        self._figures: dict[str, str] = {}
        # For each model, the first and the last of the rows that count, and of those that make up its price.
        self._sums: list[tuple[int, int]] = []
        self._prices: list[tuple[int, int]] = []

    def draw(self) -> None:
        """Draw the whole sheet: figures for all models, the models one after the other, then the whole lot."""
        self._draw_head()
        figures = [figure for row in self._list_rows() for figure in row.figures.values()]
        common = [figure for figure in figures if "." not in figure.key]
        if common:
            self.sheet.write_band(self._take_row(), self.t("evaluation.cost-figures"))
            for figure in common:
                self._place_figure(figure)
        for model in self.cost.models:
            self._draw_model(model)
        self._draw_lot()
        self.sheet.freeze_heads(HEAD, NAME, 2, self.row - 1)
        self.sheet.set_cursor(NAME + 1, FIRST)

    def refer_to_total(self, column: int) -> str:
        """Return the name of the cell with the total of a bid, for formulas on another sheet."""
        return self.sheet.refer_to_cell(self.total, column)

    def refer_to_price(self, column: int) -> str:
        """Return the name of the cell with the price of the lot of a bid, for formulas on another sheet."""
        return self.sheet.refer_to_cell(self.price, column)

    def refer_to_stated(self, column: int) -> str:
        """Return the name of the cell with the total that the form of a bid states, for formulas on another sheet."""
        return self.sheet.refer_to_cell(self.stated, column)

    def test_figures(self) -> str:
        """Return the formula, for another sheet, that tests whether the figures that were open are set."""
        return f"{'+'.join(f'ISNUMBER({cell})' for cell in self.open_figures)}={len(self.open_figures)}"

    def _list_rows(self) -> Iterable[CostRow]:
        for model in self.cost.models:
            yield from model.rows
        yield from self.cost.rows

    def _take_row(self) -> int:
        self.row += 1
        return self.row - 1

    def _note_place(self, name: str, row: int, column: int = FIRST) -> None:
        self.book.note_place(f"{self.lot.number}.{name}", self.sheet, row, column)

    def _draw_head(self) -> None:
        t, sheet = self.t, self.sheet
        sheet.write_text(0, 0, t(f"evaluation.{self.kind}-title", lot=self.lot.name), "title")
        sheet.write_paragraph(1, t(f"evaluation.{self.kind}-intro", currency=self.lot.currency))
        for column, text in enumerate(("", t("evaluation.line"), t("evaluation.set"), t("cost.counted"))):
            sheet.write_text(HEAD, column, text, "head")
        for number, column in enumerate(COLUMNS, 1):
            sheet.write_text(HEAD, column, t("evaluation.tender", number=number), "head")
        self.rows.write_results(NAME, t("evaluation.name"), self._copy_name, style="name")
        sheet.fit_height(NAME, ("\n", WIDTHS[FIRST]))

    def _copy_name(self, column: int) -> str:
        return f"TRIM({self.gates.refer_to_cell(GATES_NAME, column)})"

    # Rows

    def _place_figure(self, figure: Figure) -> str:
        """Return the name of the cell of a figure; the first time, draw its row, for entries if it is not set yet."""
        if figure.key not in self._figures:
            row = self._take_row()
            self.rows.write_label(row, figure.name)
            self.rows.leave_empty(row)
            self._figures[figure.key] = name_cell(row, SET, fixed="both")
            if figure.value is None:
                hint = Hint(figure.name, self.t("evaluation.cost-figure-help"), self.t("evaluation.cost-wrong"))
                self.sheet.add_entries(row, (SET,), hint, dict(NOT_NEGATIVE))
                self.open_figures.append(self.sheet.refer_to_cell(row, SET))
            else:
                self.sheet.write_number(row, SET, figure.value)
            self._note_place(f"figure.{figure.key}", row, SET)
        return self._figures[figure.key]

    def _draw_entry(self, row: CostRow, *, named: bool = True) -> int:
        """Draw the row in which a number of the bids is entered, and return its position.

        Parameters: `named`, whether the label begins with the name of the row.
        """
        at, text = self._take_row(), row.prompt
        if named:
            text = self.t("evaluation.cost-line", name=row.name, asked=row.prompt)
        either = row.how == "either"
        hint = self.t(
            f"evaluation.{'entry-help' if either else 'cost-entry-help'}", asked=row.prompt, measure=row.prompt
        )
        # The price of a page has more than two decimals.
        number: NumberFormat = "plain" if row.how in (*_PLAIN, "pages") else "sum"
        rule, wrong = (ANY_NUMBER, "number-wrong") if either else (NOT_NEGATIVE, "cost-wrong")
        self.rows.add_entries(at, text, hint, rule, self.t(f"evaluation.{wrong}"), number)
        self._note_place(f"cost.{row.field}", at)
        self._entered.append((row, at))
        return at

    def _draw_results(self, text: str, counted: str, formula: Formula, place: str, *, bold: bool = False) -> int:
        at = self._take_row()
        self.rows.write_results(at, text, formula, "sum", "bold" if bold else "result")
        self.sheet.write_text(at, COUNTED, counted)
        self.sheet.fit_height(at, (text, WIDTHS[1]), (counted, WIDTHS[COUNTED]))
        self._note_place(place, at)
        return at

    # A model

    def _draw_model(self, model: ModelCost) -> None:
        sheet, t = self.sheet, self.t
        sheet.write_band(self._take_row(), t("cost.caption", kind=model.name))
        self._place_figures(model)
        discounted = self._place_discounted(model)
        entries = {
            row.field: self._draw_entry(row, named=row.how not in _PLAIN_WORDS) for row in model.rows if row.field
        }
        counted = [row for row in model.rows if row.how != "warranty"]
        cells = Cells(self._figures, entries, model.rows, discounted)
        for row in cells.list_rows("end-of-use"):
            text = t("evaluation.cost-cut-unit", name=row.name)
            self._draw_results(text, "", write_cut(row, cells), f"cut.{row.field}")
        first = self.row
        for row in counted:
            place = f"counted.{row.field or f'{model.stem}.{row.how}'}"
            self._draw_results(row.name, row.counted, write_formula(row, cells), place)
        self._sums.append((first, self.row - 1))
        prices = [row for row in counted if row.how in PRICES]
        self._prices.append((first, first + len(prices) - 1))
        self._draw_results(
            t("cost.sum"),
            t("cost.sum-counted"),
            join_sums(self._sums[-1:]),
            f"counted.{model.stem}.total",
            bold=True,
        )

    def _place_figures(self, model: ModelCost) -> None:
        """Draw the figures of a model, and repeat those that an earlier model of its category has too."""
        earlier = set(self._figures)
        figures = {figure.key: figure for row in model.rows for figure in row.figures.values()}
        for key, figure in figures.items():
            if key not in earlier:
                self._place_figure(figure)
            elif "." in key:
                row, cell = self._take_row(), self._figures[key]
                self.rows.write_label(row, figure.name)
                self.rows.leave_empty(row)
                shown = "" if figure.value is None else figure.value
                self.sheet.write_formula(row, SET, f'IF({cell}="","",{cell})', "result", shown=shown)

    def _place_discounted(self, model: ModelCost) -> str:
        """Draw the row with the discounted years of a model; return the name of its cell, empty without a rate."""
        figures = next((row.figures for row in model.rows if "rate" in row.figures), None)
        if figures is None:
            return ""
        years, rate = figures["years"], figures["rate"]
        shown = "" if years.value is None or rate.value is None else discount_years(years.value, rate.value)
        row, y, r = self._take_row(), self._figures[years.key], self._figures[rate.key]
        self.rows.write_label(row, self.t("cost.figure-discounted"))
        self.rows.leave_empty(row)
        formula = f'IF(AND(ISNUMBER({r}),N({y})>0),ROUND(PV({r}/100,{y},-1),4),"")'
        self.sheet.write_formula(row, SET, formula, "result", shown=shown)
        self._note_place(f"discounted.{model.stem}", row, SET)
        return name_cell(row, SET, fixed="both")

    # The whole lot

    def _draw_lot(self) -> None:
        t, sheet, cost = self.t, self.sheet, self.cost
        sheet.write_band(self._take_row(), t("cost.lot"))
        for row in cost.rows:
            for figure in row.figures.values():
                self._place_figure(figure)
        old = [row for row in cost.rows if row.how == "old"]
        if old and cost.old_cap:
            self._place_figure(cost.old_cap)
        rest = [row for row in cost.rows if row.how != "old"]
        entries = {row.field: self._draw_entry(row) for row in cost.rows}
        cells = Cells(self._figures, entries, cost.rows)
        if rest:
            first = self.row
            for row in rest:
                self._draw_results(row.name, row.counted, write_formula(row, cells), f"counted.{row.field}")
            self._sums.append((first, self.row - 1))
            self._prices.append((first, self.row - 1))
        if not cost.of_prices:
            self.price = self._draw_results(
                t("cost.price-total"), t("evaluation.cost-price-counted"), join_sums(self._prices), "cost.price"
            )
        if old:
            self._draw_old(old, entries, self.price)
        words, counted = "lot-total", f"lot-total-counted{'-more' if cost.rows else ''}"
        if cost.of_prices:
            words, counted = "price-total", "sum-counted"
        total = join_sums(self._sums)
        self.total = self._draw_results(t(f"cost.{words}"), t(f"cost.{counted}"), total, "cost.total", bold=True)
        self.price = self.price or self.total
        self.stated = self._take_row()
        stated, hint = t("evaluation.cost-stated"), t("evaluation.cost-stated-help")
        self.rows.add_entries(self.stated, stated, hint, ANY_NUMBER, t("evaluation.number-wrong"), "sum")
        position = next(number for number, scored in enumerate(self.lot.criteria) if scored.by_cost_sheet)
        self._note_place(f"{position}.stated", self.stated)
        self._draw_remarks()

    def _draw_remarks(self) -> None:
        """Draw a row for each kind of entry at which the panel has to look, with their number in each bid."""
        sheet = self.sheet
        sheet.write_band(self._take_row(), self.t("evaluation.cost-remarks"))
        for key, count in count_remarks(self._entered, self._figures).items():
            text = self.t(f"evaluation.cost-{key}", years=LONGEST_WARRANTY)

            def shown(column: int, count: Formula = count) -> str:
                return f'IF({name_bid_cell(NAME, column)}="","",{count(column)})'

            row = self._take_row()
            self.rows.write_results(row, text, shown, "whole")
            self._note_place(f"remark.{key}", row)
            self.remarks.append((text, row))

    def _draw_old(self, old: Sequence[CostRow], entries: Mapping[str, int], price: int) -> None:
        """Draw the rows of the sums for old equipment: each, what counts and what does not.

        Parameters: `price`, the row with the price of the lot."""
        t = self.t
        first, cells = self.row, Cells(self._figures, entries, old)

        def priced(column: int) -> str:
            return f"ISNUMBER({name_bid_cell(price, column)})"

        for row in old:
            formula = write_formula(row, cells, needed=priced)
            self._draw_results(row.name, t("evaluation.cost-promised"), formula, f"counted.{row.field}")
        last = self.row - 1

        cap = self._place_figure(self.cost.old_cap) if self.cost.old_cap else ""
        counted, cut = count_old_equipment((first, last), price, cap)
        name = t("evaluation.cost-old")
        if cap:
            self._draw_results(t("evaluation.cost-cut", name=name), "", cut, "cut.old")
        at = self._draw_results(name, t("evaluation.cost-old-counted"), counted, "counted.old")
        self._sums.append((at, at))
