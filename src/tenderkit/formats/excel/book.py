# SPDX-License-Identifier: Apache-2.0
"""A workbook and its sheets, with the styles, colours, protection and print set-up that all sheets share."""

import datetime
import io
from collections.abc import Sequence
from textwrap import wrap
from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from tenderkit import __version__
from tenderkit.archives import rewrite_archive
from tenderkit.findings import escape_steering
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language

Style = Literal[
    "title",
    "strong",
    "note",
    "warning",
    "state",
    "head",
    "section",
    "label",
    "fixed",
    "fixed-text",
    "input",
    "input-text",
    "result",
    "bold",
    "word",
    "name",
    "void",
    "given",
    "given-head",
    "given-input",
]
NumberFormat = Literal["plain", "whole", "sum", "points", "share"]

# The numbers that the format has for sheets of paper.
_SHEETS = {"A4": 9, "Letter": 1}
_RIGHT_TO_LEFT = 2
# No clock gets into a file.
_LEVEL = 6
# The most characters that Excel takes as the title and as the text of a hint.
_HINT_TITLE, _HINT = 32, 255
_LINE = 15
_REMARK_LINE = 18  # in the pixels that a remark is measured in
_HIGHEST = 400
_BORDER = "#8C8C8C"
_WRAPPED: dict[str, Any] = {"text_wrap": True, "valign": "top"}
_BOXED: dict[str, Any] = {**_WRAPPED, "border": 1, "border_color": _BORDER}
_NUMBER: dict[str, Any] = {"align": "right"}
_INPUT: dict[str, Any] = {"bg_color": "#FFF8D6", "border": 2, "border_color": "#7F6000", "locked": False}
_INPUT_TEXT: dict[str, Any] = {**_BOXED, **_INPUT, "num_format": "@"}  # a name that begins with = stays a name
# Programs show these with the separators of the language that they run in.
_NUMBER_FORMATS: dict["NumberFormat", str] = {
    "plain": "General",
    "whole": "#,##0",
    "sum": "#,##0.00",
    "points": "0.00",
    "share": "0.00%",
}
# Each colour comes with a word or a frame of its own, because not everybody sees colours.
_STYLES: dict[Style, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": "#1F3864"},
    "strong": {"bold": True, "font_size": 12},
    "note": _WRAPPED,
    "warning": {**_WRAPPED, "bold": True, "font_color": "#9C0006", "bg_color": "#FFE5E8"},
    "state": {"bold": True, "font_color": "#1F3864"},  # runs on to the right, over empty cells
    "head": {**_BOXED, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"},
    "section": {**_WRAPPED, "bold": True, "bg_color": "#D9E2F3"},
    "label": _BOXED,
    "fixed": {**_BOXED, **_NUMBER, "bg_color": "#EDEDED"},
    "fixed-text": {**_BOXED, "bg_color": "#EDEDED"},
    "input": {**_BOXED, **_NUMBER, **_INPUT},
    "input-text": _INPUT_TEXT,
    "result": {**_BOXED, **_NUMBER},
    "bold": {**_BOXED, **_NUMBER, "bold": True},
    "word": {**_BOXED, "align": "center"},
    "name": {**_BOXED, "bold": True},
    "void": {"bg_color": "#F7F7F7"},
    "given-input": {**_INPUT_TEXT, "quote_prefix": True},
    # Words of others: what begins like a formula stays a text, when it is edited too.
    "given": {**_BOXED, "num_format": "@", "quote_prefix": True},
    "given-head": {**_BOXED, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "quote_prefix": True},
}
_COLOURS: dict[str, dict[str, Any]] = {
    "good": {"bg_color": "#E2F0D9", "font_color": "#1E4620"},
    "wrong": {"bg_color": "#FFC7CE", "font_color": "#7A0006", "bold": True},
    "wait": {"bg_color": "#FFEB9C", "font_color": "#5C4400"},
}
Colour = Literal["good", "wrong", "wait"]


@frozen_dataclass
class CellPlace:
    """The place of a cell: the name of its sheet, its row and its column; rows and columns are counted from zero."""

    sheet: str
    row: int
    column: int


@frozen_dataclass
class Hint:
    """The hint that programs show or read out when a cell for entries is selected.

    `wrong`: the message that programs show after an invalid entry."""

    title: str
    text: str
    wrong: str = ""


def quote_text(text: str) -> str:
    """Return a text in double quotes, as formulas need it."""
    return '"' + text.replace('"', '""') + '"'


def name_cell(row: int, column: int, *, fixed: Literal["", "row", "column", "both"] = "") -> str:
    """Return the name of a cell, such as `C$5`.

    Parameters: `fixed`, the part of the name that stays the same when a formula is copied; for `C$5`, it is `row`."""
    return str(xl_rowcol_to_cell(row, column, row_abs=fixed in ("row", "both"), col_abs=fixed in ("column", "both")))


def name_block(row: int, column: int, to_row: int, to_column: int, *, fixed: bool = True) -> str:
    """Return the name of a block of cells, such as `$C$5:$D$9`."""
    fixed_parts: Literal["", "both"] = "both" if fixed else ""
    return f"{name_cell(row, column, fixed=fixed_parts)}:{name_cell(to_row, to_column, fixed=fixed_parts)}"


class _PlainWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose formulas use only functions that every program knows.

    XlsxWriter looks in each formula for some thirty newer functions, which takes a third of the time of a workbook.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class Sheet:
    """One sheet of a workbook, printed in landscape.

    Parameters: `widths`, the widths of the columns, in characters; `pages`, the rows that begin a printed page
    (without them, the columns are scaled to the width of a page); `locked`, true to protect the sheet, without a
    password.
    """

    def __init__(
        self, book: "Book", name: str, widths: Sequence[float], pages: Sequence[int] = (), *, locked: bool = True
    ) -> None:
        self.book, self.name, self.widths = book, name, widths
        self._sheet: Worksheet = book.workbook.add_worksheet(name, _PlainWorksheet)
        self._entries: dict[tuple[int, int], tuple[Style, NumberFormat]] = {}
        sheet = self._sheet
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        if locked:
            sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(_SHEETS[book.paper])
        if pages:  # programs heed either of the two
            sheet.set_h_pagebreaks(list(pages))
        else:
            sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        number = book.language.text("page.sheet", page="&P", pages="&N")
        sheet.set_footer(f"&L&A&R{number}")
        sheet.hide_gridlines(2)
        if book.language.rtl:
            sheet.right_to_left()

    def refer_to_cell(self, row: int, column: int) -> str:
        """Return the name of a cell of this sheet for formulas on another sheet, such as `'Ranking'!$C$5`."""
        return f"'{self.name}'!{name_cell(row, column, fixed='both')}"

    def refer_to_block(self, row: int, column: int, to_row: int, to_column: int) -> str:
        """Return the name of a block of cells of this sheet for formulas on another sheet."""
        return f"'{self.name}'!{name_block(row, column, to_row, to_column)}"

    def write_text(self, row: int, column: int, text: str, style: Style = "label") -> None:
        """Write a text into a cell; programs never take the text for a formula, a number or a link."""
        self._sheet.write_string(row, column, text, self.book.get_style(style))

    def write_given_text(self, row: int, column: int, text: str, style: Style = "given") -> None:
        """Write a tenderer's text into a cell. The text never becomes a formula, and cannot steer a terminal."""
        if text:
            self._sheet.write_string(row, column, escape_steering(text), self.book.get_style(style))
        else:
            self._sheet.write_blank(row, column, None, self.book.get_style("label"))

    def add_filters(self, row: int, last_row: int) -> None:
        """Add a filter to each column of a list.

        Parameters: `row`, the row with the heads of the list; `last_row`, the last row of the list."""
        self._sheet.autofilter(row, 0, last_row, len(self.widths) - 1)

    def set_width(self, column: int, width: float) -> None:
        """Set the width, in characters, of a column behind those of this sheet."""
        self._sheet.set_column(column, column, width)

    def set_print_area(self, last_row: int) -> None:
        """Print all columns of this sheet down to a row, and nothing else of it."""
        self._sheet.print_area(0, 0, last_row, len(self.widths) - 1)

    def write_paragraph(self, row: int, text: str, style: Style = "note", column: int = 0) -> None:
        """Write a text across all columns from `column` on, and make the row high enough for the text."""
        last = len(self.widths) - 1
        if last > column:
            self._sheet.merge_range(row, column, row, last, "", self.book.get_style(style))
        self._sheet.write_string(row, column, text, self.book.get_style(style))
        self.fit_height(row, (text, sum(self.widths[column:])))

    def write_band(self, row: int, text: str, number: str = "") -> None:
        """Write the heading of a part of the sheet across all columns.

        Parameters: `number`, the number of a clause, which is written in front of the heading."""
        style = self.book.get_style("section")
        for column in range(len(self.widths)):
            self._sheet.write_blank(row, column, None, style)
        self._sheet.write_string(row, 0, number or text, style)
        if number:
            self._sheet.write_string(row, 1, text, style)
        else:
            # A head may be wider than its first column.
            self._sheet.merge_range(row, 0, row, len(self.widths) - 1, text, style)
        self.fit_height(row, (text, sum(self.widths[: 3 if number else None])))

    def fit_height(self, row: int, *texts: tuple[str, float]) -> None:
        """Set the height of a row so that its texts fit; otherwise, programs would choose different heights.

        Parameters: `texts`, pairs of a text and the width, in characters, of the cells that hold this text.
        """
        # The width counts digits, and letters are a little narrower.
        lines = max(
            sum(max(1, len(wrap(line, max(1, int(width * 1.15))))) for line in text.split("\n"))
            for text, width in texts
        )
        self._sheet.set_row(row, min(_HIGHEST, _LINE * lines + 3))

    def write_number(self, row: int, column: int, value: float, number: NumberFormat = "plain") -> None:
        """Write a number that nobody is to change into a cell."""
        self._sheet.write_number(row, column, value, self.book.get_style("fixed", number))

    def write_formula(
        self,
        row: int,
        column: int,
        formula: str,
        style: Style = "result",
        number: NumberFormat = "plain",
        shown: float | str = "",
    ) -> None:
        """Write a formula into a cell.

        Parameters: `formula`, without the leading `=`; `shown`, the value that programs show in an empty workbook
        until something is entered. A workbook with entries holds no such value, so that programs calculate the
        formula.
        """
        value = "" if self.book.entered else shown
        self._sheet.write_formula(row, column, f"={formula}", self.book.get_style(style, number), value)

    def write_blank(self, row: int, column: int, style: Style = "label") -> None:
        """Write a cell that has a style but no content."""
        self._sheet.write_blank(row, column, None, self.book.get_style(style))

    def add_entries(
        self,
        row: int,
        columns: Sequence[int],
        hint: Hint,
        rule: dict[str, Any] | None = None,
        style: Style = "input",
        number: NumberFormat = "plain",
    ) -> None:
        """Make cells of a row ready for entries, with a hint that programs show and read out.

        Parameters: `columns`, the columns of these cells, next to each other; `rule`, XlsxWriter's validation options
        for the entries (None allows any entry).
        """
        for column in columns:
            self._sheet.write_blank(row, column, None, self.book.get_style(style, number))
            self._entries[row, column] = style, number
        checked: dict[str, Any] = {
            **(rule or {"validate": "any"}),
            "input_title": hint.title[:_HINT_TITLE],
            "input_message": hint.text[:_HINT],
        }
        if rule:
            checked |= {"error_title": hint.title[:_HINT_TITLE], "error_message": hint.wrong[:_HINT]}
        self._sheet.data_validation(row, columns[0], row, columns[-1], checked)

    def enter_value(self, row: int, column: int, value: float | str) -> None:
        """Enter a tenderer's value into a cell for entries; a text never becomes a formula, even when edited."""
        style, number = self._entries[row, column]
        if isinstance(value, str):
            self._sheet.write_string(row, column, escape_steering(value), self.book.get_style("given-input"))
        else:
            self._sheet.write_number(row, column, value, self.book.get_style(style, number))

    def add_remark(self, row: int, column: int, text: str) -> None:
        """Add a remark to a cell; programs mark the corner of the cell and show the remark next to it."""
        lines = sum(max(1, len(wrap(line, 30))) for line in text.split("\n"))
        shape = {"author": "tenderkit", "width": 220, "height": min(_HIGHEST, _REMARK_LINE * (lines + 1))}
        self._sheet.write_comment(row, column, escape_steering(text), shape)

    def colour_cells(self, row: int, column: int, to_row: int, to_column: int, marks: dict[str, Colour]) -> None:
        """Colour each cell of a block by the word that the cell shows; `marks` gives the colour of each word."""
        for word, mark in marks.items():
            rule = {"type": "cell", "criteria": "==", "value": quote_text(word), "format": self.book.get_colour(mark)}
            self._sheet.conditional_format(row, column, to_row, to_column, rule)

    def freeze_heads(self, row: int, to_row: int, columns: int, last_row: int) -> None:
        """Keep the rows with heads, and the first columns, in sight when the sheet is scrolled.

        The rows with heads are also repeated on every printed page. The list gets a name `TitleRegion…`, by which
        screen readers find the heads that belong to a cell.

        Parameters: `row` and `to_row`, the first and the last row with heads; `columns`, the number of columns to
        keep in sight; `last_row`, the last row of the list.
        """
        self._sheet.freeze_panes(to_row + 1, columns)
        self._sheet.repeat_rows(row, to_row)
        block = name_block(row, 0, last_row, len(self.widths) - 1)
        corners = f"{name_cell(row, 0)}.{name_cell(last_row, len(self.widths) - 1)}".lower()
        number = len(self.book.workbook.worksheets())
        self.book.workbook.define_name(f"TitleRegion{number}.{corners}.{number}", f"='{self.name}'!{block}")

    def set_cursor(self, row: int, column: int) -> None:
        """Choose the cell that is active when the sheet is opened."""
        self._sheet.set_selection(row, column, row, column)


class Book:
    """A workbook that is being drawn; `places` gives the place of each cell with an entry or a result, by name.

    Parameters: `subject`, the key of the frame (the fixed words in a language) for the subject in the file's
    properties; `entered`, whether offers will be entered after the sheets are drawn; `paper`, the sheet that it
    prints on.
    """

    def __init__(
        self,
        language: Language,
        title: str,
        created: datetime.datetime,
        subject: str = "evaluation.title",
        *,
        entered: bool = False,
        paper: Literal["A4", "Letter"] = "A4",
    ) -> None:
        self.language, self.t, self.entered, self.paper = language, language.text, entered, paper
        self.places: dict[str, CellPlace] = {}
        self._sheets: dict[str, Sheet] = {}
        self._file = io.BytesIO()
        self.workbook = Workbook(self._file, {"in_memory": True})
        # XlsxWriter takes a date without a time zone; ours are in UTC.
        when = created.replace(tzinfo=None)
        self.workbook.set_properties(
            {"title": title, "subject": self.t(subject), "author": f"tenderkit {__version__}", "created": when}
        )
        self._formats: dict[str, Any] = {}

    def get_style(self, name: Style, number: NumberFormat | None = None) -> Any:
        """Return the cell format for a style.

        Parameters: `number`, how the cell shows numbers, such as `share`; None leaves that to the program."""
        key = f"{name} {number}"
        if key not in self._formats:
            more: dict[str, Any] = {} if number is None else {"num_format": _NUMBER_FORMATS[number]}
            if self.language.rtl and not name.startswith("given"):
                # By itself, a text that begins with a number or a Latin word would be read from left to right.
                more["reading_order"] = _RIGHT_TO_LEFT
            self._formats[key] = self.workbook.add_format({**_STYLES[name], **more})
        return self._formats[key]

    def get_colour(self, name: Colour) -> Any:
        """Return the cell format for a colour: `good`, `wrong` or `wait`."""
        if name not in self._formats:
            self._formats[name] = self.workbook.add_format(_COLOURS[name])
        return self._formats[name]

    def add_sheet(
        self, name: str, widths: Sequence[float], pages: Sequence[int] = (), *, locked: bool = True
    ) -> Sheet:
        """Add a new sheet after the last sheet of the workbook."""
        self._sheets[name] = sheet = Sheet(self, name, widths, pages, locked=locked)
        return sheet

    def note_place(self, name: str, sheet: Sheet, row: int, column: int) -> None:
        """Note the place of a cell with an entry or a result under a name, such as `1.total`."""
        self.places[name] = CellPlace(sheet.name, row, column)

    def enter_value(self, name: str, value: float | str, bid: int = 0) -> None:
        """Enter a value of a bid into the row that `note_place` noted under a name.

        Parameters: `name`, the name noted for the cell of the first bid; `bid`, the position of the bid, from 0."""
        place = self.places[name]
        self._sheets[place.sheet].enter_value(place.row, place.column + bid, value)

    def add_remark(self, name: str, text: str, bid: int = 0, below: int = 0) -> None:
        """Add a remark to the cell of a bid, in or below the row that `note_place` noted under a name.

        Parameters: `name`, the name noted for the cell of the first bid; `bid`, the position of the bid, from 0;
        `below`, the number of rows to go down from the noted row."""
        place = self.places[name]
        self._sheets[place.sheet].add_remark(place.row + below, place.column + bid, text)

    def close_file(self, *, stored: bool) -> bytes:
        """Close the workbook and return the bytes of the file.

        Parameters: `stored`, true to leave out compression: then the bytes are the same on every machine.
        """
        self.workbook.close()
        return rewrite_archive(self._file, 0 if stored else _LEVEL)
