# SPDX-License-Identifier: Apache-2.0
"""Write tables of a Word file: the header row is repeated on each page, and no page break splits a row."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from tenderkit.formats.word.write.controls import ControlWriter
from tenderkit.formats.word.write.xml import Markup, join, w
from tenderkit.frozen import Memory
from tenderkit.papers.blocks import Answer, Cell, Table

_MILLIMETRE = 1440 / 25.4  # in twentieths of a point
# The width of a bold letter in a wide font, also in small print, and the margins at both sides of a cell, in
# twentieths of a point.
_LETTER_WIDTH, _SMALL_LETTER_WIDTH, _CELL_MARGINS = 112, 94, 230
_LONGEST_WORD = 20  # letters
_BREAKS = re.compile(r"[\s\-–/]+")
_SHORT = 9  # rows: a table that is no longer is kept on one page
# The height of a line in a cell, and the space above and below the text of a cell, in millimetres.
_LINE, _CELL_SPACE = 4.2, 1.8
# The margins above and below the text of a cell in small print, in twentieths of a point.
_SMALL_MARGINS = w("tblCellMar", w("top", w=6, type="dxa"), w("bottom", w=6, type="dxa"))


# The rows without a field that earlier papers have too, and what is in front of the rows.
_KNOWN_ROWS: Memory[Markup] = Memory(2048)
_KNOWN_HEADS: Memory[Markup] = Memory(256)


@cache
def _write_cell_properties(width: int) -> Markup:
    return w("tcPr", w("tcW", w=width, type="dxa"))


def write_table(controls: ControlWriter, table: Table, width: int, indent: int = 0) -> Markup:
    """Write a table.

    Parameters: `controls`, the writer of the controls for answers; `width`, the width between the margins, and
    `indent`, the part of this width to leave free in front of the table, in twentieths of a point.
    """
    widths = _divide_width(table, width - indent)
    key = controls.paragraphs.setting, table.caption, table.small, indent, *widths
    rows = [_KNOWN_HEADS.recall(key, lambda: _write_head(controls, table, widths, indent))]
    rows.append(_write_row(controls, table.head, widths, head=True))
    count = len(table.rows)
    for number, row in enumerate(table.rows, 1):
        last = table.total and number == count
        # Short tables stay whole; of a long one neither the first rows nor the last are alone on a page.
        keep = (not table.tall and (count <= _SHORT or number <= 2)) or number >= count - 1
        keep = keep and (number < count or table.keep_next)
        rows.append(_write_row(controls, row, widths, bold=last, keep=keep, height=table.height, small=table.small))
    return w("tbl", *rows)


def _write_head(controls: ControlWriter, table: Table, widths: Sequence[int], indent: int) -> Markup:
    """Write what a table has in front of its rows: its properties and the widths of its columns."""
    properties = w(
        "tblPr",
        w("tblStyle", val=controls.paragraphs.styles["Annex Table"].id),
        w("bidiVisual") if controls.paragraphs.rtl else None,
        w("tblW", w=sum(widths), type="dxa"),
        w("tblInd", w=indent, type="dxa") if indent else None,
        w("tblLayout", type="fixed"),
        _SMALL_MARGINS if table.small else None,
        w(
            "tblLook",
            val="0420",
            firstRow="1",
            lastRow="0",
            firstColumn="0",
            lastColumn="0",
            noHBand="0",
            noVBand="1",
        ),
        w("tblCaption", val=table.caption),
        w("tblDescription", val=table.caption),
    )
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    return join(properties, grid)


def _divide_width(table: Table, width: int) -> list[int]:
    """Divide the width of a table among its columns by their shares; no column is narrower than its longest word.

    Very long words, such as addresses and digests, do not count.
    """
    total, letter = sum(table.widths), _SMALL_LETTER_WIDTH if table.small else _LETTER_WIDTH
    widths = [width * share // total for share in table.widths]
    needs = [
        max((_count_longest_word(row[column]) for row in (table.head, *table.rows)), default=0) * letter
        + _CELL_MARGINS
        for column in range(len(widths))
    ]
    missing = sum(max(need - given, 0) for need, given in zip(needs, widths, strict=True))
    spare = sum(max(given - need, 0) for need, given in zip(needs, widths, strict=True))
    if not 0 < missing <= spare:
        return widths
    return [
        need if given < need else given - missing * (given - need) // spare
        for need, given in zip(needs, widths, strict=True)
    ]


@lru_cache(maxsize=4096)
def _count_longest_word(cell: Cell) -> int:
    """Count the letters of the longest word of a cell; the cell must hold it."""
    words = () if isinstance(cell, Answer) else _BREAKS.split(cell)
    return max((len(word) for word in words if len(word) <= _LONGEST_WORD), default=0)


def _write_row(
    controls: ControlWriter, cells: Sequence[Cell], widths: Sequence[int], *, head: bool = False,
    bold: bool = False, keep: bool = False, height: int = 0, small: bool = False,
) -> Markup:  # fmt: skip
    """Write a row of a table.

    Parameters: `height`, the minimum height in millimetres; `keep`, true to keep the row on one page with the next
    row; `small`, true for small print.
    """
    style = "Table Head" if head or bold else "Table Small" if small else "Table Text"
    paragraphs = controls.paragraphs

    def write() -> Markup:
        return _write_cells(controls, cells, widths, style, head=head, keep=keep, height=height)

    if any(isinstance(cell, Answer) for cell in cells):
        return write()
    marks = [paragraphs.list_cell_marks(cell) for cell in cells if isinstance(cell, str)]
    key = paragraphs.setting, tuple(cells), tuple(widths), style, head, keep, height, *marks
    return _KNOWN_ROWS.recall(key, write)


def _write_cells(
    controls: ControlWriter, cells: Sequence[Cell], widths: Sequence[int], style: str, *, head: bool, keep: bool,
    height: int,
) -> Markup:  # fmt: skip
    """Write a row of a table with the style of its paragraphs; for the other parameters see `_write_row`."""
    paragraphs = controls.paragraphs
    # Tables are most of a document, so a row is put together in one go.
    written = "".join(
        f"<w:tc>{_write_cell_properties(width)}{paragraphs.write_paragraph(content, style, keep=keep)}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
        for content in [controls.write_answer(cell) if isinstance(cell, Answer) else paragraphs.write_cell_text(cell)]
    )
    least = max(height, *map(_measure_room, cells))
    return Markup(f"<w:tr>{_write_row_properties(head, least)}{written}</w:tr>")


def _measure_room(cell: Cell) -> float:
    """Return the height in millimetres of a cell with room for several lines of an answer; 0 for any other cell."""
    return cell.lines * _LINE + _CELL_SPACE if isinstance(cell, Answer) and cell.lines > 1 else 0


@cache
def _write_row_properties(head: bool, height: float) -> Markup:
    """Write the properties of a row; `height`, its least height in millimetres."""
    return w(
        "trPr",
        w("cantSplit"),
        w("trHeight", val=round(height * _MILLIMETRE), hRule="atLeast") if height else None,
        w("tblHeader") if head else None,
    )
