# SPDX-License-Identifier: Apache-2.0
"""The lines of a sheet of points: a label, what the authority has set, and a cell for each tender."""

from collections.abc import Callable, Mapping

from tenderkit.formats.excel.book import Book, Hint, NumberFormat, Sheet, Style, name_cell
from tenderkit.formats.excel.gates import COLUMNS

SET, SHARE = 2, 3
WIDTHS = (8, 44, 13, 11, *(12,) * len(COLUMNS))

# From a column to the formula of a tender.
Formula = Callable[[int], str]
Rule = Mapping[str, object]

ANY_NUMBER: Rule = {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
UNITS: Rule = {"validate": "integer", "criteria": ">=", "value": 0}
WEIGHT: Rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
ABOVE_ZERO: Rule = {"validate": "decimal", "criteria": ">", "value": 0}


class ScoreRows:
    """Writes lines of one sheet."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet

    def write_label(self, row: int, text: str, number: str = "") -> None:
        """What a line is about."""
        self.sheet.write_text(row, 0, number)
        self.sheet.write_text(row, 1, text)
        self.sheet.write_blank(row, SET, "void")
        self.sheet.write_blank(row, SHARE, "void")
        self.sheet.fit_height(row, (text, WIDTHS[1]))

    def write_results(
        self, row: int, text: str, formula: Formula, number: NumberFormat = "plain", style: Style = "result"
    ) -> None:
        """A line that is calculated for each tender; in the empty workbook it is empty."""
        self.write_label(row, text)
        for column in COLUMNS:
            self.sheet.write_formula(row, column, formula(column), style, number)

    def add_entries(
        self, row: int, text: str, hint: str, rule: Rule | None, wrong: str = "", number: NumberFormat = "plain"
    ) -> None:
        """A line in which something is entered for each tender: a text where there is no `rule`."""
        self.write_label(row, text)
        shown_hint = Hint(text, hint, wrong)
        if rule is None:
            self.sheet.add_entries(row, COLUMNS, shown_hint, style="input-text")
        else:
            self.sheet.add_entries(row, COLUMNS, shown_hint, dict(rule), number=number)

    def leave_empty(self, row: int) -> None:
        """No cells for tenders, in a line that is about all of them."""
        for column in COLUMNS:
            self.sheet.write_blank(row, column, "void")


def name_bid_cell(row: int, column: int) -> str:
    """A cell of a tender, whose row stays."""
    return name_cell(row, column, fixed="row")
