# SPDX-License-Identifier: Apache-2.0
"""Open a table of purchases: CSV, a workbook, or lines of JSON; read its purchases as often as needed."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from tenderkit.batch.columns import read_columns
from tenderkit.batch.purchase_rows import PurchaseRows, TableShape, group_rows, is_full
from tenderkit.batch.row_ids import RowIds
from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.excel.tables.purchase_form import LISTS
from tenderkit.formats.excel.tables.sheet_rows import SheetPart, TableWorkbook
from tenderkit.formats.text.read.csv_rows import read_csv_rows
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.reading.text_files import decode_text, open_file, parse_json, read_lines
from tenderkit.purchase.table_rows import TableRow

WORKBOOK, CSV, LINES = "xlsx", "csv", "jsonl"
_KINDS = {".xlsx": WORKBOOK, ".xlsm": WORKBOOK, ".csv": CSV, ".tsv": CSV, ".txt": CSV, ".jsonl": LINES}
_KINDS |= {".ndjson": LINES, ".json": LINES}
_ARCHIVE = b"PK\x03\x04"
_MOST_FINDINGS = 200


@frozen_dataclass
class Table:
    """A table of purchases.

    `path`: its file; `kind`: `xlsx`, `csv` or `jsonl`; `shape`: its columns and sheet, for lines of JSON without
    columns; `unread`: the names of sheets that are not read, hidden ones with that word; `stamp`: size and date of
    the file, None where it may change.
    """

    path: Path
    kind: str
    shape: TableShape
    unread: tuple[str, ...] = ()
    stamp: tuple[int, int] | None = None

    def read_purchases(self) -> Iterator[PurchaseRows]:
        """Yield the purchases in the order of their first rows.

        Raises InvalidInput where the table is broken, FileProblem where it cannot be read or has changed since it was
        opened: its ids are checked once, and have to be the same when papers are made.
        """
        name = str(self.path)
        with _convert_failures(name), open_file(self.path, name) as file:
            self._check_stamp(file)
            if self.kind == LINES:
                yield from _group_lines(file, name)
            else:
                rows = read_csv_rows(file, name) if self.kind == CSV else self._read_sheet(file)
                next(rows, None)
                yield from group_rows(rows, self.shape.columns)
            self._check_stamp(file)

    def _check_stamp(self, file: BinaryIO) -> None:
        if self.stamp not in (None, _read_stamp(file)):
            fix = "Go on with --resume when nobody writes to it any more."
            raise FileProblem(self.path, "has changed while it was read", fix)

    def name_row(self, purchase: PurchaseRows) -> str:
        """Return the name of the first row of a purchase in messages: `a.xlsx, Plan!A5`, `a.csv, row 5`."""
        if self.shape.sheet is not None:
            return f"{self.path}, {self.shape.sheet}!A{purchase.number}"
        return f"{self.path}, {'row' if self.shape.has_cells else 'line'} {purchase.number}"

    def _read_sheet(self, file: BinaryIO) -> Iterator[TableRow]:
        book = TableWorkbook(file, str(self.path))
        yield from book.read_rows(next(sheet for sheet in book.sheets if sheet.name == self.shape.sheet))


def open_table(path: Path) -> Table:
    """Open a table and read its columns.

    Raises FileProblem where the file cannot be read, InvalidInput where it is no table of purchases.
    """
    name = str(path)
    with _convert_failures(name), open_file(path, name) as file:
        stamp = _read_stamp(file)
        beginning = file.read(4)
        file.seek(0)
        kind = WORKBOOK if beginning == _ARCHIVE else _KINDS.get(path.suffix.lower(), "")
        if not kind or (kind == WORKBOOK and beginning != _ARCHIVE):
            fix = "Name a table: .xlsx, .csv or .jsonl."
            raise InvalidInput([Finding("unreadable", "is no table of purchases", fix, place=Place(name))])
        if not beginning:
            raise InvalidInput(
                [Finding("empty", "is empty", "Begin with `tenderkit batch --form`.", place=Place(name))]
            )
        if kind == LINES:
            return Table(path, kind, TableShape((), has_cells=False), stamp=stamp)
        if kind == CSV:
            head = next(read_csv_rows(file, name), TableRow(1, ()))
            return Table(path, kind, TableShape(read_columns(head.cells, name, head.number)), stamp=stamp)
        return replace(_open_sheet(path, TableWorkbook(file, name)), stamp=stamp)


def _read_stamp(file: BinaryIO) -> tuple[int, int]:
    about = os.fstat(file.fileno())
    return about.st_size, about.st_mtime_ns


def _open_sheet(path: Path, book: TableWorkbook) -> Table:
    """Return the table on the first sheet that is not hidden."""
    name = str(path)
    shown = [sheet for sheet in book.sheets if not sheet.is_hidden]
    if not shown:
        raise InvalidInput(
            [Finding("hidden-sheet", "has no sheet that is shown", "Show the sheet.", place=Place(name))]
        )
    sheet = shown[0]
    head = next(book.read_rows(sheet), TableRow(1, ()))
    columns = read_columns(head.cells, f"{name}, sheet {sheet.name}", head.number)
    unread = tuple(_describe_sheet(other) for other in book.sheets if other != sheet and not _is_of_form(other))
    return Table(path, WORKBOOK, TableShape(columns, sheet.name, book.has_early_dates), unread)


def _is_of_form(sheet: SheetPart) -> bool:
    """Return whether a sheet holds the words that the cells of our form are chosen from."""
    return sheet.is_hidden and sheet.name == LISTS


def _describe_sheet(sheet: SheetPart) -> str:
    return f"{sheet.name} (hidden)" if sheet.is_hidden else sheet.name


@contextmanager
def _convert_failures(name: str) -> Iterator[None]:
    """Raise FileProblem in place of an error of the system while a table is read."""
    try:
        yield
    except OSError as error:
        raise FileProblem(name, f"cannot be read: {error.strerror or error}") from None


def _group_lines(file: BinaryIO, name: str) -> Iterator[PurchaseRows]:
    """Yield the purchases in lines of JSON: each holds a purchase, or the cells of a row by the names of columns.

    A purchase of many lines ends where it `is_full`.

    Raises InvalidInput where a line is no object of JSON.
    """
    pending: list[tuple[int, dict[str, Any]]] = []
    characters = 0
    for number, line in enumerate(read_lines(file), 1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        fields = parse_json(decode_text(line, place), place)
        id_ = fields.get("id")
        is_whole = isinstance(fields.get("tender"), dict) or isinstance(fields.get("lots"), list)
        is_other = is_whole or id_ is None or (pending and id_ != pending[0][1].get("id"))
        if pending and (is_other or is_full(len(pending), characters)):
            yield _join_lines(pending)
            pending, characters = [], 0
        if is_whole:
            content = {key: value for key, value in fields.items() if key != "id"}
            yield PurchaseRows(id_, (TableRow(number, ()),), content=content)
        else:
            pending.append((number, fields))
            characters += len(line)
    if pending:
        yield _join_lines(pending)


def _join_lines(lines: Sequence[tuple[int, dict[str, Any]]]) -> PurchaseRows:
    """Return the purchase in lines whose keys are the names of columns."""
    names = list(dict.fromkeys(key for _, fields in lines for key in fields))
    rows = tuple(TableRow(number, tuple(fields.get(key) for key in names)) for number, fields in lines)
    return PurchaseRows(lines[0][1].get("id"), rows, heads=tuple(names))


def check_ids(table: Table, name_files: Callable[[str], Sequence[str]]) -> int:
    """Check the ids of all purchases of a table, and return how many purchases there are.

    Parameters: `name_files`, returns the names of the files for an id. Raises InvalidInput with the first 200 ids
    that are missing, cannot name a file, or were there before; and where the table is broken anywhere, or empty.
    """
    ids = RowIds(name_files)
    problems: list[Finding] = []
    count = 0
    for purchase in table.read_purchases():
        count += 1
        id_ = purchase.id
        try:
            ids.take(
                str(id_) if isinstance(id_, int) and not isinstance(id_, bool) else id_, table.name_row(purchase)
            )
        except InvalidInput as error:
            problems += error.findings if len(problems) < _MOST_FINDINGS else ()
    if problems:
        raise InvalidInput(problems)
    if not count:
        fix = "Add a row for each line of a purchase, below the names of the columns."
        raise InvalidInput([Finding("empty", "holds no purchase", fix, place=Place(str(table.path)))])
    return count
