# SPDX-License-Identifier: Apache-2.0
"""Join the pieces of a page to lines, and the lines to segments with a wide gap between them, as in tables."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tenderkit.checks.documents.letters import clean_text, unfold_shapes
from tenderkit.formats.pdf.read.columns import Edges, order_columns
from tenderkit.formats.pdf.read.pieces import SPACE, WIDE_GAP, DrawnText
from tenderkit.formats.pdf.read.right_to_left import (
    has_mirrored_brackets,
    is_right_to_left,
    mirror_brackets,
    order_clusters,
)

# In parts of the size of letters: what is on one baseline.
_SAME_LINE = 0.4
# Letters that are drawn twice to look bold.
_DOUBLED = 0.12


@dataclass(slots=True)
class Segment:
    """A part of a line without a wide gap: where it begins and ends, in points, and its text."""

    x0: float
    x1: float
    text: str


@dataclass(slots=True)
class Line:
    """A line: its segments in reading order, its baseline, size and page, and whether it is bold, or a heading.

    `right_to_left`: whether most of its page or column runs so; `heading`: the level that the file states, 0 for
    none; `edges`: where the column of text ends in which the line is, on the left and on the right; None where that
    is the page.
    """

    segments: list[Segment]
    y: float
    size: float
    page: int
    bold: bool = False
    heading: int = 0
    right_to_left: bool = False
    edges: Edges | None = None

    @property
    def text(self) -> str:
        """The text of all segments."""
        return " ".join(segment.text for segment in self.segments)

    @property
    def x0(self) -> float:
        """Where the line begins on the left."""
        return min(segment.x0 for segment in self.segments)

    @property
    def x1(self) -> float:
        """Where it ends on the right."""
        return max(segment.x1 for segment in self.segments)


def read_lines(pieces: Sequence[DrawnText], page: int) -> list[Line]:
    """Return the lines of a page from top to bottom; text that is turned comes last.

    Parameters: `page`, the number of the page, from 1.
    """
    right_to_left = is_right_to_left("".join(piece.text for piece in pieces))
    lines: list[Line] = []
    for turn, _ in Counter(piece.turn for piece in pieces).most_common():
        upright = [piece for piece in pieces if piece.turn == turn and piece.text]
        groups = order_columns(list(_group_by_line(upright)), right_to_left=right_to_left)
        for edges, column in groupby(groups, key=lambda group: group.edges):
            rows = [group.pieces for group in column]
            runs_back = right_to_left
            if edges is not None:  # a column may be in a language of its own
                runs_back = is_right_to_left("".join(piece.text for row in rows for piece in row))
            row_lines = [_make_line(row, page, right_to_left=runs_back) for row in rows]
            lines += [replace(line, edges=edges) for line in row_lines if line.segments]
    return lines


def mend_brackets(pages: Sequence[Sequence[Line]]) -> None:
    """Turn the brackets in lines from right to left, where a document has them the other way round."""
    segments = [s for lines in pages for line in lines for s in line.segments if is_right_to_left(s.text)]
    if has_mirrored_brackets(segment.text for segment in segments):
        for segment in segments:
            segment.text = mirror_brackets(segment.text)


def _group_by_line(pieces: Sequence[DrawnText]) -> Iterator[list[DrawnText]]:
    """Yield the pieces on each line, from top to bottom."""
    members: list[DrawnText] = []
    for piece in sorted(pieces, key=lambda p: (-p.y, p.x0)):
        if members and abs(members[0].y - piece.y) > _SAME_LINE * max(members[0].size, piece.size):
            yield members
            members = []
        members.append(piece)
    if members:
        yield members


def _make_line(pieces: Sequence[DrawnText], page: int, *, right_to_left: bool) -> Line:
    words = [piece for piece in pieces if piece.text.strip()] or pieces
    sizes, weights, headings, heights = Counter[float](), Counter[bool](), Counter[int](), Counter[float]()
    for piece in words:
        letters = len(piece.text)
        sizes[round(piece.size * 2) / 2] += letters
        heights[round(piece.y, 1)] += letters
        weights[piece.bold] += letters
        headings[piece.heading] += letters
    size = max(sizes.most_common(1)[0][0], 1.0)
    segments = [
        Segment(x0, x1, text)
        for x0, x1, clusters in _split_segments(_attach_marks(sorted(words, key=lambda p: p.x0)), size)
        if (text := _read_text(clusters, right_to_left=right_to_left))
    ]
    if right_to_left:
        segments.reverse()
    height = heights.most_common(1)[0][0]
    bold, heading = weights.most_common(1)[0][0], max(headings)
    return Line(segments, height, size, page, bold, heading, right_to_left)


def _read_text(clusters: Sequence[str], *, right_to_left: bool) -> str:
    text = order_clusters([unfold_shapes(cluster) for cluster in clusters], right_to_left=right_to_left)
    return " ".join(clean_text(text).split())


def _attach_marks(pieces: list[DrawnText]) -> list[DrawnText]:
    """Return pieces with marks of vowels behind the letter over which they are."""
    marks = [piece for piece in pieces if all(unicodedata.combining(letter) for letter in piece.text)]
    if not marks or len(marks) == len(pieces):
        return pieces
    are_marks = {id(mark) for mark in marks}
    letters = [piece for piece in pieces if id(piece) not in are_marks]
    at = 0
    for mark in marks:
        centre = (mark.x0 + mark.x1) / 2
        while at + 1 < len(letters) and letters[at + 1].x0 <= centre:
            at += 1
        letters[at].text += mark.text
    return letters


def _split_segments(pieces: Sequence[DrawnText], size: float) -> Iterator[tuple[float, float, list[str]]]:
    """Yield for each segment where it begins and ends, and its clusters with spaces between words.

    A piece of Latin letters is split, because it may be in the middle of words that run from right to left.
    """
    begin = end = 0.0
    clusters: list[str] = []
    last: DrawnText | None = None
    for piece in pieces:
        if last is not None and piece.text == last.text and piece.x0 - last.x0 < _DOUBLED * size:
            continue
        gap = piece.x0 - end
        if clusters and gap > WIDE_GAP * size:
            yield begin, end, clusters
            clusters = []
        if not clusters:
            begin, end = piece.x0, piece.x1
        elif gap > SPACE * size and clusters[-1] != " " and not piece.text.startswith(" "):
            clusters.append(" ")
        # A letter from right to left is a piece of its own, and may stand for several.
        clusters += [piece.text] if is_right_to_left(piece.text) else list(piece.text)
        end = max(end, piece.x1)
        last = piece
    if clusters:
        yield begin, end, clusters
