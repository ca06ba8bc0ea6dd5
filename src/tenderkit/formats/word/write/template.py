# SPDX-License-Identifier: Apache-2.0
"""Read the Word template of an authority, and make a base of it.

Kept are page size, margins, headers, footers, fonts and styles. Its text is left out, and so is what belongs to one
document, such as its comments, footnotes, properties and custom XML. With the styles, lists, headers and footers of a
shipped base where it has none, it becomes a base like any other.
"""

import io
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.story import StoryPart
from lxml import etree

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.word.read.external_content import find_loads, remove_references
from tenderkit.formats.word.read.loading_fields import find_field_loads, remove_loading_fields
from tenderkit.formats.word.read.open_docx import WordFile, open_word
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.base import WordBase, collect_parts
from tenderkit.formats.word.write.elements import (
    R,
    W,
    get_local_name,
    is_on,
    make_element,
    read_length,
    read_value,
    write_canonical,
)
from tenderkit.formats.word.write.numbering import copy_list
from tenderkit.formats.word.write.sections import KEPT_PROPERTIES, SHEETS, STORIES, read_section, read_side_margins
from tenderkit.formats.word.write.styles import STYLES, Styles
from tenderkit.formats.word.write.xml import Markup
from tenderkit.responses.comparison import Load

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# What is kept, by the last part of the type of the relationship that leads to it.
_SHARED = ("styles", "numbering", "settings", "fontTable", "theme")
_ROOTS = {"fontTable": W + "fonts", "theme": _A + "theme"}
# The parts that a paper brings along; a template whose headers lead to one of them is broken.
_OURS = re.compile(r"word/document\.xml|docProps/.*|customXml/.*")
# Properties of Word that are the authority's.
_SHOWN = ("Company", "Manager")
# The largest sheet of Word, and the least room for text on it (8 cm), in twentieths of a point.
_LARGEST, _NARROWEST = 31680, 4536
# The room for a line of a header or footer with the space to the text, and its least distance from the edge of the
# sheet, which printers leave white, in twentieths of a point.
_STORY_HEIGHT, _LEAST_DISTANCE = 560, 284
# Python-docx drops blanks between elements too: so the digests of what it saves are the same.
_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
_MAIN = "word/document.xml"
_ROOT_RELATIONS: package.Relations = {"rId1": ("officeDocument", _MAIN)}
_BROKEN = "Open it in Word and save it anew."


@dataclass(frozen=True, eq=False)
class WordTemplate:
    """What papers take over from the Word template of an authority.

    `name`: the file name of the template, for messages. `content`: a Word file without text that holds what is taken
    over. `features`: what is taken over, in words for the user. `missing_styles`: the names of the styles of papers
    that the template does not have. `keeps_sheet`: whether it states the size of its sheet. `word_properties`,
    `custom_properties`: the document properties that headers and footers show. `dropped`: what is not taken over, in
    words for the user. `left_out`: content that the template would load when a paper is opened. `has_page_numbers`:
    whether its headers or footers show page numbers, or it has no footer.
    """

    name: str
    content: bytes
    features: tuple[str, ...]
    missing_styles: tuple[str, ...]
    keeps_sheet: bool
    word_properties: Mapping[str, str]
    custom_properties: Mapping[str, Markup]
    dropped: tuple[str, ...]
    left_out: tuple[Load, ...]
    has_page_numbers: bool

    @property
    def report(self) -> Iterator[str]:
        """Lines for the user: what is kept of the template, and which styles are added to it."""
        yield f"{self.name}: kept {', '.join(self.features) or 'nothing'}"
        names = ", ".join(self.missing_styles)
        yield f"{self.name}: added {f'the styles {names}' if names else 'no styles'}"

    @property
    def warnings(self) -> Iterator[Finding]:
        """Warnings for the user: what papers do not take over from the template."""
        place = Place(self.name)
        if self.dropped:
            yield Finding("template", f"papers do not take over {', '.join(self.dropped)}", "", "warn", place)
        for load in self.left_out:
            message = f"papers leave out what {load.part} would load: {load.kind} {load.target}"
            yield Finding("template", message, "", "warn", place)
        if not self.has_page_numbers:
            yield Finding("template", "its headers and footers have no page numbers", "", "warn", place)


def read_template(content: bytes, name: str) -> WordTemplate:
    """Read a template.

    Parameters: `content`, the bytes of the .docx or .dotx file; `name`, for messages.
    Raises InvalidInput where the file is no Word file, is encrypted, broken or too large, holds macros, or leaves no
    room for text.
    """
    # Digests are not needed, but the thorough check is, because parts are brought into canonical form.
    return _TemplateReader(open_word(content, name, digests=True), name).read()


class _TemplateReader:
    """Reads one template."""

    def __init__(self, opened: WordFile, name: str) -> None:
        self.opened, self.name = opened, name
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
        section, references = read_section(root)
        stories = {key: self.find_story(key[0], id_) for key, id_ in references.items()}
        parts = self.collect_parts([*shared.values(), *dict.fromkeys(stories.values())])
        trees = {type_: self.parse_part(parts, part, type_) for type_, part in shared.items()}
        kept_section = dict(_select_section_properties(section))
        keeps_sheet = self.check_page(section, trees.get("settings"))
        if keeps_sheet:
            kept_section["pgSz"] = section["pgSz"]
        styles = Styles(trees["styles"]) if "styles" in trees else None
        missing = tuple(STYLES) if styles is None else styles.list_missing()
        instructions = [
            text for part in set(stories.values()) for text in _read_field_instructions(etree.fromstring(parts[part]))
        ]
        word_properties, custom_properties = self.read_properties(instructions)
        kinds = [kind for kind in STORIES if any(kind == known for known, _ in stories)]
        fonts = () if styles is None else _list_fonts(styles, trees.get("theme"))
        count = len(STYLES) - len(missing)
        features = {
            "sheet": keeps_sheet,
            "margins": "pgMar" in kept_section,
            **{f"{kind}s": True for kind in kinds},
            f"fonts ({', '.join(fonts)})": bool(fonts),
            f"{count} {'style' if count == 1 else 'styles'}": count > 0,
        }
        return WordTemplate(
            name=self.name,
            content=self.pack_base(parts, shared, stories, kept_section),
            features=tuple(feature for feature, present in features.items() if present),
            missing_styles=missing,
            keeps_sheet=keeps_sheet,
            word_properties=word_properties,
            custom_properties=custom_properties,
            dropped=tuple(self.list_dropped(root, section)),
            left_out=tuple(self.list_left_out(parts)),
            has_page_numbers="footer" not in kinds or any(re.search(r"\bPAGE\b", text) for text in instructions),
        )

    def pack_base(
        self,
        parts: Mapping[str, bytes],
        shared: Mapping[str, str],
        stories: Mapping[tuple[str, str], str],
        section: Mapping[str, etree._Element],
    ) -> bytes:
        """Pack the parts that are taken over into a Word file whose text is empty.

        Parameters: `shared`, the names of the parts that a document has only once, such as the styles, by type;
        `stories`, the names of the headers and footers, by kind and pages; `section`, the properties of the section,
        by name.
        """
        targets: dict[str, tuple[str, str]] = {}
        properties = make_element("sectPr")
        for type_, part in shared.items():
            targets[f"rId{len(targets) + 1}"] = (type_, f"/{part}")
        for (kind, pages), part in stories.items():
            id_ = f"rId{len(targets) + 1}"
            targets[id_] = (kind, f"/{part}")
            reference = make_element(f"{kind}Reference", type=pages)
            reference.set(f"{R}id", id_)
            properties.append(reference)
        properties.extend(deepcopy(section[name]) for name in ("pgSz", *KEPT_PROPERTIES) if name in section)
        document = make_element("document", make_element("body", properties))
        relations = {name: self.list_safe_relations(name) for name in parts if name != shared.get("settings")}
        packed = package.PackedParts(
            {**parts, _MAIN: write_canonical(document)},
            {**self.read_content_types(parts), _MAIN: CONTENT_TYPE.WML_DOCUMENT_MAIN},
            {"": _ROOT_RELATIONS, _MAIN: targets, **{name: led for name, led in relations.items() if led}},
        )
        return package.zip_parts(packed.list_members(), stored=True)

    def list_dropped(self, root: etree._Element, section: Mapping[str, etree._Element]) -> Iterator[str]:
        """List what papers do not take over from the document, in words for the user."""
        if words := sum(len((text.text or "").split()) for text in root.iter(f"{W}t")):
            yield f"its text ({words} {'word' if words == 1 else 'words'})"
        changed = set(root.iterfind(f".//{W}sectPrChange/{W}sectPr"))
        sections = [one for one in root.iter(f"{W}sectPr") if one not in changed]
        if len(sections) > 1:
            count = len(sections) - 1
            yield f"the pages of its first {f'{count} sections' if count > 1 else 'section'}"
        if any(read_length(columns, "num") > 1 for one in sections for columns in one.iterfind(f"{W}cols")):
            yield "its columns"
        if "pgSz" in section and read_length(section["pgSz"], "w") > read_length(section["pgSz"], "h"):
            yield "the landscape of its pages"
        kinds = {type_ for type_, _ in self.targets.values()}
        yield from (f"its {kind}" for kind in ("comments", "footnotes", "endnotes") if kind in kinds)

    def find_story(self, kind: str, id_: str) -> str:
        """Return the name of the part of a header or footer; raises InvalidInput where it is not there."""
        type_, part = self.targets.get(id_, ("", ""))
        if type_ != kind:
            raise self.build_refusal(f"is broken: it names a {kind} that is not there")
        return part

    def build_refusal(self, message: str, fix: str = _BROKEN) -> InvalidInput:
        return InvalidInput([Finding("template", message, fix, place=Place(self.name))])

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
                try:
                    xml = write_canonical(root)
                except etree.LxmlError:  # namespaces that are no addresses
                    raise self.build_refusal(f"is broken: {name} has no canonical form") from None
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

    def check_page(self, section: Mapping[str, etree._Element], settings: etree._Element | None) -> bool:
        """Return whether the template states a size of its sheet that Word can have.

        Raises InvalidInput where the margins leave no room for text.
        """
        size, margins = section.get("pgSz"), section.get("pgMar")
        across, down = (0, 0) if size is None else sorted((read_length(size, "w"), read_length(size, "h")))
        keeps_sheet = across > 0 and down <= _LARGEST
        if margins is not None:
            sides = read_side_margins(margins, settings)
            heights = sum(read_length(margins, name) for name in ("top", "bottom"))
            # Tables are in landscape: there the margins above and below take from the shorter side.
            for width, _ in [(across, down)] if keeps_sheet else SHEETS.values():
                if width - max(sides, heights) < _NARROWEST:
                    fix = "Make its margins narrower."
                    raise self.build_refusal("leaves no room for text between its margins", fix)
        return keeps_sheet

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


def _select_section_properties(section: Mapping[str, etree._Element]) -> Iterator[tuple[str, etree._Element]]:
    """Yield the name and the element of each property of the last section that papers take over."""
    for name in KEPT_PROPERTIES:
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


def _list_fonts(styles: Styles, theme: etree._Element | None) -> tuple[str, ...]:
    """List the fonts that the styles of papers name in a template, directly or through the theme."""
    faces: dict[str, None] = {}
    ids = list(filter(None, map(styles.find_id, STYLES)))
    for element in [styles.root.find(f"{W}docDefaults"), *(style for id_ in ids for style in styles.walk_chain(id_))]:
        for fonts in () if element is None else element.iter(f"{W}rFonts"):
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


@lru_cache(maxsize=8)
def prepare_base(template: WordTemplate, shipped: bytes) -> WordBase:
    """Make a base from a template, with the styles, lists, headers and other parts that papers need.

    Parameters: `shipped`, the bytes of the shipped base from which the missing parts are taken.
    """
    document, source = (docx.Document(io.BytesIO(content)) for content in (template.content, shipped))
    _add_missing_parts(document.part, source.part)
    styles, source_styles = Styles(document.styles.element), Styles(source.styles.element)
    styles.drop_empty_borders()
    styles.add_missing(source_styles)
    copy_list(document.part.numbering_part.element, styles, source.part.numbering_part.element, source_styles)
    ids = {source_styles.require_id(name): styles.require_id(name) for name in STYLES}
    _add_missing_stories(document.part, source.part, ids)
    packed = collect_parts(document.part.package, {})
    return WordBase(
        package.zip_parts(packed.list_members(), stored=True),
        is_template=True,
        keeps_sheet=template.keeps_sheet,
        word_properties=template.word_properties,
        custom_properties=template.custom_properties,
    )


def _add_missing_parts(part: DocumentPart, source: DocumentPart) -> None:
    """Add copies of the parts that a template does not have: styles, lists, settings, fonts, theme, properties."""
    held = {relation.reltype.rpartition("/")[2] for relation in part.rels.values()}
    for relation in source.rels.values():
        type_ = relation.reltype.rpartition("/")[2]
        if type_ in _SHARED and type_ not in held:
            part.relate_to(_copy_part(relation.target_part, part.package), relation.reltype)
    if "numbering" not in held:
        # Its list is added like that of any template.
        part.numbering_part.element[:] = []
    core = source.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    part.package.relate_to(_copy_part(core, part.package), RELATIONSHIP_TYPE.CORE_PROPERTIES)


def _copy_part(source: Part, target: Package) -> Part:
    """Return a copy of a part for another package, under a name that is free there."""
    folder, base = posixpath.split(source.partname)
    taken = {part.partname.lower() for part in target.iter_parts()}
    while (name := posixpath.join(folder, base)).lower() in taken:
        base = f"tk{base}"
    copied: Part = type(source).load(PackURI(name), source.content_type, source.blob, target)
    return copied


def _give_room(section: etree._Element, shipped: etree._Element, kind: str) -> None:
    """Give an added header or footer a distance from the edge of the sheet, and from the text if there is room.

    A distance of 0, which LibreOffice writes where a file has no header, is replaced by that of the shipped base.
    Parameters: `shipped`, the margins of the shipped base; `kind`, `header` or `footer`.
    """
    margins = section.find(f"{W}pgMar")
    assert margins is not None
    edge = read_length(margins, "top" if kind == "header" else "bottom")
    distance = read_length(margins, kind) or read_length(shipped, kind)
    margins.set(W + kind, str(max(min(distance, edge - _STORY_HEIGHT), _LEAST_DISTANCE)))


def _add_missing_stories(part: DocumentPart, source: DocumentPart, style_ids: Mapping[str, str]) -> None:
    """Add the header, the footer and the margins of a shipped base where a template does not have them.

    Parameters: `style_ids`, the id that each style has in the template, by its id in the shipped base.
    """
    properties, references = read_section(part.element)
    source_properties, source_references = read_section(source.element)
    section = next(part.element.iter(f"{W}sectPr"))
    if "pgMar" not in properties:
        section.append(deepcopy(source_properties["pgMar"]))
    settings = part.document.settings.element
    pages = ["default", "even"] if is_on(settings.find(f"{W}evenAndOddHeaders")) else ["default"]
    for (kind, _), id_ in source_references.items():
        if any(kind == known for known, _ in references):
            continue
        copied = _copy_part(source.related_parts[id_], part.package)
        assert isinstance(copied, StoryPart)
        for style in copied.element.iter(f"{W}pStyle", f"{W}rStyle"):
            style.set(f"{W}val", style_ids.get(read_value(style), read_value(style)))
        copied_id = part.relate_to(copied, source.rels[id_].reltype)
        _give_room(section, source_properties["pgMar"], kind)
        for name in reversed(pages):
            reference = make_element(f"{kind}Reference", type=name)
            reference.set(f"{R}id", copied_id)
            section.insert(0, reference)
