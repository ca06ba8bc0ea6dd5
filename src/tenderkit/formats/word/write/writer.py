# SPDX-License-Identifier: Apache-2.0
"""Write a paper, such as the annex, as a Word file: its blocks, its parts, the package around them."""

import datetime
import posixpath
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tenderkit import __version__
from tenderkit.formats.word.write import base, package
from tenderkit.formats.word.write.contents import PUBLISHED, ContentsWriter
from tenderkit.formats.word.write.controls import ControlWriter
from tenderkit.formats.word.write.manifest import describe_clause, write_item_properties, write_manifest
from tenderkit.formats.word.write.paragraphs import HEADING_STYLES, ParagraphWriter
from tenderkit.formats.word.write.sections import SectionWriter
from tenderkit.formats.word.write.tables import write_table
from tenderkit.formats.word.write.xml import NOTHING, Markup, join, w, write_word_part
from tenderkit.library.look import Look
from tenderkit.papers.blocks import (
    Block,
    ClauseBlock,
    Contents,
    Heading,
    Paragraph,
    Published,
    Removable,
    RequirementText,
    Table,
    Wide,
)
from tenderkit.papers.paper import Paper

if TYPE_CHECKING:
    from tenderkit.formats.word.write.template import WordTemplate

# Letters of a title that fit into a header; those of a template may be larger than ours.
_LONGEST_TITLE, _LONGEST_IN_TEMPLATE = 70, 45
_AFTER_TABLE = 120  # the space above a paragraph that follows a table, in twentieths of a point
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


class _DocumentWriter:
    """Writes the Word file of one paper: its blocks in order, then its parts."""

    def __init__(
        self, paper: Paper, look: Look, libreoffice: bool, pages: Sequence[int], template: "WordTemplate | None"
    ) -> None:
        self.paper, self.libreoffice, self.template = paper, libreoffice, template
        self.look = look if template is None else template.adapt_look(look)
        self.paragraphs = ParagraphWriter(paper, libreoffice)
        self.controls = ControlWriter(self.paragraphs, paper.language)
        self.contents = ContentsWriter(self.controls, pages)
        longest_title = _LONGEST_IN_TEMPLATE if template else _LONGEST_TITLE
        self.sections = SectionWriter(paper, self.look, self.paragraphs, longest_title)
        self.width = self.sections.wide_width if paper.wide else self.sections.text_width
        self.list_id = base.LOTS
        self.clause_texts: dict[str, Mapping[str, str]] = {}
        self.after_table = self.after_wide = False
        self.last_heading = ""

    # Blocks

    def write_blocks(self, blocks: Sequence[Block], inside: bool = False, after: Block | None = None) -> Markup:
        """Write several blocks.

        Parameters: `inside`, true where the blocks belong to a clause and are indented; `after`, the block in front
        of them.
        """
        previous, following = [after, *blocks[:-1]], [*blocks[1:], None]
        return join(
            *(
                self._write_block(block, inside, _stays_with_next(block, before, behind))
                for block, before, behind in zip(blocks, previous, following, strict=True)
            )
        )

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
            case Table():
                return self._write_captioned_table(block, inside)
            case ClauseBlock():
                return self._write_clause(block)
            case Removable():
                content = self.write_blocks(block.blocks)
                return self.controls.write_control(block.tag, block.name, content, locked=False)
            case Wide():
                return self._write_wide(block, follows_wide)
            case Contents():
                return self.contents.write_contents(block)
            case Published():
                return self.paragraphs.write_bookmark(PUBLISHED, self.write_blocks(block.blocks))

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
        if heading.lot is not None:
            self.list_id = base.LOTS if heading.lot else base.GENERAL
        numbered = bool(heading.number) or heading.lot is not None
        list_ = (heading.level - 1, base.GENERAL) if numbered and self.list_id == base.GENERAL else None
        style = numbered_style if numbered else plain
        return self.paragraphs.write_paragraph(content, style, breaks=heading.page_break, list_=list_)

    def _write_running_text(self, block: Paragraph, inside: bool, before: int | None, keep: bool) -> Markup:
        """Write a paragraph of running text, with the space `before` above it in twentieths of a point."""
        paragraphs = self.paragraphs
        if block.style == "fact":
            content = paragraphs.write_fact(block.lead, block.text)
            return paragraphs.write_paragraph(content, "CoverLine", before=before, keep=keep)
        style = {"body": "ClauseText" if inside else "Normal", "source": "SourceLine"}.get(
            block.style, "ClauseNote" if inside else "Note"
        )
        lead = paragraphs.split_text(f"{block.lead} " if block.text else block.lead, "Lead") if block.lead else []
        content = paragraphs.write_spans(*lead, *paragraphs.split_text(block.text))
        return paragraphs.write_paragraph(content, style, before=before, keep=keep)

    def _write_duties(self, duties: Sequence[str]) -> Markup:
        """Write the paragraphs of a requirement; if there are several, they are lettered (a), (b) and so on."""
        paragraphs = self.paragraphs
        if len(duties) == 1:
            return paragraphs.write_paragraph(paragraphs.write_text(duties[0]), "ClauseText")
        list_ = (3, base.GENERAL) if self.list_id == base.GENERAL else None
        return join(
            *(paragraphs.write_paragraph(paragraphs.write_text(duty), "ClauseItem", list_=list_) for duty in duties)
        )

    def _write_captioned_table(self, table: Table, inside: bool) -> Markup:
        """Write a table and its caption above it; the caption is left out if it repeats the heading before it."""
        caption = NOTHING
        indent = self.look.styles["ClauseText"].indent or 0 if inside else 0
        if table.caption != self.last_heading:
            style = "ClauseCaption" if inside else "Caption"
            caption = self.paragraphs.write_paragraph(self.paragraphs.write_text(table.caption), style)
        return join(caption, write_table(self.controls, table, self.width, indent))

    def _write_clause(self, block: ClauseBlock) -> Markup:
        """Write a clause in a content control, and keep the title and the digest of its words for the manifest."""
        clause = block.printed
        heading, *others = block.blocks
        assert isinstance(heading, Heading)
        content = join(
            self._write_heading(heading, clause.bookmark), self.write_blocks(others, inside=True, after=heading)
        )
        self.clause_texts[clause.tag] = describe_clause(heading.text, content)
        return self.controls.write_control(clause.tag, f"{clause.number} {clause.title}", content, hidden=True)

    def _write_wide(self, block: Wide, follows_wide: bool) -> Markup:
        """Write blocks in landscape as a section of their own, and end the portrait section before them.

        Parameters: `follows_wide`, true if the block before is in landscape too, so that no portrait section has
        begun.
        """
        paragraphs, sections = self.paragraphs, self.sections
        before = NOTHING
        if not follows_wide:
            before = paragraphs.write_paragraph(NOTHING, "AfterTable", section=sections.write_section(wide=False))
        self.width, self.after_table = sections.wide_width, False
        first, *others = block.blocks
        # The section begins on a new page by itself.
        if isinstance(first, Heading):
            first = Heading(first.text, first.level, first.number, first.lot)
        content = self.write_blocks([first, *others])
        section = sections.write_section(wide=True, open_=block.open)
        after = paragraphs.write_paragraph(NOTHING, "AfterTable", section=section)
        self.width, self.after_table, self.after_wide = sections.text_width, False, True
        return join(before, content, after)

    # Parts

    def write_body(self) -> str:
        """Return the XML part with the text of the paper: the cover, the blocks, the last section properties."""
        paper, paragraphs = self.paper, self.paragraphs
        content = join(
            paragraphs.write_paragraph(paragraphs.write_text(paper.title), "Title"),
            paragraphs.write_paragraph(paragraphs.write_text(paper.subtitle), "Subtitle"),
            *(
                paragraphs.write_paragraph(paragraphs.write_fact(name, value), "CoverLine")
                for name, value in paper.cover
            ),
            self.write_blocks(paper.blocks),
            self.sections.write_section(wide=paper.wide),
        )
        return write_word_part("document", w("body", content))

    def write_own_parts(self, when: datetime.datetime) -> dict[str, bytes]:
        """Return the bytes by name of all parts but relationships, content types, manifest and custom properties."""
        paper, sections = self.paper, self.sections
        language = paper.language
        authority = paper.selection.purchase.tender.authority
        texts = {
            "word/document.xml": self.write_body(),
            "word/styles.xml": base.write_styles(self.look, language, self.width),
            "word/numbering.xml": base.write_numbering(self.look, language, libreoffice=self.libreoffice),
            "word/settings.xml": base.write_settings(language, protected=paper.protected),
            "word/fontTable.xml": base.write_font_table(self.look, language),
            "word/header1.xml": sections.write_header(sections.text_width),
            "word/footer1.xml": sections.write_footer(sections.text_width),
            "word/header2.xml": sections.write_header(sections.wide_width),
            "word/footer2.xml": sections.write_footer(sections.wide_width),
            "docProps/core.xml": package.write_core_properties(
                f"{paper.title}: {paper.subtitle}", paper.subtitle, authority or "tenderkit",
                language.frame.locale, when,
            ),
            "docProps/app.xml": package.write_app_properties(
                __version__, self.template.word_properties if self.template else {}
            ),
            "customXml/itemProps1.xml": write_item_properties(),
        }  # fmt: skip
        return {name: text.encode() for name, text in texts.items()}

    def write_parts(self, when: datetime.datetime) -> dict[str, bytes]:
        """Return the bytes of all parts of the file, by name; if there is a template, the paper is put into it."""
        parts = self.write_own_parts(when)
        relations, types, shown = _RELATIONS, dict[str, str](), dict[str, Markup]()
        if self.template is not None:
            from tenderkit.formats.word.write.apply_template import apply_template

            templated = apply_template(self.template, parts)
            parts, relations, types = templated.parts, {**_RELATIONS, **templated.relations}, templated.types
            shown = dict(self.template.custom_properties)
        for source, targets in relations.items():
            folder, name = posixpath.split(source)
            parts[posixpath.join(folder, "_rels", f"{name}.rels")] = package.write_relationships(targets).encode()
        digests = package.digest_parts(parts)
        xml = write_manifest(self.paper, self.clause_texts, digests, package.digest_relations(relations))
        manifest = {"customXml/item1.xml": xml.encode()}
        parts |= manifest
        custom = package.write_custom_properties(
            {
                **shown,
                "tk.tool": __version__,
                "tk.language": self.paper.language.code,
                "tk.content-sha256": package.digest_content({**digests, **package.digest_parts(manifest)}),
                # Once more outside the manifest, which does not come through OpenDocument.
                "tk.purchase-sha256": self.paper.purchase_digest,
            }
        )
        parts["docProps/custom.xml"] = custom.encode()
        parts["[Content_Types].xml"] = package.write_content_types(parts, types).encode()
        return parts


def _stays_with_next(block: Block, previous: Block | None, following: Block | None) -> bool:
    """Check whether a paragraph must be on the same page as the next block.

    This holds for a paragraph before a table or a line of sources, and for a note directly after a heading.
    """
    if not isinstance(block, Paragraph):
        return False
    if isinstance(following, Paragraph) and following.style == "source":
        return True
    introduces = block.style == "note" and isinstance(previous, Heading)
    return isinstance(following, Table) or (introduces and following is not None)


def write_parts(
    paper: Paper,
    look: Look,
    when: datetime.datetime,
    *,
    libreoffice: bool = False,
    pages: Sequence[int] = (),
    template: "WordTemplate | None" = None,
) -> dict[str, bytes]:
    """Return the bytes of each part of the Word file of a paper, by name, in canonical XML.

    Parameters: `when`, the date of creation that the file states; `libreoffice`, true if only LibreOffice will read
    the file, to make a PDF; `pages`, the page numbers of the headings in the table of contents, empty where not
    known; `template`, the template of the authority, if any.
    """
    return _DocumentWriter(paper, look, libreoffice, pages, template).write_parts(when)


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
    """Return the bytes of the Word file of a paper.

    Parameters: `when`, the date of creation that the file states; `reproducible`, true to leave out compression, so
    that the same paper gives the same bytes on every machine; for the other parameters see `write_parts`.
    """
    parts = write_parts(paper, look, when, libreoffice=libreoffice, pages=pages, template=template)
    return package.zip_parts(parts, stored=reproducible)
