# SPDX-License-Identifier: Apache-2.0
"""Turn the rows of a purchase into the content of a purchase file, with the cell that each key comes from."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tenderkit.batch.columns import Column, read_columns, read_value
from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place, show_given
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.library import ENGLISH
from tenderkit.purchase.answers import AnswerPath, find_answer, format_path, put_answer
from tenderkit.purchase.table_rows import Cell, CellFault, TableRow, name_column

_MOST_FINDINGS = 200
# 200 lots with 200 lines of items and of returns each, all in memory together.
_MOST_ROWS, _MOST_CHARACTERS = 80_000, 20_000_000


@frozen_dataclass
class PurchaseRows:
    """The rows of one purchase.

    `id`: as it is written; `rows`: its rows, next to each other in the table; `content`: of a line of JSON that holds
    a whole purchase, its keys, else None; `heads`: of lines of JSON with the cells of rows, the names of columns.
    """

    id: Any
    rows: tuple[TableRow, ...]
    content: Mapping[str, Any] | None = None
    heads: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The number of the first row."""
        return self.rows[0].number

    def compute_digest(self, shape: "TableShape", made_with: str) -> str:
        """Return the SHA-256, in hexadecimal digits, of what the rows say and of what their papers are made with.

        The numbers of the rows count from the first one of the purchase. Parameters: `made_with`, the digest of
        library, options and tool.
        """
        heads = self.heads or [(column.name, column.position) for column in shape.columns]
        rows = [(row.number - self.number, row.cells) for row in self.rows]
        words = [made_with, shape.sheet, shape.early_dates, self.id, heads, rows]
        text = json.dumps([*words, self.content], default=repr, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


@frozen_dataclass
class TableShape:
    """What all rows of a table share: the columns, the sheet in a workbook, and whether days count from 1904.

    `has_cells`: whether rows have cells with names such as `G5`; lines of JSON have none.
    """

    columns: tuple[Column, ...]
    sheet: str | None = None
    early_dates: bool = False
    has_cells: bool = True


class PurchaseReader:
    """Reads the rows of one purchase.

    `content`: what its file would hold; `problems`: what no cell may say; `is_understood`: whether it is known which
    keys the rows hold.
    """

    def __init__(self, shape: TableShape, purchase: PurchaseRows, language: str | None) -> None:
        """Read the rows. Parameters: `language`, that of the purchase where no column says it."""
        self.shape = shape
        self.problems: list[Finding] = []
        self.is_understood = True
        self.content: dict[str, Any] = {"tenderkit": 1, "language": language or ENGLISH}
        self._places: dict[str, str] = {}
        self._cells: dict[Finding, str] = {}
        self._first = purchase.rows[0].number
        self._lots: dict[str, int] = {}
        self._last_lot = 0
        if purchase.content is not None:
            self.content |= purchase.content
            return
        self.content["lots"] = []
        self._columns = shape.columns
        if purchase.heads:
            try:
                self._columns = read_columns(purchase.heads, "", self._first)
            except InvalidInput as error:
                self.problems += (replace(finding, place=Place()) for finding in error.findings)
                self.is_understood = False
                return
        for row in purchase.rows:
            self._read_row(row)
        title = find_answer(self.content, ("tender", "title"))
        for number, lot in enumerate(self.content["lots"]):
            if "title" not in lot and title is not None:
                lot["title"] = title
                self._places[f"lots.{number + 1}.title"] = self._places["tender.title"]

    def find_cell(self, finding: Finding) -> str | None:
        """Return the name of the cell that a finding is about, the first of the purchase where it is about none."""
        if not self.shape.has_cells:
            return None
        if finding in self._cells:
            return self._cells[finding]
        place = finding.place
        key = place.key or ""
        while key:
            # Of a table whose keys have columns of their own, the first of these.
            inside = (cell for known, cell in self._places.items() if known.startswith(f"{key}."))
            if cell := self._places.get(key) or (next(inside, None) if key.count(".") else None):
                return cell
            key = key.rpartition(".")[0]
        return self._places.get(f"lots.{place.lot}") or f"A{self._first}"

    def _read_row(self, row: TableRow) -> None:
        cells = {column: row.cells[column.position] for column in self._columns if column.position < len(row.cells)}
        self._refuse_nameless(row)
        lot = self._find_lot(row, cells)
        self._places.setdefault(f"lots.{lot + 1}", f"A{row.number}")
        lines: dict[str, int] = {}
        for kind in ("items", "returns"):
            if any(column.scope == kind and cell is not None for column, cell in cells.items()):
                listed = self.content["lots"][lot].setdefault(kind, [])
                lines[kind] = len(listed)
                listed.append({})
        for column in self._columns:
            path = _join_path(column, lot, lines)
            if path is None:
                continue
            place = f"{column.letters}{row.number}"
            cell = cells.get(column)
            if cell is None:
                self._places.setdefault(format_path(path), place)
            else:
                self._put_value(path, read_value(cell, column.path, early_dates=self.shape.early_dates), place)

    def _refuse_nameless(self, row: TableRow) -> None:
        """Note a problem for each value in a column without a head."""
        named = {column.position for column in self._columns}
        for position, cell in enumerate(row.cells):
            if cell is not None and position not in named:
                place = f"{name_column(position)}{row.number}"
                self._note("column", "is in a column without a head", "Name the column, or clear the cell.", place)

    def _find_lot(self, row: TableRow, cells: Mapping[Column, Cell]) -> int:
        """Return the position of the lot of a row: that of the row above where its cell is empty."""
        column = next((column for column in cells if column.scope == "lot"), None)
        cell = None if column is None else cells[column]
        if isinstance(cell, CellFault) and column is not None:
            self._note("cell", cell.message, cell.fix, f"{column.letters}{row.number}")
            cell = None
        lots: list[Any] = self.content["lots"]
        name = None if cell is None else str(cell)
        if name is None and lots:
            return self._last_lot
        if name is None or name not in self._lots:
            lots.append({})
            self._lots[name or ""] = len(lots) - 1
            if name is not None and column is not None and not re.fullmatch(r"\d{1,3}", name):
                lots[-1]["title"] = name
                self._places[f"lots.{len(lots)}.title"] = f"{column.letters}{row.number}"
        self._last_lot = self._lots[name or ""]
        return self._last_lot

    def _put_value(self, path: AnswerPath, value: Any, place: str) -> None:
        key = format_path(path)
        faults = [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, CellFault)]
        if faults:
            self._note("cell", faults[0].message, faults[0].fix, place, key)
            return
        try:
            earlier = find_answer(self.content, path)
            if earlier is None:
                put_answer(self.content, path, value)
                self._places[key] = place
            elif earlier != value and key == "language" and key not in self._places:
                self.content[key] = value
                self._places[key] = place
            elif earlier != value:
                other = self._places.get(key, "another cell")
                message = f"is {show_given(value)} here, and {show_given(earlier)} in {other}"
                self._note("cell", message, "Say it once, or the same in each row.", place, key)
        except (TypeError, AttributeError, KeyError):
            self._note("cell", "does not fit what another cell says", "Keep one of the two.", place, key)

    def _note(self, rule: str, message: str, fix: str, cell: str, key: str | None = None) -> None:
        if len(self.problems) < _MOST_FINDINGS:
            finding = Finding(rule, message, fix, place=Place(key=key))
            self._cells[finding] = cell
            self.problems.append(finding)


def _join_path(column: Column, lot: int, lines: Mapping[str, int]) -> AnswerPath | None:
    """Return the path in a purchase file for the cell of a column; None for a column that is no key of its own."""
    if column.scope == "purchase":
        return column.path
    if column.scope == "lots":
        return ("lots", lot, *column.path)
    if column.scope in lines:
        return ("lots", lot, column.scope, lines[column.scope], *column.path)
    return None


def group_rows(rows: Iterable[TableRow], columns: Sequence[Column]) -> Iterator[PurchaseRows]:
    """Yield the purchases of a table: rows with the same id that are next to each other.

    A row without an id is a purchase by itself, which has no name. A row whose id begins with `#` is a note, and is
    left out. A purchase ends where it `is_full`: then its id is there twice, which refuses the table.
    """
    position = next(column.position for column in columns if column.scope == "id")
    pending: list[TableRow] = []
    id_: Cell = None
    characters = 0
    for row in rows:
        cell = row.cells[position] if position < len(row.cells) else None
        if isinstance(cell, str) and cell.startswith("#"):
            continue
        if pending and (cell is None or cell != id_ or is_full(len(pending), characters)):
            yield PurchaseRows(id_, tuple(pending))
            pending, characters = [], 0
        id_ = cell
        pending.append(row)
        characters += sum(len(value) for value in row.cells if isinstance(value, str))
    if pending:
        yield PurchaseRows(id_, tuple(pending))


def is_full(rows: int, characters: int) -> bool:
    """Return whether a purchase has as many rows, or characters, as one can have: all are in memory together."""
    return rows == _MOST_ROWS or characters > _MOST_CHARACTERS


def locate_findings(findings: Sequence[Finding], reader: PurchaseReader) -> list[dict[str, Any]]:
    """Return findings as in JSON, each with the sheet and the cell that it is about.

    The name of the file is left out: it is the same for all, and does not change what was found.
    """
    located = []
    for finding in findings:
        place = {"sheet": reader.shape.sheet, "cell": reader.find_cell(finding)}
        bare = replace(finding, place=replace(finding.place, file=None))
        located.append({**bare.as_json(), **place})
    return located
