# SPDX-License-Identifier: Apache-2.0
"""What the styles of a Word file say of the paragraphs that use them: headings, lists, contents, hidden words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from lxml import etree

from tenderkit.formats.word.read.elements import find_child, list_children, read_attribute, strip_namespace
from tenderkit.formats.word.write.styles import HEADING_LEVELS
from tenderkit.formats.word.write.xml import OFF

_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"(?:toc|contents|table of (?:figures|authorities)) ?\d*")
_LEVELS = {style.lower(): level for style, level in HEADING_LEVELS.items()}
# Styles based on one another; Word allows ten.
_DEEPEST = 50
# Of the outline: the level of text that is no heading.
_BODY = 9
Value = TypeVar("Value")


def read_count(text: str) -> int | None:
    """Return the whole number that an attribute gives, of nine digits at most; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def read_child_count(parent: etree._Element | None, *path: str) -> int | None:
    """Return the whole number in the attribute `val` of a descendant; None where there is no such number."""
    return read_number(None if parent is None else find_child(parent, *path))


def read_number(element: etree._Element | None) -> int | None:
    """Return the whole number in the attribute `val` of an element; None where there is no such number."""
    return None if element is None else read_count(read_attribute(element))


def is_switched_on(parent: etree._Element | None, name: str) -> bool | None:
    """Return whether a property is on or off; None where it is not stated."""
    return read_switch(None if parent is None else find_child(parent, name))


def read_switch(element: etree._Element | None) -> bool | None:
    """Return whether an element switches its property on or off; None where there is no element."""
    return None if element is None else read_attribute(element) not in OFF


@dataclass(frozen=True)
class _Style:
    """A style: its name in small letters, the style on which it is based, and its element."""

    name: str
    based_on: str
    element: etree._Element

    @cached_property
    def heading(self) -> int | None:
        """The level of the heading; 0 for text that is stated to be none; None where the style does not say."""
        match = _HEADING.fullmatch(self.name)
        if match or self.name in _LEVELS:
            return int(match[1]) if match else _LEVELS[self.name]
        level = read_number(self.properties.get("outlineLvl"))
        return None if level is None else 0 if level >= _BODY else level + 1

    @cached_property
    def properties(self) -> dict[str, etree._Element]:
        """What it says of paragraphs, by name."""
        return list_children(find_child(self.element, "pPr"))

    @cached_property
    def listing(self) -> dict[str, etree._Element]:
        """The id of the list to which its paragraphs belong, and their level, by name."""
        return list_children(self.properties.get("numPr"))

    @cached_property
    def letters(self) -> dict[str, etree._Element]:
        """What it says of letters, by name."""
        return list_children(find_child(self.element, "rPr"))


class StyleFacts(NamedTuple):
    """What a style says, itself or by those on which it is based.

    `level`: of a heading, 0 for other text; `list_id`, `list_level`: the list to which its paragraphs belong, empty
    for none, and their level in it, None where it is not stated; `contents`: whether it is that of lines of a table
    of contents; `bold`, `hidden`: what its letters are.
    """

    id: str
    level: int
    list_id: str
    list_level: int | None
    contents: bool
    bold: bool
    hidden: bool


class DocumentStyles:
    """The styles of a document, by id; what a style does not say itself is looked up in those it is based on.

    Parameters: `root`, the root element of the part with the styles; None where the file has no such part.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self.default = ""
        for element in () if root is None else root:
            if strip_namespace(str(element.tag)) != "style":
                continue
            id_ = read_attribute(element, "styleId")
            names = [find_child(element, name) for name in ("name", "basedOn")]
            name, based_on = ("" if one is None else read_attribute(one) for one in names)
            self._styles.setdefault(id_, _Style(" ".join(name.lower().split()), based_on, element))
            is_default = read_attribute(element, "default") not in ("", *OFF)
            if is_default and read_attribute(element, "type") == "paragraph":
                self.default = self.default or id_
        self._facts: dict[str, StyleFacts] = {}

    def find(self, id_: str) -> StyleFacts:
        """Return what a style says of its paragraphs, or of its letters; an id that no style has says nothing."""
        if id_ not in self._facts:
            self._facts[id_] = self._read_facts(id_)
        return self._facts[id_]

    def _read_facts(self, id_: str) -> StyleFacts:
        number = self._look_up(id_, lambda style: style.listing.get("numId"))
        return StyleFacts(
            id_,
            self._look_up(id_, lambda style: style.heading) or 0,
            "" if number is None else read_attribute(number),
            self._look_up(id_, lambda style: read_number(style.listing.get("ilvl"))),
            id_ in self._styles and _CONTENTS.fullmatch(self._styles[id_].name) is not None,
            bool(self._look_up(id_, lambda style: read_switch(style.letters.get("b")))),
            bool(self._look_up(id_, lambda style: read_switch(style.letters.get("vanish")))),
        )

    def list_lineage(self, id_: str) -> Iterator[str]:
        """Yield the id of a style, then those of the styles on which it is based."""
        for _ in range(_DEEPEST):
            if id_ not in self._styles:
                return
            yield id_
            id_ = self._styles[id_].based_on

    def _look_up(self, id_: str, read: Callable[[_Style], Value | None]) -> Value | None:
        """Return the first value that a style, or one on which it is based, states; None if none states one."""
        values = (read(self._styles[one]) for one in self.list_lineage(id_))
        return next((value for value in values if value is not None), None)
