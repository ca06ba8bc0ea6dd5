# SPDX-License-Identifier: Apache-2.0
"""Find pages in two columns of text, as of a tender in two languages, and put one column behind the other."""

from collections.abc import Sequence
from itertools import accumulate
from statistics import median
from typing import NamedTuple

from tenderkit.formats.pdf.read.pieces import DrawnText

# The gap between columns is looked for in the middle of the text, from and to these parts of its width.
_FROM, _TO = 0.25, 0.75
# Of the letters of a page: those on each side of the gap, and those in lines across it, such as titles.
_LEAST_ON_A_SIDE, _MOST_ACROSS = 0.25, 0.4
# Of the width of a column, that of a usual line of text; cells of tables are shorter.
_LEAST_FILLED = 0.7
_LEAST_LINES = 6
# In parts of the size of letters, the least gap.
_GAP = 0.8
Edges = tuple[float, float]


class _Span(NamedTuple):
    """A stretch of a line without a gap: where it begins and ends, its baseline, and the number of its letters."""

    x0: float
    x1: float
    y: float
    letters: int


class Group(NamedTuple):
    """The pieces on one line, and where the column begins and ends in which they are; None for the whole page."""

    pieces: list[DrawnText]
    edges: Edges | None = None


def order_columns(groups: Sequence[list[DrawnText]], *, right_to_left: bool) -> list[Group]:
    """Return the lines of a page in reading order: stretches in two columns, one column behind the other.

    Parameters: `groups`, the pieces on each line from top to bottom; `right_to_left`, whether the right column is
    read first.
    """
    spans = [_join_spans(group) for group in groups]
    gap = _find_gap([span for line in spans for span in line]) if len(groups) >= _LEAST_LINES else None
    if gap is None:
        return [Group(group) for group in groups]
    ordered: list[Group] = []
    stretch: list[list[DrawnText]] = []
    for group, line in zip(groups, spans, strict=True):
        if any(span.x0 < gap < span.x1 for span in line):
            ordered += _split(stretch, gap, right_to_left=right_to_left)
            stretch = []
            ordered.append(Group(group))
        else:
            stretch.append(group)
    return ordered + _split(stretch, gap, right_to_left=right_to_left)


def _join_spans(pieces: Sequence[DrawnText]) -> list[_Span]:
    """Return the stretches of a line without a gap."""
    spans: list[_Span] = []
    for piece in sorted(pieces, key=lambda p: p.x0):
        if not piece.text.strip():
            continue
        last = spans[-1] if spans else None
        if last is not None and piece.x0 - last.x1 <= _GAP * piece.size:
            spans[-1] = _Span(last.x0, max(last.x1, piece.x1), last.y, last.letters + len(piece.text))
        else:
            spans.append(_Span(piece.x0, piece.x1, piece.y, len(piece.text)))
    return spans


def _find_gap(spans: Sequence[_Span]) -> float | None:
    """Return where the gap between two columns is; None where the page has none."""
    if not spans:
        return None
    left, right = min(span.x0 for span in spans), max(span.x1 for span in spans)
    begin, end = int(left + _FROM * (right - left)), int(left + _TO * (right - left))
    # How many letters are across each point: they are counted where a span begins, and taken off where it ends.
    changes = [0] * (end - begin + 2)
    for span in spans:
        first, last = max(int(span.x0), begin) - begin, min(int(span.x1) + 1, end + 1) - begin
        if first < last:
            changes[first] += span.letters
            changes[last] -= span.letters
    counts = list(accumulate(changes))[:-1]
    least = min(counts)
    points = [begin + n for n, count in enumerate(counts) if count == least]
    gap = points[len(points) // 2] + 0.5
    return gap if _is_between_columns(spans, gap, left, right) else None


def _is_between_columns(spans: Sequence[_Span], gap: float, left: float, right: float) -> bool:
    """Return whether there is enough text on both sides of a gap, in lines that fill their column."""
    letters = sum(span.letters for span in spans)
    sides = ([span for span in spans if span.x1 <= gap], [span for span in spans if span.x0 >= gap])
    on_sides = [sum(span.letters for span in side) for side in sides]
    if min(on_sides) < _LEAST_ON_A_SIDE * letters or letters - sum(on_sides) > _MOST_ACROSS * letters:
        return False
    for side, width in zip(sides, (gap - left, right - gap), strict=True):
        lines: dict[int, list[_Span]] = {}
        for span in side:
            lines.setdefault(round(span.y / 3), []).append(span)
        widths = [max(s.x1 for s in line) - min(s.x0 for s in line) for line in lines.values()]
        if len(widths) < _LEAST_LINES or median(widths) < _LEAST_FILLED * width:
            return False
    return True


def _split(stretch: Sequence[list[DrawnText]], gap: float, *, right_to_left: bool) -> list[Group]:
    """Return the lines of a stretch in two columns, the first column before the second."""
    columns: list[list[Group]] = []
    for is_left in (True, False):
        parts = [[piece for piece in group if (piece.x0 < gap) is is_left] for group in stretch]
        pieces = [piece for part in parts for piece in part]
        edges = (min(p.x0 for p in pieces), max(p.x1 for p in pieces)) if pieces else None
        columns.append([Group(part, edges) for part in parts if part])
    left, right = columns
    return [*right, *left] if right_to_left else [*left, *right]
