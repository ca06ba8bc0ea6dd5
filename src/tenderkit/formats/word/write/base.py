# SPDX-License-Identifier: Apache-2.0
"""The base of a Word file: the file that gives a paper its styles, lists, page, headers, footers, theme and fonts.

A base comes from `templates/annex/`, one for each script, or from the template of an authority (`template.py`).
python-docx opens it and holds its parts, relationships and properties. The text of a paper is handed over as bytes,
because putting a large tree into python-docx's own costs a hundred milliseconds.
"""

import datetime
import io
from collections.abc import Mapping
from dataclasses import field

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
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
from tenderkit.formats.word.write.package import OUTSIDE, PackedParts, Relations, is_xml
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
    word_properties: Mapping[str, str] = field(default_factory=dict)
    custom_properties: Mapping[str, Markup] = field(default_factory=dict)

    @property
    def longest_title(self) -> int:
        """How many letters of a title fit into a header."""
        return _LONGEST_IN_TEMPLATE if self.is_template else _LONGEST_TITLE


class OpenBase:
    """A base that was opened for one paper, with its lists and its language set for the paper.

    `styles`: the styles of papers by name. `list_ids`: the numbers of the lists that count lots and general rules.
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

    def set_properties(
        self, *, title: str, subject: str, creator: str, language: str, when: datetime.datetime
    ) -> None:
        """Set the properties of the document; `when` is the date of creation and of the last change."""
        core = self.document.core_properties
        core.title, core.subject, core.language = title, subject, language
        core.author = core.last_modified_by = creator
        core.created = core.modified = when

    def add_part(self, name: str, content_type: str, relation: str, *, source: Part | None = None) -> Part:
        """Add an empty part, whose content is handed over when the file is saved, and return it.

        Parameters: `name`, such as `docProps/app.xml`; `relation`, the type of the relationship that leads to the
        part from `source`, or from the package where `source` is None.
        """
        part = Part(PackURI(f"/{name}"), content_type, b"", self.package)
        (self.package if source is None else source).relate_to(part, relation)
        return part


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
