# SPDX-License-Identifier: Apache-2.0
"""The numbers that Word prints in front of headings and entries of lists, counted as Word counts them."""

import re
from dataclasses import dataclass

from lxml import etree

from tenderkit.checks.documents.letters import clean_text
from tenderkit.formats.word.read.document.styles import DocumentStyles, read_child_count, read_count
from tenderkit.formats.word.read.elements import find_child, read_attribute, strip_namespace
from tenderkit.formats.word.write.xml import OFF

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
# Of the pattern of a number: Word allows fewer.
_LONGEST = 60
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ALPHABETS = {
    "Letter": "abcdefghijklmnopqrstuvwxyz",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
}
# Above these, Word prints other signs, and no tender counts so far.
_MOST_ROMAN, _MOST_REPEATED = 3999, 5


@dataclass(frozen=True)
class _Level:
    """A level of a list: from where and how it counts, and the pattern of the printed number, such as `%1.%2`.

    `restart`: the level, from 1, behind which this level starts anew; 0 for never. `legal`: whether all numbers in
    the pattern are in digits. `style`: the style of paragraphs that belong to this level.
    """

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


# A level of which a list says nothing.
_UNSTATED = _Level()


class ListNumbers:
    """Counts the paragraphs of lists in the order of a story: the text, a header, a note.

    Parameters: `root`, the root element of the part with the lists, None where the file has none; `styles`, the
    styles of the document.
    """

    def __init__(self, root: etree._Element | None, styles: DocumentStyles) -> None:
        self._styles = styles
        # The levels of each definition; the definition that each list uses, with its own levels and starts.
        self._definitions: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        for element in () if root is None else root:
            name = strip_namespace(str(element.tag))
            if name == "abstractNum":
                id_ = read_attribute(element, "abstractNumId")
                self._definitions.setdefault(id_, _read_levels(element))
                if (link := find_child(element, "numStyleLink")) is not None:
                    self._links.setdefault(id_, read_attribute(link))
            elif name == "num":
                definition = find_child(element, "abstractNumId")
                of = "" if definition is None else read_attribute(definition)
                self._lists.setdefault(read_attribute(element, "numId"), (of, *_read_overrides(element)))
        self._merged: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self.begin_story()

    def begin_story(self) -> None:
        """Count all lists anew, as each story does."""
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()

    def find_level(self, list_: str, style: str) -> int:
        """Return the level, from 0, of a list to which paragraphs of a style belong; 0 where no level names it."""
        definition, own, _ = self._lists.get(list_, ("", {}, {}))
        levels = {**self._find_definition(definition)[1], **own}
        by_style = {level.style: n for n, level in sorted(levels.items(), reverse=True) if level.style}
        return next((by_style[id_] for id_ in self._styles.list_lineage(style) if id_ in by_style), 0)

    def count_paragraph(self, list_: str, level: int) -> str:
        """Count the next paragraph of a list, and return its number as printed; empty for a bullet.

        Parameters: `list_`, the id of the list; `level`, from 0.
        """
        if list_ not in self._lists or not 0 <= level < _LEVELS:
            return ""
        definition, levels, starts = self._find_levels(list_)
        counts = self._counts.setdefault(definition, [None] * _LEVELS)
        first = list_ not in self._started
        self._started.add(list_)

        def start(n: int) -> int:
            return starts.get(n, levels.get(n, _UNSTATED).start)

        for n in starts if first else ():
            counts[n] = None
        current = counts[level]
        counts[level] = start(level) if current is None else current + 1
        for n in range(level):
            if counts[n] is None:
                counts[n] = start(n)
        for n in range(level + 1, _LEVELS):
            restart = levels.get(n, _UNSTATED).restart
            if restart is None or level < restart:
                counts[n] = None
        return _write_number(levels, level, counts)

    def _find_levels(self, list_: str) -> tuple[str, dict[int, _Level], dict[int, int]]:
        """Return the definition of a list, its levels with those of its own, and the numbers from which it starts."""
        if list_ not in self._merged:
            definition, own, starts = self._lists[list_]
            definition, levels = self._find_definition(definition)
            self._merged[list_] = definition, {**levels, **own}, starts
        return self._merged[list_]

    def _find_definition(self, id_: str) -> tuple[str, dict[int, _Level]]:
        """Return the definition of a list by its id; it may name a style, whose list has the levels."""
        for _ in range(_LEVELS):
            if id_ not in self._links or self._definitions.get(id_):
                break
            list_ = self._styles.find(self._links[id_]).list_id
            id_ = self._lists.get(list_, ("", {}, {}))[0]
        return id_, self._definitions.get(id_, {})


def _read_levels(element: etree._Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for child in element:
        number = read_count(read_attribute(child, "ilvl")) if strip_namespace(str(child.tag)) == "lvl" else None
        if number is not None and number < _LEVELS:
            levels.setdefault(number, _read_level(child))
    return levels


def _read_level(element: etree._Element) -> _Level:
    values = {}
    for name in ("numFmt", "lvlText", "isLgl", "pStyle"):
        child = find_child(element, name)
        values[name] = None if child is None else read_attribute(child)
    start = read_child_count(element, "start")
    return _Level(
        1 if start is None else start,
        values["numFmt"] or "decimal",
        clean_text((values["lvlText"] or "")[:_LONGEST]),
        read_child_count(element, "lvlRestart"),
        values["isLgl"] is not None and values["isLgl"] not in OFF,
        values["pStyle"] or "",
    )


def _read_overrides(element: etree._Element) -> tuple[dict[int, _Level], dict[int, int]]:
    """Return the levels that a list has of its own, and the numbers from which it starts, by level."""
    levels: dict[int, _Level] = {}
    starts: dict[int, int] = {}
    for child in element:
        number = read_count(read_attribute(child, "ilvl"))
        if strip_namespace(str(child.tag)) != "lvlOverride" or number is None or number >= _LEVELS:
            continue
        if (start := read_child_count(child, "startOverride")) is not None:
            starts[number] = start
        if (level := find_child(child, "lvl")) is not None:
            levels[number] = _read_level(level)
    return levels, starts


def _write_number(levels: dict[int, _Level], level: int, counts: list[int | None]) -> str:
    current = levels.get(level, _UNSTATED)
    if current.format in ("bullet", "none"):
        return ""

    def write(match: re.Match[str]) -> str:
        n = int(match[1]) - 1
        count = counts[n]
        if count is None:
            return ""
        return format_count(count, "decimal" if current.legal else levels.get(n, _UNSTATED).format)

    return " ".join(_PLACE.sub(write, current.pattern).split())


def format_count(count: int, form: str) -> str:
    """Return a count in a form of Word, such as `lowerRoman`; in digits where the form is not known here."""
    if form == "decimalZero":
        return f"{count:02d}"
    if form in ("lowerRoman", "upperRoman") and 0 < count <= _MOST_ROMAN:
        number = ""
        for value, letters in _ROMAN:
            number, count = number + letters * (count // value), count % value
        return number.upper() if form == "upperRoman" else number
    alphabet = _ALPHABETS.get("Letter" if form in ("lowerLetter", "upperLetter") else form, "")
    if alphabet and 0 < count <= _MOST_REPEATED * len(alphabet):
        repeated, position = divmod(count - 1, len(alphabet))
        letters = alphabet[position] * (repeated + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form == "ordinal":
        ending = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{ending}"
    return {"none": "", "bullet": ""}.get(form, str(count))
