# SPDX-License-Identifier: Apache-2.0
"""Write a paper, such as the annex, as a Word file: its blocks, its parts, the package around them."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import starmap
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from tenderkit import __version__
from tenderkit.formats.word.read.clause_words import normalize_lines, read_markup_lines
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.base import PaperParts, WordBase, open_base
from tenderkit.formats.word.write.contents import ContentsWriter
from tenderkit.formats.word.write.controls import ControlWriter
from tenderkit.formats.word.write.manifest import write_item_properties, write_manifest
from tenderkit.formats.word.write.package import PackedParts
from tenderkit.formats.word.write.paragraphs import ParagraphWriter, Span
from tenderkit.formats.word.write.sections import SectionWriter
from tenderkit.formats.word.write.styles import HEADING_STYLES
from tenderkit.formats.word.write.tables import write_table
from tenderkit.formats.word.write.xml import NOTHING, Markup, join, w, write_word_part
from tenderkit.frozen import Memory
from tenderkit.papers.blocks import (
    Block,
    ClauseBlock,
    Contents,
    Heading,
    InLanguage,
    Paragraph,
    ProofText,
    RequirementText,
    Table,
    Wide,
    list_texts,
)
from tenderkit.papers.paper import Paper

if TYPE_CHECKING:
    from tenderkit.formats.word.write.template import WordTemplate

_AFTER_TABLE = 120  # the space above a paragraph that follows a table, in twentieths of a point
_TIGHT = 160  # the space above the heading of a section without a text, in twentieths of a point
_BODY, _MANIFEST, _ITEM, _CUSTOM, _APP = (
    "word/document.xml", "customXml/item1.xml", "customXml/itemProps1.xml", "docProps/custom.xml", "docProps/app.xml",
)  # fmt: skip


# Stands for the text in the part that is written around it.
_PLACE = Markup("\0")
_TEXTS = (Paragraph, RequirementText, ProofText)
# The paragraphs of running text of earlier papers, and the texts of their clauses with the words.
_KNOWN_PARAGRAPHS: Memory[Markup] = Memory(4096)
_KNOWN_TEXTS: Memory[tuple[Markup, Sequence[str]]] = Memory(2048)


@lru_cache(maxsize=256)
def _read_words(markup: Markup) -> Sequence[str]:
    """Return the words of each paragraph in XML that this package wrote."""
    return normalize_lines(read_markup_lines(markup))


class _DocumentWriter:
    """Writes the Word file of one paper: its blocks in order, then its parts."""

    def __init__(self, paper: Paper, base: WordBase, libreoffice: bool, pages: Sequence[int]) -> None:
        self.paper = paper
        self.base = open_base(base, paper.language, protected=paper.protected, libreoffice=libreoffice)
        self.parts = PaperParts(self.base)
        self.paragraphs = ParagraphWriter(paper, self.base.styles, libreoffice)
        self.paragraphs.bookmarks = self.base.highest_bookmark
        self.controls = ControlWriter(self.paragraphs, paper.language)
        self.sections = SectionWriter(paper, self.parts, self.paragraphs)
        self.width = self.sections.wide_width if paper.wide else self.sections.text_width
        self.contents = ContentsWriter(self.controls, pages, self.width)
        self.lists = self.base.list_ids
        self.list_id = self.lists.lots
        # The words of each clause by its tag, and the XML of the clauses and of the contents.
        self.clause_words: dict[str, Sequence[str]] = {}
        self.apart: list[Markup] = []
        self.after_table = self.after_wide = False
        self.last_heading = ""

    # Blocks

    def write_blocks(self, blocks: Sequence[Block], inside: bool = False, after: Block | None = None) -> Markup:
        """Write several blocks.

        Parameters: `inside`, true where the blocks belong to a clause and are indented; `after`, the block in front
        of them.
        """
        return join(*self._write_each(blocks, inside, after))

    def _write_each(
        self, blocks: Sequence[Block], inside: bool = False, after: Block | None = None
    ) -> Iterator[Markup]:
        """Write several blocks one by one; for the parameters see `write_blocks`."""
        previous, following = [after, *blocks[:-1]], [*blocks[1:], None]
        for block, before, behind in zip(blocks, previous, following, strict=True):
            yield self._write_block(block, inside, _stays_with_next(block, before, behind))

    def _write_block(self, block: Block, inside: bool = False, keep: bool = False) -> Markup:
        """Write one block.

        Parameters: `inside`, true where the block belongs to a clause and is indented; `keep`, true to keep the block
        on one page with the next block.
        """
        follows_table, self.after_table = self.after_table, isinstance(block, Table)
        follows_wide, self.after_wide = self.after_wide, False
        match block:
            case Heading():
                return self._write_heading(block)
            case Paragraph():
                return self._write_running_text(block, inside, _AFTER_TABLE if follows_table else None, keep)
            case RequirementText():
                return self._write_duties(block.paragraphs)
            case ProofText():
                return self._write_proof(block, _AFTER_TABLE if follows_table else None)
            case Table():
                return self._write_captioned_table(block, inside)
            case ClauseBlock():
                return self._write_clause(block)
            case Wide():
                return self._write_wide(block, follows_wide)
            case InLanguage():
                with self.paragraphs.speak(block.language):
                    return self.write_blocks(block.blocks, inside)
            case Contents():
                self.apart.append(self.contents.write_contents(block))
                return self.apart[-1]

    def _write_heading(self, heading: Heading, bookmark: str | None = None) -> Markup:
        """Write a heading.

        A heading listed in the table of contents gets the bookmark of its entry there. Any other heading gets
        `bookmark`.
        """
        plain, numbered_style = HEADING_STYLES[heading.level]
        self.last_heading = heading.text
        content = self.paragraphs.write_text(heading.text)
        if name := self.contents.take_bookmark(heading) or bookmark:
            content = self.paragraphs.write_bookmark(name, content)
        if heading.part is not None:
            self.list_id = self.lists.by_part[heading.part]
        numbered = bool(heading.number) or heading.part is not None
        list_ = (heading.level - 1, self.list_id) if numbered and self.list_id != self.lists.lots else None
        style = numbered_style if numbered else plain
        before = _TIGHT if heading.tight else None
        return self.paragraphs.write_paragraph(content, style, before=before, breaks=heading.page_break, list_=list_)

    def _write_running_text(self, block: Paragraph, inside: bool, before: int | None, keep: bool) -> Markup:
        """Write a paragraph of running text, with the space `before` above it in twentieths of a point."""
        marks = self.paragraphs.list_marks((block.lead, block.text))
        key = self.paragraphs.setting, block, inside, before, keep, marks
        return _KNOWN_PARAGRAPHS.recall(key, lambda: self._write_paragraph(block, inside, before, keep))

    def _write_paragraph(self, block: Paragraph, inside: bool, before: int | None, keep: bool) -> Markup:
        """Write a paragraph of running text that no earlier paper had; for the parameters see there."""
        paragraphs = self.paragraphs
        if block.style == "fact":
            content = paragraphs.write_fact(block.lead, block.text)
            return paragraphs.write_paragraph(content, "Cover Line", before=before, keep=keep)
        style = f"{'Clause' if inside else 'Annex'} {'Note' if block.style == 'note' else 'Text'}"
        lead = paragraphs.split_text(f"{block.lead} " if block.text else block.lead, "Lead") if block.lead else []
        content = paragraphs.write_spans(*lead, *paragraphs.split_text(block.text))
        return paragraphs.write_paragraph(content, style, before=before, keep=keep)

    def _write_duties(self, duties: Sequence[str]) -> Markup:
        """Write the paragraphs of a requirement; if there are several, they are lettered (a), (b) and so on.

        In another language than that of the paper the letters are text: the list has those of the paper.
        """
        paragraphs = self.paragraphs
        if len(duties) == 1:
            return paragraphs.write_paragraph(paragraphs.write_text(duties[0]), "Clause Text")
        if paragraphs.language is not self.paper.language:
            return join(*starmap(self._write_lettered_duty, enumerate(duties, 1)))
        list_ = (3, self.list_id) if self.list_id != self.lists.lots else None
        return join(
            *(paragraphs.write_paragraph(paragraphs.write_text(duty), "Clause Item", list_=list_) for duty in duties)
        )

    def _write_lettered_duty(self, position: int, duty: str) -> Markup:
        """Write a paragraph of a requirement with its letter as text, in place of that of the list."""
        paragraphs = self.paragraphs
        content = paragraphs.write_text(f"({paragraphs.language.letter(position)}) {duty}")
        return paragraphs.write_paragraph(content, "Clause Text")

    def _write_proof(self, block: ProofText, before: int | None) -> Markup:
        """Write the proof that a clause asks for, as one paragraph with a lead in bold before each text.

        Parameters: `before`, the space above it in twentieths of a point.
        """
        paragraphs = self.paragraphs
        spans: list[Span] = []
        for lead, text in block.proofs:
            spans += [*paragraphs.split_text(f"{lead} ", "Lead"), *paragraphs.split_text(f"{text} ")]
        spans[-1] = spans[-1]._replace(text=spans[-1].text.rstrip(" "))
        return paragraphs.write_paragraph(paragraphs.write_spans(*spans), "Clause Text", before=before)

    def _write_captioned_table(self, table: Table, inside: bool) -> Markup:
        """Write a table and its caption above it; the caption is left out if it repeats the heading before it."""
        caption = NOTHING
        indent = self.base.indent if inside else 0
        if table.caption != self.last_heading:
            style = "Clause Caption" if inside else "Table Caption"
            caption = self.paragraphs.write_paragraph(self.paragraphs.write_text(table.caption), style)
        return join(caption, write_table(self.controls, table, self.width, indent))

    def _write_clause(self, block: ClauseBlock) -> Markup:
        """Write a clause in a content control, and keep its words for the manifest."""
        clause = block.printed
        heading, *others = block.blocks
        assert isinstance(heading, Heading)
        head = self._write_heading(heading, clause.bookmark)
        texts, words = self._write_clause_texts(others, heading)
        self.clause_words[clause.tag] = (*_read_words(head), *words)
        name = f"{clause.number} {clause.title}"
        self.apart.append(self.controls.write_control(clause.tag, name, join(head, texts), hidden=True))
        return self.apart[-1]

    def _write_clause_texts(self, blocks: Sequence[Block], heading: Heading) -> tuple[Markup, Sequence[str]]:
        """Write the blocks of a clause below its heading, and return their words too.

        Where they are nothing but text, the same blocks of an earlier paper are not written again: all that the paper
        adds is the list that counts them, the clauses to which they refer, and the marks of its gaps.
        """

        def write() -> tuple[Markup, Sequence[str]]:
            written = self.write_blocks(blocks, inside=True, after=heading)
            return written, _read_words(written)

        if not all(isinstance(block, _TEXTS) for block in blocks):
            return write()
        marks = self.paragraphs.list_marks(list_texts(blocks))
        return _KNOWN_TEXTS.recall((self.paragraphs.setting, self.list_id, marks, *blocks), write)

    def _write_wide(self, block: Wide, follows_wide: bool) -> Markup:
        """Write blocks in landscape as a section of their own, and end the portrait section before them.

        Parameters: `follows_wide`, true if the block before is in landscape too, so that no portrait section has
        begun.
        """
        paragraphs, sections = self.paragraphs, self.sections
        before = NOTHING
        if not follows_wide:
            before = paragraphs.write_paragraph(NOTHING, "After Table", section=sections.write_section(wide=False))
        self.width, self.after_table = sections.wide_width, False
        first, *others = block.blocks
        # The section begins on a new page by itself.
        if isinstance(first, Heading):
            first = Heading(first.text, first.level, first.number, first.part)
        content = self.write_blocks([first, *others])
        if block is self.paper.blocks[-1]:
            # The section at the end of the document is theirs.
            return join(before, content)
        section = sections.write_section(wide=True)
        after = paragraphs.write_paragraph(NOTHING, "After Table", section=section)
        self.width, self.after_table, self.after_wide = sections.text_width, False, True
        return join(before, content, after)

    # Parts

    def write_body(self) -> bytes:
        """Return the XML part with the text of the paper: the cover, the blocks, the last section properties.

        Each block is encoded by itself: the whole text as a `str` would take several times the memory.
        """
        before, _, after = write_word_part("document", w("body", _PLACE)).partition(_PLACE)
        return b"".join([before.encode(), *(part.encode() for part in self._write_text()), after.encode()])

    def _write_text(self) -> Iterator[Markup]:
        """Write the text of the paper, block by block."""
        paper, paragraphs = self.paper, self.paragraphs
        last = paper.blocks[-1]
        # Running text needs the same space after the lines of the cover as after a table.
        self.after_table = True
        wide = isinstance(last, Wide) or paper.wide
        yield paragraphs.write_paragraph(paragraphs.write_text(paper.title), "Title")
        yield paragraphs.write_paragraph(paragraphs.write_text(paper.subtitle), "Subtitle")
        for name, value in paper.cover:
            yield paragraphs.write_paragraph(paragraphs.write_fact(name, value), "Cover Line")
        yield from self._write_each(paper.blocks)
        yield self.sections.write_section(wide=wide)

    def list_other_words(self, body: bytes) -> Sequence[str]:
        """Return the words of each paragraph outside clauses and contents, for the manifest; none without clauses.

        Parameters: `body`, the XML part with the text.
        """
        words: list[str] = []
        start = 0
        for markup in self.apart if self.clause_words else ():
            encoded = markup.encode()
            at = body.index(encoded, start)
            words += _read_words(Markup(body[start:at].decode()))
            start = at + len(encoded)
        return (*words, *_read_words(Markup(body[start:].decode()))) if start else ()

    def write_parts(self, when: datetime.datetime, *, recorded: bool = True) -> PackedParts:
        """Write all parts of the file: the text, the manifest and the properties, with those of the base.

        Parameters: `recorded`, as for the function `write_parts`.
        """
        paper, parts, base = self.paper, self.parts, self.base.base
        authority = paper.selection.purchase.tender.authority
        body = self.write_body()
        parts.set_properties(
            title=f"{paper.title}: {paper.subtitle}",
            subject=paper.subtitle,
            creator=authority or "tenderkit",
            language=paper.language.frame.locale,
            when=when,
        )
        parts.add_part(_APP, CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
        app = package.write_app_properties(__version__, base.word_properties)
        parts.contents |= {_BODY: body, _APP: app.encode()}
        if not recorded:
            return parts.pack({})
        parts.add_part(_CUSTOM, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
        parts.add_part(_MANIFEST, CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML, source=_BODY)
        parts.add_part(
            _ITEM, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS, source=_MANIFEST
        )
        parts.contents |= {_ITEM: write_item_properties().encode()}
        digests = parts.compute_digests()
        relations = package.digest_relations(parts.relations)
        others = self.list_other_words(body)
        manifest = write_manifest(paper, self.clause_words, others, digests, relations).encode()
        digests |= package.digest_parts({_MANIFEST: manifest})
        custom = package.write_custom_properties(
            {
                **base.custom_properties,
                "tk.tool": __version__,
                "tk.language": paper.language.code,
                "tk.content-sha256": package.digest_content(digests),
                # Once more outside the manifest, which does not come through OpenDocument.
                "tk.purchase-sha256": paper.purchase_digest,
            }
        )
        return parts.pack({_MANIFEST: manifest, _CUSTOM: custom.encode()})


def _stays_with_next(block: Block, previous: Block | None, following: Block | None) -> bool:
    """Check whether a paragraph must be on the same page as the next block.

    This holds for a paragraph before a table, for a fact, and for a note directly after a heading.
    """
    if not isinstance(block, Paragraph):
        return False
    introduces = block.style == "fact" or (block.style == "note" and isinstance(previous, Heading))
    return isinstance(following, Table) or (introduces and following is not None)


def write_parts(
    paper: Paper,
    bases: Mapping[str, bytes],
    when: datetime.datetime,
    *,
    libreoffice: bool = False,
    pages: Sequence[int] = (),
    template: "WordTemplate | None" = None,
    recorded: bool = True,
) -> dict[str, bytes]:
    """Write the members of the Word file of a paper, by name, each part in canonical XML.

    Parameters: `bases`, the shipped base files by script; `when`, the date of creation that the file states;
    `libreoffice`, true for a copy that only serves a layout by LibreOffice; `pages`, the page numbers of the headings
    in the contents, where known; `template`, the template of the authority, if any; `recorded`, false for a file
    without a manifest, from which nobody can read what it was made from.
    """
    shipped = bases[paper.language.frame.script]
    if template is None:
        base = WordBase(shipped)
    else:
        from tenderkit.formats.word.write.template import prepare_base

        base = prepare_base(template, shipped)
    return _DocumentWriter(paper, base, libreoffice, pages).write_parts(when, recorded=recorded).list_members()


def write(
    paper: Paper,
    bases: Mapping[str, bytes],
    when: datetime.datetime,
    *,
    reproducible: bool = False,
    libreoffice: bool = False,
    pages: Sequence[int] = (),
    template: "WordTemplate | None" = None,
    recorded: bool = True,
) -> bytes:
    """Return the bytes of the Word file of a paper.

    Parameters: `when`, the date of creation that the file states; `reproducible`, true to leave out compression, so
    that the same paper gives the same bytes on every machine; for the other parameters see `write_parts`.
    """
    parts = write_parts(
        paper, bases, when, libreoffice=libreoffice, pages=pages, template=template, recorded=recorded
    )
    return package.zip_parts(parts, stored=reproducible)
