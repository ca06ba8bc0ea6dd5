# SPDX-License-Identifier: Apache-2.0
"""The sheet with the outcome of all lots, best first."""

from tenderkit.evaluation import TENDERS
from tenderkit.excel.book import Book, Number, Sheet
from tenderkit.excel.gates import FIRST, LAST, outcome_marks
from tenderkit.excel.lines import SET
from tenderkit.excel.scores import NAME, OUTCOME, STATE, Scores

WIDTHS = (12, 60, 18, 24)


def draw(book: Book, sheet: Sheet, lots: list[Scores]) -> None:
    """Write the sheet, which only reads those of the lots.

    Parameters: `lots`, drawn already.
    """
    t = book.t
    sheet.text(0, 0, t("evaluation.ranking-title"), "title")
    sheet.paragraph(1, t("evaluation.ranking-intro"))
    row = 2
    for lot in lots:
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
        row = first + TENDERS + 1
    sheet.begin(0, 0)


def _place(sheet: Sheet, lot: Scores, row: int, place: int) -> None:
    order = lot.sheet.block(lot.order, FIRST, lot.order, LAST)
    numbers: tuple[Number, ...] = ("whole", "plain", "points", "plain")
    for column, source in enumerate((lot.rank, NAME, lot.total, OUTCOME)):
        cells = lot.sheet.block(source, FIRST, source, LAST)
        found = f'IFERROR(INDEX({cells},MATCH({place},{order},0)),"")'
        sheet.formula(row, column, found, "result", numbers[column])
