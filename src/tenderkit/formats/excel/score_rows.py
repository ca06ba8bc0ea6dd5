# SPDX-License-Identifier: Apache-2.0
"""The rows of a sheet of points: a label, the figure that the authority has set, and a cell for each bid."""

from collections.abc import Callable, Mapping

from tenderkit.formats.excel.book import Book, Hint, NumberFormat, Sheet, Style, name_cell
from tenderkit.formats.excel.gates import COLUMNS

SET, SHARE = 2, 3
WIDTHS = (8, 44, 13, 11, *(12,) * len(COLUMNS))

# Returns the formula for the column of a bid.
Formula = Callable[[int], str]
EntryRule = Mapping[str, object]

ANY_NUMBER: EntryRule = {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
WEIGHT: EntryRule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
ABOVE_ZERO: EntryRule = {"validate": "decimal", "criteria": ">", "value": 0}


class ScoreRows:
    """Writes rows into the sheet of points of a lot."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet

    def write_label(self, row: int, text: str, number: str = "") -> None:
        """Write the label of a row, with the clause number `number` in front."""
        self.sheet.write_text(row, 0, number)
        self.sheet.write_text(row, 1, text)
        self.sheet.write_blank(row, SET, "void")
        self.sheet.write_blank(row, SHARE, "void")
        self.sheet.fit_height(row, (text, WIDTHS[1]))

    def write_results(
        self, row: int, text: str, formula: Formula, number: NumberFormat = "plain", style: Style = "result"
    ) -> None:
        """Write a row with a formula for each bid; in the empty workbook, the cells of the bids show nothing."""
        self.write_label(row, text)
        for column in COLUMNS:
            self.sheet.write_formula(row, column, formula(column), style, number)

    def add_entries(
        self, row: int, text: str, hint: str, rule: EntryRule | None, wrong: str = "", number: NumberFormat = "plain"
    ) -> None:
        """Write a row with a cell for entries for each bid; without a validation rule, the cells take any text."""
        self.write_label(row, text)
        shown_hint = Hint(text, hint, wrong)
        if rule is None:
            self.sheet.add_entries(row, COLUMNS, shown_hint, style="input-text")
        else:
            self.sheet.add_entries(row, COLUMNS, shown_hint, dict(rule), number=number)

    def leave_empty(self, row: int) -> None:
        """Leave the cells of the bids empty and grey in a row that has a single figure for all bids."""
        for column in COLUMNS:
            self.sheet.write_blank(row, column, "void")


def name_bid_cell(row: int, column: int) -> str:
    """Return the name of the cell of a bid, such as `E$7`; when the formula is copied, the row stays the same."""
    return name_cell(row, column, fixed="row")
