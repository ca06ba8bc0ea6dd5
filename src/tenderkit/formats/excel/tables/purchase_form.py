# SPDX-License-Identifier: Apache-2.0
"""Write the form for a table of purchases: heads, rows with help, an example, and lists to choose from."""

import datetime
import io
from collections.abc import Sequence
from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from tenderkit import __version__
from tenderkit.archives import EPOCH, rewrite_archive
from tenderkit.frozen import frozen_dataclass

# Rows that have lists to choose from.
_ROWS = 5000
_HELP_HEIGHT = 150
# The row with the note, between the help and the first purchase.
_NOTE = 2
_TABLE, LISTS = "purchases", "lists"


@frozen_dataclass
class FormColumn:
    """A column of the form.

    `name`: its head; `help`: the help below it; `width`: in characters; `words`: to choose from; `kind`: what its
    cells hold.
    """

    name: str
    help: str
    width: int
    words: tuple[str, ...] = ()
    kind: Literal["text", "number", "amount", "date"] = "text"


FormCell = str | int | datetime.date | None


def write_purchase_form(
    columns: Sequence[FormColumn], note: str, example: Sequence[Sequence[FormCell]], *, rtl: bool
) -> bytes:
    """Return the form as a workbook.

    Parameters: `columns`, the first of which holds ids; `note`, a line of help for the whole table; `example`, rows
    with a cell for each column; `rtl`, whether the language of the help is written from right to left, and so the
    sheet.
    """
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"author": f"tenderkit {__version__}", "created": datetime.datetime(*EPOCH)})
    sheet, lists = book.add_worksheet(_TABLE), book.add_worksheet(LISTS)
    lists.hide()
    styles: dict[str, Any] = {
        "head": book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"}),
        "help": book.add_format({"text_wrap": True, "valign": "top", "italic": True, "bg_color": "#EDEDED"}),
        "note": book.add_format({"italic": True}),
        "text": book.add_format({"num_format": "@"}),
        "number": book.add_format({"num_format": "0"}),
        "amount": book.add_format(),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    if rtl:
        sheet.right_to_left()
    sheet.freeze_panes(2, 1)
    sheet.set_row(1, _HELP_HEIGHT)
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width, styles[column.kind])
        sheet.write_string(0, position, column.name, styles["head"])
        # A row whose id begins with # is a note.
        sheet.write_string(1, position, column.help if position else f"# {column.help}", styles["help"])
        _add_choice(sheet, lists, position, column)
    sheet.write_string(_NOTE, 0, f"# {note}", styles["note"])
    for number, row in enumerate(example, _NOTE + 1):
        for position, (cell, column) in enumerate(zip(row, columns, strict=True)):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(
                    number, position, datetime.datetime.combine(cell, datetime.time()), styles["date"]
                )
            elif cell is not None:
                sheet.write(number, position, cell, styles[column.kind])
    book.close()
    return rewrite_archive(file)


def _add_choice(sheet: Worksheet, lists: Worksheet, position: int, column: FormColumn) -> None:
    """Let cells of a column be chosen from its words, which the hidden sheet holds, or be numbers."""
    rule: dict[str, Any] = {"input_title": column.name[:32], "input_message": column.help[:255]}
    if column.words:
        lists.write_column(0, position, column.words)
        letters = xl_col_to_name(position)
        block = f"={LISTS}!${letters}$1:${letters}${len(column.words)}"
        # Another word is warned of and can be kept: libraries of authorities add words.
        rule |= {"validate": "list", "source": block, "error_type": "warning"}
    elif column.kind == "number":
        rule |= {"validate": "integer", "criteria": ">=", "value": 1}
    elif column.kind == "amount":
        rule |= {"validate": "decimal", "criteria": ">=", "value": 0}
    elif column.kind == "date":
        rule |= {"validate": "date", "criteria": ">=", "value": datetime.date(2000, 1, 1)}
    else:
        rule |= {"validate": "any"}
    sheet.data_validation(_NOTE + 1, position, _ROWS, position, rule)
