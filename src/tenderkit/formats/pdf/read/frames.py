# SPDX-License-Identifier: Apache-2.0
"""Headers and footers: lines at the top or bottom that are there again on other pages."""

import re
from collections import Counter
from collections.abc import Sequence

from tenderkit.formats.pdf.read.lines import Line

# How many lines of a page are looked at, from its top and from its bottom.
_LOOKED_AT = 4
# On how many pages a line has to be: left and right pages may have lines of their own.
_LEAST_PAGES, _LEAST_SHARE = 2, 0.3
# In points: how much the height of a line may differ.
_SAME_HEIGHT = 6.0
_DIGITS = re.compile(r"\d+")


def split_frames(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Line], list[Line]]:
    """Return the lines of each page without headers and footers, then each header once, and each footer once.

    Lines are the same where they differ in numbers alone.
    """
    counts: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        counts.update({key for line in _list_outer(lines) for key in _make_keys(line)})
    least = max(_LEAST_PAGES, _LEAST_SHARE * len(pages))
    bodies: list[list[Line]] = []
    headers: dict[str, Line] = {}
    footers: dict[str, Line] = {}
    for lines in pages:
        outer = {id(line): n for n, line in enumerate(_list_outer(lines))}
        body = []
        middle = (lines[0].y + lines[-1].y) / 2 if lines else 0.0
        for line in lines:
            if id(line) in outer and max(counts[key] for key in _make_keys(line)) >= least:
                (headers if line.y > middle else footers).setdefault(_fold(line), line)
            else:
                body.append(line)
        bodies.append(body)
    return bodies, list(headers.values()), list(footers.values())


def _list_outer(lines: Sequence[Line]) -> list[Line]:
    return list(lines) if len(lines) <= 2 * _LOOKED_AT else [*lines[:_LOOKED_AT], *lines[-_LOOKED_AT:]]


def _make_keys(line: Line) -> list[tuple[str, int]]:
    """Return two keys of a line; lines of the same words and nearly the same height share one of them."""
    height = line.y / _SAME_HEIGHT
    return [(_fold(line), 2 * int(height // 1)), (_fold(line), 2 * int((height + 0.5) // 1) + 1)]


def _fold(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())
