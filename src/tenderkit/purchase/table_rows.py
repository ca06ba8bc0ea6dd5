# SPDX-License-Identifier: Apache-2.0
"""The rows of a table of purchases, as a format reads them: numbered, with cells that are not yet understood."""

from tenderkit.frozen import frozen_dataclass


@frozen_dataclass
class CellFault:
    """What is in place of the value of a cell that cannot be read, and what to do."""

    message: str
    fix: str


Cell = str | int | float | bool | CellFault | None


@frozen_dataclass
class TableRow:
    """A row: its number, from 1 as spreadsheets count, and its cells from column A on; None for an empty cell."""

    number: int
    cells: tuple[Cell, ...]


def name_column(position: int) -> str:
    """Return the letters of a column by its position from 0: `A`, `Z`, `AA`."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
