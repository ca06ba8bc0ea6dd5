# SPDX-License-Identifier: Apache-2.0
"""The cells of an evaluation workbook, written by a plain script with XlsxWriter, as the yardstick of our workbook.

The script writes texts, numbers and formulas. Formats, widths, checks of entries, protection and names of ranges are
left out, which makes its work lighter than ours.

Run: python workbook.py CELLS.json WORKBOOK.xlsx
"""

import json
import sys
from pathlib import Path

import xlsxwriter


def read_cells(workbook: Path) -> dict[str, list[tuple[int, int, str | float]]]:
    """Read the filled cells of a workbook: by the name of the sheet, each as row, column (from 0) and value."""
    import openpyxl

    sheets = openpyxl.load_workbook(workbook)
    return {
        sheet.title: [
            (cell.row - 1, cell.column - 1, cell.value if isinstance(cell.value, int | float) else str(cell.value))
            for row in sheet.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        ]
        for sheet in sheets
    }


def write_cells(cells: Path, workbook: Path) -> None:
    """Write a workbook from the cells in a JSON file."""
    with xlsxwriter.Workbook(str(workbook)) as book:
        for name, values in json.loads(cells.read_text(encoding="utf-8")).items():
            sheet = book.add_worksheet(name)
            for row, column, value in values:
                sheet.write(row, column, value)


if __name__ == "__main__":
    write_cells(Path(sys.argv[1]), Path(sys.argv[2]))
