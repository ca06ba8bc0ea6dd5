# SPDX-License-Identifier: Apache-2.0
"""The template of an authority, opened: what is kept of it, and which of our styles it has.

Kept are sheet, margins, headers, footers, fonts and styles. Its text is left out, and so is what belongs to one
document, such as its comments, footnotes, properties and custom XML. `dressing.py` puts papers into it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.word.links import cut, loads
from tenderkit.formats.word.read.open_docx import Opened, open_word
from tenderkit.formats.word.write import base, package
from tenderkit.formats.word.write.xml import DECLARATION, NAMESPACES, OFF, Markup
from tenderkit.library.look import Look, Margins, Page
from tenderkit.responses.comparison import Load

W = f"{{{NAMESPACES['w']}}}"
R = f"{{{NAMESPACES['r']}}}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# What is kept, by the last part of the type of the relationship that leads to it.
_SHARED = ("styles", "numbering", "settings", "fontTable", "theme")
_STORIES = ("header", "footer")
_ROOTS = {"fontTable": W + "fonts", "theme": _A + "theme"}
# What a paper puts beside it; a template that has it among its headers is broken.
_OURS = re.compile(r"word/document\.xml|docProps/.*|customXml/.*")
# The properties of its last section that are kept beside the sheet.
_SECTION = ("pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "titlePg", "rtlGutter", "docGrid")
# Properties of Word that are the authority's.
_SHOWN = ("Company", "Manager")
# The largest sheet of Word, and the least room for text on it (8 cm), in twentieths of a point.
_LARGEST, _NARROWEST = 31680, 4536
_LENGTH = re.compile(r"-?([0-9]{1,9})(?:\.[0-9]+)?")
# Python-docx drops blanks between elements too: so the digests of what it saves are the same.
_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
# The styles that a template may call otherwise, because they are those of all that names none.
_DEFAULTS = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
_BROKEN = "Open it in Word and save it anew."


@dataclass(frozen=True)
class House:
    """A template that can be used; `name` is for messages.

    `parts` are those that are kept, XML among them in canonical form; `types` their types of content, `relations`
    what leads from each to others. `shared` names the parts of a type that a document has once, `stories` those of
    headers and footers, by kind and by the pages that they are for. `section` holds what is kept of its last
    section, by name; `page` and `margins` are None where it states none. `styles` are the ids that ours have in it,
    `added` names those that it lacks. `fonts` are those of its styles, as far as it names them. Its headers and
    footers show what is `about` the document and custom `properties`, and are `paged` where they show the page.
    `left_out` is what it would load when a paper is opened.
    """

    name: str
    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    relations: Mapping[str, package.Relations]
    shared: Mapping[str, str]
    stories: Mapping[str, Mapping[str, str]]
    section: Mapping[str, etree._Element]
    page: Page | None
    margins: Margins | None
    styles: Mapping[str, str]
    added: Mapping[str, str]
    fonts: tuple[str, ...]
    about: Mapping[str, str]
    properties: Mapping[str, Markup]
    paged: bool
    left_out: tuple[Load, ...]

    def look(self, look: Look) -> Look:
        """A look with the sheet and the margins of the template."""
        pages = dict.fromkeys(look.pages, self.page) if self.page else look.pages
        return replace(look, pages=pages, margins=self.margins or look.margins)

    @property
    def report(self) -> Iterator[str]:
        """What is kept and what is added, in lines for the user."""
        kinds = [kind for kind, found in self.stories.items() if found]
        count = len(self.styles) - len(self.added)
        told = {
            "sheet": self.page,
            "margins": self.margins,
            **{f"{kind}s": True for kind in kinds},
            f"fonts ({', '.join(self.fonts)})": self.fonts,
            f"{count} {'style' if count == 1 else 'styles'}": count,
        }
        yield f"{self.name}: kept {', '.join(what for what, there in told.items() if there) or 'nothing'}"
        names = ", ".join(self.added.values())
        yield f"{self.name}: added {f'the styles {names}' if names else 'no styles'}"
        for load in self.left_out:
            yield f"{self.name}: left out what {load.part} would load: {load.kind} {load.target}"
        if "footer" in kinds and not self.paged:
            yield f"{self.name}: its headers and footers have no page numbers"


def read_house(content: bytes, name: str, look: Look) -> House:
    """Open a template.

    Parameters: `content` of the .docx or .dotx file; `name`, for messages; `look`, whose styles are looked for.
    Raises InvalidInput where it is no Word file, encrypted, broken, too large, holds macros, or leaves no room for
    text.
    """
    # Digests are not needed, but what has none is refused.
    return _Reader(open_word(content, name, digests=True), name, look).house()


class _Reader:
    """Reads one template."""

    def __init__(self, opened: Opened, name: str, look: Look) -> None:
        self.opened, self.name, self.looked_for = opened, name, look
        main = opened.main
        # What the document leads to: the id to the last part of the type and the name of the part.
        self.led = {
            id_: (type_.rpartition("/")[2], package.resolved(main, target))
            for id_, (type_, target) in opened.relations.get(main, {}).items()
        }

        # By part and id.
        self.loads: dict[str, dict[str, Load]] = {}
        for id_, load in loads(opened.relations):
            self.loads.setdefault(load.part, {})[id_] = load

    def house(self) -> House:
        root = self.opened.trees[self.opened.main]
        if not str(root.tag).startswith(W):
            raise self.refused("is saved as Strict Open XML", "Save it as a Word document (.docx).")
        shared = {type_: part for type_, part in self.led.values() if type_ in _SHARED}
        section, stories = self.layout(root)
        story_parts = dict.fromkeys(part for kind in stories.values() for part in kind.values())
        parts = self.kept([*shared.values(), *story_parts])
        trees = {type_: self.root(parts, part, type_) for type_, part in shared.items()}
        settings, styles = trees.get("settings"), trees.get("styles")
        page, margins = self.sheet(section, settings)
        named = base.named(self.looked_for)
        ids, added = _matched(styles, named)
        shown = [text for part in story_parts for text in _instructions(etree.fromstring(parts[part]))]
        about, properties = self.about(shown)
        relations = {n: self.safe(n) for n in parts if n != shared.get("settings")}
        return House(
            name=self.name,
            parts=parts,
            types=self.types(parts),
            relations={name: led for name, led in relations.items() if led},
            shared=shared,
            stories=stories,
            section=dict(_lasting(section)),
            page=page,
            margins=margins,
            styles=ids,
            added={id_: named[id_][1] for id_ in added},
            fonts=() if styles is None else _fonts(styles, trees.get("theme"), ids.values()),
            about=about,
            properties=properties,
            paged=any(re.search(r"\bPAGE\b", text) for text in shown),
            left_out=tuple(load for name in parts for load in self.loads.get(name, {}).values()),
        )

    def refused(self, message: str, fix: str = _BROKEN) -> InvalidInput:
        return InvalidInput([Finding("template", message, fix, place=Place(self.name))])

    def layout(self, root: etree._Element) -> tuple[dict[str, etree._Element], dict[str, dict[str, str]]]:
        """The properties of the last section, and all headers and footers that reach it: a section that names none
        has those of the one before.
        """
        section: dict[str, etree._Element] = {}
        stories: dict[str, dict[str, str]] = {kind: {} for kind in _STORIES}
        for one in root.iter(W + "sectPr"):
            if (parent := one.getparent()) is not None and local(parent) == "sectPrChange":
                continue
            section = {local(e): e for e in one}
            for kind in _STORIES:
                for reference in one.iterfind(f"{W}{kind}Reference"):
                    type_, part = self.led.get(reference.get(R + "id", ""), ("", ""))
                    if type_ != kind:
                        raise self.refused(f"is broken: it names a {kind} that is not there")
                    stories[kind][reference.get(W + "type", "default")] = part
        return section, stories

    def kept(self, names: Iterable[str]) -> dict[str, bytes]:
        """Parts, and all that they lead to."""
        found: dict[str, bytes] = {}
        left = list(names)
        while left:
            name = left.pop()
            if name in found:
                continue
            if name not in self.opened.parts or _OURS.fullmatch(name):
                raise self.refused(f"is broken: it leads to {name}, which is not there")
            xml = self.opened.parts[name]
            if name in self.opened.trees:
                root = etree.fromstring(xml, _PARSER)
                if name in self.loads:
                    cut(root, frozenset(self.loads[name]))
                xml = canonical(root)
            found[name] = xml
            if ("settings", name) not in self.led.values():
                targets = (target for _, target in self.safe(name).values())
                left += [package.resolved(name, t) for t in targets if not t.startswith(package.OUTSIDE)]
        return found

    def safe(self, name: str) -> package.Relations:
        """What a part leads to, without what it would load from outside."""
        gone = self.loads.get(name, {})
        return {id_: led for id_, led in self.opened.relations.get(name, {}).items() if id_ not in gone}

    def root(self, parts: Mapping[str, bytes], name: str, type_: str) -> etree._Element:
        """A part that has to be of a certain kind."""
        tree = etree.fromstring(parts[name], _PARSER) if name in self.opened.trees else None
        if tree is None or tree.tag != _ROOTS.get(type_, W + type_):
            raise self.refused(f"is broken: {name} does not hold what its name in the file says ({type_})")
        return tree

    def types(self, names: Iterable[str]) -> dict[str, str]:
        """The types of content of parts."""
        rows = self.opened.trees["[Content_Types].xml"]
        usual = {r.get("Extension", "").lower(): r.get("ContentType", "") for r in rows.iter(_TYPES + "Default")}
        own = {r.get("PartName", "").lstrip("/"): r.get("ContentType", "") for r in rows.iter(_TYPES + "Override")}
        return {
            name: own.get(name) or usual.get(name.rpartition(".")[2].lower(), "application/octet-stream")
            for name in names
        }

    def sheet(
        self, section: Mapping[str, etree._Element], settings: etree._Element | None
    ) -> tuple[Page | None, Margins | None]:
        """The sheet in portrait and its margins."""
        page = margins = None
        size, edges = section.get("pgSz"), section.get("pgMar")
        if size is not None:
            across, down = sorted((length(size, "w"), length(size, "h")))
            if across > 0 and down <= _LARGEST:
                page = Page(across, down)
        if edges is not None:
            sides = length(edges, "left") + length(edges, "right")
            top, bottom = length(edges, "top"), length(edges, "bottom")
            if settings is None or settings.find(W + "gutterAtTop") is None:
                sides += length(edges, "gutter")
            margins = Margins(top, bottom, (sides + 1) // 2, length(edges, "header"))
        # Tables are in landscape: there the margins above and below take from the shorter side.
        for sheet in [page] if page else self.looked_for.pages.values():
            if margins and sheet.width - max(2 * margins.side, margins.top + margins.bottom) < _NARROWEST:
                raise self.refused("leaves no room for text between its margins", "Make its margins narrower.")
        return page, margins

    def about(self, shown: Iterable[str]) -> tuple[dict[str, str], dict[str, Markup]]:
        """The properties that headers and footers show: those of Word, and custom ones as the XML of their values."""
        asked = [text for text in shown if "DOCPROPERTY" in text]
        usual: dict[str, str] = {}
        custom: dict[str, Markup] = {}
        for _, target in self.opened.relations.get("", {}).values():
            tree = self.opened.trees.get(package.resolved("", target))
            for row in () if tree is None else tree:
                name = row.get("name", "") or local(row)
                if not any(name in text for text in asked):
                    continue
                if name in _SHOWN:
                    usual[name] = row.text or ""
                elif local(row) == "property" and len(row) == 1:
                    custom[name] = Markup(etree.tostring(row[0], method="c14n").decode())
        return usual, custom


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def canonical(root: etree._Element) -> bytes:
    """A part in canonical form."""
    return DECLARATION.encode() + bytes(etree.tostring(root, method="c14n"))


def length(element: etree._Element, name: str) -> int:
    """A number or length, whatever its sign; 0 where none is stated."""
    found = _LENGTH.fullmatch(element.get(W + name, ""))
    return int(found[1]) if found else 0


def id_of(style: etree._Element) -> str:
    """The id of a style."""
    return style.get(W + "styleId", "")


def styles_of(root: etree._Element) -> dict[str, etree._Element]:
    """The styles by id."""
    return {id_of(style): style for style in root.iterfind(W + "style")}


def chain(styles: Mapping[str, etree._Element], id_: str) -> Iterator[etree._Element]:
    """A style, and those that it is based on."""
    seen: set[str] = set()
    while id_ in styles and id_ not in seen:
        seen.add(id_)
        yield styles[id_]
        base_ = styles[id_].find(W + "basedOn")
        id_ = "" if base_ is None else base_.get(W + "val", "")


def _matched(
    styles: etree._Element | None, ours: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The ids that styles of ours have in a template, by kind and name, and those of ours that it lacks."""
    if styles is None:
        return {id_: id_ for id_ in ours}, tuple(ours)
    by_name: dict[tuple[str, str], str] = {}
    usual: dict[str, str] = {}
    for style in styles.iterfind(W + "style"):
        kind, named = style.get(W + "type", "paragraph"), style.find(W + "name")
        if named is not None:
            by_name.setdefault((kind, named.get(W + "val", "").lower()), id_of(style))
        if style.get(W + "default", OFF[0]) not in OFF:
            usual[kind] = id_of(style)
    taken = set(by_name.values()) | set(usual.values())
    ids: dict[str, str] = {}
    added = []
    for id_, (kind, name) in ours.items():
        there = by_name.get((kind, name.lower())) or (usual.get(kind) if id_ in _DEFAULTS else None)
        if there is None:
            added.append(id_)
            there = id_
            while there in taken:
                there = f"tk{there}"
        ids[id_] = there
    return ids, tuple(added)


def _lasting(section: Mapping[str, etree._Element]) -> Iterator[tuple[str, etree._Element]]:
    """What is kept of the properties of a section."""
    for name in _SECTION:
        one = section.get(name)
        # Borders that are pictures lead to other parts.
        if one is not None and not any(str(key).startswith(R) for e in one.iter() for key in e.attrib):
            if name == "pgNumType":
                # In which signs pages are counted is kept, but not where that begins.
                one = deepcopy(one)
                for key in set(one.attrib) - {W + "fmt"}:
                    del one.attrib[key]
            yield name, one


def _instructions(story: etree._Element) -> Iterator[str]:
    """What the fields of a header or footer say, of which a word processor may have made several pieces."""
    for paragraph in story.iter(W + "p"):
        yield "".join(text.text or "" for text in paragraph.iter(W + "instrText"))
    yield from (field.get(W + "instr", "") for field in story.iter(W + "fldSimple"))


def _fonts(styles: etree._Element, theme: etree._Element | None, used: Iterable[str]) -> tuple[str, ...]:
    """The fonts that the styles in use name, by themselves or by way of the theme."""
    found: dict[str, None] = {}
    by_id = styles_of(styles)
    for element in [styles.find(W + "docDefaults"), *(style for id_ in used for style in chain(by_id, id_))]:
        for fonts in () if element is None else element.iter(W + "rFonts"):
            for name in ("ascii", "cs"):
                by_theme = fonts.get(f"{W}{name}Theme")
                face = None
                if by_theme and theme is not None:
                    kind = "major" if by_theme.startswith("major") else "minor"
                    face = theme.find(f".//{_A}{kind}Font/{_A}{'cs' if name == 'cs' else 'latin'}")
                named = fonts.get(W + name) if face is None else face.get("typeface")
                if named:
                    found[named] = None
    return tuple(found)
