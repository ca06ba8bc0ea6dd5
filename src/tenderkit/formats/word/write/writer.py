# SPDX-License-Identifier: Apache-2.0
"""A paper, such as the annex, as a Word file (design section 8, contract section 7)."""

import datetime
import hashlib
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

from tenderkit import __version__
from tenderkit.formats.word.read.clause_words import digest_text, read_markup_lines, write_sketch
from tenderkit.formats.word.write import base, bidi, package
from tenderkit.formats.word.write.xml import (
    NOTHING,
    Markup,
    element,
    escape_text,
    join,
    w,
    write_part,
    write_word_part,
)
from tenderkit.library.language import Language
from tenderkit.library.look import Look
from tenderkit.papers.blocks import (
    Answer,
    Block,
    ClauseBlock,
    Contents,
    Duties,
    Heading,
    Paragraph,
    Published,
    Removable,
    Table,
    Wide,
)
from tenderkit.papers.digest import compute_published_digest
from tenderkit.papers.form_fields import Field
from tenderkit.papers.paper import Paper

if TYPE_CHECKING:
    from tenderkit.formats.word.write.template import WordTemplate

MANIFEST = "urn:tenderkit:manifest:1"
MANIFEST_ID = "{9042F557-6312-5A47-9428-8139C86701CF}"  # the UUID, version 5, of that address
_ALIAS = 64  # Word refuses longer names of controls
_MILLIMETRE = 1440 / 25.4  # in twentieths of a point
_KEPT = {"xml:space": "preserve"}
_UNPARTED = re.compile(r" (?:(?<=\d )(?=[%×÷=])|(?<=[×÷] )(?=[\d(]))")
# What names a standard stays with its number, and a number with its unit: ISO 14001, ITU-T L.1061, 35 °C, 100 W.
_WHOLE = re.compile(rf"[A-Z](?<![A-Za-z].)[A-Z]+(?:[-/][A-Z]+)* (?=[A-Z]{{0,2}}\.?[0-9])|[0-9] (?={bidi.UNIT})")
# What stays whole holds one.
_DIGIT = re.compile("[0-9]")
# A clause by its number: behind its title in a text, or at the start of a cell.
_NUMBER = re.compile(r"\d+\.\d+\.\d+")
# Where a sign and the letters come from two fonts, LibreOffice draws it over a lam-alef unless something parts them.
_LAM_ALEF = re.compile("(?<=[«(\\[])(?=ل[اأإآ])")
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_PUBLISHED = "tk_published"
_HEADINGS = {
    1: ("Heading1", "LotHeading"),
    2: ("Heading2", "SectionHeading"),
    3: ("Heading3", "ClauseHeading"),
}


# The headings that begin a clause or end the one before, with their levels.
HEADING_LEVELS = {style: level for level, styles in _HEADINGS.items() for style in styles}
# What leads from each part to others.
_RELATIONS: Mapping[str, package.Relations] = {
    "": package.ROOT_RELATIONS,
    "customXml/item1.xml": {"rId1": ("customXmlProps", "itemProps1.xml")},
    "word/document.xml": {
        "rId1": ("styles", "styles.xml"),
        "rId2": ("numbering", "numbering.xml"),
        "rId3": ("settings", "settings.xml"),
        "rId4": ("fontTable", "fontTable.xml"),
        "rId5": ("customXml", "../customXml/item1.xml"),
        "rId6": ("header", "header1.xml"),
        "rId7": ("footer", "footer1.xml"),
        "rId8": ("header", "header2.xml"),
        "rId9": ("footer", "footer2.xml"),
    },
}


class Span(NamedTuple):
    """Text of a paragraph in one character style. Where it is the result of a field, `field` is the instruction."""

    text: str
    style: str | None = None
    field: str | None = None


# The properties below recur thousands of times in a document, so each is built once.


@cache
def _write_run_properties(style: str | None, rtl: bool, latin: str | None, complex_: str | None) -> Markup | None:
    """The properties of a run: style, direction, the language of a script that is not that of the document."""
    properties = join(
        w("rStyle", val=style) if style else None,
        w("rtl") if rtl else None,
        w("lang", val=latin, bidi=complex_) if latin or complex_ else None,
    )
    return w("rPr", properties) if properties else None


@cache
def _write_paragraph_properties(
    style: str, before: int | None, breaks: bool, list_: tuple[int, int] | None, keep: bool, rtl: bool
) -> Markup:
    """The properties of a paragraph, in the order of the schema."""
    return join(
        w("pStyle", val=style),
        w("keepNext") if keep else None,
        w("pageBreakBefore") if breaks else None,
        w("numPr", w("ilvl", val=list_[0]), w("numId", val=list_[1])) if list_ else None,
        w("bidi") if rtl else None,
        w("spacing", before=before) if before else None,
        w("rPr", w("rtl")) if rtl else None,
    )


@cache
def _write_cell_properties(width: int) -> Markup:
    return w("tcPr", w("tcW", w=width, type="dxa"))


class _DocumentWriter:
    """Writes one document; keeps the numbers that have to be unique in it."""

    def __init__(
        self, paper: Paper, look: Look, libreoffice: bool, pages: Sequence[int], template: "WordTemplate | None"
    ) -> None:
        self.paper, self.libreoffice, self.pages, self.template = paper, libreoffice, pages, template
        self.look = look = look if template is None else template.adapt_look(look)
        self.language = paper.language
        self.rtl = self.language.rtl
        selection = paper.selection
        page = look.pages[selection.library.jurisdictions[selection.jurisdiction].paper]
        margins = look.margins
        self.page = page
        self.text_width = page.width - 2 * margins.side
        self.wide_width = page.height - 2 * margins.side
        self.width = self.wide_width if paper.wide else self.text_width
        self.bookmarks = 0
        self.control_ids: set[int] = set()
        self.list_id = base.LOTS
        self.clause_texts: dict[str, Mapping[str, str]] = {}
        # Cells of tables recur.
        self.known: dict[tuple[Span, ...], Markup] = {}
        self.after_table = self.after_wide = False
        self.last_heading = ""
        # The headings that the contents name and that are still to come, with their bookmarks.
        self.listed: list[tuple[Heading, str]] = []
        self.by_number = {clause.number: clause.bookmark for clause in paper.printed}
        close = re.escape(self.language.quote("\0").partition("\0")[2])
        self.reference = re.compile(rf"(?<={close} \(){_NUMBER.pattern}(?=\))") if self.by_number else None
        gaps = sorted(paper.gaps, key=len, reverse=True)
        self.gaps = re.compile("|".join(map(re.escape, gaps))) if gaps else None

    # Text

    def spans(self, text: str, style: str | None = None) -> list[Span]:
        """Running text with its gaps marked, and the numbers of clauses behind their titles as references."""
        if self.reference is None or not self.reference.search(text):
            return self.marked(text, style)
        result, done = [], 0
        for match in self.reference.finditer(text):
            if match[0] in self.by_number:
                result += [*self.marked(text[done : match.start()], style), self.number(match[0], style)]
                done = match.end()
        return result + self.marked(text[done:], style)

    def number(self, number: str, style: str | None = None) -> Span:
        """The number of a clause, which follows it wherever it moves."""
        return Span(number, style, f"REF {self.by_number[number]} \\r \\h")

    def cell(self, text: str) -> Markup:
        """The text of a cell; one that begins with the number of a clause refers to it."""
        match = _NUMBER.match(text)
        if match is None or match[0] not in self.by_number or text[match.end() : match.end() + 1].strip():
            return self.runs(text)
        return self.written(self.number(match[0]), *self.spans(text[match.end() :]))

    def marked(self, text: str, style: str | None = None) -> list[Span]:
        """Running text with its gaps marked."""
        # A number is not parted from its sign, nor a line begun with one.
        text = _UNPARTED.sub("\u00a0", text)
        if self.rtl and _DIGIT.search(text):
            # What reads from left to right would be read in the wrong order where a line ends in it.
            text = _WHOLE.sub(lambda found: found[0][:-1] + "\u00a0", text)
        if self.rtl and self.libreoffice:
            text = _LAM_ALEF.sub("\u2060", text)
        if self.gaps is None:
            return [Span(text, style)] if text else []
        result, done = [], 0
        for gap in self.gaps.finditer(text):
            if gap.start() > done:
                result.append(Span(text[done : gap.start()], style))
            result.append(Span(gap.group(), "Gap"))
            done = gap.end()
        if done < len(text):
            result.append(Span(text[done:], style))
        return result

    def written(self, *spans: Span) -> Markup:
        """All the text of a paragraph as runs, each of which goes one way."""
        if not self.rtl and not any(bidi.has_rtl_text(span.text) for span in spans):
            return join(*(self.span(span, span.text, rtl=False) for span in spans))
        if spans in self.known:
            return self.known[spans]
        markup: list[Markup] = []
        for span, stretches in zip(spans, bidi.split_spans([span.text for span in spans], self.rtl), strict=True):
            if span.field:
                markup.append(self.span(span, span.text, rtl=stretches[0].rtl))
            else:
                markup += [self.span(span, stretch.text, rtl=stretch.rtl) for stretch in stretches]
        runs = self.known[spans] = join(*markup)
        return runs

    def span(self, span: Span, text: str, *, rtl: bool) -> Markup:
        """A piece of a span, which goes one way."""
        latin = complex_ = None
        if rtl != self.rtl:
            latin = None if rtl else base.LATIN
            complex_ = None if not rtl else "he-IL" if _HEBREW.search(text) else base.COMPLEX
        head = _write_run_properties(span.style, rtl, latin, complex_)
        return self.field(span.field, text, head) if span.field else self.run(text, head)

    def run(self, text: str, head: Markup | None) -> Markup:
        """A run; line breaks and tabs become those of Word."""
        if "\n" not in text and "\t" not in text:
            # Most of a document is this, so it is put together in one go.
            return Markup(f'<w:r>{head or ""}<w:t xml:space="preserve">{escape_text(text)}</w:t></w:r>')
        parts: list[Markup] = []
        for part in re.split(r"([\n\t])", text):
            if part == "\n":
                parts.append(w("br"))
            elif part == "\t":
                parts.append(w("tab"))
            elif part:
                parts.append(element("w:t", part, attributes=_KEPT))
        return w("r", head, *parts)

    def runs(self, text: str, style: str | None = None) -> Markup:
        """Text that is a paragraph by itself."""
        return self.written(*self.spans(text, style))

    def paragraph(
        self, content: Markup, style: str, *, before: int | None = None, breaks: bool = False,
        list_: tuple[int, int] | None = None, section: Markup | None = None, keep: bool = False,
    ) -> Markup:  # fmt: skip
        """A paragraph of a style; `section` closes a section behind it."""
        properties = _write_paragraph_properties(style, before, breaks, list_, keep, self.rtl)
        return w("p", w("pPr", properties, section), content)

    def field(self, instruction: str, cached: str, head: Markup | None) -> Markup:
        """A field with its result in it, so that nothing has to be updated on opening."""

        begin, end = self.around_field(instruction, head)
        return join(begin, self.run(cached, head), end)

    @staticmethod
    def around_field(instruction: str, head: Markup | None = None) -> tuple[Markup, Markup]:
        """What stands before and behind the result of a field."""

        def kind(name: str) -> Markup:
            return w("r", head, w("fldChar", fldCharType=name))

        text = element("w:instrText", f" {instruction} ", attributes=_KEPT)
        return join(kind("begin"), w("r", head, text), kind("separate")), kind("end")

    # Controls

    def control_id(self, key: str) -> int:
        """A number for a control: always the same for the same tag."""
        attempt = 0
        while True:
            digest = hashlib.sha256(f"{key}#{attempt}".encode()).digest()
            number = int.from_bytes(digest[:4], "big") & 0x7FFFFFFF
            if number > 1 and number not in self.control_ids:
                self.control_ids.add(number)
                return number
            attempt += 1

    def control(
        self, tag: str, name: str, content: Markup, *, kind: Markup | None = None, hidden: bool = False,
        locked: bool = True, placeholder: bool = False,
    ) -> Markup:  # fmt: skip
        """A content control; `hidden` draws no box around it, `locked` keeps it from being deleted."""
        # What is chosen or filled in takes the properties of the control: without them Word turns its words round.
        filled = _write_run_properties(None, self.rtl, None, None) if placeholder else None
        properties = w(
            "sdtPr",
            filled,
            w("alias", val=name[:_ALIAS]),
            w("tag", val=tag),
            w("id", val=self.control_id(tag)),
            w("lock", val="sdtLocked") if locked else None,
            w("showingPlcHdr") if placeholder else None,
            element("w15:appearance", attributes={"w15:val": "hidden"}) if hidden else None,
            kind,
        )
        return w("sdt", properties, w("sdtContent", content))

    def answer(self, cell: Answer) -> Markup:
        """A control inside the paragraph of a table cell."""
        if cell.choices:
            items = [w("listItem", displayText=cell.prompt, value="")]
            items += [w("listItem", displayText=c, value=c) for c in cell.choices]
            kind = w("dropDownList", *items)
        elif cell.day:
            kind = w(
                "date",
                w("dateFormat", val=_build_date_format(self.language)),
                w("lid", val=self.language.frame.locale),
                w("storeMappedDataAs", val="dateTime"),
                w("calendar", val="gregorian"),
            )
        else:
            kind = w("text", multiLine="1")
        prompt = self.written(Span(cell.prompt, "PlaceholderText"))
        return self.control(cell.tag, cell.name, prompt, kind=kind, placeholder=True)

    # Blocks

    def table(self, table: Table, indent: int = 0) -> Markup:
        """A table with a repeated header row and rows that are not split between pages, set in by `indent`."""
        total = sum(table.widths)
        widths = [(self.width - indent) * share // total for share in table.widths]
        properties = w(
            "tblPr",
            w("tblStyle", val="AnnexTable"),
            w("bidiVisual") if self.rtl else None,
            w("tblW", w=sum(widths), type="dxa"),
            w("tblInd", w=indent, type="dxa") if indent else None,
            w("tblLayout", type="fixed"),
            w(
                "tblLook",
                val="0420",
                firstRow="1",
                lastRow="0",
                firstColumn="0",
                lastColumn="0",
                noHBand="0",
                noVBand="1",
            ),
            w("tblCaption", val=table.caption),
            w("tblDescription", val=table.caption),
        )
        grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
        rows = [self.row(table.head, widths, head=True)]
        count = len(table.rows)
        for number, row in enumerate(table.rows, 1):
            last = table.total and number == count
            # Short tables stay whole; of a long one neither the first rows nor the last stand alone.
            keep = (not table.tall and (count <= 9 or number <= 2)) or number >= count - 1
            keep = keep and (number < count or table.keep_next)
            rows.append(self.row(row, widths, bold=last, keep=keep, height=table.height))
        return w("tbl", properties, grid, *rows)

    def row(
        self, cells: Sequence[str | Answer], widths: Sequence[int], *, head: bool = False, bold: bool = False,
        keep: bool = False, height: int = 0,
    ) -> Markup:  # fmt: skip
        style = "TableHead" if head or bold else "TableText"
        written_cells = []
        for cell, width in zip(cells, widths, strict=True):
            content = self.answer(cell) if isinstance(cell, Answer) else self.cell(cell)
            paragraph = self.paragraph(content, style, keep=keep)
            written_cells.append(w("tc", _write_cell_properties(width), paragraph))
        properties = join(
            w("cantSplit"),
            w("trHeight", val=round(height * _MILLIMETRE), hRule="atLeast") if height else None,
            w("tblHeader") if head else None,
        )
        return w("tr", w("trPr", properties), *written_cells)

    def heading(self, block: Heading, mark: str | None = None) -> Markup:
        plain, counted = _HEADINGS[block.level]
        self.last_heading = block.text
        content = self.runs(block.text)
        # A section in landscape takes the page break from its first heading.
        if self.listed and replace(self.listed[0][0], page_break=block.page_break) == block:
            mark = self.listed.pop(0)[1]
        if mark:
            content = self.bookmarked(mark, content)
        if block.lot is not None:
            self.list_id = base.LOTS if block.lot else base.GENERAL
        numbered = bool(block.number) or block.lot is not None
        list_ = (block.level - 1, base.GENERAL) if numbered and self.list_id == base.GENERAL else None
        style = counted if numbered else plain
        return self.paragraph(content, style, breaks=block.page_break, list_=list_)

    def bookmarked(self, name: str, content: Markup) -> Markup:
        self.bookmarks += 1
        number = self.bookmarks
        return join(w("bookmarkStart", id=number, name=name), content, w("bookmarkEnd", id=number))

    def contents(self, block: Contents) -> Markup:
        """The contents: a field with its result in it, a link for each heading.

        The pages stand in it where they are known. Whoever updates the field gets the headings that are published,
        whether or not the parts for the authority are still there.
        """
        self.listed = [(h, f"_Toc{n:09}") for n, h in enumerate(block.headings, 1)]
        instruction = f'TOC \\o "1-{max(h.level for h in block.headings)}" \\h \\z \\u \\b {_PUBLISHED}'
        begin, end = self.around_field(instruction, _write_run_properties(None, self.rtl, None, None))
        lines = [self.paragraph(self.runs(block.title), "TOCHeading")]
        for n, (heading, name) in enumerate(self.listed):
            text = f"{heading.number}\u2002{heading.text}" if heading.number else heading.text
            spans = self.spans(text)
            if self.pages:
                spans += [Span("\t"), Span(str(self.pages[n]), field=f"PAGEREF {name} \\h")]
            link = element(
                "w:hyperlink",
                self.written(*spans),
                attributes={"w:anchor": name, "w:history": "1", "w:tooltip": text.replace("\u2002", " ")},
            )
            first, last = begin if n == 0 else None, end if n == len(self.listed) - 1 else None
            lines.append(self.paragraph(join(first, link, last), f"TOC{heading.level}"))
        gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
        return self.control("tk:contents", block.title, join(*lines), kind=gallery, locked=False)

    def block(self, block: Block, inside: bool = False, keep: bool = False) -> Markup:
        """One block; `inside` says that it belongs to a clause and is set in, `keep` to stay with the next."""
        follows_table, self.after_table = self.after_table, isinstance(block, Table)
        follows_wide, self.after_wide = self.after_wide, False
        before = 120 if follows_table else None
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self.text(block, inside, before, keep)
            case Duties():
                return self.duties(block.paragraphs)
            case Table():
                caption = NOTHING
                indent = self.look.styles["ClauseText"].indent or 0 if inside else 0
                if block.caption != self.last_heading:
                    style = "ClauseCaption" if inside else "Caption"
                    caption = self.paragraph(self.runs(block.caption), style)
                return join(caption, self.table(block, indent))
            case ClauseBlock():
                return self.clause(block)
            case Removable():
                return self.control(block.tag, block.name, self.blocks(block.blocks), locked=False)
            case Wide():
                return self.wide(block, follows_wide)
            case Contents():
                return self.contents(block)
            case Published():
                return self.bookmarked(_PUBLISHED, self.blocks(block.blocks))

    def blocks(self, blocks: Sequence[Block], inside: bool = False, after: Block | None = None) -> Markup:
        """Several blocks; `after` is the one that was written before them."""
        previous, following = [after, *blocks[:-1]], [*blocks[1:], None]
        return join(
            *(
                self.block(b, inside, _stays_with_next(b, p, f))
                for b, p, f in zip(blocks, previous, following, strict=True)
            )
        )

    def text(self, block: Paragraph, inside: bool, before: int | None, keep: bool) -> Markup:
        """A paragraph of running text."""
        if block.style == "fact":
            content = self.fact(block.lead, block.text)
            return self.paragraph(content, "CoverLine", before=before, keep=keep)
        style = {"body": "ClauseText" if inside else "Normal", "source": "SourceLine"}.get(
            block.style, "ClauseNote" if inside else "Note"
        )
        lead = self.spans(f"{block.lead} " if block.text else block.lead, "Lead") if block.lead else []
        return self.paragraph(self.written(*lead, *self.spans(block.text)), style, before=before, keep=keep)

    def fact(self, name: str, value: str) -> Markup:
        """A name, and what it stands for at a tab stop."""
        return self.written(*self.spans(name, "Lead"), Span("\t"), *self.spans(value))

    def duties(self, paragraphs: Sequence[str]) -> Markup:
        """The paragraphs of a requirement, lettered where there are several."""
        if len(paragraphs) == 1:
            return self.paragraph(self.runs(paragraphs[0]), "ClauseText")
        list_ = (3, base.GENERAL) if self.list_id == base.GENERAL else None
        return join(*(self.paragraph(self.runs(p), "ClauseItem", list_=list_) for p in paragraphs))

    def clause(self, block: ClauseBlock) -> Markup:
        printed = block.printed
        first, *others = block.blocks
        assert isinstance(first, Heading)
        content = join(self.heading(first, printed.bookmark), self.blocks(others, inside=True, after=first))
        lines = tuple(read_markup_lines(content))
        about = {"title": first.text, "text-sha256": digest_text(lines), "sketch": write_sketch(lines)}
        self.clause_texts[printed.tag] = about
        return self.control(printed.tag, f"{printed.number} {printed.title}", content, hidden=True)

    def wide(self, block: Wide, follows_wide: bool) -> Markup:
        """Pages in landscape: a section of its own, closed before, unless the block before did so, and after."""
        before = NOTHING
        if not follows_wide:
            before = self.paragraph(NOTHING, "AfterTable", section=self.section(wide=False))
        self.width, self.after_table = self.wide_width, False
        first, *others = block.blocks
        # The section begins on a new page by itself.
        if isinstance(first, Heading):
            first = Heading(first.text, first.level, first.number, first.lot)
        content = self.blocks([first, *others])
        after = self.paragraph(NOTHING, "AfterTable", section=self.section(wide=True, open_=block.open))
        self.width, self.after_table, self.after_wide = self.text_width, False, True
        return join(before, content, after)

    def section(self, wide: bool, open_: bool = False) -> Markup:
        """The properties of a section: sheet, margins, header and footer; `open_` is left out of the protection."""
        m = self.look.margins
        across, down = (self.page.height, self.page.width) if wide else (self.page.width, self.page.height)
        header, footer = ("rId8", "rId9") if wide else ("rId6", "rId7")
        return w(
            "sectPr",
            element("w:headerReference", attributes={"w:type": "default", "r:id": header}),
            element("w:footerReference", attributes={"w:type": "default", "r:id": footer}),
            w("type", val="nextPage"),
            w("pgSz", w=across, h=down, orient="landscape" if wide else None),
            w(
                "pgMar",
                top=m.top,
                right=m.side,
                bottom=m.bottom,
                left=m.side,
                header=m.edge,
                footer=m.edge,
                gutter=0,
            ),
            w("formProt", val="0" if open_ else None) if self.paper.protected else None,
            w("bidi") if self.rtl else None,
        )

    # Parts

    def body(self) -> str:
        paper = self.paper
        lines = [self.paragraph(self.fact(name, value), "CoverLine") for name, value in paper.cover]
        content = join(
            self.paragraph(self.runs(paper.title), "Title"),
            self.paragraph(self.runs(paper.subtitle), "Subtitle"),
            *lines,
            self.blocks(paper.blocks),
            self.section(wide=paper.wide),
        )
        return write_word_part("document", w("body", content))

    def header(self, width: int) -> str:
        paper = self.paper
        reference = paper.selection.purchase.tender.reference or ""
        return write_word_part(
            "hdr", self._edge("Header", width, self.spans(self.short(paper.subtitle)), [Span(reference)])
        )

    def footer(self, width: int) -> str:
        pattern = self.language.text("page.number", page="\0", pages="\1")
        fields = {"\0": ("PAGE", "1"), "\1": ("NUMPAGES", "1")}
        pages = [
            Span(fields[x][1], field=fields[x][0]) if x in fields else Span(x)
            for x in re.split("([\0\1])", pattern)
            if x
        ]
        authority = self.paper.selection.purchase.tender.authority
        named = [self.short(authority)] if authority else []
        # A tender is often published in several languages, and pages get lost.
        start = self.language.text("page.beside").join([*named, self.language.name])
        return write_word_part("ftr", self._edge("Footer", width, self.spans(start), pages))

    def short(self, text: str) -> str:
        """A title that fits into a header; the letters of a template may be larger than ours."""
        most = 45 if self.template else 70
        return text if len(text) <= most else text[: most - 1].rstrip() + "…"

    def _edge(self, style: str, width: int, start: Sequence[Span], end: Sequence[Span]) -> Markup:
        properties = join(
            w("pStyle", val=style),
            w("tabs", w("tab", val="right", pos=width)),
            w("bidi") if self.rtl else None,
            w("rPr", w("rtl")) if self.rtl else None,
        )
        return w("p", w("pPr", properties), self.written(*start, Span("\t"), *end))

    def manifest(self, digests: Mapping[str, str], relations: str) -> str:
        """Custom XML: what the file was made from, and what it takes to find and compare everything after editing.

        Parameters: `digests` of the other parts; `relations`, the digest of what leads from part to part.
        """
        # `sha256` is of the requirement as composed, `text-sha256` of all the words of the clause as printed; `title`
        # and `sketch` tell which clause it is where it was edited and has lost its marks.
        clauses = [
            element(
                "clause",
                attributes={
                    "tag": c.tag,
                    "bookmark": c.bookmark,
                    "number": c.number,
                    "sha256": hashlib.sha256("\n".join((c.title, c.covers, *c.requirement)).encode()).hexdigest(),
                    **self.clause_texts[c.tag],
                },
            )
            for c in self.paper.printed
        ]
        parts = [
            element("part", attributes={"name": name, "sha256": digest}) for name, digest in sorted(digests.items())
        ]
        fields = [_write_manifest_field(f) for f in self.paper.fields]
        library = self.paper.selection.library
        head = element(
            "made",
            attributes={
                "tool": __version__,
                "library": library.version,
                "library-sha256": library.digest,
                "purchase-sha256": compute_published_digest(self.paper.selection),
                "relations-sha256": relations,
            },
        )
        return write_part("manifest", {"": MANIFEST}, head, *clauses, *fields, *parts)

    def parts(self, when: datetime.datetime) -> dict[str, bytes]:
        paper, language = self.paper, self.language
        tender = paper.selection.purchase.tender
        store = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
        schemas = element("ds:schemaRefs", element("ds:schemaRef", attributes={"ds:uri": MANIFEST}))
        texts = {
            "word/document.xml": self.body(),
            "word/styles.xml": base.write_styles(self.look, language, self.width),
            "word/numbering.xml": base.write_numbering(self.look, language, libreoffice=self.libreoffice),
            "word/settings.xml": base.write_settings(language, protected=paper.protected),
            "word/fontTable.xml": base.write_font_table(self.look, language),
            "word/header1.xml": self.header(self.text_width),
            "word/footer1.xml": self.footer(self.text_width),
            "word/header2.xml": self.header(self.wide_width),
            "word/footer2.xml": self.footer(self.wide_width),
            "docProps/core.xml": package.write_core_properties(
                f"{paper.title}: {paper.subtitle}", paper.subtitle, tender.authority or "tenderkit",
                language.frame.locale, when,
            ),
            "docProps/app.xml": package.write_app_properties(
                __version__, self.template.word_properties if self.template else {}
            ),
            "customXml/itemProps1.xml": _write_item_properties(store, schemas),
        }  # fmt: skip
        parts = {name: text.encode() for name, text in texts.items()}
        relations, types, shown = _RELATIONS, dict[str, str](), dict[str, Markup]()
        if self.template is not None:
            from tenderkit.formats.word.write.apply_template import apply_template

            templated = apply_template(self.template, parts)
            parts, relations, types = templated.parts, {**_RELATIONS, **templated.relations}, templated.types
            shown = dict(self.template.custom_properties)
        for source, some in relations.items():
            folder, name = posixpath.split(source)
            parts[posixpath.join(folder, "_rels", f"{name}.rels")] = package.write_relationships(some).encode()
        digests = package.digest_parts(parts)
        manifest = {"customXml/item1.xml": self.manifest(digests, package.digest_relations(relations)).encode()}
        parts |= manifest
        digest = package.digest_content({**digests, **package.digest_parts(manifest)})
        custom = package.write_custom_properties(
            {
                **shown,
                "tk.tool": __version__,
                "tk.language": language.code,
                "tk.content-sha256": digest,
                # Once more beside the manifest, which does not come through OpenDocument.
                "tk.purchase-sha256": compute_published_digest(paper.selection),
            }
        )
        parts["docProps/custom.xml"] = custom.encode()
        parts["[Content_Types].xml"] = package.write_content_types(parts, types).encode()
        return parts


def _stays_with_next(block: Block, previous: Block | None, following: Block | None) -> bool:
    """Whether a paragraph stays with what follows: an introduction with its text, a clause with its sources."""
    if not isinstance(block, Paragraph):
        return False
    if isinstance(following, Paragraph) and following.style == "source":
        return True
    introduces = block.style == "note" and isinstance(previous, Heading)
    return isinstance(following, Table) or (introduces and following is not None)


def _write_manifest_field(field: Field) -> Markup:
    """A field in the manifest, so that a form that comes back can be compared with what it was."""
    choices = [element("choice", choice) for choice in field.choices]
    about = {"tag": field.tag, "number": field.number, "name": field.name, "prompt": field.prompt}
    return element("answer", *choices, attributes={**about, **({"copied": "1"} if field.copied else {})})


def _write_item_properties(store: str, schemas: Markup) -> str:
    xml = write_part("ds:datastoreItem", {"ds": store}, schemas)
    return xml.replace(f'xmlns:ds="{store}"', f'xmlns:ds="{store}" ds:itemID="{MANIFEST_ID}"', 1)


def _build_date_format(language: Language) -> str:
    """How a control shows a day, in the codes of Word: the words between the parts stand in quotation marks."""
    pattern = language.frame.texts["formats"]["date"]
    codes = {"day": "d", "month": "MMMM", "year": "yyyy"}
    return "".join(
        re.sub(r"[^\W\d_]+", r"'\g<0>'", between) + codes.get(part or "", "")
        for between, part, *_ in Formatter().parse(pattern)
    )


def write_parts(
    paper: Paper,
    look: Look,
    when: datetime.datetime,
    *,
    libreoffice: bool = False,
    pages: Sequence[int] = (),
    template: "WordTemplate | None" = None,
) -> dict[str, bytes]:
    """The parts of the Word file, by name, each in canonical XML.

    Parameters: `when`, the date of creation that the file names; `libreoffice`, a copy for its layout, to be thrown
    away afterwards; `pages`, on which the headings of the contents are, where they are known; `template`, that
    of the authority.
    """
    return _DocumentWriter(paper, look, libreoffice, pages, template).parts(when)


def write(
    paper: Paper,
    look: Look,
    when: datetime.datetime,
    *,
    reproducible: bool = False,
    libreoffice: bool = False,
    pages: Sequence[int] = (),
    template: "WordTemplate | None" = None,
) -> bytes:
    """The bytes of the Word file.

    Parameters: `when`, the date of creation that the file names; `reproducible`, no compression, so that the
    same paper gives the same bytes on every machine; the others as for `parts_of`.
    """
    parts = write_parts(paper, look, when, libreoffice=libreoffice, pages=pages, template=template)
    return package.zip_parts(parts, stored=reproducible)
