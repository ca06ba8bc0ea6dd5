# SPDX-License-Identifier: Apache-2.0
"""Read the rows of a workbook one after another: memory does not grow with their number.

What a spreadsheet does not show at a glance is found here: formulas without a value, merged cells, hidden sheets, and
archives that unpack to far more than they are.
"""

import errno
import math
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from xml.parsers import expat

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.excel.workbook_parts import make_parser, read_relation, resolve_target
from tenderkit.frozen import frozen_dataclass
from tenderkit.purchase.table_rows import Cell, CellFault, TableRow

_CHUNK = 1 << 16
# The texts of all cells are kept in memory; a million rows of real purchases have less.
_MOST_TEXT = 200_000_000
# Real tables unpack to at most forty times what they are; a bomb to a thousand times.
_FREE_BYTES, _LARGEST_RATIO = 20_000_000, 150
_MOST_BYTES_OF_A_LIST = 5_000_000
_LONGEST_ROW = 1_000_000  # in characters
_LONGEST_CELL = 32_767  # as in Excel
_MOST_COLUMNS = 1000
_MOST_NAMED = 20
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_BROKEN = (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, RuntimeError, EOFError)
_FORMULA_FIX = "Save the workbook in a spreadsheet program, or write the value in place of the formula."


@frozen_dataclass
class SheetPart:
    """A sheet of a workbook: its name, whether it is hidden, and the part of the archive that holds it."""

    name: str
    is_hidden: bool
    part: str


class TableWorkbook:
    """A workbook whose sheets are read row by row.

    `sheets`: its sheets in order; `has_early_dates`: whether days count from 1904, as on old Macs, and not from 1900.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        """Read the list of sheets.

        Parameters: `file`, which stays open as long as rows are read; `name`, its name in messages. Raises
        InvalidInput where the file is no workbook, or a broken one.
        """
        self._name = name
        self._texts: list[str] | None = None
        with self._refuse_broken():
            self._archive = zipfile.ZipFile(file)
            self.sheets, self.has_early_dates = self._list_sheets()

    def read_rows(self, sheet: SheetPart, *, merged: bool = False, formulas: bool = True) -> Iterator[TableRow]:
        """Yield the rows of a sheet that have a value.

        Parameters: `merged`, whether it may have merged cells, of which the first has the value; `formulas`, whether
        the value of a formula counts. Raises InvalidInput where the sheet is broken or has merged cells that it may
        not have, which are only found at its end.
        """
        with self._refuse_broken():
            if self._texts is None:
                self._texts = self._read_shared_texts()
            reader = _SheetReader(self._texts, formulas=formulas)
            for chunk in self._unpack(sheet.part):
                yield from reader.read_chunk(chunk)
            reader.close()
        if reader.merged and not merged:
            listed = ", ".join(reader.merged[:_MOST_NAMED])
            message = f"sheet “{sheet.name}” has merged cells: {listed}"
            raise InvalidInput([Finding("merged-cells", message, "Unmerge them.", place=Place(self._name))])

    def _list_sheets(self) -> tuple[tuple[SheetPart, ...], bool]:
        targets: dict[str, str] = {}
        sheets: list[SheetPart] = []
        early = False

        def note_target(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship":
                targets[attributes.get("Id", "")] = resolve_target(attributes.get("Target", ""))

        def note_sheet(tag: str, attributes: dict[str, str]) -> None:
            nonlocal early
            if tag == "workbookPr":
                early = attributes.get("date1904") in ("1", "true")
            if tag == "sheet":
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(SheetPart(attributes["name"], hidden, targets[read_relation(attributes)]))

        for part, start in (("xl/_rels/workbook.xml.rels", note_target), ("xl/workbook.xml", note_sheet)):
            parser = make_parser(start)
            size = 0
            for chunk in self._unpack(part):
                size += len(chunk)
                if size > _MOST_BYTES_OF_A_LIST:
                    raise ValueError("lists more than a workbook holds")
                parser.Parse(chunk)
            parser.Parse(b"", True)
        return tuple(sheets), early

    def _unpack(self, part: str) -> Iterator[bytes]:
        """Yield a part of the archive in chunks. Raises ValueError where it unpacks to far more than it is."""
        about = self._archive.getinfo(part)
        if about.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError("is packed in a way that spreadsheet programs do not use")
        packed = max(about.compress_size, 1)
        size = 0
        with self._archive.open(part) as opened:
            while chunk := opened.read(_CHUNK):
                size += len(chunk)
                if size > _FREE_BYTES and size > _LARGEST_RATIO * packed:
                    raise ValueError("unpacks to far more than a table")
                yield chunk

    def _read_shared_texts(self) -> list[str]:
        """Return the texts that cells refer to by their position."""
        part = "xl/sharedStrings.xml"
        if part not in self._archive.namelist():
            return []
        reader = _TextReader()
        for chunk in self._unpack(part):
            reader.parser.Parse(chunk)
            if reader.size > _MOST_TEXT:
                raise ValueError("holds more text than a table")
        reader.parser.Parse(b"", True)
        return reader.texts

    @contextmanager
    def _refuse_broken(self) -> Iterator[None]:
        """Raise InvalidInput in place of what goes wrong in a broken workbook, and OSError for what the disk does."""
        try:
            yield
        except (*_BROKEN, OSError) as error:
            # A part at an impossible position in the file is a fault of the workbook.
            if isinstance(error, OSError) and error.errno != errno.EINVAL:
                raise
            why = f": it {error}" if type(error) is ValueError and str(error).startswith(_REASONS) else ""
            fix = "Save it as .xlsx, without a password."
            problem = Finding("unreadable", f"is no workbook, or a broken one{why}", fix, place=Place(self._name))
            raise InvalidInput([problem]) from None


# How the reasons begin that are given to users.
_REASONS = ("lists", "unpacks", "holds", "declares", "has a row", "is packed")


class _TextReader:
    """Collects the shared texts; hints on pronunciation are left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.size = 0
        self._pieces: list[str] = []
        self._is_text, self._is_hint = False, False
        self.parser = make_parser(self._start, self._end, self._add)

    def _start(self, tag: str, _: dict[str, str]) -> None:
        self._is_hint = self._is_hint or tag == "rPh"
        self._is_text = tag == "t" and not self._is_hint

    def _end(self, tag: str) -> None:
        self._is_text = False
        if tag == "rPh":
            self._is_hint = False
        if tag == "si":
            # Cells share one text: stripped for each cell, it would be copied for each.
            self.texts.append("".join(self._pieces).strip())
            self._pieces = []

    def _add(self, text: str) -> None:
        if self._is_text:
            self._pieces.append(text)
            self.size += len(text)


class _SheetReader:
    """Turns the XML of a sheet into rows. `merged`: the merged ranges found so far."""

    def __init__(self, texts: list[str], *, formulas: bool) -> None:
        self.merged: list[str] = []
        self._takes_formulas = formulas
        self._shared = texts
        self._ready: list[TableRow] = []
        self._cells: list[Cell] = []
        self._row = 0
        self._size = 0
        self._column, self._kind, self._has_formula, self._has_value = 0, "n", False, False
        self._value: list[str] = []
        self._is_value, self._is_hint = False, False
        self._parser = make_parser(self._start, self._end, self._add)

    def read_chunk(self, chunk: bytes) -> list[TableRow]:
        """Return the rows that end in the next chunk of the XML."""
        self._parser.Parse(chunk)
        rows, self._ready = self._ready, []
        return rows

    def close(self) -> None:
        """End the XML. Raises ExpatError where it is not whole."""
        self._parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            place = _CELL.fullmatch(attributes.get("r", ""))
            self._column = _find_column(place[1]) if place else len(self._cells)
            self._kind = attributes.get("t", "n")
            self._has_formula, self._has_value = False, False
        elif tag in ("v", "t"):
            self._is_value, self._has_value = not self._is_hint, True
        elif tag == "rPh":
            self._is_hint = True
        elif tag == "f":
            self._has_formula = True
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._cells, self._size = [], 0
        elif tag == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def _add(self, text: str) -> None:
        if self._is_value:
            self._value.append(text)
            self._size += len(text)
            if self._size > _LONGEST_ROW:
                raise ValueError(f"has a row of more than {_LONGEST_ROW:,} characters: row {self._row}")

    def _end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._is_value = False
        elif tag == "rPh":
            self._is_hint = False
        elif tag == "c":
            text, self._value = "".join(self._value), []
            cell = self._read_cell(text)
            if cell is not None:
                if self._column >= _MOST_COLUMNS:
                    raise ValueError(f"has a row with a value beyond column {_MOST_COLUMNS:,}: row {self._row}")
                self._cells += [None] * (self._column + 1 - len(self._cells))
                self._cells[self._column] = cell
        elif tag == "row" and self._cells:
            self._ready.append(TableRow(self._row, tuple(self._cells)))

    def _read_cell(self, text: str) -> Cell:
        """Return the value of the cell that has just ended."""
        if self._kind == "s" and text:
            position = int(text)
            if not 0 <= position < len(self._shared):
                raise ValueError("refers to a text that is not there")
            text = self._shared[position]
            self._size += len(text)
        if len(text) > _LONGEST_CELL:
            return CellFault(f"has more than {_LONGEST_CELL:,} characters", "Write a shorter text.")
        if self._kind == "s":
            return text or None
        if self._kind == "e":
            return CellFault(f"is an error of the spreadsheet: {text[:20]}", "Mend its formula, or write the value.")
        if self._has_formula and not self._takes_formulas:
            return CellFault("is a formula", "Write the text itself.")
        if self._has_formula and not text.strip() and not (self._kind == "str" and self._has_value):
            return CellFault("is a formula without a value", _FORMULA_FIX)
        if self._kind == "b":
            return text.strip() == "1"
        if self._kind != "n":
            return text.strip() or None
        return _read_number(text)


def _read_number(text: str) -> Cell:
    if not text.strip():
        return None
    number = float(text)
    if not math.isfinite(number):
        return CellFault("is a number without end", "Write the value in digits.")
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _find_column(letters: str) -> int:
    """Return the position of a column from 0: that of `A`, `Z`, `AA`."""
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1
