# SPDX-License-Identifier: Apache-2.0
"""The pages that the interview shows, as plain values: rows of cells, some of which the buyer can pick."""

from collections.abc import Iterator, Sequence
from typing import Any

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language


@frozen_dataclass
class Piece:
    """A piece of a text with its style, such as `title`, `minor`, or the origin of a value: `law`, `cited`, `buyer`.

    A style never says more than the text does, because some people see no colours.
    """

    text: str
    style: str = ""


Cell = tuple[Piece, ...]


@frozen_dataclass
class Row:
    """A row of a page: a cell for each column of the page, or a single cell for the whole width.

    `value`: what the buyer picks with this row, None for a row that cannot be picked; `indent`: the number of blanks
    in front of it.
    """

    cells: tuple[Cell, ...]
    value: Any = None
    indent: int = 0

    @property
    def text(self) -> str:
        """The text of the row without styles, such as `Term in months 48`."""
        return " ".join("".join(piece.text for piece in cell) for cell in self.cells)


@frozen_dataclass
class Column:
    """A column of a page. Its cells move below those of the columns before it on a narrow terminal.

    `share`: the share of the width, in parts; 0 for a column that is as wide as its widest cell; `least`: the least
    width of the terminal in which it is a column.
    """

    title: str
    share: int
    least: int = 0


@frozen_dataclass
class Page:
    """A page of the review: its rows under a title.

    `tab`: a short title, which names the page among others; `columns`: empty for a page whose rows are lines of text.
    """

    tab: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...] = ()


def make_row(text: str, style: str = "", value: Any = None, indent: int = 0) -> Row:
    """Return a row with a single text."""
    return Row(((Piece(text, style),),), value, indent)


def make_pair(label: str, text: str, value: Any = None, indent: int = 0, style: str = "") -> Row:
    """Return a row with a label and a text, for a page with two columns. Parameters: `style`, that of the text."""
    return Row(((Piece(label),), (Piece(text, style),)), value, indent)


def list_pickable(page: Page) -> list[Any]:
    """Return the values of the rows of a page that can be picked."""
    return [row.value for row in page.rows if row.value is not None]


def list_lines(page: Page, language: Language) -> Iterator[str]:
    """Yield the rows of a page as lines of text: `1.2.1: Minimum warranty; 3 years`."""
    for row in page.rows:
        first, *others = ("".join(piece.text for piece in cell) for cell in row.cells)
        rest = language.text("review.reason").join(filter(None, others))
        line = language.text("interview.answered", label=first, answer=rest) if rest else first
        yield " " * row.indent + line


@frozen_dataclass
class Drawing:
    """A page as it is drawn: the lines of its head, and those of each row. Lines may have codes for colours."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
