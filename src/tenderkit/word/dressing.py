# SPDX-License-Identifier: Apache-2.0
"""A paper that is put into the template of an authority.

What shapes pages and letters comes from the template, the text and what it needs from the paper: our lists stand
behind those of the template, our styles where it has none of that name.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from tenderkit.word import package
from tenderkit.word.elements import OFF
from tenderkit.word.house import STORIES, House, R, W, canonical, chain, id_of, length, local
from tenderkit.word.xml import Markup

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
# The settings that are kept, in the order of the schema: those of pages and letters. The others belong to one
# document, such as the data of a serial letter and where its own template lies.
_SETTINGS = (
    "zoom", "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "mirrorMargins", "alignBordersAndEdges",
    "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "documentProtection",
    "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps",
    "defaultTableStyle", "evenAndOddHeaders", "characterSpacingControl", "strictFirstAndLastChars",
    "noLineBreaksAfter", "noLineBreaksBefore", "hdrShapeDefaults", "compat", "themeFontLang", "clrSchemeMapping",
    "shapeDefaults", "decimalSymbol", "listSeparator",
)  # fmt: skip
# The properties of a section that are kept, in the order of the schema; these are ours: how it lies and runs, and
# whether it is protected.
_SECTION = (
    "headerReference", "footerReference", "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType",
    "formProt", "titlePg", "bidi", "rtlGutter", "docGrid",
)  # fmt: skip
_OURS = ("type", "pgSz", "formProt", "bidi")
# What our paragraphs and a list of lists hold, in the order of the schema.
_PARAGRAPH = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "tabs")
_LISTS = ("numPicBullet", "abstractNum", "num", "numIdMacAtCleanup")


@dataclass(frozen=True)
class Dressed:
    """The parts of a paper in a template, what leads from each of them to others, and the types of content of those
    that the paper does not have by itself.
    """

    parts: dict[str, bytes]
    relations: dict[str, package.Relations]
    types: dict[str, str]


def dress(house: House, parts: Mapping[str, bytes]) -> Dressed:
    """Put a paper into a template.

    Parameters: `parts` of the paper as written, without relationships.
    """
    return _Dressing(house, parts).dressed()


class _Dressing:
    """One paper that is put into one template."""

    def __init__(self, house: House, parts: Mapping[str, bytes]) -> None:
        self.house, self.ours = house, parts
        self.parts, self.types = dict(house.parts), dict(house.types)
        # What the document leads to: id to the type and the name of the part.
        self.led: dict[str, tuple[str, str]] = {}
        for type_, name in house.shared.items():
            self.relate(type_, name)
        self.document, self.own_styles, self.own_lists, self.own_settings = (
            etree.fromstring(parts[f"word/{name}.xml"]) for name in ("document", "styles", "numbering", "settings")
        )
        self.names: dict[str, str] = {}
        self.styles, self.lists, self.settings = map(self.theirs, ("styles", "numbering", "settings"))

    def dressed(self) -> Dressed:
        """The whole."""
        self.set_out()
        shift = max((length(one, "numId") for one in self.lists.iterfind(W + "num")), default=0)
        for tree in (self.document, self.own_styles, self.own_lists):
            self.rename(tree, shift)
        self.add_lists(shift)
        self.add_styles()
        self.settle()
        self.lay_out()
        for type_, tree in (("styles", self.styles), ("numbering", self.lists), ("settings", self.settings)):
            self.parts[self.names[type_]] = canonical(tree)
        self.parts["word/document.xml"] = canonical(self.document)
        self.parts |= {n: xml for n, xml in self.ours.items() if n.startswith(("docProps/", "customXml/"))}
        self.relate("customXml", "customXml/item1.xml")
        led = {id_: (type_, f"/{name}") for id_, (type_, name) in self.led.items()}
        return Dressed(self.parts, {**self.house.relations, "word/document.xml": led}, self.types)

    # Parts

    def theirs(self, type_: str) -> etree._Element:
        """A part of the template that every document has once; ours without what is added to it, where it has none."""
        if name := self.house.shared.get(type_):
            self.names[type_] = name
            return etree.fromstring(self.parts[name])
        self.names[type_] = self.put(f"word/{type_}.xml", b"", type_)
        self.relate(type_, self.names[type_])
        made = etree.fromstring(self.ours[f"word/{type_}.xml"])
        for one in made.xpath("w:style | w:abstractNum | w:num", namespaces={"w": W[1:-1]}):
            made.remove(one)
        return made

    def put(self, name: str, content: bytes, type_: str) -> str:
        """Add a part of ours under a name that is free, and return that."""
        folder, base = posixpath.split(name)
        taken = {part.lower() for part in self.parts}
        while (name := posixpath.join(folder, base)).lower() in taken:
            base = f"tk{base}"
        self.parts[name], self.types[name] = content, _TYPE.format(type_)
        return name

    def relate(self, type_: str, name: str) -> str:
        """Let the document lead to a part, and return the id of that."""
        id_ = f"rId{len(self.led) + 1}"
        self.led[id_] = (type_, name)
        return id_

    # Styles and lists

    def set_out(self) -> None:
        """Give paragraphs in styles of the template what ours would do for them: numbers and tab stops.

        A style of the template may count by itself: two ways to count would mix. The ids of bookmarks in headers and
        footers are left to them.
        """
        own = {id_of(style): style for style in self.own_styles.iterfind(W + "style")}
        kept = {id_: own[id_] for id_ in own if id_ not in self.house.added}
        counted = {id_ for id_ in kept if self.counts(self.house.styles[id_])}
        for properties in self.document.iter(W + "pPr"):
            style = properties.find(W + "pStyle")
            id_ = "" if style is None else style.get(W + "val", "")
            if id_ not in kept:
                continue
            added = [deepcopy(e) for n in ("numPr", "tabs") for e in kept[id_].iterfind(f"{W}pPr/{W}{n}")]
            if properties.find(W + "numPr") is not None:
                added = [e for e in added if local(e) != "numPr"]
            elif id_ in counted and not any(local(e) == "numPr" for e in added):
                added.append(_made("numPr", _made("numId", val="0")))
            properties.extend(added)
            _order(properties, _PARAGRAPH)
        for link in list(self.own_lists.iter(W + "pStyle")):
            if link.get(W + "val") in kept:
                _remove(link)
        stories = [etree.fromstring(self.parts[name]) for name in self.house.stories.values()]
        shift = max((length(one, "id") for story in stories for one in story.iter(W + "bookmarkStart")), default=0)
        for mark in self.document.iter(W + "bookmarkStart", W + "bookmarkEnd"):
            mark.set(W + "id", str(length(mark, "id") + shift))

    def counts(self, id_: str) -> bool:
        """Whether a style of the template numbers its paragraphs, by itself or as one that it is based on."""
        numbers = (style.find(f"{W}pPr/{W}numPr/{W}numId") for style in chain(self.styles, id_))
        found = next((number for number in numbers if number is not None), None)
        return found is not None and found.get(W + "val") != "0"

    def rename(self, tree: etree._Element, shift: int) -> None:
        """Name styles and lists in a tree of ours as they are called in the template."""
        for one in tree.iter(*(W + name for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"))):
            one.set(W + "val", self.house.styles[one.get(W + "val", "")])
        for one in tree.iter(W + "numId"):
            if (number := length(one, "val")) != 0:
                one.set(W + "val", str(number + shift))

    def add_lists(self, shift: int) -> None:
        """Add our lists behind those of the template."""
        first = max((length(one, "abstractNumId") for one in self.lists.iterfind(W + "abstractNum")), default=-1) + 1
        known = {one.get(W + "val", "").upper() for one in self.lists.iter(W + "nsid")}
        for one in list(self.own_lists):
            if local(one) == "abstractNum":
                one.set(W + "abstractNumId", str(length(one, "abstractNumId") + first))
            else:
                one.set(W + "numId", str(length(one, "numId") + shift))
                for pattern in one.iterfind(W + "abstractNumId"):
                    pattern.set(W + "val", str(length(pattern, "val") + first))
            # Word takes lists with the same mark for one list.
            for mark in one.iterfind(W + "nsid"):
                while mark.get(W + "val", "") in known:
                    mark.set(W + "val", f"{int(mark.get(W + 'val', ''), 16) + 2:08X}")
            self.lists.append(one)
        _order(self.lists, _LISTS)

    def add_styles(self) -> None:
        """Add our styles that the template lacks, and let its text be in the language of the paper."""
        names = {one.get(W + "val", "").lower() for one in self.styles.iterfind(f"{W}style/{W}name")}
        for style in list(self.own_styles.iterfind(W + "style")):
            id_ = id_of(style)
            if id_ in self.house.added:
                style.set(W + "styleId", self.house.styles[id_])
                # A style of another kind may have its name, which Word allows once.
                for name in style.iterfind(W + "name"):
                    if name.get(W + "val", "").lower() in names:
                        name.set(W + "val", f"{name.get(W + 'val')} (tenderkit)")
                self.styles.append(style)
        (language,) = self.own_styles.iterfind(f".//{W}rPrDefault//{W}lang")
        used = {id_of(one): one for id_ in self.house.styles.values() for one in chain(self.styles, id_)}
        for style in used.values():
            for old in style.iter(W + "lang"):
                old.attrib.update(language.attrib)
        defaults = _inside(_inside(_inside(self.styles, "docDefaults"), "rPrDefault"), "rPr")
        for old in list(defaults.iterfind(W + "lang")):
            defaults.remove(old)
        # Behind it stand only properties of East Asian layout and hidden text, which no default has.
        defaults.append(deepcopy(language))

    def settle(self) -> None:
        """Keep the settings of pages and letters, name the language, and protect the form where it is protected."""
        kept = {local(one): one for one in self.settings if one.tag == W + local(one) and local(one) in _SETTINGS}
        kept.pop("documentProtection", None)
        for one in self.own_settings:
            if local(one) == "documentProtection":
                kept["documentProtection"] = deepcopy(one)
            if local(one) == "themeFontLang":
                kept.setdefault("themeFontLang", _made("themeFontLang")).attrib.update(one.attrib)
        self.settings[:] = list(kept.values())
        _order(self.settings, _SETTINGS)

    # Sections, headers and footers

    def lay_out(self) -> None:
        """Give every section the sheet, margins, headers and footers of the template."""
        stories = {name: self.relate(kind, name) for (kind, _), name in self.house.stories.items()}
        theirs = [_reference(kind, pages, stories[name]) for (kind, pages), name in self.house.stories.items()]
        missing = [kind for kind in STORIES if kind not in dict(self.house.stories)]
        own = {wide: [one for kind in missing for one in self.own_story(kind, wide)] for wide in (False, True)}
        for number, ours in enumerate(list(self.document.iter(W + "sectPr"))):
            kept = {local(one): one for one in ours}
            kept |= {n: e for n, e in self.house.section.items() if n in _SECTION and n not in _OURS}
            if number:
                kept.pop("titlePg", None)
            wide = kept["pgSz"].get(W + "orient") == "landscape"
            ours[:] = [deepcopy(one) for one in (*theirs, *own[wide], *kept.values())]
            _order(ours, _SECTION)

    def own_story(self, kind: str, wide: bool) -> list[etree._Element]:
        """Our header or footer for a template that has none, as the references that lead to it."""
        story = etree.fromstring(self.ours[f"word/{kind}{2 if wide else 1}.xml"])
        # The tab stops that a template gives headers are for a sheet of its own.
        for tabs in story.iter(W + "tabs"):
            styles = chain(self.styles, self.house.styles[kind.capitalize()])
            there = {tab.get(W + "pos", "") for style in styles for tab in style.iterfind(f"{W}pPr/{W}tabs/{W}tab")}
            tabs[:0] = [
                _made("tab", val="clear", pos=pos) for pos in sorted(there - {t.get(W + "pos") for t in tabs})
            ]
        self.rename(story, 0)
        id_ = self.relate(kind, self.put(f"word/{kind}{2 if wide else 1}.xml", canonical(story), kind))
        twice = self.settings.find(W + "evenAndOddHeaders")
        even = twice is not None and twice.get(W + "val") not in OFF
        return [_reference(kind, pages, id_) for pages in ("default", *(["even"] if even else []))]


def _made(name: str, *kids: etree._Element, **attributes: str) -> etree._Element:
    """An element of WordprocessingML."""
    made = etree.Element(W + name, nsmap={"w": W[1:-1]})
    made.extend(kids)
    for key, value in attributes.items():
        made.set(W + key, value)
    return made


def _reference(kind: str, pages: str, id_: str) -> etree._Element:
    """What names a header or footer in a section."""
    made = _made(f"{kind}Reference", type=pages)
    made.set(R + "id", id_)
    return made


def _inside(element: etree._Element, name: str) -> etree._Element:
    """A child by its name, made as the first where it is not there."""
    found = element.find(W + name)
    if found is None:
        found = _made(name)
        element.insert(0, found)
    return found


def _order(element: etree._Element, names: Sequence[str]) -> None:
    """Put children in the order of the schema; those that are not named stay behind these."""
    places = {W + name: place for place, name in enumerate(names)}
    element[:] = sorted(element, key=lambda one: places.get(str(one.tag), len(names)))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _kids(element: etree._Element, name: str) -> Iterator[etree._Element]:
    yield from element.iterfind(W + name)
