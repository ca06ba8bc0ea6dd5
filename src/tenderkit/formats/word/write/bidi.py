# SPDX-License-Identifier: Apache-2.0
"""Split text in two directions into runs, by the levels of the Unicode Bidirectional Algorithm (UAX #9).

Word shows the words of a run in the direction stated for the run; other programs use the algorithm alone. If a new
run begins wherever the level changes, all programs show the same order.

The classes of the characters are a string with one letter per character, and each rule of the standard replaces
letters in this string. Explicit embeddings, overrides and isolates (X1-X8) are refused in purchases and libraries.
Such a character is ignored here like any boundary neutral (X9).

No library fits: the bindings of ICU and FriBidi are compiled; python-bidi is compiled too and gives no levels, and
its part in Python does not know the rule of brackets.
"""

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from tenderkit.formats.word.write.rtl_text import has_rtl_text

# Arabic words with numbers, spaces and signs between them: nothing in it is strong to the left.
_ARABIC = re.compile("[ -@\\[-`{-~\u00a0«»“”‘’–—…،؛؟\u0620-\u065f\u066e-\u06d5]*")
_LRM, _RLM = "\u200e", "\u200f"

# The classes of the standard, one letter each; every other one is passed over (X9).
_LETTERS = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "S", "ET": "T", "CS": "C", "NSM": "M",
    "B": "B", "S": "G", "WS": "W", "ON": "O",
}  # fmt: skip
_PASSED_OVER = "X"
_NEUTRAL = str.maketrans("STCBGW", "OOOOOO")
_LEVELS = {"R": str.maketrans("RLEN", "1222"), "L": str.maketrans("LREN", "0122")}
# Pairs of brackets (Bidi_Paired_Bracket): opening and closing by turns.
_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩"
    "⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
# The angle brackets at U+2329 and U+232A are the same as those at U+3008 and U+3009.
_SAME = str.maketrans("\u2329\u232a", "\u3008\u3009")
_CLOSING = dict(zip(_PAIRS[::2], _PAIRS[1::2].translate(_SAME), strict=True))
_BRACKET = re.compile(f"[{re.escape(_PAIRS)}]")
_DEPTH = 63
# Numbers count as from right to left for brackets.
_STRONG = {"R": re.compile("[REN]"), "L": re.compile("L")}

_AFTER_ARABIC = re.compile("A[^RLAE]*E[^RLA]*")
_AFTER_LATIN = re.compile("L[^RLE]*E[^RL]*")
_MARKS = re.compile("([^M])M+")
# These begin with what is looked for and only then look back, because that is several times quicker.
_SEPARATOR = re.compile("[SC](?:(?<=E.)(?=E)|(?<=NC)(?=N))")
_TERMINATORS = re.compile("T+")
_BETWEEN = {"R": re.compile("O(?<=LO)O*(?=L)"), "L": re.compile("O(?<=[REN]O)O*(?=[REN])")}
_JOINS = re.compile("[-+−⁺⁻₊₋﬩﹢﹣＋－]")
_EVEN, _TURNED = re.compile("[LEN]+"), re.compile("[REN]+")

_NUMBER = r"[0-9]*(?:[.,:][0-9]+)*"
_GROUP = r"(?:[-+‐‑–—−/×][0-9A-Za-z]+(?:[.,:][0-9A-Za-z]+)*)"
# What closes a word or a group, as in C++ or Windows®.
_SIGN = r"(?:\++|#|[®™©])(?![0-9A-Za-z])"
# Signs of units behind a number: 35 °C, 100 W, 1 m³, 40 dB(A), 256 GB.
_UNIT = (
    r"(?:°[A-Za-z]|[kMm]?Wh?|[ckmµ]?m[²³]?|[kmµ]?g(?:/kg)?|[kMGT]i?B|dB(?:\(A\))?|[kMG]?Hz|[km]?V|m?Ah?|lm|lx|ppm)"
    r"(?![0-9A-Za-z])"
)
_MEASURED = rf"(?:[ \u00a0]?°[A-Za-z](?![A-Za-z])|[ \u00a0]{_UNIT})"
# What reads from left to right as a whole also beside Arabic letters, where the algorithm alone would take it apart.
_WHOLE = re.compile(
    "|".join(
        (
            # An address; the stop or bracket behind it belongs to the sentence.
            r"(?P<address>(?:[A-Za-z](?<![A-Za-z0-9+.-].)[A-Za-z0-9+.-]*://|www\.)[^\s<>«»“”،؛]*[^\s<>«»“”،؛.,;:!?()\[\]{}])",
            # Digits with dashes, strokes or times signs: 2011/65/EU, 10–20, 1920×1080; with a unit: 35 °C.
            rf"[0-9](?<![0-9A-Za-z].)(?<![0-9][.,:].){_NUMBER}(?:{_MEASURED}|{_GROUP}+(?:{_SIGN}|{_MEASURED})?)",
            # The same and single numbers with a sign in front: −5, +41-22.
            rf"[+−-](?<![^\s(\[].)[0-9]{_NUMBER}(?:{_MEASURED}|{_GROUP}*(?:{_SIGN})?)",
            # A word that ends with a sign: C++, C#, A+++, Windows®.
            rf"[A-Za-z](?<![A-Za-z0-9].)[A-Za-z0-9]*{_SIGN}",
            # Degrees alone: °C.
            r"°(?=[A-Za-z](?![A-Za-z]))",
        )
    )
)
# None of them is without one of these. Looking for single signs first is what makes the common case quick.
_HINT = re.compile("[-+#/°©®×‐‑–—−™]|www|[0-9][ \u00a0][A-Zacdgklmpµ]")
# What names a standard stays with its number, and a number with its unit: ISO 14001, ITU-T L.1061, 35 °C, 100 W.
_UNDIVIDED = re.compile(rf"[A-Z](?<![A-Za-z].)[A-Z]+(?:[-/][A-Z]+)* (?=[A-Z]{{0,2}}\.?[0-9])|[0-9] (?={_UNIT})")
_DIGIT = re.compile("[0-9]")

Way = Literal["L", "R"]


class DirectedText(NamedTuple):
    """A piece of text that goes in one direction.

    `level`: the level in the sense of UAX #9, even for left to right and odd for right to left. A number without
    letters gets the level of the words around it.
    """

    text: str
    level: int

    @property
    def rtl(self) -> bool:
        """Whether the text goes from right to left."""
        return self.level % 2 == 1


def join_undivided(text: str) -> str:
    """Return a text from right to left with no-break spaces where a line end would change the order of its words.

    These are the spaces in the name of a standard, such as ISO 14001, and between a number and its unit: 35 °C.
    """
    if _DIGIT.search(text) is None:
        return text
    return _UNDIVIDED.sub(lambda match: match[0][:-1] + "\u00a0", text)


def resolve_levels(text: str, rtl: bool) -> list[int]:
    """Return the level of each character by the rules of UAX #9: W1-W7, N0-N2, I1-I2, L1.

    Levels are even from left to right and odd from right to left. The text is treated as one line.
    Parameters: `text`, a paragraph, or several with paragraph separators between them; `rtl`, true for right to left.
    The direction is not derived from the text (HL1 in the place of P2 and P3).
    """
    way: Way = "R" if rtl else "L"
    return list(map(int, _resolve_classes(text, way).translate(_LEVELS[way])))


def split_text(text: str, rtl: bool) -> list[DirectedText]:
    """Split a paragraph into pieces of one direction each, and add invisible marks where the order needs them.

    A left-to-right mark keeps digit groups such as 2011/65/EU and words such as C++ whole next to Arabic letters. A
    right-to-left mark separates a web address from Latin words in front of it.
    Parameters: `text`, the whole paragraph; `rtl`, true for a paragraph from right to left. Returns the pieces in
    order.
    """
    return split_spans((text,), rtl)[0]


def split_spans(texts: Sequence[str], rtl: bool) -> list[list[DirectedText]]:
    """Split each part of a paragraph, such as a text in bold, into pieces that each go in one direction.

    The directions are those of the whole paragraph. Marks are added as in `split_text`.
    Parameters: `texts`, the parts in order; `rtl`, true for a paragraph from right to left. Returns the pieces of
    each part.
    """
    way: Way = "R" if rtl else "L"
    first, second = (1, 2) if rtl else (0, 1)
    text = "".join(texts) if len(texts) != 1 else texts[0]
    borders: list[int] = []
    if not _goes_one_way(text, way):
        resolved = _resolve_classes(text, way)
        # A mark in front of an address can take a sign away from the word before it, which needs one then.
        while marks := list(_find_marks(text, resolved, way)):
            texts = _insert_marks(texts, marks)
            text = "".join(texts)
            resolved = _resolve_classes(text, way)
        borders = list(_find_borders(text, resolved, way))
    if not borders:
        return [[DirectedText(part, first)] if part else [] for part in texts]
    result, start = [], 0
    for part in texts:
        end = start + len(part)
        inside = range(bisect_right(borders, start), bisect_right(borders, end - 1))
        places = [start, *(borders[i] for i in inside), end]
        number = bisect_right(borders, start)
        stretches = []
        for first_place, next_place in itertools.pairwise(places):
            if first_place < next_place:
                # The pieces go one way and the other by turns.
                stretches.append(DirectedText(text[first_place:next_place], second if number % 2 else first))
            number += 1
        result.append(stretches)
        start = end
    return result


def _goes_one_way(text: str, way: Way) -> bool:
    """Check quickly whether all text goes in the direction of its paragraph: then no rule of UAX #9 is needed."""
    if way == "L":
        return not has_rtl_text(text)
    return _ARABIC.fullmatch(text) is not None and not (_HINT.search(text) and _DIGIT.search(text))


def _find_borders(text: str, resolved: str, way: Way) -> Iterator[int]:
    """Yield the positions in a paragraph at which the direction changes, in order.

    The text before the first position has the main direction of the paragraph.
    """
    for stretch in (_EVEN if way == "R" else _TURNED).finditer(resolved):
        # A number alone stays with the words around it, which gives it their font and size; Word keeps its order in
        # a run from right to left unless a sign joins two of them. With letters, as in 5G, it is one word.
        if way == "L" or "L" in stretch.group() or _JOINS.search(text, *stretch.span()):
            yield from stretch.span()


def _find_marks(text: str, resolved: str, way: Way) -> Iterator[tuple[int, bool, str]]:
    """Yield the invisible marks of direction that a text needs.

    Each is a tuple: its position; true to add it to the run of text before that position, false to the run after it;
    and the character, U+200E or U+200F.
    """
    if _HINT.search(text) is None:
        return
    for match in _WHOLE.finditer(text):
        start, end = match.span()
        before = text[start - 1 : start]
        if resolved[start] != "L":
            if before != _LRM:
                yield start, False, _LRM
        elif match["address"] and way == "R" and before != _RLM and resolved[start - 1 : start] == "L":
            yield start, False, _RLM
        # A bracket that goes with Arabic words inside an address keeps its direction, no matter what follows it.
        if (
            resolved[end - 1] != "L"
            and not text[end - 1].isalnum()
            and end - start > 1
            and text[end : end + 1] != _LRM
        ):
            yield end, True, _LRM


def _insert_marks(texts: Sequence[str], marks: Sequence[tuple[int, bool, str]]) -> list[str]:
    """Return the parts of a paragraph with the invisible marks of direction from `_find_marks` inserted."""
    result, start, waiting = [], 0, list(reversed(marks))
    for part in texts:
        end = start + len(part)
        parts, done = [], start
        while waiting and (waiting[-1][0] < end or (waiting[-1][0] == end and waiting[-1][1])):
            place, _, mark = waiting.pop()
            parts += [part[done - start : place - start], mark]
            done = place
        result.append("".join((*parts, part[done - start :])))
        start = end
    return result


# The algorithm


class _Classes(dict[int, str]):
    """A table for `str.translate` that maps each character to the letter of its bidirectional class in UAX #9."""

    def __missing__(self, code: int) -> str:
        class_ = unicodedata.bidirectional(chr(code))
        # Characters that this version of the Unicode data does not know go the way of their block.
        unknown = "R" if has_rtl_text(chr(code)) else "L"
        letter = self[code] = _LETTERS.get(class_, _PASSED_OVER) if class_ else unknown
        return letter


_CLASSES = _Classes()


def _resolve_classes(text: str, way: Way) -> str:
    """Return one letter for each character, its class as resolved by the rules of UAX #9.

    `L` is left to right, `R` right to left, `E` a European number, `N` an Arabic number.
    """
    classes = text.translate(_CLASSES)
    if "B" not in classes:
        return _resolve_paragraph(text, classes, way)
    paragraphs, start = [], 0
    for paragraph in re.finditer("[^B]*B|[^B]+", classes):
        start, end = paragraph.span()
        paragraphs.append(_resolve_paragraph(text[start:end], paragraph.group(), way))
    return "".join(paragraphs)


def _resolve_paragraph(text: str, classes: str, way: Way) -> str:
    if _PASSED_OVER not in classes:
        return _resolve_line_end(classes, _resolve_neutral(text, classes, _resolve_weak(classes, way), way), way)
    visible_classes = classes.replace(_PASSED_OVER, "")
    visible_text = "".join(sign for sign, class_ in zip(text, classes, strict=True) if class_ != _PASSED_OVER)
    resolved = iter(
        _resolve_line_end(
            visible_classes,
            _resolve_neutral(visible_text, visible_classes, _resolve_weak(visible_classes, way), way),
            way,
        )
    )
    all_classes: list[str] = []
    for class_ in classes:
        all_classes.append(next(resolved) if class_ != _PASSED_OVER else all_classes[-1] if all_classes else way)
    return "".join(all_classes)


def _resolve_weak(classes: str, way: Way) -> str:
    """Apply rules W1-W7 of UAX #9, which resolve numbers, accents and signs next to numbers.

    The result has one more letter in front: the direction of the paragraph.
    """
    now = way + classes
    if "M" in now:  # W1
        now = _MARKS.sub(lambda m: m[1] * len(m[0]), now)
    if "A" in now:
        if "E" in now:  # W2
            now = _AFTER_ARABIC.sub(lambda m: m[0].replace("E", "N"), now)
        now = now.replace("A", "R")  # W3
    if "S" in now or "C" in now:  # W4
        before = now
        now = _SEPARATOR.sub(lambda m: before[m.start() - 1], now)
    if "T" in now and "E" in now:  # W5
        around = now

        def terminators(match: re.Match[str]) -> str:
            beside = around[match.start() - 1] + around[match.end() : match.end() + 1]
            return "E" * len(match.group()) if "E" in beside else match.group()

        now = _TERMINATORS.sub(terminators, now)
    now = now.translate(_NEUTRAL)  # W6; all neutrals are alike from here on
    if "E" in now and "L" in now:  # W7
        now = _AFTER_LATIN.sub(lambda m: m[0].replace("E", "L"), now)
    return now


def _resolve_neutral(text: str, classes: str, now: str, way: Way) -> str:
    """Apply N0-N2, which give brackets and other neutral characters a direction.

    A pair of brackets gets the direction of the text inside. Other neutral characters get the direction of the text
    on both sides where these agree, or else the direction of the paragraph.
    """
    if way == "R" and "L" not in now:
        return now[1:].replace("O", "R")
    if _BRACKET.search(text):
        now = _resolve_brackets(text, classes, now, way)
    other = "L" if way == "R" else "R"
    return _BETWEEN[way].sub(lambda m: other * len(m[0]), now + way).replace("O", way)[1:-1]


def _resolve_brackets(text: str, classes: str, now: str, way: Way) -> str:
    """Apply rule N0 of UAX #9, which gives each pair of brackets a direction, and return the changed classes.

    Positions in `now` are one higher than in `text`, because the direction of the paragraph comes first.
    """
    open_: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(text):
        sign, place = bracket.group(), bracket.start() + 1
        if now[place] != "O":
            continue
        if sign in _CLOSING:
            if len(open_) == _DEPTH:
                break
            open_.append((_CLOSING[sign], place))
            continue
        closing = sign.translate(_SAME)
        match = next((n for n in reversed(range(len(open_))) if open_[n][0] == closing), None)
        if match is not None:
            pairs.append((open_[match][1], place))
            del open_[match:]
    other = "L" if way == "R" else "R"
    for start, end in sorted(pairs):
        inside = now[start + 1 : end]
        if _STRONG[way].search(inside):
            new: str = way
        elif _STRONG[other].search(inside):
            new = other if _STRONG[other].match(now[:start].rstrip("O")[-1]) else way
        else:
            continue
        # Marks on a bracket go with it.
        opened, closed = (n + _count_accents(classes[n:]) for n in (start, end))
        inside = new * (opened - start) + now[opened + 1 : end]
        now = now[:start] + new + inside + new * (closed - end + 1) + now[closed + 1 :]
    return now


def _count_accents(classes: str) -> int:
    return len(classes) - len(classes.lstrip("M"))


def _resolve_line_end(classes: str, now: str, way: Way) -> str:
    """Apply rule L1 of UAX #9, which gives tabs and paragraph ends the direction of the paragraph.

    Spaces before a tab or paragraph end, and at the end of the text, get this direction too.
    """
    if not ("G" in classes or classes.endswith(("W", "B"))):
        return now
    stops = [n for n, class_ in enumerate(classes) if class_ in "GB"]
    for stop in (*stops, len(classes)):
        start = len(classes[:stop].rstrip("W"))
        now = now[:start] + way * (stop - start) + now[stop:]
        if stop < len(classes):
            now = now[:stop] + way + now[stop + 1 :]
    return now
