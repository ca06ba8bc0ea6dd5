# SPDX-License-Identifier: Apache-2.0
"""Read the Word template of an authority: what is kept of it, and which styles of a paper it has.

Page size, margins, headers, footers, fonts and styles are kept. The text of the template is left out, as are its
comments, footnotes, properties and custom XML. `apply_template.py` puts papers into the template.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.word.read.external_content import find_loads, remove_references
from tenderkit.formats.word.read.loading_fields import find_field_loads, remove_loading_fields
from tenderkit.formats.word.read.open_docx import WordFile, open_word
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
# The parts that a paper brings along; a template whose headers lead to one of them is broken.
_OURS = re.compile(r"word/document\.xml|docProps/.*|customXml/.*")
# The properties of its last section that are kept with its size.
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
class WordTemplate:
    """What papers take over from the Word template of an authority.

    `name`: the file name of the template, for messages; `parts`: the bytes of the parts taken over, XML in canonical
    form; `types`, `relations`: the content types and relationships of these parts.
    `shared_parts`: the names of the parts that a document has once, by type, such as `styles`; `stories`: the names
    of the parts with headers and footers, by kind (`header`, `footer`) and then by pages, such as `first`.
    `section`: the properties taken over from the last section, by element name; `page`, `margins`: the page size and
    the margins of this section, None where the template does not state them.
    `style_ids`: maps the id that a style has in tenderkit to its id in the template; `missing_styles`: the names of
    the styles that the template does not have, by id in tenderkit; `fonts`: the fonts of the styles in use.
    `word_properties`, `custom_properties`: the document properties that headers and footers show; `has_page_numbers`:
    whether headers or footers show page numbers; `left_out`: content that the template would load when a paper is
    opened.
    """

    name: str
    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    relations: Mapping[str, package.Relations]
    shared_parts: Mapping[str, str]
    stories: Mapping[str, Mapping[str, str]]
    section: Mapping[str, etree._Element]
    page: Page | None
    margins: Margins | None
    style_ids: Mapping[str, str]
    missing_styles: Mapping[str, str]
    fonts: tuple[str, ...]
    word_properties: Mapping[str, str]
    custom_properties: Mapping[str, Markup]
    has_page_numbers: bool
    left_out: tuple[Load, ...]

    def adapt_look(self, look: Look) -> Look:
        """Return a copy of the look (the format of papers) with the page size and the margins of the template."""
        pages = dict.fromkeys(look.pages, self.page) if self.page else look.pages
        return replace(look, pages=pages, margins=self.margins or look.margins)

    @property
    def report(self) -> Iterator[str]:
        """Lines of text for the user: what is kept of the template, which styles are added, and what is left out."""
        kinds = [kind for kind, parts in self.stories.items() if parts]
        count = len(self.style_ids) - len(self.missing_styles)
        features = {
            "sheet": self.page,
            "margins": self.margins,
            **{f"{kind}s": True for kind in kinds},
            f"fonts ({', '.join(self.fonts)})": self.fonts,
            f"{count} {'style' if count == 1 else 'styles'}": count,
        }
        kept_features = ", ".join(feature for feature, present in features.items() if present)
        yield f"{self.name}: kept {kept_features or 'nothing'}"
        names = ", ".join(self.missing_styles.values())
        yield f"{self.name}: added {f'the styles {names}' if names else 'no styles'}"
        for load in self.left_out:
            yield f"{self.name}: left out what {load.part} would load: {load.kind} {load.target}"
        if "footer" in kinds and not self.has_page_numbers:
            yield f"{self.name}: its headers and footers have no page numbers"


def read_template(content: bytes, name: str, look: Look) -> WordTemplate:
    """Read the Word template of an authority.

    Parameters: `content`, the bytes of the .docx or .dotx file; `name`, for messages; `look`, the format of papers,
    which names the styles to look for.
    Raises InvalidInput where the file is no Word file, is encrypted, broken or too large, holds macros, or leaves no
    room for text.
    """
    # Digests are not needed, but what has none is refused.
    return _TemplateReader(open_word(content, name, digests=True), name, look).read()


class _TemplateReader:
    """Reads one template."""

    def __init__(self, opened: WordFile, name: str, look: Look) -> None:
        self.opened, self.name, self.looked_for = opened, name, look
        main = opened.main
        # What the document leads to: the id to the last part of the type and the name of the part.
        self.targets = {
            id_: (type_.rpartition("/")[2], package.resolve_target(main, target))
            for id_, (type_, target) in opened.relations.get(main, {}).items()
        }

        # By part and id.
        self.loads: dict[str, dict[str, Load]] = {}
        for id_, load in find_loads(opened.relations):
            self.loads.setdefault(load.part, {})[id_] = load

    def read(self) -> WordTemplate:
        root = self.opened.trees[self.opened.main]
        if not str(root.tag).startswith(W):
            raise self.build_refusal("is saved as Strict Open XML", "Save it as a Word document (.docx).")
        shared = {type_: part for type_, part in self.targets.values() if type_ in _SHARED}
        section, stories = self.read_sections(root)
        story_parts = dict.fromkeys(part for kind in stories.values() for part in kind.values())
        parts = self.collect_parts([*shared.values(), *story_parts])
        trees = {type_: self.parse_part(parts, part, type_) for type_, part in shared.items()}
        settings, styles = trees.get("settings"), trees.get("styles")
        page, margins = self.read_page(section, settings)
        named = base.name_styles(self.looked_for)
        ids, added = _match_styles(styles, named)
        shown = [text for part in story_parts for text in _read_field_instructions(etree.fromstring(parts[part]))]
        word_properties, custom_properties = self.read_properties(shown)
        relations = {n: self.list_safe_relations(n) for n in parts if n != shared.get("settings")}
        return WordTemplate(
            name=self.name,
            parts=parts,
            types=self.read_content_types(parts),
            relations={name: led for name, led in relations.items() if led},
            shared_parts=shared,
            stories=stories,
            section=dict(_select_section_properties(section)),
            page=page,
            margins=margins,
            style_ids=ids,
            missing_styles={id_: named[id_][1] for id_ in added},
            fonts=() if styles is None else _list_fonts(styles, trees.get("theme"), ids.values()),
            word_properties=word_properties,
            custom_properties=custom_properties,
            has_page_numbers=any(re.search(r"\bPAGE\b", text) for text in shown),
            left_out=tuple(self.list_left_out(parts)),
        )

    def build_refusal(self, message: str, fix: str = _BROKEN) -> InvalidInput:
        return InvalidInput([Finding("template", message, fix, place=Place(self.name))])

    def read_sections(self, root: etree._Element) -> tuple[dict[str, etree._Element], dict[str, dict[str, str]]]:
        """Return the properties of the last section by element name, and its headers and footers.

        A section without a header or footer has the header or footer of the section before it. Headers and footers
        are returned as names of parts, by kind (`header`, `footer`) and then by pages (`default`, `first`, `even`).
        """
        section: dict[str, etree._Element] = {}
        stories: dict[str, dict[str, str]] = {kind: {} for kind in _STORIES}
        for properties in root.iter(W + "sectPr"):
            if (parent := properties.getparent()) is not None and get_local_name(parent) == "sectPrChange":
                continue
            section = {get_local_name(e): e for e in properties}
            for kind in _STORIES:
                for reference in properties.iterfind(f"{W}{kind}Reference"):
                    type_, part = self.targets.get(reference.get(R + "id", ""), ("", ""))
                    if type_ != kind:
                        raise self.build_refusal(f"is broken: it names a {kind} that is not there")
                    stories[kind][reference.get(W + "type", "default")] = part
        return section, stories

    def collect_parts(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return the named parts, and all parts to which their relationships lead, as bytes by the name of the part.

        References and fields that load content when a file is opened are removed from the parts.
        """
        collected: dict[str, bytes] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in collected:
                continue
            if name not in self.opened.parts or _OURS.fullmatch(name):
                raise self.build_refusal(f"is broken: it leads to {name}, which is not there")
            xml = self.opened.parts[name]
            if name in self.opened.trees:
                root = etree.fromstring(xml, _PARSER)
                if name in self.loads:
                    remove_references(root, frozenset(self.loads[name]))
                remove_loading_fields(root)
                xml = write_canonical(root)
            collected[name] = xml
            if ("settings", name) not in self.targets.values():
                targets = (target for _, target in self.list_safe_relations(name).values())
                waiting += [package.resolve_target(name, t) for t in targets if not t.startswith(package.OUTSIDE)]
        return collected

    def list_safe_relations(self, name: str) -> package.Relations:
        """Return the relationships of a part by id, except those that load content when the file is opened."""
        gone = self.loads.get(name, {})
        return {id_: led for id_, led in self.opened.relations.get(name, {}).items() if id_ not in gone}

    def list_left_out(self, names: Iterable[str]) -> Iterator[Load]:
        """Yield the content that the named parts would load when the file is opened.

        Content loaded by relationships comes first, then content loaded by fields.
        """
        names = list(names)
        for name in names:
            yield from self.loads.get(name, {}).values()
        yield from find_field_loads({name: self.opened.trees[name] for name in names if name in self.opened.trees})

    def parse_part(self, parts: Mapping[str, bytes], name: str, type_: str) -> etree._Element:
        """Return the root element of a part; raises InvalidInput if the element does not fit the type.

        Parameters: `type_`, such as `styles`.
        """
        tree = etree.fromstring(parts[name], _PARSER) if name in self.opened.trees else None
        if tree is None or tree.tag != _ROOTS.get(type_, W + type_):
            raise self.build_refusal(f"is broken: {name} does not hold what its name in the file says ({type_})")
        return tree

    def read_content_types(self, names: Iterable[str]) -> dict[str, str]:
        """Return the content type of each of the named parts, by the name of the part."""
        rows = self.opened.trees["[Content_Types].xml"]
        defaults = {r.get("Extension", "").lower(): r.get("ContentType", "") for r in rows.iter(_TYPES + "Default")}
        overrides = {
            r.get("PartName", "").lstrip("/"): r.get("ContentType", "") for r in rows.iter(_TYPES + "Override")
        }
        return {
            name: overrides.get(name) or defaults.get(name.rpartition(".")[2].lower(), "application/octet-stream")
            for name in names
        }

    def read_page(
        self, section: Mapping[str, etree._Element], settings: etree._Element | None
    ) -> tuple[Page | None, Margins | None]:
        """Return the page size, turned to portrait, and the margins; None for what the template does not state.

        Raises InvalidInput where the margins leave no room for text.
        """
        page = margins = None
        size, edges = section.get("pgSz"), section.get("pgMar")
        if size is not None:
            across, down = sorted((read_length(size, "w"), read_length(size, "h")))
            if across > 0 and down <= _LARGEST:
                page = Page(across, down)
        if edges is not None:
            sides = read_length(edges, "left") + read_length(edges, "right")
            top, bottom = read_length(edges, "top"), read_length(edges, "bottom")
            if settings is None or settings.find(W + "gutterAtTop") is None:
                sides += read_length(edges, "gutter")
            margins = Margins(top, bottom, (sides + 1) // 2, read_length(edges, "header"))
        # Tables are in landscape: there the margins above and below take from the shorter side.
        for sheet in [page] if page else self.looked_for.pages.values():
            if margins and sheet.width - max(2 * margins.side, margins.top + margins.bottom) < _NARROWEST:
                raise self.build_refusal("leaves no room for text between its margins", "Make its margins narrower.")
        return page, margins

    def read_properties(self, shown: Iterable[str]) -> tuple[dict[str, str], dict[str, Markup]]:
        """Return the document properties that headers and footers show.

        Parameters: `shown`, the codes of the fields in headers and footers. Returns the properties of Word, such as
        `Company`, as text by name, and the custom properties as XML by name.
        """
        asked = [text for text in shown if "DOCPROPERTY" in text]
        usual: dict[str, str] = {}
        custom: dict[str, Markup] = {}
        for _, target in self.opened.relations.get("", {}).values():
            tree = self.opened.trees.get(package.resolve_target("", target))
            for row in () if tree is None else tree:
                name = row.get("name", "") or get_local_name(row)
                if not any(name in text for text in asked):
                    continue
                if name in _SHOWN:
                    usual[name] = row.text or ""
                elif get_local_name(row) == "property" and len(row) == 1:
                    custom[name] = Markup(etree.tostring(row[0], method="c14n").decode())
        return usual, custom


def get_local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def write_canonical(root: etree._Element) -> bytes:
    """Return the XML of a part, given its root element, as bytes in canonical form."""
    return DECLARATION.encode() + bytes(etree.tostring(root, method="c14n"))


def read_length(element: etree._Element, name: str) -> int:
    """Return the length in an attribute as a whole number without sign: `-12.5` gives 12, and no number gives 0."""
    match = _LENGTH.fullmatch(element.get(W + name, ""))
    return int(match[1]) if match else 0


def read_style_id(style: etree._Element) -> str:
    """Read the id of a style."""
    return style.get(W + "styleId", "")


def index_styles(root: etree._Element) -> dict[str, etree._Element]:
    """Return the elements that define styles below the root element of the styles part, by id."""
    return {read_style_id(style): style for style in root.iterfind(W + "style")}


def walk_base_styles(styles: Mapping[str, etree._Element], id_: str) -> Iterator[etree._Element]:
    """Yield the element of a style, then of the style on which it is based, and so on."""
    seen: set[str] = set()
    while id_ in styles and id_ not in seen:
        seen.add(id_)
        yield styles[id_]
        base_ = styles[id_].find(W + "basedOn")
        id_ = "" if base_ is None else base_.get(W + "val", "")


def _match_styles(
    styles: etree._Element | None, ours: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Find the styles of a paper in a template, by kind and name.

    Parameters: `styles`, the root element of the template's styles, None where there are none; `ours`, the kind and
    name of each style of the paper, by its id in the paper.
    Returns a mapping from the id of each style in the paper to its id in the template, and the ids of the styles that
    the template does not have. Such a style is mapped to a new id, free in the template.
    """
    if styles is None:
        return {id_: id_ for id_ in ours}, tuple(ours)
    by_name: dict[tuple[str, str], str] = {}
    usual: dict[str, str] = {}
    for style in styles.iterfind(W + "style"):
        kind, named = style.get(W + "type", "paragraph"), style.find(W + "name")
        if named is not None:
            by_name.setdefault((kind, named.get(W + "val", "").lower()), read_style_id(style))
        if style.get(W + "default", OFF[0]) not in OFF:
            usual[kind] = read_style_id(style)
    taken = set(by_name.values()) | set(usual.values())
    ids: dict[str, str] = {}
    added = []
    for id_, (kind, name) in ours.items():
        match = by_name.get((kind, name.lower())) or (usual.get(kind) if id_ in _DEFAULTS else None)
        if match is None:
            added.append(id_)
            match = id_
            while match in taken:
                match = f"tk{match}"
        ids[id_] = match
    return ids, tuple(added)


def _select_section_properties(section: Mapping[str, etree._Element]) -> Iterator[tuple[str, etree._Element]]:
    """Yield the name and the element of each property that papers take over from the last section of a template."""
    for name in _SECTION:
        prop = section.get(name)
        # Borders that are pictures lead to other parts.
        if prop is not None and not any(str(key).startswith(R) for e in prop.iter() for key in e.attrib):
            if name == "pgNumType":
                # In which signs pages are counted is kept, but not where that begins.
                prop = deepcopy(prop)
                for key in set(prop.attrib) - {W + "fmt"}:
                    del prop.attrib[key]
            yield name, prop


def _read_field_instructions(story: etree._Element) -> Iterator[str]:
    """Yield the codes of the fields in a header or footer, such as `PAGE`, joined for each paragraph."""
    for paragraph in story.iter(W + "p"):
        yield "".join(text.text or "" for text in paragraph.iter(W + "instrText"))
    yield from (field.get(W + "instr", "") for field in story.iter(W + "fldSimple"))


def _list_fonts(styles: etree._Element, theme: etree._Element | None, used: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the fonts of the styles in use, named by the styles themselves or by the theme."""
    faces: dict[str, None] = {}
    by_id = index_styles(styles)
    for element in [
        styles.find(W + "docDefaults"),
        *(style for id_ in used for style in walk_base_styles(by_id, id_)),
    ]:
        for fonts in () if element is None else element.iter(W + "rFonts"):
            for name in ("ascii", "cs"):
                by_theme = fonts.get(f"{W}{name}Theme")
                face = None
                if by_theme and theme is not None:
                    kind = "major" if by_theme.startswith("major") else "minor"
                    face = theme.find(f".//{_A}{kind}Font/{_A}{'cs' if name == 'cs' else 'latin'}")
                named = fonts.get(W + name) if face is None else face.get("typeface")
                if named:
                    faces[named] = None
    return tuple(faces)
