# SPDX-License-Identifier: Apache-2.0
"""The sheet with the ranking of each lot, best bid first."""

from collections.abc import Sequence

from tenderkit.formats.excel.book import Book, NumberFormat, Sheet, Style
from tenderkit.formats.excel.gates import FIRST, LAST, list_outcome_colours
from tenderkit.formats.excel.score_rows import SET
from tenderkit.formats.excel.scores import NAME, OUTCOME, STATE, Scores
from tenderkit.papers.evaluation import TENDERS

WIDTHS = (12, 60, 18, 24)


# The head of a lot, a row for each bid, and one between it and the next lot; two lots fit on a page.
_FIRST, _ROWS, _ON_A_PAGE = 2, TENDERS + 4, 2


def draw_ranking(book: Book, lots: Sequence[Scores]) -> None:
    """Draw the sheet with the ranking of the bids in each lot; its formulas only read the sheets of points.

    Parameters: `lots`, for each lot, its sheet of points, already drawn.
    """
    t = book.t
    pages = [_FIRST + n * _ROWS for n in range(_ON_A_PAGE, len(lots), _ON_A_PAGE)]
    sheet = book.add_sheet(t("evaluation.ranking-sheet"), WIDTHS, pages)
    sheet.write_text(0, 0, t("evaluation.ranking-title"), "title")
    sheet.write_paragraph(1, t("evaluation.ranking-intro"))
    for position, lot in enumerate(lots):
        row = _FIRST + position * _ROWS
        sheet.write_band(row, lot.lot.name)
        state = lot.sheet.refer_to_cell(STATE, SET)
        sheet.write_formula(row + 1, 0, state, "state", shown=t("evaluation.state-empty"))
        for column, key in enumerate(("rank", "name", "ranking-points", "outcome")):
            sheet.write_text(row + 2, column, t(f"evaluation.{key}"), "head")
        first = row + 3
        for place in range(1, TENDERS + 1):
            _write_rank(sheet, lot, first + place - 1, place)
        sheet.colour_cells(first, 3, first + TENDERS - 1, 3, list_outcome_colours(book))
        book.note_place(f"{lot.lot.number}.ranking", sheet, first, 0)
    sheet.set_cursor(0, 0)


def _write_rank(sheet: Sheet, lot: Scores, row: int, place: int) -> None:
    order = lot.sheet.refer_to_block(lot.order, FIRST, lot.order, LAST)
    columns: tuple[tuple[int, NumberFormat, Style], ...] = (
        (lot.rank, "whole", "word"),
        (NAME, "plain", "name"),
        (lot.total, "points", "result"),
        (OUTCOME, "plain", "word"),
    )
    for column, (source, number, style) in enumerate(columns):
        cells = lot.sheet.refer_to_block(source, FIRST, source, LAST)
        lookup = f'IFERROR(INDEX({cells},MATCH({place},{order},0)),"")'
        sheet.write_formula(row, column, lookup, style, number)
