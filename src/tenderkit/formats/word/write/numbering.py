# SPDX-License-Identifier: Apache-2.0
"""The lists that count sections, clauses and items: of lots, of the general rules, of the clauses for several lots.

A base holds the list of the lots; the others are made from it, so that a designer changes one list.
"""

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from tenderkit.formats.word.write.elements import (
    PARAGRAPH_ORDER,
    W,
    find_value,
    make_element,
    read_length,
    read_value,
    replace_child,
    require_child,
    require_style_child,
    sort_children,
)
from tenderkit.formats.word.write.styles import LIST_STYLES, Styles
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.papers.clause_text import PrintedIn

_ORDER = ("numPicBullet", "abstractNum", "num", "numIdMacAtCleanup")
_LEVEL_ORDER = (
    "start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId", "legacy", "lvlJc", "pPr",
    "rPr",
)  # fmt: skip
# What a number of each counted level takes at most, in twentieths of a point for a half point of its letters:
# `88.88` and `88.88.88` in bold, with a space after it.
_NUMBER_WIDTHS = {1: 24, 2: 36}


@frozen_dataclass
class ListIds:
    """The numbers of the lists that paragraphs name: lots, general rules, clauses for several lots."""

    lots: int
    general: int
    common: int

    @property
    def by_part(self) -> Mapping[PrintedIn, int]:
        """The number of the list of each part of an annex."""
        return {"lot": self.lots, "general": self.general, "common": self.common}


def prepare_lists(root: etree._Element, styles: Styles, language: Language, *, libreoffice: bool) -> ListIds:
    """Translate the list of the lots, add the lists of the other parts, and return the numbers of all lists.

    A heading in large letters gets room for its number.
    Parameters: `root`, the numbering part; `libreoffice`, true for a layout by LibreOffice. For LibreOffice, the
    alignment `left` means the left side of the sheet; for Word, it means the side at which a line begins.
    """
    lots, pattern = _find_list(root, styles)
    for level in pattern.iterfind(f"{W}lvl"):
        number = read_length(level, "ilvl")
        if number == 0:
            text = language.text("lot.number", number="%1") + "\u2002"
            replace_child(level, make_element("lvlText", val=text), _LEVEL_ORDER)
        if libreoffice and language.rtl and number < len(LIST_STYLES):
            replace_child(level, make_element("lvlJc", val="right"), _LEVEL_ORDER)
        if number in _NUMBER_WIDTHS:
            _widen_level(level, _NUMBER_WIDTHS[number] * styles.read_size(styles.require_id(LIST_STYLES[number])))
    general, common = language.text("general.letter"), language.text("common.letter")
    return ListIds(
        lots,
        _add_lettered_list(root, pattern, {2: f"{general}.%3"}),
        _add_lettered_list(root, pattern, {1: f"{common}.%2", 2: f"{common}.%2.%3"}),
    )


def _add_lettered_list(root: etree._Element, pattern: etree._Element, texts: Mapping[int, str]) -> int:
    """Add a list for a part without a number, whose clauses are numbered with a letter, and return its number.

    Parameters: `pattern`, the list of the lots; `texts`, the text of a number by its level, such as `C.%2.%3`.
    """
    lettered = deepcopy(pattern)
    for level in lettered.iterfind(f"{W}lvl"):
        for link in level.findall(f"{W}pStyle"):
            level.remove(link)
        number = read_length(level, "ilvl")
        if number == 0:
            for name, value in (("suff", "nothing"), ("lvlText", "")):
                replace_child(level, make_element(name, val=value), _LEVEL_ORDER)
        elif number in texts:
            replace_child(level, make_element("lvlText", val=texts[number]), _LEVEL_ORDER)
    return add_list(root, lettered)


def _widen_level(level: etree._Element, width: int) -> None:
    """Make the space for the number of a list level at least `width` wide, in twentieths of a point."""
    indent = require_child(require_child(level, "pPr"), "ind")
    if (missing := width - read_length(indent, "hanging")) > 0:
        for name in ("left", "hanging"):
            indent.set(W + name, str(read_length(indent, name) + missing))


def _find_list(root: etree._Element, styles: Styles) -> tuple[int, etree._Element]:
    """Return the number and the pattern of the list that counts the headings of lots."""
    named = styles.find_property(styles.require_id(LIST_STYLES[0]), "pPr", "numPr", "numId")
    number = 0 if named is None else read_length(named, "val")
    for list_ in root.iterfind(f"{W}num"):
        if read_length(list_, "numId") == number:
            for pattern in root.iterfind(f"{W}abstractNum"):
                if pattern.get(f"{W}abstractNumId") == find_value(list_, "abstractNumId"):
                    return number, pattern
    raise KeyError(LIST_STYLES[0])


def add_list(root: etree._Element, pattern: etree._Element) -> int:
    """Add a list to a file, and return the number of the list.

    Parameters: `root`, the numbering part of the file; `pattern`, the levels of the list (`w:abstractNum`), which get
    an id and a mark (`w:nsid`) that no other list of the file has.
    """
    patterns = [read_length(one, "abstractNumId") for one in root.iterfind(f"{W}abstractNum")]
    pattern.set(f"{W}abstractNumId", str(max(patterns, default=-1) + 1))
    # Word takes lists with the same mark for one list.
    known = {read_value(mark).upper() for mark in root.iter(f"{W}nsid")}
    for mark in pattern.iterfind(f"{W}nsid"):
        while read_value(mark).upper() in known:
            mark.set(f"{W}val", f"{int(read_value(mark), 16) + 1:08X}")
    number = max((read_length(one, "numId") for one in root.iterfind(f"{W}num")), default=0) + 1
    link = make_element("abstractNumId", val=pattern.get(f"{W}abstractNumId", ""))
    root.extend((pattern, make_element("num", link, numId=str(number))))
    sort_children(root, _ORDER)
    return number


def copy_list(root: etree._Element, styles: Styles, source: etree._Element, source_styles: Styles) -> None:
    """Copy the list of the lots from a base into a file; the numbered styles of the file then use this list.

    Parameters: `root` and `styles`, the numbering part and the styles of the file; `source` and `source_styles`,
    the numbering part and the styles of the base.
    """
    pattern = deepcopy(_find_list(source, source_styles)[1])
    ids = {name: styles.require_id(name) for name in LIST_STYLES}
    # A list of the file may be linked to a style of this name, and two lists cannot share one.
    for link in list(root.iter(f"{W}pStyle")):
        if read_value(link) in ids.values() and (level := link.getparent()) is not None:
            level.remove(link)
    for level in pattern.iterfind(f"{W}lvl"):
        for link in level.iterfind(f"{W}pStyle"):
            link.set(f"{W}val", ids[LIST_STYLES[read_length(level, "ilvl")]])
    number = add_list(root, pattern)
    for level_number, id_ in enumerate(ids.values()):
        properties = require_style_child(styles.by_id[id_], "pPr")
        counted = make_element("numPr", make_element("numId", val=str(number)))
        if level_number:
            counted.insert(0, make_element("ilvl", val=str(level_number)))
        replace_child(properties, counted, PARAGRAPH_ORDER)
