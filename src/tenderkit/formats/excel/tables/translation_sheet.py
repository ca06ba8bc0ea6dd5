# SPDX-License-Identifier: Apache-2.0
"""Tables of translators as workbooks, for people: a row for each text, with its state and a comment."""

import datetime
import io
from collections.abc import Sequence
from typing import BinaryIO

from xlsxwriter import Workbook

from tenderkit import __version__
from tenderkit.archives import EPOCH, rewrite_archive
from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.formats.excel.tables.sheet_rows import TableWorkbook
from tenderkit.purchase.table_rows import Cell, CellFault
from tenderkit.translation.table_row import COLUMNS, MISSING, OPEN_STATES, TableRow

_WIDTHS = (34, 24, 70, 70, 20, 40)
_NEEDED = COLUMNS[:4]
_OPEN_COLOUR = "#FFF8D6"


def write_translation_sheet(rows: Sequence[TableRow], language: str, *, rtl: bool) -> bytes:
    """Return a table of translators as a workbook; rows that nobody has settled have a colour.

    Parameters: `language`, its code, which is the name of the sheet; `rtl`, whether it is written from right to left.
    """
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"author": f"tenderkit {__version__}", "created": datetime.datetime(*EPOCH)})
    sheet = book.add_worksheet(language)
    head = book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"})
    wrapped = {"text_wrap": True, "valign": "top", "num_format": "@"}
    styles = {
        (is_open, is_other): book.add_format(
            {
                **wrapped,
                **({"bg_color": _OPEN_COLOUR} if is_open else {}),
                **({"reading_order": 2} if is_other and rtl else {}),
            }
        )
        for is_open in (False, True)
        for is_other in (False, True)
    }
    sheet.freeze_panes(1, 2)
    for position, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(position, position, width)
        sheet.write_string(0, position, name, head)
    for number, row in enumerate(rows, 1):
        cells = (row.id, row.key, row.english, row.translation, row.state, row.comment)
        is_open = row.state in (*OPEN_STATES, MISSING)
        for position, cell in enumerate(cells):
            sheet.write_string(number, position, cell, styles[is_open, position == COLUMNS.index("translation")])
    sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    book.close()
    return rewrite_archive(file)


def read_translation_sheet(file: BinaryIO, name: str) -> tuple[list[TableRow], str]:
    """Return the rows of a workbook of translators and its language, the name of its first sheet that is not hidden.

    Parameters: `name`, the name of the file for messages. Raises InvalidInput with every column that is missing, and
    every cell that is no text.
    """
    workbook = TableWorkbook(file, name)
    sheet = next((sheet for sheet in workbook.sheets if not sheet.is_hidden), None)
    lines = [] if sheet is None else list(workbook.read_rows(sheet, formulas=False))
    heads = [str(cell).strip().lower() if isinstance(cell, str) else "" for cell in (lines[0].cells if lines else ())]
    columns = {name: heads.index(name.lower()) for name in COLUMNS if name.lower() in heads}
    problems = [
        Finding("column-missing", f"has no column “{column}”", _advise(column, heads), place=Place(name, "row 1"))
        for column in _NEEDED
        if column not in columns
    ]
    if problems:
        raise InvalidInput(problems)
    rows = []
    for line in lines[1:]:
        place = f"row {line.number}"
        texts = dict.fromkeys(COLUMNS, "")
        for column, position in columns.items():
            cell = line.cells[position] if position < len(line.cells) else None
            if isinstance(cell, CellFault):
                where = Place(name, f"{place}, {column}")
                problems.append(Finding("cell", cell.message, cell.fix, place=where))
            else:
                texts[column] = _write_cell(cell)
        if any(texts.values()):
            rows.append(
                TableRow(
                    texts["id"],
                    texts["key"],
                    texts["English"],
                    texts["translation"],
                    texts["state"] or MISSING,
                    texts["comment"],
                    place=place,
                )
            )
    if problems:
        raise InvalidInput(problems)
    return rows, sheet.name if sheet else ""


def _advise(column: str, heads: Sequence[str]) -> str:
    known = [head for head in heads if head and head not in [name.lower() for name in COLUMNS]]
    return suggest_nearest(column, known) or "Keep the first row as it was exported."


def _write_cell(cell: Cell) -> str:
    """Return a cell as text; a spreadsheet may have made a number of a text of digits."""
    return "" if cell is None else str(cell)
