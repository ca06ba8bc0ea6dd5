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

from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.template import House, R, W, canonical, chain, id_of, length, local, styles_of
from tenderkit.formats.word.write.xml import NAMESPACES, OFF

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
# What a section, our paragraphs and the lists of a file hold, in the order of the schema.
_SECTION = (
    "headerReference", "footerReference", "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType",
    "formProt", "titlePg", "bidi", "rtlGutter", "docGrid",
)  # fmt: skip
_PARAGRAPH = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "tabs", "bidi", "spacing", "outlineLvl", "rPr",
    "sectPr",
)  # fmt: skip
_LISTS = ("numPicBullet", "abstractNum", "num", "numIdMacAtCleanup")

# The level in the outline of text that is no heading.
_BODY = "9"


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
        # Of the numbers of our lists.
        self.shift = max((length(one, "numId") for one in self.lists.iterfind(W + "num")), default=0)

    def dressed(self) -> Dressed:
        """The whole."""
        self.add_lists()
        self.add_styles()
        self.set_out()
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
        """A part of the template; where it has none, ours without what is added to it."""
        if name := self.house.shared.get(type_):
            self.names[type_] = name
            return etree.fromstring(self.parts[name])
        self.names[type_] = self.put(f"word/{type_}.xml", b"", type_)
        self.relate(type_, self.names[type_])
        made = etree.fromstring(self.ours[f"word/{type_}.xml"])
        for one in list(made) if type_ != "settings" else ():
            if local(one) != "docDefaults":
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

    # Lists, styles, paragraphs

    def rename(self, tree: etree._Element) -> None:
        """Name styles and lists in a tree of ours as they are called in the template."""
        for one in tree.iter(*(W + name for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"))):
            one.set(W + "val", self.house.styles[one.get(W + "val", "")])
        for one in tree.iter(W + "numId"):
            if (number := length(one, "val")) != 0:
                one.set(W + "val", str(number + self.shift))

    def add_lists(self) -> None:
        """Add our lists behind those of the template."""
        patterns = self.lists.iterfind(W + "abstractNum")
        first = max((length(one, "abstractNumId") for one in patterns), default=-1) + 1
        known = {one.get(W + "val", "").upper() for one in self.lists.iter(W + "nsid")}
        # The styles of a template count on no list of ours.
        for level in list(self.own_lists.iter(W + "lvl")):
            for link in list(level.iterfind(W + "pStyle")):
                if link.get(W + "val") not in self.house.added:
                    level.remove(link)
        self.rename(self.own_lists)
        for one in list(self.own_lists):
            if local(one) == "abstractNum":
                one.set(W + "abstractNumId", str(length(one, "abstractNumId") + first))
            else:
                one.set(W + "numId", str(length(one, "numId") + self.shift))
            for pattern in one.iterfind(W + "abstractNumId"):
                pattern.set(W + "val", str(length(pattern, "val") + first))
            # Word takes lists with the same mark for one list.
            for mark in one.iterfind(W + "nsid"):
                while mark.get(W + "val", "") in known:
                    mark.set(W + "val", f"{int(mark.get(W + 'val', ''), 16) + 2:08X}")
            self.lists.append(one)
        _order(self.lists, _LISTS)

    def add_styles(self) -> None:
        """Add our styles that the template lacks, and let those in use be in the language of the paper."""
        names = {one.get(W + "val", "").lower() for one in self.styles.iterfind(f"{W}style/{W}name")}
        for style in self.own_styles.iterfind(W + "style"):
            if id_of(style) in self.house.added:
                made = deepcopy(style)
                made.set(W + "styleId", self.house.styles[id_of(style)])
                self.rename(made)
                # A style of another kind may have its name, which Word allows once.
                for named in made.iterfind(W + "name"):
                    if named.get(W + "val", "").lower() in names:
                        named.set(W + "val", f"{named.get(W + 'val')} (tenderkit)")
                self.styles.append(made)
        (language,) = self.own_styles.iterfind(f".//{W}rPrDefault//{W}lang")
        defaults = _inside(_inside(_inside(self.styles, "docDefaults"), "rPrDefault"), "rPr")
        if defaults.find(W + "lang") is None:
            # Behind it stand only properties of East Asian layout and hidden text, which no default has.
            defaults.append(_made("lang"))
        by_id = styles_of(self.styles)
        used = {id_of(one): one for id_ in self.house.styles.values() for one in chain(by_id, id_)}
        for lang in [one for root in (defaults, *used.values()) for one in root.iter(W + "lang")]:
            for name in ("val", "bidi"):
                lang.set(W + name, language.get(W + name, ""))

    def set_out(self) -> None:
        """Give paragraphs what our styles do for them and those of the template do not; name all as it does."""
        ours, theirs = styles_of(self.own_styles), styles_of(self.styles)
        lacking = {id_: list(self.lacking(id_, ours, theirs)) for id_ in self.house.styles}
        for properties in self.document.iter(W + "pPr"):
            style = properties.find(W + "pStyle")
            for one in () if style is None else lacking[style.get(W + "val", "")]:
                if properties.find(one.tag) is None:
                    properties.append(deepcopy(one))
            _order(properties, _PARAGRAPH)
        self.rename(self.document)
        stories = [etree.fromstring(self.parts[n]) for kind in self.house.stories.values() for n in kind.values()]
        taken = max((length(one, "id") for story in stories for one in story.iter(W + "bookmarkStart")), default=0)
        for mark in self.document.iter(W + "bookmarkStart", W + "bookmarkEnd"):
            mark.set(W + "id", str(length(mark, "id") + taken))

    def lacking(
        self, id_: str, ours: Mapping[str, etree._Element], theirs: Mapping[str, etree._Element]
    ) -> Iterator[etree._Element]:
        """What makes paragraphs of a style work and its namesake in the template lacks: what keeps them with the
        next; their number, or none, because two ways to count would mix; their tab stops; their place in the outline.
        """

        def both(*path: str) -> list[etree._Element | None]:
            steps = "/".join(W + name for name in ("pPr", *path))
            lines = chain(ours, id_), chain(theirs, self.house.styles[id_])
            return [next((e for s in line if (e := s.find(steps)) is not None), None) for line in lines]

        for name in ("keepNext", "keepLines"):
            own, their = map(_on, both(name))
            if own and not their:
                yield _made(name)
        list_, their_list = (0 if e is None else length(e, "val") for e in both("numPr", "numId"))
        if not list_ and their_list:
            yield _made("numPr", _made("numId", val="0"))
        elif list_ and their_list != list_ + self.shift:
            yield from (e for e in both("numPr")[:1] if e is not None)
        if id_ not in self.house.added:
            yield from (e for e in both("tabs")[:1] if e is not None)
        level, their_level = (_BODY if e is None else e.get(W + "val", _BODY) for e in both("outlineLvl"))
        if level != their_level:
            yield _made("outlineLvl", val=level)

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
        theirs = [
            _reference(kind, pages, self.relate(kind, name))
            for kind, stories in self.house.stories.items()
            for pages, name in stories.items()
        ]
        missing = [kind for kind, stories in self.house.stories.items() if not stories]
        own = {wide: [one for kind in missing for one in self.own_story(kind, wide)] for wide in (False, True)}
        for number, ours in enumerate(list(self.document.iter(W + "sectPr"))):
            kept = {local(one): one for one in ours if not local(one).endswith("Reference")}
            kept.update(self.house.section)
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
            styles = chain(styles_of(self.styles), self.house.styles[kind.capitalize()])
            there = {tab.get(W + "pos", "") for style in styles for tab in style.iterfind(f"{W}pPr/{W}tabs/{W}tab")}
            tabs[:0] = [
                _made("tab", val="clear", pos=pos) for pos in sorted(there - {t.get(W + "pos") for t in tabs})
            ]
        self.rename(story)
        id_ = self.relate(kind, self.put(f"word/{kind}{2 if wide else 1}.xml", canonical(story), kind))
        twice = _on(self.settings.find(W + "evenAndOddHeaders"))
        return [_reference(kind, pages, id_) for pages in (("default", "even") if twice else ("default",))]


def _made(name: str, *kids: etree._Element, **attributes: str) -> etree._Element:
    """An element of WordprocessingML."""
    made = etree.Element(W + name, nsmap={"w": NAMESPACES["w"]})
    made.extend(kids)
    for key, value in attributes.items():
        made.set(W + key, value)
    return made


def _on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(W + "val") not in OFF


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
