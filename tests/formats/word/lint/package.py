# SPDX-License-Identifier: Apache-2.0
"""The parts of a Word file as the rules look at them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from lxml import etree

Element = etree._Element

_OFFICE, _MICROSOFT = "http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/office/"
NAMESPACES = {
    "a": f"{_OFFICE}drawingml/2006/main",
    "cp": f"{_OFFICE}package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "decor": f"{_MICROSOFT}drawing/2017/decorative",
    "mc": f"{_OFFICE}markup-compatibility/2006",
    "r": f"{_OFFICE}officeDocument/2006/relationships",
    "re": "http://exslt.org/regular-expressions",
    "tk": "urn:tenderkit:manifest:1",
    "w": f"{_OFFICE}wordprocessingml/2006/main",
    "w14": f"{_MICROSOFT}word/2010/wordml",
    "w15": f"{_MICROSOFT}word/2012/wordml",
    "wp": f"{_OFFICE}drawingml/2006/wordprocessingDrawing",
}
RTL_LANGUAGES = {"ar", "fa", "he", "ur"}
RTL_LETTER = re.compile("[\u05d0-\u05f2\u0620-\u064a\u066e-\u06d5\u06fa-\u08c7\ufb1d-\ufdfb\ufe70-\ufefc]")
LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
# The properties of the controls that a tenderer fills in.
ANSWERS = "//w:sdtPr[w:text or w:dropDownList or w:comboBox or w:date or w14:checkbox]"


@cache
def compiled(path: str) -> etree.XPath:
    """An XPath with the prefixes of NAMESPACES."""
    return etree.XPath(path, namespaces=NAMESPACES)


@cache
def name(prefixed: str) -> str:
    """The full name of an element or attribute: `w:p`."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


_SIGNS = {name("w:tab"): "\t", name("w:br"): "\n", name("w:cr"): "\n", name("w:noBreakHyphen"): "\u2011"}
_SHOWN = {name("w:t"), *_SIGNS}


def child(where: Element | None, *path: str) -> Element | None:
    """What stands below an element, step by step: `child(p, "w:pPr", "w:bidi")`. Quicker than an XPath."""
    for step in path:
        if where is not None:
            where = next(where.iterchildren(name(step)), None)
    return where


def is_on(switch: Element | None) -> bool:
    """Whether an on/off element is there and on."""
    return switch is not None and switch.get(name("w:val")) != "0"


def plain(text: str) -> str:
    """Text without what the eye does not see: marks of direction, kinds of spaces."""
    return " ".join(re.sub("[\u200e\u200f]", "", text).split())


def _text(run: Element) -> str:
    return "".join([_SIGNS.get(inner.tag) or inner.text or "" for inner in run if inner.tag in _SHOWN])


def text_in(where: Element) -> str:
    """The words in an element."""
    return plain("".join(t.text or "" for t in where.iter(name("w:t"))))


class Run(NamedTuple):
    """Text in one style; `rtl` as it is flagged."""

    element: Element
    rtl: bool
    text: str


class Paragraph(NamedTuple):
    """A paragraph; `rtl` says how it runs, by itself or after its style."""

    element: Element
    style: str
    rtl: bool
    runs: tuple[Run, ...]
    text: str


@dataclass(frozen=True)
class Package:
    """A Word file: its parts by name; `protected` says whether it was asked that only its form can be filled in."""

    parts: Mapping[str, bytes]
    protected: bool

    @cached_property
    def parsed(self) -> dict[str, tuple[Element, str]]:
        """The root of every part that is XML, as far as it can be read, and the first error in it."""
        found = {}
        for part, content in self.parts.items():
            if part.endswith((".xml", ".rels")):
                parser = etree.XMLParser(recover=True)
                root = etree.fromstring(content, parser)
                found[part] = root, parser.error_log[0].message if len(parser.error_log) else ""
        return found

    def find(self, path: str) -> list[Any]:
        """What an XPath finds in the parts."""
        return [found for root, _ in self.parsed.values() for found in compiled(path)(root)]

    def part_of(self, where: Element | str) -> str:
        """The name of the part that something stands in."""
        if isinstance(where, str):
            return where
        top = where.getroottree().getroot()
        return next(part for part, (root, _) in self.parsed.items() if root is top)

    @cached_property
    def language(self) -> str:
        """The language of the document, as its properties name it."""
        return "".join(self.find("/cp:coreProperties/dc:language/text()"))

    @cached_property
    def rtl(self) -> bool:
        """Whether the document is written from right to left."""
        return self.language.partition("-")[0] in RTL_LANGUAGES

    @cached_property
    def styles(self) -> dict[str, Element]:
        """The styles by id."""
        return {style.get(name("w:styleId")): style for style in self.find("/w:styles/w:style")}

    def resolved(self, style: str | None, path: str) -> Any:
        """What an XPath finds first in a style or in what it is based on; None where nothing."""
        while style in self.styles:
            if found := compiled(path)(self.styles[style]):
                return found[0]
            style = compiled("string(w:basedOn/@w:val)")(self.styles[style])
        return None

    @cached_property
    def outline(self) -> dict[str, int]:
        """The styles of headings, with their levels from 1; 9 stands for the text."""
        levels = {style: self.resolved(style, "w:pPr/w:outlineLvl/@w:val") for style in self.styles}
        return {style: int(level) + 1 for style, level in levels.items() if level not in (None, "9")}

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Every paragraph, with the runs in it, whatever they stand in."""
        backwards = {style: is_on(self.resolved(style, "w:pPr/w:bidi")) for style in self.styles}
        turned = set(self.find("//w:r[w:rPr/w:rtl[not(@w:val = 0)]]"))
        found = []
        for element in self.find("//w:p"):
            named, own = child(element, "w:pPr", "w:pStyle"), child(element, "w:pPr", "w:bidi")
            style = named.get(name("w:val")) if named is not None else "Normal"
            rtl = is_on(own) if own is not None else backwards.get(style, False)
            runs = tuple([Run(run, run in turned, _text(run)) for run in element.iter(name("w:r"))])
            found.append(Paragraph(element, style, rtl, runs, "".join(run.text for run in runs)))
        return found

    @cached_property
    def body(self) -> list[Paragraph]:
        """The paragraphs of the document that stand in no table."""
        outside = set(self.find("/w:document//w:p[not(ancestor::w:tc)]"))
        return [paragraph for paragraph in self.paragraphs if paragraph.element in outside]

    @cached_property
    def fields(self) -> list[tuple[Element, str, str]]:
        """The fields: the sign that begins each, its instruction, and what is wrong with its signs."""
        found = []
        for story in (root for root, _ in self.parsed.values()):
            open_: list[list[Any]] = []
            for sign in story.iter(name("w:fldChar"), name("w:instrText")):
                kind = sign.get(name("w:fldCharType"))
                if kind == "begin":
                    open_.append([sign, "", "has no result"])
                elif not open_:
                    found.append((sign, sign.text or "", "is not opened"))
                elif kind == "separate":
                    open_[-1][2] = ""
                elif kind == "end":
                    found.append(tuple(open_.pop()))
                else:
                    open_[-1][1] += sign.text or ""
            found += [(sign, instruction, "is not closed") for sign, instruction, _ in open_]
        return found
