# SPDX-License-Identifier: Apache-2.0
"""Write the table of contents of a Word file: a field with a link for each heading, complete without an update."""

from collections.abc import Sequence
from functools import partial

from tenderkit.formats.word.write.controls import ControlWriter
from tenderkit.formats.word.write.paragraphs import Span, write_run_properties
from tenderkit.formats.word.write.xml import Markup, element, join, w
from tenderkit.frozen import Memory, copy_with
from tenderkit.papers.blocks import Contents, Heading

# Stands for a page number until LibreOffice counts it.
_UNCOUNTED = 0
# The links to headings that earlier papers have too.
_KNOWN_LINKS: Memory[Markup] = Memory(2048)


class ContentsWriter:
    """Writes the table of contents of one paper, and gives each heading listed in it a bookmark.

    `pages`: the page numbers of the headings, where known; `width`: the width of the text, in twentieths of a point.
    """

    def __init__(self, controls: ControlWriter, pages: Sequence[int], width: int) -> None:
        self.controls, self.paragraphs, self.pages = controls, controls.paragraphs, pages
        self.width = width
        # The headings that the contents list and that are still to come, with their bookmarks.
        self.listed: list[tuple[Heading, str]] = []

    def take_bookmark(self, heading: Heading) -> str | None:
        """Return the bookmark of a heading that the table of contents lists, and None for any other heading.

        Each bookmark is returned once, so headings must be passed in order.
        """
        # A section in landscape takes the page break from its first heading.
        if self.listed and copy_with(self.listed[0][0], page_break=heading.page_break) == heading:
            return self.listed.pop(0)[1]
        return None

    def write_contents(self, block: Contents) -> Markup:
        """Write the table of contents, with a page number after each heading where the page numbers are known.

        For LibreOffice each heading has one, which its layout counts.
        """
        # A clause has a bookmark of its own, by which it is found again.
        clauses = self.paragraphs.bookmark_of
        self.listed = [
            (heading, clauses.get(heading.number) or f"_Toc{number:09}")
            for number, heading in enumerate(block.headings, 1)
        ]
        instruction = f'TOC \\o "1-{max(h.level for h in block.headings)}" \\h \\z \\u'
        paragraphs = self.paragraphs
        begin, end = paragraphs.write_field_marks(instruction, write_run_properties(None, paragraphs.rtl))
        # LibreOffice leaves the page numbers inside this field as they are, and counts those outside of it.
        is_field = not paragraphs.libreoffice
        lines = [paragraphs.write_paragraph(paragraphs.write_text(block.title), "TOC Heading")]
        for n, (heading, bookmark) in enumerate(self.listed):
            page = self.pages[n] if self.pages else _UNCOUNTED if paragraphs.libreoffice else None
            key = paragraphs.setting, heading, bookmark, page, paragraphs.list_marks((heading.text,))
            link = _KNOWN_LINKS.recall(key, partial(self._write_link, heading, bookmark, page))
            first = begin if is_field and n == 0 else None
            last = end if is_field and n == len(self.listed) - 1 else None
            style, tab = f"toc {heading.level}", self.width if page is not None else None
            lines.append(paragraphs.write_paragraph(join(first, link, last), style, tab=tab))
        gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
        return self.controls.write_control("tk:contents", block.title, join(*lines), kind=gallery, locked=False)

    def _write_link(self, heading: Heading, bookmark: str, page: int | None) -> Markup:
        """Write the link to a heading, with its page number where that is known."""
        paragraphs = self.paragraphs
        text = f"{heading.number}\u2002{heading.text}" if heading.number else heading.text
        # The number is text: a reference to the clause would be a link in a link.
        spans = [Span(f"{heading.number}\u2002")] if heading.number else []
        spans += paragraphs.split_text(heading.text)
        if page is not None:
            spans += [Span("\t"), Span(str(page), field=f"PAGEREF {bookmark} \\h")]
        return element(
            "w:hyperlink",
            paragraphs.write_spans(*spans),
            attributes={"w:anchor": bookmark, "w:history": "1", "w:tooltip": text.replace("\u2002", " ")},
        )
