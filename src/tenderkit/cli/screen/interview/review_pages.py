# SPDX-License-Identifier: Apache-2.0
"""The pages of the review of `tenderkit new` on a terminal: tables where there is room, else cell below cell."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import find_origin_style, make_console, make_text
from tenderkit.interview.pages import Cell, Column, Drawing, Page, Row
from tenderkit.library.language import Language

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

# Between two columns, and in front of cells below others.
_GAP, _INDENT = 2, 4
# Rich breaks lines at no-break spaces, too, which French has in front of its signs: another sign stands for them.
_KEPT_BLANK = "\ue000"
_KEEP_BLANKS = dict.fromkeys(map(ord, "\u00a0\u202f"), _KEPT_BLANK)


def draw_page(page: Page, width: int, language: Language) -> Drawing:
    """Draw a page for a width, in columns of the terminal.

    Text that runs from right to left would shift the edges of a table: it gets a line for each cell.
    """
    console = make_console(io.StringIO(), width)
    columns = [] if language.rtl else [column for column in page.columns if width >= column.least]
    if len(columns) < 2:
        return Drawing((), [_print_lines(console, _stack_cells(row, language), row.indent) for row in page.rows])
    widths = [_measure_column(page, number) for number, column in enumerate(columns)]
    head = [make_text(column.title, "minor") for column in columns]
    is_named = any(column.title for column in columns)
    return Drawing(
        _print_lines(console, [_draw_table(head, columns, widths)], 0) if is_named else (),
        [_print_lines(console, [_draw_row(row, columns, widths, language)], row.indent) for row in page.rows],
    )


def _print_lines(console: "Console", parts: "Sequence[RenderableType]", indent: int) -> list[str]:
    """Return the lines of a row, with codes for their colours."""
    from rich.padding import Padding

    with console.capture() as capture:
        for part in parts:
            console.print(Padding(part, (0, 0, 0, indent)), end="")
    return [line.rstrip() for line in capture.get().replace(_KEPT_BLANK, "\u00a0").rstrip("\n").split("\n")]


def _draw_row(row: Row, columns: Sequence[Column], widths: Sequence[int], language: Language) -> "RenderableType":
    """Return a row as a table; cells without a column of their own come below the second one, on a line."""
    from rich.console import Group

    if len(row.cells) == 1:
        return _draw_cell(row.cells[0])
    cells = [_draw_cell(cell) for cell in row.cells]
    below = [cell for cell in cells[len(columns) :] if cell.plain]
    shown: list[RenderableType] = [*cells[: len(columns)]]
    if below:
        shown[1] = Group(shown[1], make_text(language.text("formats.joint"), "minor").join(below))
    return _draw_table(shown, columns, widths)


def _measure_column(page: Page, number: int) -> int:
    """Return the width of the widest cell in a column."""
    from rich.cells import cell_len

    cells = [row.cells[number] for row in page.rows if len(row.cells) > max(number, 1)]
    texts = ("".join(piece.text for piece in cell) for cell in cells)
    return max(map(cell_len, (page.columns[number].title, *texts)))


def _draw_table(cells: "Sequence[RenderableType]", columns: Sequence[Column], widths: Sequence[int]) -> "Table":
    from rich.table import Table

    table = Table.grid(padding=(0, _GAP, 0, 0), expand=True)
    for column, width in zip(columns, widths, strict=True):
        table.add_column(ratio=column.share or None, width=None if column.share else width, overflow="fold")
    table.add_row(*cells)
    return table


def _stack_cells(row: Row, language: Language) -> "list[RenderableType]":
    """Return the cells of a row below each other; the first of two, a label, and a number lead the next cell."""
    from rich.padding import Padding

    cells = [cell for cell in map(_draw_cell, row.cells) if cell.plain]
    if len(cells) > 1:
        between = "  " if len(cells) > 2 else language.text("interview.answered", label="", answer="")
        cells[:2] = [make_text(between).join(cells[:2])]
    return [*cells[:1], *(Padding(cell, (0, 0, 0, _INDENT)) for cell in cells[1:])]


def _draw_cell(cell: Cell) -> "Text":
    text = make_text("")
    for piece in cell:
        text += make_text(piece.text.translate(_KEEP_BLANKS), find_origin_style(piece.style))
    return text
