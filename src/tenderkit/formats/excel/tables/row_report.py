# SPDX-License-Identifier: Apache-2.0
"""Write tables of many rows as a workbook: memory does not grow with them, and the bytes are always the same."""

import datetime
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tenderkit import __version__
from tenderkit.archives import EPOCH
from tenderkit.frozen import frozen_dataclass

_MOST_ROWS = 1_048_576
# Excel opens no sheet with more; they are all kept in memory until it is written.
_MOST_LINKS = 65_000
_LONGEST_CELL, _LONGEST_LINK = 32_767, 2_000
_A4 = 9
_COLOURS = {"failed": "#F8CBAD", "error": "#F8CBAD", "warn": "#FFE699", "made": "#C6E0B4"}


@frozen_dataclass
class ReportColumn:
    """A column: its head, its width in characters, and whether words such as “failed” have a colour there."""

    head: str
    width: int
    is_mark: bool = False


@frozen_dataclass
class ReportLink:
    """A text in a cell that leads to a file, or to a cell of it: `a.docx`, `plan.xlsx#'Plan'!G5`."""

    text: str
    target: str


ReportCell = str | int | ReportLink


@frozen_dataclass
class ReportSheet:
    """A sheet: its name, its columns, and its rows with a cell for each column."""

    name: str
    columns: Sequence[ReportColumn]
    rows: Iterable[Sequence[ReportCell]]


def write_row_report(path: Path, sheets: Sequence[ReportSheet], created: datetime.datetime | None) -> None:
    """Write a workbook with these sheets; they are made to be read on a screen and printed on A4.

    The last row of a sheet that is full says “…”. Parameters: `path`, in a folder for temporary files; `created`, the
    date of creation, None for 1980.
    """
    drawn = path.with_suffix(".drawn")
    book = Workbook(str(drawn), {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False})
    when = (created or datetime.datetime(*EPOCH, tzinfo=datetime.UTC)).replace(tzinfo=None)
    book.set_properties({"author": f"tenderkit {__version__}", "created": when})
    usual = {"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top"}
    styles = {word: book.add_format({**usual, "bg_color": colour}) for word, colour in _COLOURS.items()}
    styles["head"] = book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"})
    styles["text"] = book.add_format(usual)
    styles["number"] = book.add_format({"valign": "top"})
    styles["link"] = book.add_format({"font_color": "#0563C1", "underline": 1, "text_wrap": True, "valign": "top"})
    for sheet in sheets:
        _draw_sheet(book.add_worksheet(sheet.name), sheet, styles)
    book.close()
    _store_parts(drawn, path)


def _draw_sheet(page: Worksheet, sheet: ReportSheet, styles: dict[str, Any]) -> None:
    for position, column in enumerate(sheet.columns):
        page.set_column(position, position, column.width)
        page.write_string(0, position, column.head, styles["head"])
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    number = links = 0
    for number, row in enumerate(sheet.rows, 1):
        if number == _MOST_ROWS - 1:
            page.write_string(number, 0, "…", styles["text"])
            break
        for position, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            if isinstance(cell, int):
                page.write_number(number, position, cell, styles["number"])
            elif isinstance(cell, ReportLink) and links < _MOST_LINKS and len(cell.target) < _LONGEST_LINK:
                page.write_url(number, position, f"external:{cell.target}", styles["link"], cell.text)
                links += 1
            elif text := cell.text if isinstance(cell, ReportLink) else cell:
                style = styles.get(text, styles["text"]) if column.is_mark else styles["text"]
                page.write_string(number, position, text[:_LONGEST_CELL], style)
    page.autofilter(0, 0, number, len(sheet.columns) - 1)


def _store_parts(drawn: Path, path: Path) -> None:
    """Write the parts of a workbook uncompressed and without dates of the clock, and remove it.

    Parts are copied piece by piece: `write_archive` would have all of them in memory.
    """
    with zipfile.ZipFile(drawn) as old, zipfile.ZipFile(path, "w") as archive:
        for part in old.namelist():
            member = zipfile.ZipInfo(part, EPOCH)
            member.create_system = 0
            # Fields for parts of 4 GB are written only where they are needed: Excel reads them strictly.
            member.file_size = old.getinfo(part).file_size
            with old.open(part) as source, archive.open(member, "w") as target:
                shutil.copyfileobj(source, target)
    drawn.unlink()
