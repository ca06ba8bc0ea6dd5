# SPDX-License-Identifier: Apache-2.0
"""The sheet that says for each lot whether its ranking is final, and which bids each check concerns."""

from collections.abc import Callable, Iterator, Sequence

from tenderkit.formats.excel.book import Book, Colour, Sheet, quote_text
from tenderkit.formats.excel.cost import Cost
from tenderkit.formats.excel.gates import COLUMNS, FIRST, LAST
from tenderkit.formats.excel.score_rows import SET
from tenderkit.formats.excel.scores import (
    NAME,
    RANK_SHARED,
    STATE,
    TOTAL_DIFFERS,
    ZERO_SUM,
    Scores,
)

WIDTHS = (60, 90)
_FIRST = 2


def draw_final_check(book: Book, lots: Sequence[Scores]) -> None:
    """Draw the sheet of the checks; its formulas only read the sheets of points.

    Parameters: `lots`, for each lot, its sheet of points, already drawn.
    """
    t = book.t
    sheet = book.add_sheet(t("evaluation.final-sheet"), WIDTHS)
    sheet.write_text(0, 0, t("evaluation.final-title"), "title")
    sheet.write_paragraph(1, t("evaluation.final-intro"))
    row = _FIRST
    for lot in lots:
        row = _LotCheck(book, sheet, lot).draw(row) + 1
    sheet.set_cursor(0, 0)


class _LotCheck:
    """Draws the checks of one lot."""

    def __init__(self, book: Book, sheet: Sheet, lot: Scores) -> None:
        self.book, self.sheet, self.lot, self.t = book, sheet, lot, book.t

    def draw(self, row: int) -> int:
        """Draw the lines of the lot from a row on, and return the row after the last one."""
        t, sheet, lot = self.t, self.sheet, self.lot
        sheet.write_band(row, lot.lot.name)
        final = row + 1
        sheet.write_text(final, 0, t("evaluation.final-ranking"), "strong")
        sheet.write_formula(final, 1, self._test_final(), "state", shown=t("evaluation.state-empty"))
        self.book.note_place(f"{lot.lot.number}.final", sheet, final, 1)
        row = final + 1
        for key, text, formula, shown in self._list_lines():
            sheet.write_text(row, 0, text)
            sheet.fit_height(row, (text, WIDTHS[0]))
            sheet.write_formula(row, 1, formula, "state", shown=shown)
            self.book.note_place(f"{lot.lot.number}.final-{key}", sheet, row, 1)
            row += 1
        marks: dict[str, Colour] = {
            lot.ok: "good",
            t("evaluation.final-yes"): "good",
            t("evaluation.final-no"): "wrong",
        }
        sheet.colour_cells(final, 1, row - 1, 1, marks)
        return row

    def _test_final(self) -> str:
        """Return the formula that says whether the ranking of the lot is final: no check fails, one bid is first."""
        t, lot = self.t, self.lot
        state = lot.sheet.refer_to_cell(STATE, SET)
        ranks = lot.sheet.refer_to_block(lot.rank, FIRST, lot.rank, LAST)
        final = f"AND({state}={quote_text(t('evaluation.state-good'))},COUNTIF({ranks},1)=1)"
        answer = f"IF({final},{quote_text(t('evaluation.final-yes'))},{quote_text(t('evaluation.final-no'))})"
        empty = quote_text(t("evaluation.state-empty"))
        return f"IF({state}={empty},{empty},{answer})"

    def _list_lines(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield key, text, formula and value in the empty workbook of each line: the bids that a check concerns."""
        lot, ok = self.lot, quote_text(self.lot.ok)
        for text, row, shown in lot.lot_checks:
            yield f"lot-{row}", text, lot.sheet.refer_to_cell(row, SET), shown
        for text, row in lot.bid_checks:

            def fails(column: int, row: int = row) -> str:
                cell = lot.sheet.refer_to_cell(row, column)
                return f'AND({cell}<>"",{cell}<>{ok})'

            yield f"bids-{row}", text, self._list_names(fails), lot.ok
        ranks = lot.sheet.refer_to_block(lot.rank, FIRST, lot.rank, LAST)

        def shares(column: int) -> str:
            rank = lot.sheet.refer_to_cell(lot.rank, column)
            return f"AND(ISNUMBER({rank}),COUNTIF({ranks},{rank})>1)"

        yield RANK_SHARED, self.t("evaluation.final-ties", sheet=lot.sheet.name), self._list_names(shares), lot.ok
        for measure, row in lot.sums:

            def is_zero(column: int, row: int = row) -> str:
                cell = lot.sheet.refer_to_cell(row, column)
                return f"AND(ISNUMBER({cell}),N({cell})<=0)"

            text = self.t("evaluation.final-zero", measure=measure)
            yield ZERO_SUM, text, self._list_names(is_zero), lot.ok

        if lot.cost:
            yield from self._list_cost_lines(lot.cost)

    def _list_cost_lines(self, cost: Cost) -> Iterator[tuple[str, str, str, str]]:
        """Yield the lines, as `_list_lines` does, that are for information: they do not make a ranking less final."""
        lines = [(TOTAL_DIFFERS, self.t("evaluation.final-total"), self._differs(cost))]
        for text, row in cost.remarks:

            def concerned(column: int, row: int = row) -> str:
                return f"N({cost.sheet.refer_to_cell(row, column)})>0"

            lines.append((f"cost-{row}", text, concerned))
        for key, text, concerns in lines:
            about = self.t("evaluation.final-information", text=text)
            yield key, about, self._list_names(concerns), self.lot.ok

    def _differs(self, cost: Cost) -> Callable[[int], str]:
        """Return a function that returns the formula of whether a bid states another total than its entries give."""

        def differs(column: int) -> str:
            total, stated = cost.refer_to_total(column), cost.refer_to_stated(column)
            return f"AND(ISNUMBER({total}),ISNUMBER({stated}),ROUND(ABS(N({total})-N({stated})),4)>0.01)"

        return differs

    def _list_names(self, concerned: Callable[[int], str]) -> str:
        """Return the formula with the names of the bids for which a condition holds; `OK` if it holds for none."""
        names = []
        for number, column in enumerate(COLUMNS, 1):
            name = self.lot.sheet.refer_to_cell(NAME, column)
            nameless = quote_text(self.t("evaluation.tender", number=number))
            names.append(f'IF({concerned(column)},"; "&IF({name}="",{nameless},{name}),"")')
        joined = "&".join(names)
        return f'IF({joined}="",{quote_text(self.lot.ok)},MID({joined},3,500))'
