# SPDX-License-Identifier: Apache-2.0
"""Join the lines of a PDF to headings, paragraphs and tables."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tenderkit.checks.documents.builder import DocumentBuilder
from tenderkit.checks.documents.line_joining import join_lines
from tenderkit.checks.documents.typed_numbers import split_number
from tenderkit.formats.pdf.read.columns import Edges
from tenderkit.formats.pdf.read.lines import Line
from tenderkit.formats.pdf.read.tables import find_table

_WORD = re.compile(r"\w[\w-]*\w")
# A line of the table of contents: dots that lead to the number of a page.
_CONTENTS = re.compile(r"(?:[.…·_]\s*){4,}\s*\d{1,4}\s*$")
_ENDS = ".;:!?؟؛"
_LONGEST_HEADING, _LONGEST_BOLD_HEADING = 160, 100
# In parts of the size: how far apart the lines of a paragraph usually are, and by how much that may be more.
_USUAL_LEADING, _MOST_LEADING, _MORE = 1.2, 2.2, 1.12
# Letters of headings are so much larger than those of the text.
_LARGER = 1.12
_SAME_SIZE = 0.6
# Fewer headings may be stated by mistake.
_LEAST_STATED = 3


@dataclass(slots=True)
class _Look:
    """How the text of a document looks: the size of its letters, and the distance of its lines in parts of it."""

    size: float
    leading: float
    # The sizes of larger letters, the largest first.
    larger: list[float]
    # Whether the file states which lines are headings.
    stated: bool


def build_paragraphs(pages: Sequence[Sequence[Line]], builder: DocumentBuilder) -> None:
    """Add the headings, paragraphs and tables of a document.

    Parameters: `pages`, the lines of each page, without headers and footers.
    """
    look = _measure(pages)
    known_words = frozenset(word for lines in pages for line in lines for word in _WORD.findall(line.text.lower()))
    open_: list[Line] = []

    def close() -> None:
        if open_:
            _add_paragraph(open_, look, known_words, builder)
            open_.clear()

    edges = _find_edges(pages)
    for lines in pages:
        at = 0
        while at < len(lines):
            rows, end = find_table(lines, at)
            if rows:
                close()
                builder.add_table([(row, 0) for row in rows], page=lines[at].page)
                at = end
                continue
            line = lines[at]
            if open_ and not _goes_on(open_, line, look, open_[-1].edges or edges[open_[-1].page]):
                close()
            open_.append(line)
            at += 1
    close()


def _measure(pages: Sequence[Sequence[Line]]) -> _Look:
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    leadings: Counter[float] = Counter()
    for lines in pages:
        for above, below in pairwise(lines):
            if above.size == below.size == size and 0.8 < (above.y - below.y) / size < _MOST_LEADING:
                # Long lines are those of paragraphs.
                leadings[round((above.y - below.y) / size, 2)] += len(above.text)
    leading = leadings.most_common(1)[0][0] if leadings else _USUAL_LEADING
    stated = sum(1 for lines in pages for line in lines if line.heading) >= _LEAST_STATED
    return _Look(size, leading, sorted((s for s in sizes if s > _LARGER * size), reverse=True), stated)


def _find_edges(pages: Sequence[Sequence[Line]]) -> dict[int, Edges]:
    """Return for each page where its text ends on the left and on the right, but for some long lines.

    On a page with a few short lines it ends where it does on most pages.
    """
    edges = {}
    for lines in pages:
        rights, lefts = sorted(line.x1 for line in lines), sorted(line.x0 for line in lines)
        if lines:
            edges[lines[0].page] = (lefts[int(0.05 * (len(lines) - 1))], rights[int(0.95 * (len(lines) - 1))])
    if not edges:
        return {}
    usual_left, usual_right = (median(side) for side in zip(*edges.values(), strict=True))
    return {page: (min(left, usual_left), max(right, usual_right)) for page, (left, right) in edges.items()}


def _goes_on(above: Sequence[Line], line: Line, look: _Look, edges: Edges) -> bool:
    """Return whether a paragraph goes on with a line.

    Parameters: `edges`, where the column of text above ends, on the left and on the right.
    """
    left, right = edges
    last = above[-1]
    if split_number(line.text)[1] != line.text or _CONTENTS.search(last.text) or last.heading != line.heading:
        return False
    if abs(last.size - line.size) > _SAME_SIZE:
        return False
    # What a line leaves free on the side where it ends; the first word below would have had room in it.
    first = line.text.split(None, 1)[0] if line.text else ""
    word = len(first) * (line.x1 - line.x0) / max(len(line.text), 1) + 0.3 * line.size
    room = last.x0 - left if line.right_to_left else right - last.x1
    has_room = room > word + 0.5 * line.size
    if last.bold != line.bold and (has_room or not line.text[:1].islower()) and _read_level(above, look):
        return False
    ends = last.text.endswith(tuple(_ENDS))
    if last.page != line.page or last.edges != line.edges:
        return not (ends or has_room or _begins_sentence(line))
    distance = (last.y - line.y) / line.size
    if not 0 < distance <= max(look.leading, _USUAL_LEADING) * _MORE:
        return False
    return not (has_room and (ends or _begins_sentence(line)))


def _begins_sentence(line: Line) -> bool:
    """Return whether a line begins as a sentence does; letters without capitals do not tell."""
    return bool(line.text) and line.text[0].isupper()


def _add_paragraph(lines: Sequence[Line], look: _Look, known_words: frozenset[str], builder: DocumentBuilder) -> None:
    first_line = lines[0].text
    number, first = split_number(first_line)
    text = join_lines([first, *(line.text for line in lines[1:])], known_words)
    page = lines[0].page
    if _CONTENTS.search(first_line):
        builder.add_paragraph(_CONTENTS.sub("", text), number, contents=True, page=page)
    elif level := _read_level(lines, look):
        depth = number.strip(".()").count(".")
        builder.add_heading(text, level if lines[0].heading else 10 * level + depth, number, page=page)
    else:
        builder.add_paragraph(text, number, item=first != first_line, page=page)


def _read_level(lines: Sequence[Line], look: _Look) -> int:
    """Return the level of a heading: as the file states, or by its size, or because it is short and bold; else 0."""
    first = lines[0]
    if first.heading:
        return first.heading
    text = " ".join(line.text for line in lines)
    if look.stated or text.startswith("("):  # an entry of a list
        return 0
    if not any(letter.isalpha() for letter in text) or text[-1] in ".;:,!":
        return 0
    if first.size in look.larger and len(text) <= _LONGEST_HEADING:
        return look.larger.index(first.size) + 1
    is_bold = all(line.bold for line in lines) and len(text) <= _LONGEST_BOLD_HEADING and len(lines) <= 2
    return len(look.larger) + 1 if is_bold else 0
