# SPDX-License-Identifier: Apache-2.0
"""The look of the annex, as `templates/annex/look.toml` describes it: pages, colours, scripts, styles.

The look never says left or right, so that it fits languages written in either direction.
"""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from tenderkit.library.shape import SHAPE, Bool, Bounds, Int

Colour = Annotated[str, Bounds(pattern=r"^[0-9A-F]{6}$")]


@dataclass(frozen=True)
class Page:
    """A page in portrait: width and height in twentieths of a point."""

    __pydantic_config__ = SHAPE
    width: Int
    height: Int


@dataclass(frozen=True)
class Margins:
    """The margins of a page in twentieths of a point.

    `side`: the margin at the left and at the right. `edge`: from the edge of the page to the header and to the
    footer.
    """

    __pydantic_config__ = SHAPE
    top: Int
    bottom: Int
    side: Int
    edge: Int


@dataclass(frozen=True)
class Script:
    """The fonts for a script, such as Arabic.

    `larger`: half points to add to the sizes of the styles for text in a complex script. `item_format`: the name in
    Word of the number format for the items of a clause.
    """

    __pydantic_config__ = SHAPE
    latin: str
    complex: str
    east_asian: str
    larger: Int = 0
    item_format: Literal["lowerLetter", "arabicAbjad"] = "lowerLetter"


@dataclass(frozen=True)
class Style:
    """A paragraph style or character style of Word.

    `size`: the size of the font in half points. `before`, `after`, `indent` and `hanging`: distances in twentieths of
    a point. `line`: the line spacing in 240ths of a line. `colour` and `fill`: names of colours of the look.
    `outline`: the heading level. `list_level`: the level of the clause numbering. `after_style`: the style of the
    next paragraph. `page_tab`: true if the style has a tab stop at the end of the line, for dots and a page number.
    """

    __pydantic_config__ = SHAPE
    name: str
    type: Literal["paragraph", "character"] = "paragraph"
    based_on: str | None = None
    after_style: str | None = None
    size: Int | None = None
    bold: Bool | None = None
    italic: Bool | None = None
    colour: str | None = None
    fill: str | None = None
    before: Int | None = None
    after: Int | None = None
    line: Int | None = None
    indent: Int | None = None
    hanging: Int | None = None
    keep_next: Bool = False
    keep_lines: Bool = False
    outline: Int | None = None
    list_level: Int | None = None
    page_tab: Bool = False
    quick: Bool = True


@dataclass(frozen=True)
class Look:
    """The look of the annex: the content of `look.toml`, with one field for each table of that file."""

    __pydantic_config__ = SHAPE
    pages: dict[str, Page]
    margins: Margins
    colours: dict[str, Colour]
    scripts: dict[str, Script]
    styles: dict[str, Style]
    cell_margins: dict[str, Int] = field(default_factory=dict)
