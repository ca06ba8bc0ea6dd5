# SPDX-License-Identifier: Apache-2.0
"""The lines of a sheet of points: a label, what the authority has set, and a cell for each tender."""

from collections.abc import Callable, Mapping

from tenderkit.formats.excel.book import Book, Hint, Number, Sheet, Style, cell
from tenderkit.formats.excel.gates import COLUMNS

SET, SHARE = 2, 3
WIDTHS = (8, 44, 13, 11, *(12,) * len(COLUMNS))

# From a column to the formula of a tender.
Formula = Callable[[int], str]
Rule = Mapping[str, object]

ANY: Rule = {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
UNITS: Rule = {"validate": "integer", "criteria": ">=", "value": 0}
WEIGHT: Rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
ABOVE: Rule = {"validate": "decimal", "criteria": ">", "value": 0}


class Lines:
    """Writes lines of one sheet."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet

    def label(self, row: int, text: str, number: str = "") -> None:
        """What a line is about."""
        self.sheet.text(row, 0, number)
        self.sheet.text(row, 1, text)
        self.sheet.blank(row, SET, "void")
        self.sheet.blank(row, SHARE, "void")
        self.sheet.height(row, (text, WIDTHS[1]))

    def results(
        self, row: int, text: str, formula: Formula, number: Number = "plain", style: Style = "result"
    ) -> None:
        """A line that is calculated for each tender; in the empty workbook it is empty."""
        self.label(row, text)
        for column in COLUMNS:
            self.sheet.formula(row, column, formula(column), style, number)

    def entries(
        self, row: int, text: str, hint: str, rule: Rule | None, wrong: str = "", number: Number = "plain"
    ) -> None:
        """A line in which something is entered for each tender: a text where there is no `rule`."""
        self.label(row, text)
        told = Hint(text, hint, wrong)
        if rule is None:
            self.sheet.entries(row, COLUMNS, told, style="input-text")
        else:
            self.sheet.entries(row, COLUMNS, told, dict(rule), number=number)

    def empty(self, row: int) -> None:
        """No cells for tenders, in a line that is about all of them."""
        for column in COLUMNS:
            self.sheet.blank(row, column, "void")


def one(row: int, column: int) -> str:
    """A cell of a tender, whose row stays."""
    return cell(row, column, fixed="row")
