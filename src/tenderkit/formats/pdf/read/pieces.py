# SPDX-License-Identifier: Apache-2.0
"""The pieces of text on a page of a PDF: each with its place, its size, and the letters that it shows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any

from tenderkit.formats.pdf.read.entries import get_entry
from tenderkit.formats.pdf.read.fonts import Font

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_HEADING = re.compile(r"/H([1-6])")
# In parts of the size of letters: a space between words, and a gap between cells; letters that are nearer to one
# another than the least gap are drawn over one another.
SPACE, WIDE_GAP, _LEAST_GAP = 0.17, 1.0, -0.4
# How deeply drawings may hold one another, and states be kept.
_DEEPEST_FORM, _DEEPEST_STATE = 8, 256
# A longer text behind letters is that of a paragraph, whose letters have places of their own.
_LONGEST_ACTUAL = 60
_MOST_PIECES, _MOST_DRAWINGS = 200_000, 1_000
# In points: a page of a hundred metres.
_FARTHEST = 300_000.0
# Text that is turned by other than a right angle is a mark across the page.
_LEAST_TURN = 0.05


@dataclass(slots=True)
class DrawnText:
    """A piece of text on one line, all of it from left to right as it is seen.

    `x0`, `x1`: where it begins and ends; `y`: its baseline, from the bottom of the page; `size`: of its letters; all
    in points, after the page has been turned so that the text is upright; `turn`: by how many right angles; `bold`:
    whether it is bold; `heading`: the level of the heading to which it is said to belong, 0 for none.
    """

    x0: float
    x1: float
    y: float
    size: float
    text: str
    bold: bool = False
    turn: int = 0
    heading: int = 0


@dataclass(frozen=True, slots=True)
class _State:
    """What a drawing keeps and brings back: the matrix, and the state of text."""

    matrix: Matrix = _UNIT
    font: Font | None = None
    size: float = 0.0
    letter_gap: float = 0.0
    word_gap: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class _Mark:
    """A stretch of marked content: its heading, and the text that it says to show in place of its letters."""

    heading: int = 0
    actual: str | None = None
    covered: list[DrawnText] = field(default_factory=list)
    # The outermost stretch around it, or itself, that has such a text.
    cover: "_Mark | None" = None


class PageReader:
    """Reads the pieces of a page; `pictures` counts the pictures on it.

    Parameters: `fonts`, the fonts that were read before, by the identity of their dictionaries; `read_stream`, which
    returns the operations of a content stream.
    """

    def __init__(self, fonts: dict[int, Font], read_stream: Any) -> None:
        self._fonts, self._read_stream = fonts, read_stream
        self._missing = Font(None)
        self.pieces: list[DrawnText] = []
        self.pictures = 0
        self._drawings = 0
        self._marks: list[_Mark] = []

    def read(self, stream: Any, resources: Any, matrix: Matrix = _UNIT, depth: int = 0) -> None:
        """Read a content stream: that of the page, or of a drawing in it."""
        state, states = _State(matrix=matrix), list[_State]()
        text = line = _UNIT
        above = len(self._marks)
        for operands, operator in self._read_stream(stream):
            match operator:
                case b"q" if len(states) < _DEEPEST_STATE:
                    states.append(state)
                case b"Q" if states:
                    state = states.pop()
                case b"cm":
                    state = replace(state, matrix=_multiply(_read_matrix(operands), state.matrix))
                case b"BT":
                    text = line = _UNIT
                case b"Tm":
                    text = line = _read_matrix(operands)
                case b"Td" | b"TD" | b"T*":
                    across, down = (0.0, -state.leading) if operator == b"T*" else _read_numbers(operands, 2)
                    state = replace(state, leading=-down) if operator == b"TD" else state
                    text = line = _multiply((1.0, 0.0, 0.0, 1.0, across, down), line)
                case b"Tj" | b"TJ":
                    text = self._show(operands[0] if operands else b"", state, text)
                case b"'" | b'"':
                    if operator == b'"':
                        word, letter = _read_numbers(operands, 2)
                        state = replace(state, word_gap=word, letter_gap=letter)
                    line = _multiply((1.0, 0.0, 0.0, 1.0, 0.0, -state.leading), line)
                    text = self._show(operands[-1] if operands else b"", state, line)
                case b"Do":
                    self._draw(operands, resources, state, depth)
                case b"INLINE IMAGE":
                    self.pictures += 1
                case b"BMC" | b"BDC":
                    self._begin_mark(_read_mark(operands, resources))
                case b"EMC" if len(self._marks) > above:
                    self._end_mark()
                case _:
                    state = self._set_state(operator, operands, resources, state)
        while len(self._marks) > above:
            self._end_mark()

    def _set_state(self, operator: bytes, operands: Sequence[Any], resources: Any, state: _State) -> _State:
        """Return the state after an operator that changes how text is shown."""
        if operator == b"Tf":
            return replace(state, font=self._find_font(operands, resources), size=_read_numbers(operands[1:], 1)[0])
        (value,) = _read_numbers(operands, 1)
        match operator:
            case b"Tc":
                return replace(state, letter_gap=value)
            case b"Tw":
                return replace(state, word_gap=value)
            case b"Tz":
                return replace(state, stretch=value / 100)
            case b"TL":
                return replace(state, leading=value)
            case b"Ts":
                return replace(state, rise=value)
        return state

    def _find_font(self, operands: Sequence[Any], resources: Any) -> Font:
        resource = _look_up(resources, "/Font", operands[0] if operands else None)
        if resource is None:
            return self._missing
        if id(resource) not in self._fonts:
            self._fonts[id(resource)] = Font(resource)
        return self._fonts[id(resource)]

    def _draw(self, operands: Sequence[Any], resources: Any, state: _State, depth: int) -> None:
        """Take in a picture, or read a drawing."""
        drawing = _look_up(resources, "/XObject", operands[0] if operands else None)
        kind = drawing.get("/Subtype") if hasattr(drawing, "get") else None
        if kind == "/Image":
            self.pictures += 1
        elif kind == "/Form" and depth < _DEEPEST_FORM and self._drawings < _MOST_DRAWINGS:
            self._drawings += 1
            own = drawing.get("/Resources")
            own = resources if own is None else own.get_object()
            inside = _read_matrix(drawing.get("/Matrix") or [])
            self.read(drawing, own, _multiply(inside, state.matrix), depth + 1)

    def _show(self, content: Any, state: _State, text: Matrix) -> Matrix:
        """Add the pieces of a string, or of a list of strings and distances; return the matrix behind them.

        There is one piece for all letters but where the list has a wide gap, and one for each letter that runs from
        right to left.
        """
        font = state.font or self._missing
        begin, shown = text, ""
        for item in content if isinstance(content, list) else (content,):
            if isinstance(item, int | float):
                gap = -float(item) / 1000
                # In a gap after signs alone there may be words that run from right to left.
                widest = WIDE_GAP if any(map(str.isalnum, shown)) else SPACE
                if shown and not _LEAST_GAP < gap <= widest:
                    self._add(shown, begin, text, font, state)
                    shown = ""
                elif gap > SPACE and shown[-1:] not in ("", " "):
                    shown += " "
                text = _move(text, gap * state.size * state.stretch)
                begin = begin if shown else text
            elif isinstance(item, bytes):
                letters = font.decode(item)
                string = "".join(letter for letter, _, _ in letters)
                if not _RIGHT_TO_LEFT.search(string):
                    width = sum(width for _, width, _ in letters) * state.size
                    gaps = len(letters) * state.letter_gap + state.word_gap * sum(space for _, _, space in letters)
                    text = _move(text, (width + gaps) * state.stretch)
                    shown += string
                    continue
                if shown:
                    self._add(shown, begin, text, font, state)
                text = self._show_letters(letters, font, state, text)
                begin, shown = text, ""
        if shown:
            self._add(shown, begin, text, font, state)
        return text

    def _show_letters(
        self, letters: Sequence[tuple[str, float, bool]], font: Font, state: _State, text: Matrix
    ) -> Matrix:
        """Add a piece for each letter; return the matrix behind them."""
        for letter, width, is_space in letters:
            across = (width * state.size + state.letter_gap + state.word_gap * is_space) * state.stretch
            after = _move(text, across)
            self._add(letter, text, after, font, state)
            text = after
        return text

    def _add(self, shown: str, begin: Matrix, end: Matrix, font: Font, state: _State) -> None:
        if len(self.pieces) >= _MOST_PIECES:
            return
        first, last = _multiply(begin, state.matrix), _multiply(end, state.matrix)
        length = hypot(first[0], first[1])
        turn = _read_turn(first[0], first[1], length)
        size = abs(state.size) * hypot(first[2], first[3])
        if turn is None or not size:
            return
        if not all(abs(value) < _FARTHEST for value in (*first, *last, size)):  # also what is no number
            return
        rise = state.rise * hypot(first[2], first[3])
        x0, y = _turn_point(first[4], first[5], turn)
        x1, _ = _turn_point(last[4], last[5], turn)
        mark = self._marks[-1] if self._marks else None
        heading = 0 if mark is None else mark.heading
        piece = DrawnText(min(x0, x1), max(x0, x1), y + rise, size, shown, font.bold, turn, heading)
        cover = None if mark is None else mark.cover
        (self.pieces if cover is None else cover.covered).append(piece)

    def _begin_mark(self, mark: _Mark) -> None:
        """Begin a stretch of marked content; what those around it say holds in it, too."""
        outer = self._marks[-1] if self._marks else None
        if outer is not None:
            mark.heading = mark.heading or outer.heading
            mark.cover = outer.cover
        if mark.cover is None and mark.actual is not None:
            mark.cover = mark
        self._marks.append(mark)

    def _end_mark(self) -> None:
        """End a stretch of marked content; its own text replaces the letters in it."""
        mark = self._marks.pop()
        if mark.actual and mark.covered:
            # A mark of a vowel is above or below the line.
            widest = max(mark.covered, key=lambda piece: piece.x1 - piece.x0)
            ends = max(piece.x1 for piece in mark.covered)
            begins = min(piece.x0 for piece in mark.covered)
            self.pieces.append(replace(widest, x0=begins, x1=ends, text=mark.actual))


def _read_mark(operands: Sequence[Any], resources: Any) -> _Mark:
    tag = _HEADING.fullmatch(str(operands[0])) if operands else None
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, str):
        properties = _look_up(resources, "/Properties", properties)
    actual: Any = properties.get("/ActualText") if isinstance(properties, Mapping) else None
    text = _read_string(actual.get_object() if hasattr(actual, "get_object") else actual)
    return _Mark(int(tag[1]) if tag else 0, text if text is not None and len(text) <= _LONGEST_ACTUAL else None)


def _read_string(value: Any) -> str | None:
    if not isinstance(value, bytes):
        return value if isinstance(value, str) else None
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return value.decode("latin-1")


def _look_up(resources: Any, kind: str, name: Any) -> Any:
    """Return an object that the resources of a page name; None where they do not."""
    table = get_entry(resources, kind)
    return get_entry(table, name) if isinstance(table, Mapping) and name is not None else None


def _read_numbers(operands: Sequence[Any], count: int) -> list[float]:
    """Return as many numbers as asked; zero in place of what is no number."""
    numbers = [float(value) if isinstance(value, int | float) else 0.0 for value in operands[:count]]
    return numbers + [0.0] * (count - len(numbers))


def _read_matrix(operands: Sequence[Any]) -> Matrix:
    numbers = _read_numbers(operands, 6) if len(operands) == 6 else list(_UNIT)
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])


def _multiply(left: Matrix, right: Matrix) -> Matrix:
    a, b, c, d, e, f = left
    g, h, i, j, k, m = right
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _move(text: Matrix, across: float) -> Matrix:
    a, b, c, d, e, f = text
    return (a, b, c, d, e + across * a, f + across * b)


def _read_turn(across: float, up: float, length: float) -> int | None:
    """Return by how many right angles a text is turned; None where it is turned by another angle, or has no width."""
    if not length or length != length or min(abs(across), abs(up)) > _LEAST_TURN * length:
        return None
    if abs(across) > abs(up):
        return 0 if across > 0 else 2
    return 1 if up > 0 else 3


def _turn_point(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return a point after the page has been turned so that text with this turn is upright."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def list_operations(stream: Any, pdf: Any) -> Iterator[tuple[Sequence[Any], bytes]]:
    """Yield the operands and the operator of each operation of a content stream; none for one that is no stream."""
    from pypdf.generic import ContentStream

    if stream is not None:
        yield from ContentStream(stream, pdf, "bytes").operations
