# SPDX-License-Identifier: Apache-2.0
"""Headers and footers: lines at the top or bottom that are there again on other pages."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from tenderkit.formats.pdf.read.lines import Line

# How many lines of a page are looked at, from its top and from its bottom.
_LOOKED_AT = 4
# On how many pages a line has to be: left and right pages may have lines of their own.
_LEAST_PAGES, _LEAST_SHARE = 2, 0.3
# In points: how much the height of a line may differ.
_SAME_HEIGHT = 6.0
# Of the size of the usual line, that of a title, such as “Lot 2” on top of the second page.
_LARGER = 1.12
# More digits than the number of a page has.
_DIGITS = re.compile(r"\d{1,6}")
_MOST_NUMBERS = 20


def split_frames(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Line], list[Line]]:
    """Return the lines of each page without headers and footers, then each header once, and each footer once.

    Lines are the same where their words are, and all their numbers but that of the page.
    """
    sizes = [line.size for lines in pages for line in lines]
    largest = _LARGER * median(sizes) if sizes else 0.0
    heights: Counter[tuple[str, int]] = Counter()
    texts: Counter[str] = Counter()
    for lines in pages:
        outer = _list_outer(lines)
        heights.update({key for line in outer for key in _make_keys(line)})
        texts.update({text for line in outer for text in _list_texts(line, largest)})
    least = max(_LEAST_PAGES, _LEAST_SHARE * len(pages))
    bodies: list[list[Line]] = []
    headers: dict[str, Line] = {}
    footers: dict[str, Line] = {}
    for lines in pages:
        outer_lines = {id(line) for line in _list_outer(lines)}
        body = []
        middle = (lines[0].y + lines[-1].y) / 2 if lines else 0.0
        for line in lines:
            text = max(_list_texts(line, largest), key=lambda text: texts[text]) if id(line) in outer_lines else ""
            if text and texts[text] >= _LEAST_PAGES and max(heights[key] for key in _make_keys(line)) >= least:
                (headers if line.y > middle else footers).setdefault(text, line)
            else:
                body.append(line)
        bodies.append(body)
    return bodies, list(headers.values()), list(footers.values())


def _list_outer(lines: Sequence[Line]) -> list[Line]:
    return list(lines) if len(lines) <= 2 * _LOOKED_AT else [*lines[:_LOOKED_AT], *lines[-_LOOKED_AT:]]


def _make_keys(line: Line) -> list[tuple[str, int]]:
    """Return two keys of a line; lines of the same words and nearly the same height share one of them."""
    height = line.y / _SAME_HEIGHT
    words = _DIGITS.sub("#", line.text.casefold())
    return [(words, 2 * int(height // 1)), (words, 2 * int((height + 0.5) // 1) + 1)]


def _list_texts(line: Line, largest: float) -> list[str]:
    """Return what a line says: as it is, and for each of its numbers with that in place as the number of the page.

    The number of a page rises from page to page, so its difference from the place of the page in the file stays the
    same. Parameters: `largest`, the size of letters above which a line is a title, and has no number of the page.
    """
    text = line.text.casefold()
    if line.heading or line.size > largest:
        return [text]
    texts = [text]
    for number in list(_DIGITS.finditer(text))[:_MOST_NUMBERS]:
        texts.append(f"{text[: number.start()]}#{int(number[0]) - line.page}#{text[number.end() :]}")
    return texts
