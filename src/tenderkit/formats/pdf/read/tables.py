# SPDX-License-Identifier: Apache-2.0
"""Find the tables of a PDF: lines one below the other whose segments are in the same columns."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tenderkit.checks.documents.line_joining import join_lines
from tenderkit.checks.documents.typed_numbers import split_number
from tenderkit.formats.pdf.read.lines import Line, Segment

# In parts of the size: the lines of a table are no further apart.
_FARTHEST = 5.0
# More lines than a page has: looking for columns in them takes quadratic time.
_MOST_LINES = 150
# The distance between two rows is so much larger than that of lines within one.
_LEAST_RATIO, _CLEAR_RATIO, _NEAR = 1.1, 1.3, 1.28
# Of the lines that seem to be within a row, the share with words in the first cell.
_MOST_FIRST = 0.7
_LEAST_ROWS = 2
Columns = list[tuple[float, float]]


def find_table(lines: Sequence[Line], start: int) -> tuple[list[list[str]], int]:
    """Return the cells of each row of a table that begins at a line, and the place of the first line behind it.

    Returns no rows where no table begins there.
    """
    if not _is_row(lines[start]) or lines[start].heading:
        return [], start
    end = start + 1
    last = min(len(lines), start + _MOST_LINES)
    while end < last and _belongs(lines[end - 1], lines[end]) and not _is_title(lines, end):
        end += 1
    farthest = end
    end = 1 + max(at for at in range(start, farthest) if _is_row(lines[at]))
    # What is behind the last row is a paragraph, if it is not very near.
    while end < farthest and _is_near(lines[end - 1], lines[end]):
        end += 1
    block = list(lines[start:end])
    columns = _find_columns(block)
    while block and (not columns or not all(_fits(line, columns) for line in block)):
        broken = next((n for n, line in enumerate(block) if columns and not _fits(line, columns)), len(block) - 1)
        block = block[:broken]
        columns = _find_columns(block)
    if sum(1 for line in block if _is_row(line)) < _LEAST_ROWS:
        return [], start
    return _read_rows(block, columns), start + len(block)


def _is_row(line: Line) -> bool:
    """Return whether a line has several cells; a number in front of a text is no cell."""
    return len(line.segments) > 1 and not (
        len(line.segments) == 2 and split_number(f"{line.segments[0].text} X")[1] == "X"
    )


def _belongs(above: Line, below: Line) -> bool:
    return above.page == below.page and 0 < above.y - below.y <= _FARTHEST * max(above.size, below.size)


def _is_near(above: Line, below: Line) -> bool:
    return above.y - below.y <= _NEAR * below.size


def _is_title(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line is a heading, or one between two tables with different numbers of columns."""
    line = lines[at]
    if line.heading or at + 1 >= len(lines):
        return bool(line.heading)
    above, below = len(lines[at - 1].segments), len(lines[at + 1].segments)
    return len(line.segments) == 1 and above > 1 and below > 1 and above != below


def _find_columns(block: Sequence[Line]) -> Columns:
    """Return where each column begins and ends, by the rows with the most common number of cells; empty for none."""
    counts = Counter(len(line.segments) for line in block if _is_row(line))
    number = max((n for n in counts if counts[n] >= _LEAST_ROWS), default=0)
    spans = sorted((s.x0, s.x1) for line in block if len(line.segments) == number for s in line.segments)
    columns: Columns = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(x1, columns[-1][1]))
        else:
            columns.append((x0, x1))
    return columns if len(columns) == number else []


def _find_column(segment: Segment, columns: Columns) -> int:
    """Return the column that a segment overlaps most, or which is nearest."""

    def overlap(column: tuple[float, float]) -> float:
        return min(segment.x1, column[1]) - max(segment.x0, column[0])

    return max(range(len(columns)), key=lambda n: overlap(columns[n]))


def _fits(line: Line, columns: Columns) -> bool:
    """Return whether each segment of a line is in a column of its own."""
    places = [_find_column(segment, columns) for segment in line.segments]
    pairs = zip(places, line.segments, strict=True)
    inside = all(n + 1 == len(columns) or segment.x1 <= columns[n + 1][0] + 1 for n, segment in pairs)
    return inside and len(set(places)) == len(places)


def _read_rows(block: Sequence[Line], columns: Columns) -> list[list[str]]:
    """Return the cells of each row."""
    first = len(columns) - 1 if block[0].right_to_left else 0
    places = [[_find_column(segment, columns) for segment in line.segments] for line in block]
    has_first = [first in row for row in places]
    distances = [above.y - below.y for above, below in pairwise(block)]
    row_end = _find_row_end(distances, has_first, block[0].size)
    rows: list[list[list[str]]] = []
    for n, line in enumerate(block):
        begins = has_first[n] if row_end is None else n > 0 and distances[n - 1] > row_end
        if begins or not rows:
            rows.append([[] for _ in columns])
        for place, segment in zip(places[n], line.segments, strict=True):
            rows[-1][place].append(segment.text)
    ordered = [[join_lines(cell) for cell in row] for row in rows]
    return [row[::-1] for row in ordered] if block[0].right_to_left else ordered


def _find_row_end(distances: Sequence[float], has_first: Sequence[bool], size: float) -> float | None:
    """Return the distance of lines above which a row ends; None where each line with a first cell begins a row.

    Parameters: `distances`, from each line to the next; `has_first`, for each line whether its first cell has words;
    `size`, that of the letters.
    """
    steps = sorted(distances)
    ratio, below, above = max(((b / a, a, b) for a, b in pairwise(steps) if a > 0), default=(1.0, 0.0, 0.0))
    if ratio < _LEAST_RATIO:
        return None
    row_end = (below + above) / 2
    near = [has_first[n + 1] for n, distance in enumerate(distances) if distance <= row_end]
    # Lines within a row are as near as in a paragraph, or seldom have words in its first cell.
    is_near = ratio >= _CLEAR_RATIO and below <= _NEAR * size
    return row_end if is_near or sum(near) <= _MOST_FIRST * len(near) else None
