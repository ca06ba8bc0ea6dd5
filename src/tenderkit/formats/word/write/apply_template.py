# SPDX-License-Identifier: Apache-2.0
"""Put a paper into the Word template of an authority.

Page format and typography come from the template, the text from the paper. The lists of the paper are added after the
lists of the template. A style of the paper is added where the template has no style of that name.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.template import (
    R,
    W,
    WordTemplate,
    get_local_name,
    index_styles,
    read_length,
    read_style_id,
    walk_base_styles,
    write_canonical,
)
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
class TemplatedParts:
    """The parts of a Word file in which a paper was put into a template.

    `parts`: the bytes of each part; `relations`: the relationships of each part; `types`: the content type of each
    part of the template and each part added to it. All are listed by part name.
    """

    parts: dict[str, bytes]
    relations: dict[str, package.Relations]
    types: dict[str, str]


def apply_template(template: WordTemplate, parts: Mapping[str, bytes]) -> TemplatedParts:
    """Put a paper into the Word template of an authority, and return the parts of the resulting file.

    Parameters: `parts`, the parts of the paper by name, without relationships.
    """
    return _TemplateApplication(template, parts).apply()


class _TemplateApplication:
    """Puts one paper into one template."""

    def __init__(self, template: WordTemplate, parts: Mapping[str, bytes]) -> None:
        self.template, self.our_parts = template, parts
        self.parts, self.types = dict(template.parts), dict(template.types)
        # What the document leads to: id to the type and the name of the part.
        self.targets: dict[str, tuple[str, str]] = {}
        for type_, name in template.shared_parts.items():
            self.add_relation(type_, name)
        self.document, self.our_styles, self.our_lists, self.our_settings = (
            etree.fromstring(parts[f"word/{name}.xml"]) for name in ("document", "styles", "numbering", "settings")
        )
        self.part_names: dict[str, str] = {}
        self.styles, self.lists, self.settings = map(self.load_part, ("styles", "numbering", "settings"))
        # Of the numbers of our lists.
        self.list_offset = max((read_length(one, "numId") for one in self.lists.iterfind(W + "num")), default=0)

    def apply(self) -> TemplatedParts:
        """Put the paper into the template, and return the parts of the resulting file."""
        self.add_lists()
        self.add_styles()
        self.complete_paragraphs()
        self.merge_settings()
        self.set_sections()
        for type_, tree in (("styles", self.styles), ("numbering", self.lists), ("settings", self.settings)):
            self.parts[self.part_names[type_]] = write_canonical(tree)
        self.parts["word/document.xml"] = write_canonical(self.document)
        self.parts |= {n: xml for n, xml in self.our_parts.items() if n.startswith(("docProps/", "customXml/"))}
        self.add_relation("customXml", "customXml/item1.xml")
        targets = {id_: (type_, f"/{name}") for id_, (type_, name) in self.targets.items()}
        return TemplatedParts(self.parts, {**self.template.relations, "word/document.xml": targets}, self.types)

    # Parts

    def load_part(self, type_: str) -> etree._Element:
        """Return the root element of a part such as `styles`: from the template, or else from the paper.

        A part from the paper comes without its styles or lists, which are added later.
        """
        if name := self.template.shared_parts.get(type_):
            self.part_names[type_] = name
            return etree.fromstring(self.parts[name])
        self.part_names[type_] = self.add_part(f"word/{type_}.xml", b"", type_)
        self.add_relation(type_, self.part_names[type_])
        root = etree.fromstring(self.our_parts[f"word/{type_}.xml"])
        for child in list(root) if type_ != "settings" else ():
            if get_local_name(child) != "docDefaults":
                root.remove(child)
        return root

    def add_part(self, name: str, content: bytes, type_: str) -> str:
        """Add a part of the paper to the file, and return its name: `name`, or a new name if this is taken."""
        folder, base = posixpath.split(name)
        taken = {part.lower() for part in self.parts}
        while (name := posixpath.join(folder, base)).lower() in taken:
            base = f"tk{base}"
        self.parts[name], self.types[name] = content, _TYPE.format(type_)
        return name

    def add_relation(self, type_: str, name: str) -> str:
        """Add a relationship from the document to a part, and return its id."""
        id_ = f"rId{len(self.targets) + 1}"
        self.targets[id_] = (type_, name)
        return id_

    # Lists, styles, paragraphs

    def rename_references(self, tree: etree._Element) -> None:
        """In XML of the paper, replace the ids of styles and lists by their ids in the resulting file."""
        for element in tree.iter(*(W + name for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"))):
            element.set(W + "val", self.template.style_ids[element.get(W + "val", "")])
        for element in tree.iter(W + "numId"):
            if (number := read_length(element, "val")) != 0:
                element.set(W + "val", str(number + self.list_offset))

    def add_lists(self) -> None:
        """Add the lists of the paper after those of the template."""
        patterns = self.lists.iterfind(W + "abstractNum")
        first = max((read_length(list_element, "abstractNumId") for list_element in patterns), default=-1) + 1
        known = {list_element.get(W + "val", "").upper() for list_element in self.lists.iter(W + "nsid")}
        # The styles of a template count on no list of ours.
        for level in list(self.our_lists.iter(W + "lvl")):
            for link in list(level.iterfind(W + "pStyle")):
                if link.get(W + "val") not in self.template.missing_styles:
                    level.remove(link)
        self.rename_references(self.our_lists)
        for list_element in list(self.our_lists):
            if get_local_name(list_element) == "abstractNum":
                list_element.set(W + "abstractNumId", str(read_length(list_element, "abstractNumId") + first))
            else:
                list_element.set(W + "numId", str(read_length(list_element, "numId") + self.list_offset))
            for pattern in list_element.iterfind(W + "abstractNumId"):
                pattern.set(W + "val", str(read_length(pattern, "val") + first))
            # Word takes lists with the same mark for one list.
            for mark in list_element.iterfind(W + "nsid"):
                while mark.get(W + "val", "") in known:
                    mark.set(W + "val", f"{int(mark.get(W + 'val', ''), 16) + 2:08X}")
            self.lists.append(list_element)
        _sort_children(self.lists, _LISTS)

    def add_styles(self) -> None:
        """Add the paper's styles that the template does not have; set all styles in use to the paper's language."""
        names = {one.get(W + "val", "").lower() for one in self.styles.iterfind(f"{W}style/{W}name")}
        for style in self.our_styles.iterfind(W + "style"):
            if read_style_id(style) in self.template.missing_styles:
                style_copy = deepcopy(style)
                style_copy.set(W + "styleId", self.template.style_ids[read_style_id(style)])
                self.rename_references(style_copy)
                # A style of another kind may have its name, which Word allows once.
                for named in style_copy.iterfind(W + "name"):
                    if named.get(W + "val", "").lower() in names:
                        named.set(W + "val", f"{named.get(W + 'val')} (tenderkit)")
                self.styles.append(style_copy)
        (language,) = self.our_styles.iterfind(f".//{W}rPrDefault//{W}lang")
        defaults = _require_child(_require_child(_require_child(self.styles, "docDefaults"), "rPrDefault"), "rPr")
        if defaults.find(W + "lang") is None:
            # Behind it stand only properties of East Asian layout and hidden text, which no default has.
            defaults.append(_make_element("lang"))
        by_id = index_styles(self.styles)
        used = {
            read_style_id(one): one
            for id_ in self.template.style_ids.values()
            for one in walk_base_styles(by_id, id_)
        }
        for lang in [one for root in (defaults, *used.values()) for one in root.iter(W + "lang")]:
            for name in ("val", "bidi"):
                lang.set(W + name, language.get(W + name, ""))

    def complete_paragraphs(self) -> None:
        """Give the paper's paragraphs the properties that their styles have in the paper, but not in the template.

        Replace the ids of styles and lists by those of the resulting file, and raise the ids of bookmarks above the
        ids in the template.
        """
        ours, theirs = index_styles(self.our_styles), index_styles(self.styles)
        missing = {id_: list(self.find_missing_properties(id_, ours, theirs)) for id_ in self.template.style_ids}
        for properties in self.document.iter(W + "pPr"):
            style = properties.find(W + "pStyle")
            for prop in () if style is None else missing[style.get(W + "val", "")]:
                if properties.find(prop.tag) is None:
                    properties.append(deepcopy(prop))
            _sort_children(properties, _PARAGRAPH)
        self.rename_references(self.document)
        stories = [etree.fromstring(self.parts[n]) for kind in self.template.stories.values() for n in kind.values()]
        taken = max(
            (read_length(prop, "id") for story in stories for prop in story.iter(W + "bookmarkStart")), default=0
        )
        for mark in self.document.iter(W + "bookmarkStart", W + "bookmarkEnd"):
            mark.set(W + "id", str(read_length(mark, "id") + taken))

    def find_missing_properties(
        self, id_: str, ours: Mapping[str, etree._Element], theirs: Mapping[str, etree._Element]
    ) -> Iterator[etree._Element]:
        """Yield the properties that a style gives to paragraphs in the paper, but not in the template.

        Only numbering, tab stops, outline level and the switches that keep paragraphs on one page are compared. If
        only the template numbers the style, a property that switches the numbering off is yielded.
        Parameters: `id_`, the id of the style in the paper; `ours` and `theirs`, the styles of the paper and of the
        template, by id.
        """

        def both(*path: str) -> list[etree._Element | None]:
            steps = "/".join(W + name for name in ("pPr", *path))
            lines = walk_base_styles(ours, id_), walk_base_styles(theirs, self.template.style_ids[id_])
            return [next((e for s in line if (e := s.find(steps)) is not None), None) for line in lines]

        for name in ("keepNext", "keepLines"):
            our_switch, their_switch = map(_is_on, both(name))
            if our_switch and not their_switch:
                yield _make_element(name)
        list_, their_list = (0 if e is None else read_length(e, "val") for e in both("numPr", "numId"))
        if not list_ and their_list:
            yield _make_element("numPr", _make_element("numId", val="0"))
        elif list_ and their_list != list_ + self.list_offset:
            yield from (e for e in both("numPr")[:1] if e is not None)
        if id_ not in self.template.missing_styles:
            yield from (e for e in both("tabs")[:1] if e is not None)
        level, their_level = (_BODY if e is None else e.get(W + "val", _BODY) for e in both("outlineLvl"))
        if level != their_level:
            yield _make_element("outlineLvl", val=level)

    def merge_settings(self) -> None:
        """Keep the template's settings of layout and typography; take language and form protection from the paper."""
        retained = {
            get_local_name(setting): setting
            for setting in self.settings
            if setting.tag == W + get_local_name(setting) and get_local_name(setting) in _SETTINGS
        }
        retained.pop("documentProtection", None)
        for setting in self.our_settings:
            if get_local_name(setting) == "documentProtection":
                retained["documentProtection"] = deepcopy(setting)
            if get_local_name(setting) == "themeFontLang":
                retained.setdefault("themeFontLang", _make_element("themeFontLang")).attrib.update(setting.attrib)
        self.settings[:] = list(retained.values())
        _sort_children(self.settings, _SETTINGS)

    # Sections, headers and footers

    def set_sections(self) -> None:
        """Give every section of the paper the page size, margins, headers and footers of the template."""
        theirs = [
            _make_reference(kind, pages, self.add_relation(kind, name))
            for kind, stories in self.template.stories.items()
            for pages, name in stories.items()
        ]
        missing = [kind for kind, stories in self.template.stories.items() if not stories]
        own_references = {
            wide: [one for kind in missing for one in self.add_own_story(kind, wide)] for wide in (False, True)
        }
        for number, ours in enumerate(list(self.document.iter(W + "sectPr"))):
            properties = {get_local_name(one): one for one in ours if not get_local_name(one).endswith("Reference")}
            properties.update(self.template.section)
            if number:
                properties.pop("titlePg", None)
            wide = properties["pgSz"].get(W + "orient") == "landscape"
            ours[:] = [deepcopy(one) for one in (*theirs, *own_references[wide], *properties.values())]
            _sort_children(ours, _SECTION)

    def add_own_story(self, kind: str, wide: bool) -> list[etree._Element]:
        """Add the paper's own header or footer to the file, and return the elements by which a section refers to it.

        Parameters: `kind`, `header` or `footer`; `wide`, true for pages in landscape.
        """
        story = etree.fromstring(self.our_parts[f"word/{kind}{2 if wide else 1}.xml"])
        # The tab stops that a template gives headers are for a sheet of its own.
        for tabs in story.iter(W + "tabs"):
            styles = walk_base_styles(index_styles(self.styles), self.template.style_ids[kind.capitalize()])
            positions = {
                tab.get(W + "pos", "") for style in styles for tab in style.iterfind(f"{W}pPr/{W}tabs/{W}tab")
            }
            tabs[:0] = [
                _make_element("tab", val="clear", pos=pos)
                for pos in sorted(positions - {t.get(W + "pos") for t in tabs})
            ]
        self.rename_references(story)
        id_ = self.add_relation(
            kind, self.add_part(f"word/{kind}{2 if wide else 1}.xml", write_canonical(story), kind)
        )
        twice = _is_on(self.settings.find(W + "evenAndOddHeaders"))
        return [_make_reference(kind, pages, id_) for pages in (("default", "even") if twice else ("default",))]


def _make_element(name: str, *kids: etree._Element, **attributes: str) -> etree._Element:
    """Make an element of WordprocessingML."""
    element = etree.Element(W + name, nsmap={"w": NAMESPACES["w"]})
    element.extend(kids)
    for key, value in attributes.items():
        element.set(W + key, value)
    return element


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(W + "val") not in OFF


def _make_reference(kind: str, pages: str, id_: str) -> etree._Element:
    """Make the element by which a section refers to a header or footer.

    Parameters: `kind`, `header` or `footer`; `pages`, such as `first`.
    """
    reference = _make_element(f"{kind}Reference", type=pages)
    reference.set(R + "id", id_)
    return reference


def _require_child(element: etree._Element, name: str) -> etree._Element:
    """Return the child element called `name`; if there is none, add an empty one in front of the other children."""
    child = element.find(W + name)
    if child is None:
        child = _make_element(name)
        element.insert(0, child)
    return child


def _sort_children(element: etree._Element, names: Sequence[str]) -> None:
    """Sort the children of an element in the order of `names`; children with other names come last."""
    places = {W + name: place for place, name in enumerate(names)}
    element[:] = sorted(element, key=lambda child: places.get(str(child.tag), len(names)))
