# SPDX-License-Identifier: Apache-2.0
"""Write tables of many rows as a workbook: memory does not grow with them, and the bytes are always the same."""

import datetime
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from xlsxwriter import Workbook

from tenderkit import __version__

_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767
_WIDTH = 18
# No clock gets into a file.
_EPOCH = (1980, 1, 1, 0, 0, 0)
ReportSheet = tuple[str, Sequence[str], Iterable[Iterable[str | int]]]


def write_row_report(path: Path, sheets: Sequence[ReportSheet], created: datetime.datetime | None) -> None:
    """Write a workbook with a sheet for each table: its name, its heads, and its rows.

    The last row of a sheet that is full says “…”. Parameters: `path`, in a folder for temporary files; `created`, the
    date of creation, None for 1980.
    """
    drawn = path.with_suffix(".drawn")
    book = Workbook(str(drawn), {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False})
    when = (created or datetime.datetime(*_EPOCH, tzinfo=datetime.UTC)).replace(tzinfo=None)
    book.set_properties({"author": f"tenderkit {__version__}", "created": when})
    head_style = book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"})
    text_style = book.add_format({"num_format": "@", "quote_prefix": True})
    for name, heads, rows in sheets:
        sheet = book.add_worksheet(name)
        sheet.set_column(0, len(heads) - 1, _WIDTH)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, heads, head_style)
        for number, row in enumerate(rows, 1):
            if number == _MOST_ROWS - 1:
                sheet.write_string(number, 0, "…", text_style)
                break
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, cell[:_LONGEST_CELL], text_style)
    book.close()
    with zipfile.ZipFile(drawn) as old, zipfile.ZipFile(path, "w") as archive:
        for part in old.namelist():
            member = zipfile.ZipInfo(part, _EPOCH)
            member.create_system = 0
            # Fields for parts of 4 GB are written only where they are needed: Excel reads them strictly.
            member.file_size = old.getinfo(part).file_size
            with old.open(part) as source, archive.open(member, "w") as target:
                shutil.copyfileobj(source, target)
    drawn.unlink()
