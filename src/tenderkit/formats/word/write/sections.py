# SPDX-License-Identifier: Apache-2.0
"""Sections of a Word file: size, orientation and margins of pages, their headers and footers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from lxml import etree

from tenderkit.formats.word.write.base import OpenBase, PaperParts
from tenderkit.formats.word.write.elements import (
    PARAGRAPH_ORDER,
    RUN_ORDER,
    R,
    W,
    get_local_name,
    make_element,
    read_length,
    replace_child,
    require_child,
    write_canonical,
)
from tenderkit.formats.word.write.package import resolve_target
from tenderkit.formats.word.write.paragraphs import ParagraphWriter, Span
from tenderkit.formats.word.write.rtl_text import has_rtl_text
from tenderkit.formats.word.write.xml import Markup, element, escape_text, w, write_word_part
from tenderkit.frozen import Memory, Same, frozen_dataclass
from tenderkit.papers.paper import Paper

# Width and height of the sheets of jurisdictions in portrait, in twentieths of a point (ISO 216; ANSI/ASME Y14.1).
SHEETS = {"A4": (11906, 16838), "Letter": (12240, 15840)}
# The properties of a section that are taken from the base with the size of the page.
KEPT_PROPERTIES = (
    "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "titlePg", "rtlGutter", "docGrid",
)  # fmt: skip
# The properties of a section in the order of the schema, after its headers and footers.
_ORDER = (
    "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "formProt", "titlePg", "bidi",
    "rtlGutter", "docGrid",
)  # fmt: skip
STORIES = ("header", "footer")
# A place in a header or footer that is filled in: `{{ title }}`.
_PLACE = re.compile(r"\{\{ ?(title|reference|imprint|page) ?\}\}")

# What does not end a shortened title: spaces, dashes and signs that lead on to the next word.
_LOOSE_ENDS = " \u00a0,;:،؛-–—/(«“"

# What a run of text holds, what may be around runs in a paragraph, and the formats that depend on the text.
_TEXT = ("rPr", "t", "tab", "lastRenderedPageBreak")
_WRAPPERS = ("hyperlink", "sdtContent", "smartTag", "ins")
_FORMATS_OF_TEXT = ("rStyle", "rtl", "lang")


def read_section(root: etree._Element) -> tuple[dict[str, etree._Element], dict[tuple[str, str], str]]:
    """Read the properties of the last section of a document, and the headers and footers that apply to it.

    A section without a header or footer of its own takes that of the section before. Returns the properties by
    element name, and the ids of the relationships by kind (`header`, `footer`) and pages (`default`, `first`,
    `even`).
    """
    properties: dict[str, etree._Element] = {}
    references: dict[tuple[str, str], str] = {}
    for section in root.iter(f"{W}sectPr"):
        if (parent := section.getparent()) is not None and get_local_name(parent) == "sectPrChange":
            continue
        properties = {get_local_name(child): child for child in section}
        for kind in STORIES:
            for reference in section.iterfind(f"{W}{kind}Reference"):
                references[kind, reference.get(f"{W}type", "default")] = reference.get(f"{R}id", "")
    return properties, references


def read_side_margins(margins: etree._Element, settings: etree._Element | None) -> int:
    """Return the sum of the margins at both sides of a page, in twentieths of a point; a gutter at the side counts.

    Parameters: `margins`, the element `w:pgMar`; `settings`, the settings part, None where the file has none.
    """
    sides = sum(read_length(margins, name) for name in ("left", "right"))
    at_top = settings is not None and settings.find(f"{W}gutterAtTop") is not None
    return sides if at_top else sides + read_length(margins, "gutter")


@frozen_dataclass
class _Page:
    """What the sections of all papers take from an open base.

    `properties`, `stories`: see `read_section`; `kept`: the properties that are kept, as XML; `sides`: the sum of the
    margins at both sides of a page, in twentieths of a point; `patterns`: the headers and footers with places to fill
    in, by the relationships to them; `places`: the names of these places.
    """

    properties: Mapping[str, etree._Element]
    stories: Mapping[tuple[str, str], str]
    kept: Mapping[str, Markup]
    sides: int
    patterns: Mapping[str, etree._Element]
    places: Mapping[str, Sequence[str]]


# The headers and footers that earlier papers have too, with marks for what each purchase has of its own.
_KNOWN_STORIES: Memory[str] = Memory(256)
_UNPLAIN = re.compile("[\t\n\U0010fff0-\U0010fff3]")
_MARKS = {"title": "\U0010fff0", "reference": "\U0010fff1", "imprint": "\U0010fff2", "page": "\U0010fff3"}


@lru_cache(maxsize=8)
def _read_page(base: OpenBase) -> _Page:
    properties, stories = read_section(base.part.element)
    roots = {id_: base.part.related_parts[id_].element for id_ in stories.values()}
    places = {
        id_: [
            name
            for p in root.iter(f"{W}p")
            for runs in _list_stretches(p)
            for name in _PLACE.findall(_read_text(runs))
        ]
        for id_, root in roots.items()
    }
    return _Page(
        properties,
        stories,
        {name: _write_element(properties[name]) for name in KEPT_PROPERTIES if name in properties},
        read_side_margins(properties["pgMar"], base.document.settings.element),
        {id_: root for id_, root in roots.items() if places[id_]},
        places,
    )


class SectionWriter:
    """Writes the sections of one paper, in the page, headers and footers of its base.

    `text_width`, `wide_width`: the widths between the margins of a page in portrait and in landscape, in twentieths
    of a point.
    """

    def __init__(self, paper: Paper, parts: PaperParts, paragraphs: ParagraphWriter) -> None:
        self.paper, self.parts, self.paragraphs = paper, parts, paragraphs
        self.base = base = parts.base
        self.page = _read_page(base)
        self.properties, self.stories, sides = self.page.properties, self.page.stories, self.page.sides
        selection = paper.selection
        self.sheet = SHEETS[selection.library.jurisdictions[selection.jurisdiction].paper]
        if base.base.keeps_sheet:
            size = self.properties["pgSz"]
            across, down = sorted((read_length(size, "w"), read_length(size, "h")))
            self.sheet = across, down
        self.text_width, self.wide_width = (side - sides for side in self.sheet)
        # The headers and footers filled in so far: the relationship by that of the base and the width of the text.
        self.filled: dict[tuple[str, int], str] = {}
        self.count = 0

    def write_section(self, wide: bool) -> Markup:
        """Write the properties of a section; `wide` is true for landscape."""
        across, down = reversed(self.sheet) if wide else self.sheet
        written = dict(self.page.kept)
        if self.count:
            # Only the first page of the paper has a header of its own.
            written.pop("titlePg", None)
        self.count += 1
        written["type"] = w("type", val="nextPage")
        written["pgSz"] = w("pgSz", w=across, h=down, orient="landscape" if wide else None)
        if self.paper.protected:
            written["formProt"] = w("formProt")
        if self.paragraphs.rtl:
            written["bidi"] = w("bidi")
        references = (
            element(f"w:{kind}Reference", attributes={"w:type": pages, "r:id": self._fill_story(id_, kind, wide)})
            for (kind, pages), id_ in self.stories.items()
        )
        return w("sectPr", *references, *(written[name] for name in _ORDER if name in written))

    def _fill_story(self, id_: str, kind: str, wide: bool) -> str:
        """Return the relationship to a header or footer whose places are filled in for portrait or for landscape.

        A place is a text such as `{{ title }}`. A header or footer without places is used unchanged in all sections.
        Otherwise, the orientation that is asked for first is filled into the header or footer itself, and the other
        orientation into a copy of it.
        """
        if id_ not in self.page.patterns:
            return id_
        width = self.wide_width if wide else self.text_width
        if (id_, width) not in self.filled:
            _, target = self.parts.relations[self.base.main][id_]
            name, filled_id = resolve_target(self.base.main, target), id_
            if any(known == id_ for known, _ in self.filled):
                relation = {"header": RELATIONSHIP_TYPE.HEADER, "footer": RELATIONSHIP_TYPE.FOOTER}[kind]
                name, filled_id = self.parts.copy_part(name, f"word/{kind}{{}}.xml", relation)
            filled = {place: tuple(self._fill_place(place)) for place in self.page.places[id_]}
            own = {place: spans[0].text for place, spans in filled.items() if self._is_plain(spans)}
            pattern = filled | {place: (Span(_MARKS[place]),) for place in own}
            key = self.paragraphs.setting, Same(self.page), id_, width, *pattern.items()
            story = _KNOWN_STORIES.recall(key, lambda: self._write_story(id_, kind, width, pattern))
            for place, text in own.items():
                story = story.replace(_MARKS[place], escape_text(text))
            self.parts.contents[name] = story.encode()
            self.filled[id_, width] = filled_id
        return self.filled[id_, width]

    def _is_plain(self, spans: Sequence[Span]) -> bool:
        """Return whether a place holds one run of text, which takes the place of a mark without any other change."""
        if self.paragraphs.rtl or len(spans) != 1:
            return False
        text, style, field = spans[0]
        return not (style or field or has_rtl_text(text)) and _UNPLAIN.search(text) is None

    def _write_story(self, id_: str, kind: str, width: int, filled: Mapping[str, Sequence[Span]]) -> str:
        """Write a header or footer; `filled` is the text for each of its places."""
        root = deepcopy(self.page.patterns[id_])
        for paragraph in list(root.iter(f"{W}p")):
            self._fill_paragraph(paragraph, kind, width, filled)
        return write_canonical(root).decode()

    def _fill_paragraph(
        self, paragraph: etree._Element, kind: str, width: int, filled: Mapping[str, Sequence[Span]]
    ) -> None:
        """Fill in the places of a paragraph in a header or footer; a tab leads to the opposite margin."""
        stretches = [(runs, _read_text(runs)) for runs in _list_stretches(paragraph)]
        if not any(_PLACE.search(text) for _, text in stretches):
            return
        properties = require_child(paragraph, "pPr")
        if any("\t" in text for _, text in stretches):
            position = str(width)
            others = sorted(self.base.tab_stops[kind] - {position})
            tabs = [make_element("tab", val="clear", pos=other) for other in others]
            tabs.append(make_element("tab", val="right", pos=position))
            replace_child(properties, make_element("tabs", *tabs), PARAGRAPH_ORDER)
        if self.paragraphs.rtl:
            replace_child(properties, make_element("bidi"), PARAGRAPH_ORDER)
        for runs, text in stretches:
            if _PLACE.search(text):
                self._fill_runs(runs, _build_spans(text, filled))

    def _fill_runs(self, runs: Sequence[etree._Element], spans: Iterable[Span]) -> None:
        """Replace runs by other text, in the format of the first run."""
        filled = parse_xml(write_word_part("p", self.paragraphs.write_spans(*spans)).encode())
        formats = [f for f in runs[0].iterfind(f"{W}rPr/*") if get_local_name(f) not in _FORMATS_OF_TEXT]
        for run in list(filled):
            if formats:
                properties = require_child(run, "rPr")
                for format_ in formats:
                    replace_child(properties, deepcopy(format_), RUN_ORDER)
            runs[0].addprevious(run)
        for run in runs:
            if (parent := run.getparent()) is not None:
                parent.remove(run)

    def _fill_place(self, name: str) -> Sequence[Span]:
        """Return the text for a place: `title`, `reference` (of the tender), `imprint` or `page` (the page number).

        The title is the subtitle of the paper; the imprint is the authority and the language of the paper."""
        paper, language = self.paper, self.paper.language
        tender = paper.selection.purchase.tender
        match name:
            case "title":
                return self.paragraphs.split_text(self._shorten_title(paper.subtitle))
            case "reference":
                return [Span(tender.reference)] if tender.reference else []
            case "imprint":
                # A tender is often published in several languages, and pages get lost.
                names = [self._shorten_title(tender.authority)] if tender.authority else []
                return self.paragraphs.split_text(language.text("page.beside").join([*names, language.name]))
            case _:
                fields: Mapping[str, tuple[str, str]] = {"\0": ("PAGE", "1"), "\1": ("NUMPAGES", "1")}
                pattern = language.text("page.number", page="\0", pages="\1")
                return [
                    Span(fields[part][1], field=fields[part][0]) if part in fields else Span(part)
                    for part in re.split("([\0\1])", pattern)
                    if part
                ]

    def _shorten_title(self, text: str) -> str:
        """Shorten a title to what fits into a header, at the end of a word unless the first word is too long."""
        longest = self.base.base.longest_title
        if len(text) <= longest:
            return text
        start = text[:longest]
        words = start.rpartition(" ")[0].rstrip(_LOOSE_ENDS)
        return (words or start[:-1].rstrip()) + "…"


def _build_spans(text: str, filled: Mapping[str, Sequence[Span]]) -> Iterator[Span]:
    """Yield the text of a header or footer with its places filled in; `filled` is the text for each of them."""
    done = 0
    for match in _PLACE.finditer(text):
        yield from _split_text(text[done : match.start()])
        yield from filled[match[1]]
        done = match.end()
    yield from _split_text(text[done:])


def _split_text(text: str) -> Iterator[Span]:
    return (Span(piece) for piece in re.split("(\t)", text) if piece)


def _list_stretches(paragraph: etree._Element) -> Iterator[list[etree._Element]]:
    """List the stretches of runs that hold nothing but text; pictures, fields and bookmarks part them."""
    for parent in (paragraph, *paragraph.iter(*(W + name for name in _WRAPPERS))):
        stretch: list[etree._Element] = []
        for child in parent:
            is_text = child.tag == f"{W}r" and all(get_local_name(one) in _TEXT for one in child)
            if is_text:
                stretch.append(child)
            elif child.tag != f"{W}proofErr" and stretch:
                yield stretch
                stretch = []
        if stretch:
            yield stretch


def _read_text(runs: Iterable[etree._Element]) -> str:
    """Read the text of runs, with its tabs."""
    tab = f"{W}tab"
    return "".join("\t" if e.tag == tab else e.text or "" for run in runs for e in run.iter(tab, f"{W}t"))


def _write_element(source: etree._Element) -> Markup:
    """Write an element of a base as text, with its children and those attributes that Word knows."""
    attributes = {
        f"w:{str(name).removeprefix(W)}": value for name, value in source.items() if str(name).startswith(W)
    }
    return element(f"w:{get_local_name(source)}", *map(_write_element, source), attributes=attributes)
