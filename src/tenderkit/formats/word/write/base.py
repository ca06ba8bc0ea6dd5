# SPDX-License-Identifier: Apache-2.0
"""The base of a Word file: the file that gives a paper its styles, lists, page, headers, footers, theme and fonts.

A base comes from `templates/annex/`, one for each script, or from the template of an authority (`template.py`).
python-docx opens it and holds its parts, relationships and properties. The text of a paper is handed over as bytes,
because putting a large tree into python-docx's own costs a hundred milliseconds.
"""

import datetime
import io
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import field
from functools import cached_property, lru_cache
from itertools import count

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.coreprops import CT_CoreProperties
from docx.package import Package
from docx.parts.hdrftr import FooterPart, HeaderPart

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.formats.word.write.elements import (
    W,
    get_local_name,
    make_element,
    read_length,
    require_child,
    sort_children,
    write_canonical,
)
from tenderkit.formats.word.write.numbering import prepare_lists
from tenderkit.formats.word.write.package import OUTSIDE, PackedParts, Relations, digest_parts, is_xml
from tenderkit.formats.word.write.paragraphs import COMPLEX, LATIN
from tenderkit.formats.word.write.styles import Styles
from tenderkit.formats.word.write.xml import Markup
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language

# The settings that are kept, in the order of the schema: those of pages and letters. The others belong to one
# document, such as the data of a serial letter and the place of its own template.
_SETTINGS = (
    "zoom", "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "mirrorMargins", "alignBordersAndEdges",
    "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "documentProtection",
    "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps",
    "defaultTableStyle", "evenAndOddHeaders", "characterSpacingControl", "strictFirstAndLastChars",
    "noLineBreaksAfter", "noLineBreaksBefore", "hdrShapeDefaults", "compat", "themeFontLang", "clrSchemeMapping",
    "shapeDefaults", "decimalSymbol", "listSeparator",
)  # fmt: skip
# What the text of a file leads to that every paper keeps; headers and footers are kept by the sections.
_KEPT_PARTS = ("styles", "numbering", "settings", "fontTable", "theme", "header", "footer")
# Letters of a title that fit into a header; those of a template may be larger than ours.
_LONGEST_TITLE, _LONGEST_IN_TEMPLATE = 70, 45


@frozen_dataclass
class WordBase:
    """A base: a Word file, and what belongs to the template of an authority if the base was made from one.

    `content`: the bytes of the file. `is_template`: true for the template of an authority. `keeps_sheet`: true if the
    size of its sheet is kept; otherwise the sheet is that of the jurisdiction. `word_properties`:
    the document properties of Word that its headers and footers show, by name. `custom_properties`: the custom
    properties that they show, as XML by name.
    """

    content: bytes
    is_template: bool = False
    keeps_sheet: bool = False
    word_properties: Mapping[str, str] = field(default_factory=dict, hash=False)
    custom_properties: Mapping[str, Markup] = field(default_factory=dict, hash=False)

    @property
    def longest_title(self) -> int:
        """How many letters of a title fit into a header."""
        return _LONGEST_IN_TEMPLATE if self.is_template else _LONGEST_TITLE


class OpenBase:
    """A base that was opened for papers in one language, with its lists and its language set for them.

    Many papers share it, so that nothing in it is changed any more. `styles`: the styles of papers by name.
    `list_ids`: the numbers of the lists that count lots and general rules.
    `indent`: the indent of the text of clauses, in twentieths of a point. `tab_stops`: the positions of the tab stops
    of the styles `header` and `footer`. `highest_bookmark`: the highest id of a bookmark in headers and footers.
    """

    def __init__(
        self, base: WordBase, language: Language, *, protected: bool = False, libreoffice: bool = False
    ) -> None:
        self.base = base
        self.document = docx.Document(io.BytesIO(base.content))
        self.part = self.document.part
        self.package = self.part.package
        self._drop_others()
        latin = LATIN if language.rtl else language.frame.locale
        complex_ = language.frame.locale if language.rtl else COMPLEX
        styles = Styles(self.document.styles.element)
        styles.set_language({"val": latin, "bidi": complex_})
        self._require_styles(styles)
        self.styles = styles.list_in_use()
        self.indent = styles.read_indent(self.styles["Clause Text"].id)
        self.list_ids = prepare_lists(self.part.numbering_part.element, styles, language, libreoffice=libreoffice)
        self.tab_stops = {name: styles.list_tab_stops(self.styles[name].id) for name in ("header", "footer")}
        stories = (part for part in self.part.related_parts.values() if isinstance(part, HeaderPart | FooterPart))
        marks = (mark for story in stories for mark in story.element.iter(f"{W}bookmarkStart"))
        self.highest_bookmark = max((read_length(mark, "id") for mark in marks), default=0)
        self._complete_settings({"val": latin, "bidi": complex_}, protected=protected)

    def _require_styles(self, styles: Styles) -> None:
        """Raise InvalidInput where the base does not have all styles of papers, with a finding for each."""
        fix = "Keep the names of the styles in templates/annex/."
        if missing := styles.list_missing():
            raise InvalidInput([Finding("base", f"the base file has no style “{name}”", fix) for name in missing])

    def _drop_others(self) -> None:
        """Drop the relationships to parts that belong to the text of the base, such as its comments and footnotes."""
        for id_, relation in list(self.part.rels.items()):
            if relation.reltype.rpartition("/")[2] not in _KEPT_PARTS:
                del self.part.rels[id_]
        for id_, relation in list(self.package.rels.items()):
            if relation.reltype not in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES):
                del self.package.rels[id_]

    def _complete_settings(self, language: dict[str, str], *, protected: bool) -> None:
        """Remove the settings that do not concern pages or text; set the language, and protect a form.

        No setting requests an update of the fields, because Word would then ask the reader a question when the file
        is opened.
        """
        settings = self.document.settings.element
        for setting in list(settings):
            name = get_local_name(setting)
            if setting.tag != W + name or name not in _SETTINGS or name == "documentProtection":
                settings.remove(setting)
        if protected:
            settings.append(make_element("documentProtection", edit="forms", enforcement="1"))
        mode = settings.find(f"{W}compat/{W}compatSetting[@{W}name='compatibilityMode']")
        if mode is not None and not self.base.is_template:
            # LibreOffice saves an older mode, which Word tells its user in the title of the window.
            mode.set(f"{W}val", "15")
        theme_language = require_child(settings, "themeFontLang")
        for name, locale in language.items():
            theme_language.set(W + name, locale)
        sort_children(settings, _SETTINGS)

    @property
    def main(self) -> str:
        """The name of the part with the text."""
        return str(self.part.partname.lstrip("/"))

    @cached_property
    def core_properties(self) -> tuple[str, CT_CoreProperties]:
        """The name and the root element of the part with the properties of the document."""
        part = self.document.core_properties and self.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
        return part.partname.lstrip("/"), part.element

    @cached_property
    def packed(self) -> PackedParts:
        """All parts in canonical form; the text is empty."""
        _ = self.core_properties  # python-docx adds this part where a base has none
        return collect_parts(self.package, {self.main: b""})

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The SHA-256 of each part but the text that is included in the content digest, by name."""
        return digest_parts({name: part for name, part in self.packed.contents.items() if name != self.main})


@lru_cache(maxsize=8)
def open_base(base: WordBase, language: Language, *, protected: bool, libreoffice: bool) -> OpenBase:
    """Open a base, or return the one that was opened for an earlier paper; the parameters are those of `OpenBase`."""
    return OpenBase(base, language, protected=protected, libreoffice=libreoffice)


class PaperParts:
    """Collects the parts of the Word file of one paper: those of an open base, and the paper's own.

    `contents`: the bytes of the parts that the paper has of its own, by name, also in place of those of the base;
    `types` and `relations`: those of all its parts, as in `PackedParts`.
    """

    def __init__(self, base: OpenBase) -> None:
        self.base = base
        self.contents: dict[str, bytes] = {}
        self.types = dict(base.packed.types)
        self.relations = dict(base.packed.relations)

    def set_properties(
        self, *, title: str, subject: str, creator: str, language: str, when: datetime.datetime
    ) -> None:
        """Set the properties of the document; `when` is the date of creation and of the last change."""
        name, element = self.base.core_properties
        element = deepcopy(element)
        core = CoreProperties(element)
        core.title, core.subject, core.language = title, subject, language
        core.author = core.last_modified_by = creator
        core.created = core.modified = when
        self.contents[name] = write_canonical(element)

    def add_part(self, name: str, content_type: str, relation: str, *, source: str = "") -> str:
        """Add an empty part, whose content is handed over later, and return the id of the relationship to it.

        Parameters: `name`, such as `docProps/app.xml`; `relation`, the type of the relationship that leads to the
        part from the part `source`, or from the package where `source` is empty.
        """
        self.types[name] = content_type
        relations = self.relations.get(source, {})
        id_ = next(id_ for number in count(1) if (id_ := f"rId{number}") not in relations)
        target = PackURI(f"/{name}").relative_ref(PackURI(f"/{source}").baseURI)
        self.relations[source] = {**relations, id_: (relation, target)}
        return id_

    def copy_part(self, source: str, pattern: str, relation: str) -> tuple[str, str]:
        """Add a part of the type of another one, with the same relationships; return its name and relationship.

        Parameters: `source`, the name of the other part; `pattern`, the name with `{}` in place of a number;
        `relation`, the type of the relationship that leads to the part from the text.
        """
        name = next(name for number in count(1) if (name := pattern.format(number)) not in self.types)
        if source in self.relations:
            self.relations[name] = self.relations[source]
        return name, self.add_part(name, self.types[source], relation, source=self.base.main)

    def compute_digests(self) -> dict[str, str]:
        """Return the SHA-256 of each part that is included in the content digest, in hexadecimal digits."""
        others = {name: digest for name, digest in self.base.digests.items() if name not in self.contents}
        return others | digest_parts(self.contents)

    def pack(self, contents: Mapping[str, bytes]) -> PackedParts:
        """Return all parts; `contents` are further ones, by name."""
        return PackedParts({**self.base.packed.contents, **self.contents, **contents}, self.types, self.relations)


def collect_parts(package: Package, handed_over: Mapping[str, bytes]) -> PackedParts:
    """Collect the parts of a package of python-docx; XML parts are brought into canonical form.

    Parameters: `handed_over`, the content of the parts whose bytes do not come from the package, by name.
    """
    packed = PackedParts({}, {}, {"": _list_relations(package)})
    for part in package.iter_parts():
        name = part.partname.lstrip("/")
        packed.types[name] = part.content_type
        if part.rels:
            packed.relations[name] = _list_relations(part)
        if name in handed_over:
            packed.contents[name] = handed_over[name]
        elif is_xml(name):
            root = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
            packed.contents[name] = write_canonical(root)
        else:
            packed.contents[name] = part.blob
    return packed


def _list_relations(source: Package | Part) -> Relations:
    """List the relationships of a part or of the package."""
    return {
        id_: (r.reltype, f"{OUTSIDE}{r.target_ref}" if r.is_external else r.target_ref)
        for id_, r in source.rels.items()
    }
