# SPDX-License-Identifier: Apache-2.0
"""The sheet of a lot on which bids get points: the points and the checks first, then the entries."""

from collections.abc import Callable
from functools import partial

from tenderkit.formats.excel.book import Book, Colour, Hint, Sheet, Style, name_block, name_cell, quote_text
from tenderkit.formats.excel.cost import Cost
from tenderkit.formats.excel.criteria import Criteria, CriterionFormulas
from tenderkit.formats.excel.gates import COLUMNS, FIRST, LAST, list_outcome_colours
from tenderkit.formats.excel.gates import NAME as GATES_NAME
from tenderkit.formats.excel.gates import OUTCOME as GATES_OUTCOME
from tenderkit.formats.excel.score_rows import SET, WEIGHT, WIDTHS, EntryRule, Formula, ScoreRows, name_bid_cell
from tenderkit.formats.excel.warranties import list_warranties, test_warranties
from tenderkit.papers.award_formula import CEILINGS
from tenderkit.papers.evaluation import TENDERS, LotEvaluation

STATE, HEAD, NAME, OUTCOME, POINTS = 2, 3, 4, 5, 7
# The names of lines that the sheet of the checks adds to those of this sheet.
RANK_SHARED, ZERO_SUM, TOTAL_DIFFERS = "ties", "zero", "total"

# Returns, for the column of a bid, the formula of whether a check is passed.
Holds = Callable[[int], str]


class Scores:
    """Draws the sheet of points of a lot. `cost` is its cost sheet, already drawn, None where it has none.

    `total`, `rank` and `order`: the rows with the total points of each bid, its rank (equal points, prices and draws
    give the same rank) and its place in the ranking (no two bids have the same place). The ranking reads them.

    `lot_checks`: text, row and value in the empty workbook of each check on the lot as a whole; `bid_checks`: text
    and row of each check on the bids; `sums`: measure and row of each sum of which the lowest gets most points. The
    sheet of the checks reads them."""

    def __init__(self, book: Book, lot: LotEvaluation, gates: Sheet, cost: Cost | None) -> None:
        self.book, self.lot, self.gates, self.cost, self.t = book, lot, gates, cost, book.t
        self.sheet = book.add_sheet(book.t("evaluation.scores-sheet", number=lot.number), WIDTHS)
        self.rows = ScoreRows(book, self.sheet)
        self.total = POINTS + len(lot.criteria)
        self.price, self.draw_order, self.rank, self.order = (self.total + row for row in range(1, 5))
        self.checks = self.total + 6
        self.ok = book.t("evaluation.ok")
        self.lot_checks: list[tuple[str, int, str]] = []
        self.bid_checks: list[tuple[str, int]] = []
        self.sums: list[tuple[str, int]] = []

    def draw(self) -> None:
        """Draw the whole sheet: weights, points and checks first, then the rows of the award criteria."""
        lot, sheet = self.lot, self.sheet
        self._draw_head()
        self._draw_weights()
        divided = any(c.how in ("spread", *CEILINGS) for c in lot.criteria)
        # The checks are above the entries that they check.
        warranties = list_warranties(self.book, lot)
        open_figures = bool(self.cost and self.cost.open_figures)
        last_check = self.checks + 3 + divided + open_figures + bool(warranties)
        total = self.cost.refer_to_total if self.cost else None
        criteria = Criteria(self.book, sheet, lot, last_check + 1, self._test_admitted, POINTS, total)
        entered = criteria.draw()
        self.sums = criteria.sums
        self._draw_points(entered)
        self._draw_ties(self._name_price(criteria))
        self._draw_checks(criteria, entered, last_check, test_warranties(self.book, warranties))
        self._draw_state(last_check)
        sheet.freeze_heads(HEAD, OUTCOME, 2, criteria.row - 1)
        sheet.set_cursor(POINTS, SET)

    def _test_word(self, row: int, column: int, key: str) -> str:
        return f"{name_bid_cell(row, column)}={quote_text(self.t(f'evaluation.{key}'))}"

    def _test_admitted(self, column: int) -> str:
        return self._test_word(OUTCOME, column, "admitted")

    def _note_place(self, name: str, row: int, column: int = FIRST) -> None:
        self.book.note_place(f"{self.lot.number}.{name}", self.sheet, row, column)

    def _draw_head(self) -> None:
        t, sheet, lot = self.t, self.sheet, self.lot
        sheet.write_text(0, 0, t("evaluation.scores-title", lot=lot.name), "title")
        if lot.named and lot.weighted:
            sheet.write_paragraph(1, t("evaluation.scores-intro", currency=lot.currency))
        else:
            sheet.write_paragraph(1, t("evaluation.unweighted" if lot.named else "evaluation.unnamed"), "warning")
        for column, key in enumerate(("clause", "line", "set", "share")):
            sheet.write_text(HEAD, column, t(f"evaluation.{key}"), "head")
        for number, column in enumerate(COLUMNS, 1):
            sheet.write_text(HEAD, column, t("evaluation.tender", number=number), "head")
        copied: tuple[tuple[int, str, int, Style], ...] = (
            (NAME, "name", GATES_NAME, "name"),
            (OUTCOME, "outcome", GATES_OUTCOME, "word"),
        )
        for row, key, source, style in copied:
            self.rows.write_results(
                row, t(f"evaluation.{key}"), self._copy_from_gates(source, row == NAME), style=style
            )
        sheet.fit_height(NAME, ("\n", WIDTHS[FIRST]))
        sheet.colour_cells(OUTCOME, FIRST, OUTCOME, LAST, list_outcome_colours(self.book))

    def _copy_from_gates(self, row: int, trimmed: bool) -> Callable[[int], str]:
        def there(column: int) -> str:
            at = self.gates.refer_to_cell(row, column)
            return f"TRIM({at})" if trimmed else at

        return there

    def _draw_weights(self) -> None:
        """Draw a row with the name and the weight of each criterion; an undecided weight gets a cell for entries."""
        t, sheet = self.t, self.sheet
        sheet.write_band(POINTS - 1, t("evaluation.points"))
        for position, criterion in enumerate(self.lot.criteria):
            row = POINTS + position
            self.rows.write_label(row, criterion.name, criterion.number)
            if not self.lot.named:
                hint = Hint(t("award.criterion"), t("evaluation.criterion-help"))
                sheet.add_entries(row, (1,), hint, style="input-text")
            if criterion.weight is not None:
                sheet.write_number(row, SET, criterion.weight)
            else:
                name = criterion.name or t("award.weight")
                hint = Hint(name, t("evaluation.weight-help"), t("evaluation.weight-wrong"))
                sheet.add_entries(row, (SET,), hint, dict(WEIGHT))
            self._note_place(f"{position}.weight", row, SET)
            self._note_place(f"{position}.points", row)

    def _test_complete(self, column: int) -> str:
        """Return the formula that tests whether a bid has points for all award criteria.

        If the authority enters the names of the criteria itself, only criteria with a weight are tested."""
        weights, points = (name_block(POINTS, at, self.total - 1, at, fixed=at == SET) for at in (SET, column))
        needed = str(len(self.lot.criteria)) if self.lot.named else f"COUNT({weights})"
        return f"AND(COUNT({points})>0,COUNT({points})={needed})"

    def _draw_points(self, entered: list[CriterionFormulas]) -> None:
        t, sheet = self.t, self.sheet
        for row, criterion in enumerate(entered, POINTS):
            weight = name_cell(row, SET, fixed="both")
            for column in COLUMNS:
                complete = f"AND({self._test_admitted(column)},ISNUMBER({weight}),{criterion.complete(column)})"
                formula = f'IF({complete},ROUND({criterion.points(column)},2),"")'
                sheet.write_formula(row, column, formula, "result", "points")

        def total(column: int) -> str:
            cells = name_block(POINTS, column, self.total - 1, column, fixed=False)
            # Rounded again, because sums of decimals differ in the last bit and ties would be lost.
            return f'IF({self._test_complete(column)},ROUND(SUM({cells}),2),"")'

        ranks = name_block(self.rank, FIRST, self.rank, LAST)

        def order(column: int) -> str:
            """Return the formula of a bid's place in the ranking: ties in column order, bids without a rank last."""
            rank_cell = name_bid_cell(self.rank, column)
            before = f"{name_cell(self.rank, FIRST, fixed='both')}:{rank_cell}"
            names = f"{name_cell(NAME, FIRST, fixed='both')}:{name_bid_cell(NAME, column)}"
            return (
                f'IF({name_bid_cell(NAME, column)}="","",IF(ISNUMBER({rank_cell}),'
                f"{rank_cell}+SUMPRODUCT(ISNUMBER({before})*({before}={rank_cell}))-1,"
                f'COUNT({ranks})+SUMPRODUCT(({names}<>"")*(1-ISNUMBER({before})))))'
            )

        self.rows.write_results(self.total, t("evaluation.total"), total, "points", "bold")
        decided = sum(c.weight or 0 for c in self.lot.criteria)
        sheet.write_formula(
            self.total, SET, f"SUM({name_block(POINTS, SET, self.total - 1, SET)})", "bold", shown=decided
        )
        self.rows.write_results(self.rank, t("evaluation.rank"), self._compute_rank, "whole", "bold")
        self.rows.write_results(self.order, t("evaluation.order"), order, "whole")
        for name in ("total", "rank", "order"):
            self._note_place(name, getattr(self, name))

    def _compute_rank(self, column: int) -> str:
        """Return the formula of a bid's rank: by total, then by the lower price of the lot, then by the draw."""
        totals, prices, draws = (name_block(r, FIRST, r, LAST) for r in (self.total, self.price, self.draw_order))
        total, price, draw = (name_bid_cell(r, column) for r in (self.total, self.price, self.draw_order))
        ahead = f"SUMPRODUCT(ISNUMBER({totals})*(({totals}>{total})+({totals}={total})*({prices}<{price})))"
        tied = f"ISNUMBER({totals})*({totals}={total})*({prices}={price})"
        # The draw counts once it is entered for each bid that is tied: in part, it could give two bids one place.
        undrawn = f"SUMPRODUCT({tied}*(1-ISNUMBER({draws})))"
        drawn_before = f"IF({undrawn}=0,SUMPRODUCT({tied}*({draws}<N({draw}))),0)"
        return f'IF(ISNUMBER({total}),{ahead}+{drawn_before}+1,"")'

    def _name_price(self, criteria: Criteria) -> Formula | None:
        """Return the function that names the cell with the price of the lot of a bid; None if no price is asked."""
        if self.cost:
            return self.cost.refer_to_price
        return partial(name_bid_cell, criteria.price) if criteria.price else None

    def _draw_ties(self, price: Formula | None) -> None:
        """Draw the rows that decide between equal totals: the price of the lot, and the draw that is entered."""
        t, apart = self.t, self.lot.ties_by_law

        def shown(column: int) -> str:
            asked = f"ISNUMBER({name_bid_cell(self.total, column)})"
            # Rounded, as the annex says; equal prices can differ in the last bit, too.
            return f'IF({asked},{f"ROUND({price(column)},2)" if price and not apart else "0"},"")'

        key = "tie-price-apart" if apart else "tie-price" if price else "tie-no-price"
        self.rows.write_results(self.price, t(f"evaluation.{key}"), shown, "sum")
        # Where the tender documents set the criteria, they say too what decides between equal totals.
        rule = "-open" if self.lot.ties_entered else ""
        text, hint, wrong = (t(f"evaluation.tie-draw{end}") for end in (rule, f"{rule}-help", "-wrong"))
        limit: EntryRule = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": TENDERS}
        self.rows.add_entries(self.draw_order, text, hint, limit, wrong, "whole")
        self._note_place("draw", self.draw_order)

    def _test_entries(self, entered: list[CriterionFormulas]) -> Holds:
        """Return a function that takes the column of a bid and returns a formula.

        The formula tests whether the bid has all entries for all award criteria. If the authority enters the names of
        the criteria itself, only criteria with a weight are tested."""

        def there(column: int) -> str:
            each = [criterion.complete(column) for criterion in entered]
            if not self.lot.named:
                weights = [name_cell(row, SET, fixed="both") for row in range(POINTS, self.total)]
                each = [f"OR(NOT(ISNUMBER({w})),{entry})" for w, entry in zip(weights, each, strict=True)]
            return f"AND({','.join(each)})"

        return there

    def _draw_checks(
        self, criteria: Criteria, entered: list[CriterionFormulas], last: int, agrees: Holds | None
    ) -> None:
        """Draw the checks on the lot, then those on the bids.

        Parameters: `last`, the row of the last check; `agrees`, the function with the formula of whether a bid offers
        the same years of warranty wherever it states them, None where it states them once."""
        t, sheet, row = self.t, self.sheet, self.checks
        sheet.write_band(row - 1, t("evaluation.checks"))
        total = f"ROUND({name_cell(self.total, SET, fixed='both')},6)=100"
        self._check_lot(row, "weights", total, holds=self.lot.named and self.lot.weighted)
        if self.cost and self.cost.open_figures:
            row += 1
            self._check_lot(row, "figures", self.cost.test_figures(), holds=False)
        for divisor in criteria.divisors:
            row += 1
            self._check_lot(row, "divisor", f"AND(ISNUMBER({divisor}),N({divisor})>0)", holds=False)
        checks: tuple[tuple[str, Holds, bool], ...] = (
            ("values", self._test_entries(entered), True),
            ("gates", self._test_settled, False),
            ("score", lambda column: f"ISNUMBER({name_bid_cell(self.total, column)})", True),
        )
        checks += (("warranty", agrees, True),) if agrees else ()
        for key, holds, admitted in checks:
            row += 1
            self._check_bids(row, t(f"evaluation.check-{key}"), key, holds, admitted=admitted)
        assert row == last, "the rows that were counted beforehand"
        marks: dict[str, Colour] = {self.ok: "good"}
        wrong = ("weights", "figures", "divisor", "values", "gates", "score", "warranty")
        marks |= {t(f"evaluation.check-{key}-wrong"): "wrong" for key in wrong}
        sheet.colour_cells(self.checks, SET, last, LAST, marks)

    def _test_settled(self, column: int) -> str:
        return f"OR({self._test_admitted(column)},{self._test_word(OUTCOME, column, 'refused')})"

    def _check_lot(self, row: int, key: str, condition: str, *, holds: bool) -> None:
        """Draw a row with a check on a lot as a whole, such as whether the weights add up to 100.

        Parameters: `condition`, the formula that is true if the check is passed; `holds`, whether the empty workbook
        passes the check."""
        text, wrong = self.t(f"evaluation.check-{key}"), self.t(f"evaluation.check-{key}-wrong")
        self.lot_checks.append((text, row, self.ok if holds else wrong))
        self.rows.write_label(row, text)
        self.rows.leave_empty(row)
        formula = f"IF({condition},{quote_text(self.ok)},{quote_text(wrong)})"
        self.sheet.write_formula(row, SET, formula, "word", shown=self.ok if holds else wrong)
        self._note_place(f"check-{key}", row, SET)

    def _check_bids(self, row: int, text: str, key: str, holds: Holds, *, admitted: bool = False) -> None:
        """Draw a row with a check on each bid that has a name, or on each admitted bid if `admitted` is true."""

        def check(column: int) -> str:
            asked = self._test_admitted(column) if admitted else f'{name_bid_cell(OUTCOME, column)}<>""'
            if key == "units":  # the units of a refused bid do not matter
                asked = f"AND({asked},NOT({self._test_word(OUTCOME, column, 'refused')}))"
            wrong = quote_text(self.t(f"evaluation.check-{key}-wrong"))
            return f'IF({asked},IF({holds(column)},{quote_text(self.ok)},{wrong}),"")'

        self.bid_checks.append((text, row))
        self.rows.write_results(row, text, check, style="word")
        self._note_place(f"check-{key}", row)

    def _draw_state(self, last: int) -> None:
        """Write a formula under the title that shows whether the outcome is final, tied, or how many checks fail."""
        t = self.t
        cells = name_block(self.checks, SET, last, LAST)
        wrong = f'SUMPRODUCT(({cells}<>"")*({cells}<>{quote_text(self.ok)}))'
        names = name_block(OUTCOME, FIRST, OUTCOME, LAST)
        empty = t("evaluation.state-empty")
        ranks = name_block(self.rank, FIRST, self.rank, LAST)
        good, tie = (quote_text(t(f"evaluation.state-{key}")) for key in ("good", "tie"))
        self.sheet.write_text(STATE, 1, t("evaluation.state"), "strong")
        self.sheet.write_formula(
            STATE,
            SET,
            f'IF(SUMPRODUCT(--({names}<>""))=0,{quote_text(empty)},IF({wrong}=0,IF(COUNTIF({ranks},1)>1,{tie},{good}),'
            f"{quote_text(t('evaluation.state-wrong'))}&{wrong}))",
            "state",
            shown=empty,
        )
        self._note_place("state", STATE, SET)
