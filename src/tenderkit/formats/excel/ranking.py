# SPDX-License-Identifier: Apache-2.0
"""The sheet with the outcome of all lots, best first."""

from collections.abc import Sequence

from tenderkit.formats.excel.book import Book, Number, Sheet, Style
from tenderkit.formats.excel.gates import FIRST, LAST, outcome_marks
from tenderkit.formats.excel.lines import SET
from tenderkit.formats.excel.scores import NAME, OUTCOME, STATE, Scores
from tenderkit.papers.evaluation import TENDERS

WIDTHS = (12, 60, 18, 24)


# The head of a lot, a line for each tender, and one between it and the next lot; two lots fit on a page.
_FIRST, _ROWS, _ON_A_PAGE = 2, TENDERS + 4, 2


def draw(book: Book, lots: Sequence[Scores]) -> None:
    """Write the sheet, which only reads those of the lots.

    Parameters: `lots`, drawn already.
    """
    t = book.t
    pages = [_FIRST + n * _ROWS for n in range(_ON_A_PAGE, len(lots), _ON_A_PAGE)]
    sheet = book.sheet(t("evaluation.ranking-sheet"), WIDTHS, pages)
    sheet.text(0, 0, t("evaluation.ranking-title"), "title")
    sheet.paragraph(1, t("evaluation.ranking-intro"))
    for position, lot in enumerate(lots):
        row = _FIRST + position * _ROWS
        sheet.band(row, lot.lot.name)
        state = lot.sheet.at(STATE, SET)
        sheet.formula(row + 1, 0, state, "state", shown=t("evaluation.state-empty"))
        for column, key in enumerate(("rank", "name", "ranking-points", "outcome")):
            sheet.text(row + 2, column, t(f"evaluation.{key}"), "head")
        first = row + 3
        for place in range(1, TENDERS + 1):
            _place(sheet, lot, first + place - 1, place)
        sheet.marked(first, 3, first + TENDERS - 1, 3, outcome_marks(book))
        book.keep(f"{lot.lot.number}.ranking", sheet, first, 0)
    sheet.begin(0, 0)


def _place(sheet: Sheet, lot: Scores, row: int, place: int) -> None:
    order = lot.sheet.block(lot.order, FIRST, lot.order, LAST)
    columns: tuple[tuple[int, Number, Style], ...] = (
        (lot.rank, "whole", "word"),
        (NAME, "plain", "name"),
        (lot.total, "points", "result"),
        (OUTCOME, "plain", "word"),
    )
    for column, (source, number, style) in enumerate(columns):
        cells = lot.sheet.block(source, FIRST, source, LAST)
        found = f'IFERROR(INDEX({cells},MATCH({place},{order},0)),"")'
        sheet.formula(row, column, found, style, number)
