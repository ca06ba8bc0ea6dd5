# SPDX-License-Identifier: Apache-2.0
"""Compare two texts word by word, in bounded time, and name the numbers that changed."""

import re
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate, groupby
from typing import Literal, NamedTuple

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language

PieceKind = Literal["same", "deleted", "inserted"]
# Stands for the end of a paragraph that is followed by another one.
BREAK = "¶"
# A word with the marks of its vowels, or a sign; numbers keep their points and slashes: 1,000 and 2013/56.
_TOKEN = re.compile(
    r"\w[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]*(?:[.,:/'’\u066b\u066c-]\w[\w\u064b-\u065f]*)*|\S"
)
_NUMBER = re.compile(r"\d+(?:[.,:/\u066b\u066c]\d+)*")
# What an English number counts: a plural with up to two words before it, such as “working days”.
_PLURAL = re.compile(r" [a-z-]*[a-rt-z]s(?!\w)|(?: [a-z-]+){1,2} [a-z-]*[a-hj-rtv-z]s(?!\w)")
# Signs that are written close behind a number.
_CLOSE = ("%", "٪", "€", "$", "£", "°")
# Pairs of words beyond which frequent words are no anchors.
_MAX_EXACT = 1_000_000
# Steps of one comparison, and of all comparisons in one document; each takes about a tenth of a microsecond. What is
# not compared by then is shown as one text that replaced the other.
_MAX_STEPS_EACH = 2_000_000
MAX_STEPS = 20_000_000
# Two texts that share less are shown as one that replaced the other: mixed words would be a riddle.
_LEAST_SHARED = 0.35
# Of words that are quoted in a message, and of changes that it names.
_LONGEST_QUOTE = 120
_MOST_NAMED = 6
# Words of a change in which numbers at the same place are one number that changed.
_MOST_PAIRED = 8
# A word between two changes that has no more letters does not separate them.
_SHORT = 3


@frozen_dataclass
class Piece:
    """Consecutive words that are the same in both texts, or only in the old or in the new one.

    `text`: the words, with the space behind them.
    """

    kind: PieceKind
    text: str


@frozen_dataclass
class ChangedText:
    """A part of a text in which words changed: paragraphs that are compared with the paragraphs that they were.

    `pieces`: all its words in order; a paragraph ends at `BREAK`. `at`: the index of the first of the new paragraphs;
    where all were deleted, of the new paragraph that follows them. `count`: the number of new paragraphs.
    """

    pieces: tuple[Piece, ...]
    at: int
    count: int

    @property
    def replacements(self) -> tuple[tuple[str, str], ...]:
        """What was deleted and what was inserted at each place; one of the two may be empty.

        Where a number changed, each text goes on to the word or sign behind it.
        """
        replaced: list[tuple[str, str]] = []
        groups = [(same, list(group)) for same, group in groupby(self.pieces, key=lambda piece: piece.kind == "same")]
        for n, (same, group) in enumerate(groups):
            if same:
                continue
            old, new = ("".join(p.text for p in group if p.kind == kind).strip() for kind in ("deleted", "inserted"))
            if n + 1 < len(groups) and _ends_with_number(old) and _ends_with_number(new):
                unit = _find_unit(f" {groups[n + 1][1][0].text.lstrip()}")
                old, new = old + unit, new + unit
            replaced.append((old, new))
        return tuple(replaced)

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """The numbers that changed, old and new, each with the words or sign behind it: `36 months`, `24 months`."""
        return tuple(pair for old, new in self.replacements for pair in _pair_numbers(old, new))


class _Change(NamedTuple):
    """A stretch that differs: the indexes of its words in the old text (`i1` to `i2`) and in the new one."""

    i1: int
    i2: int
    j1: int
    j2: int


class _BoundedMatcher(SequenceMatcher[str]):
    """Finds what two sequences share, and nothing more once the steps are used up.

    Parameters: `max_steps`, how many words and pairs of equal words may be looked at; `left`, what is left of them.
    """

    # Attributes of SequenceMatcher that its types leave out.
    a: Sequence[str]
    b2j: dict[str, list[int]]

    def __init__(self, old: Sequence[str], new: Sequence[str], max_steps: int, *, autojunk: bool) -> None:
        super().__init__(None, old, new, autojunk=autojunk)
        self.left = max_steps
        # Each word costs one step, and one for each place where the other text has it.
        self._costs = list(accumulate((1 + len(self.b2j.get(word, ())) for word in old), initial=0))

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """Return the longest match, see SequenceMatcher; an empty one where finding it takes too many steps."""
        cost = self._costs[len(self.a) if ahi is None else ahi] - self._costs[alo]
        if cost > self.left:
            return Match(alo, blo, 0)
        self.left -= cost
        return super().find_longest_match(alo, ahi, blo, bhi)


class WordComparison:
    """Compares texts of one document; the time of all comparisons together is bounded."""

    def __init__(self, max_steps: int = MAX_STEPS) -> None:
        self._steps = max_steps

    def compare(self, old: Sequence[str], new: Sequence[str]) -> tuple[ChangedText, ...]:
        """Return the parts that differ between two texts, in their order.

        Parameters: `old`, `new`, the paragraphs of each text.
        """
        changed_texts: list[ChangedText] = []
        for i1, i2, j1, j2 in self._find_changes(old, new):
            # Where as many paragraphs are new as were old, each is that of the same place, as in a table.
            even = i2 - i1 == j2 - j1
            pairs = [(i, i + 1, i - i1 + j1, i - i1 + j1 + 1) for i in range(i1, i2)] if even else [(i1, i2, j1, j2)]
            for first_old, end_old, first, end in pairs:
                pieces = self._compare_words(old[first_old:end_old], new[first:end])
                if any(piece.kind != "same" for piece in pieces):
                    changed_texts.append(ChangedText(pieces, first, end - first))
        return tuple(changed_texts)

    def _find_changes(self, old: Sequence[str], new: Sequence[str]) -> list[_Change]:
        """Return the stretches in which two sequences differ; what is equal at both ends is not searched."""
        start = _count_equal(old, new)
        end = min(_count_equal(old[::-1], new[::-1]), min(len(old), len(new)) - start)
        a, b = old[start : len(old) - end], new[start : len(new) - end]
        steps = min(self._steps, _MAX_STEPS_EACH)
        matcher = _BoundedMatcher(a, b, steps, autojunk=len(a) * len(b) > _MAX_EXACT)
        changes = [
            _Change(i1 + start, i2 + start, j1 + start, j2 + start)
            for tag, i1, i2, j1, j2 in matcher.get_opcodes()
            if tag != "equal"
        ]
        self._steps -= steps - matcher.left
        return changes

    def _compare_words(self, old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
        texts = tuple(f" {BREAK} ".join(paragraphs) for paragraphs in (old, new))
        matches = [list(_TOKEN.finditer(text)) for text in texts]
        a, b = ([match[0] for match in tokens] for tokens in matches)
        changes = _merge_changes(self._find_changes(a, b), a)
        deleted, inserted = sum(c.i2 - c.i1 for c in changes), sum(c.j2 - c.j1 for c in changes)
        if deleted and inserted and len(a) - deleted < _LEAST_SHARED * max(len(a), len(b)):
            changes = [_Change(0, len(a), 0, len(b))]
        starts = [[*(m.start() for m in words), len(text)] for words, text in zip(matches, texts, strict=True)]
        pieces: list[Piece] = []
        at = 0
        for i1, i2, j1, j2 in [*changes, _Change(len(a), len(a), len(b), len(b))]:
            same = texts[1][starts[1][at] : starts[1][j1]]
            # The last word of the new text may have more behind it in the old one.
            spaced = same and not same.endswith(" ") and texts[0][: starts[0][i1]].endswith(" ")
            pieces.append(Piece("same", same + " " if spaced else same))
            pieces.append(Piece("deleted", texts[0][starts[0][i1] : starts[0][i2]]))
            pieces.append(Piece("inserted", texts[1][starts[1][j1] : starts[1][j2]]))
            at = j2
        return tuple(piece for piece in pieces if piece.text)


def _differs_beyond_numbers(old: str, new: str) -> bool:
    """Return whether two texts differ in more than numbers and the words or signs behind them."""
    rests = []
    for text in (old, new):
        for number in _list_numbers(text):
            text = text.replace(number, "", 1)
        rests.append(text.split())
    return rests[0] != rests[1]


def _pair_numbers(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield the numbers of two texts that are at the same place, where both have equally many."""
    before, after = (_list_numbers(text) for text in (old, new))
    # In longer texts a number at the same place is about something else.
    short = max(len(_TOKEN.findall(text)) for text in (old, new)) <= _MOST_PAIRED
    if short and len(before) == len(after):
        yield from ((a, b) for a, b in zip(before, after, strict=True) if a != b)


def _list_numbers(text: str) -> list[str]:
    """Return the numbers in a text, each with the word or sign behind it."""
    return [m[0] + _find_unit(text[m.end() :]) for m in _TOKEN.finditer(text) if _NUMBER.fullmatch(m[0])]


def _find_unit(behind: str) -> str:
    """Return the words or the sign that belong to a number, with the space before them; empty where there are none.

    Parameters: `behind`, the text behind the number.
    """
    if plural := _PLURAL.match(behind):
        return plural[0]
    match = _TOKEN.search(behind)
    if match is None or not (match[0] in _CLOSE or match[0][0].isalpha()):
        return ""
    return ("" if match[0] in _CLOSE else " ") + match[0]


def _ends_with_number(text: str) -> bool:
    words = _TOKEN.findall(text)
    return bool(words) and _NUMBER.fullmatch(words[-1]) is not None


def _count_equal(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the words or paragraphs at the beginning that are the same in both."""
    pairs = zip(old, new, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _merge_changes(changes: Sequence[_Change], old: Sequence[str]) -> list[_Change]:
    """Return changes in which those that only a short word separates are one.

    Parameters: `old`, the words of the old text.
    """
    merged: list[_Change] = []
    for change in changes:
        between = old[merged[-1].i2 : change.i1] if merged else ()
        if len(between) == 1 and len(between[0]) <= _SHORT and between[0].isalpha():
            merged[-1] = _Change(merged[-1].i1, change.i2, merged[-1].j1, change.j2)
        else:
            merged.append(change)
    return merged


def describe_changed_text(changed: ChangedText, language: Language) -> str:
    """Return what changed in words: `36 months became 24; “shall” became “may”`."""
    phrases = [phrase for old, new in changed.replacements for phrase in _describe_replacement(old, new, language)]
    more = len(phrases) - _MOST_NAMED
    if more > 0:
        phrases[_MOST_NAMED:] = [language.text("document-words.more", count=language.number(more))]
    return language.text("formats.joint").join(phrases)


def _describe_replacement(old: str, new: str, language: Language) -> Iterator[str]:
    numbers = list(_pair_numbers(old, new))
    yield from (_describe_number(*pair, language) for pair in numbers)
    if not numbers or _differs_beyond_numbers(old, new):
        if old and new:
            before, after = (language.quote(_shorten(text)) for text in (old, new))
            yield language.text("document-words.became", old=before, new=after)
        else:
            key = "document-words.deleted" if old else "document-words.added"
            yield language.text(key, words=language.quote(_shorten(old or new)))


def _describe_number(old: str, new: str, language: Language) -> str:
    """Return how a number changed; the word behind it is not repeated: `36 months became 24`."""
    number, space, unit = new.partition(" ")
    now = number if space and old.endswith(space + unit) else new
    return language.text("document-words.became", old=old, new=now)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"
