# SPDX-License-Identifier: Apache-2.0
"""Sections of a Word file: size, orientation and margins of pages, their headers and footers."""

import re
from collections.abc import Sequence

from tenderkit.formats.word.write.paragraphs import ParagraphWriter, Span
from tenderkit.formats.word.write.xml import Markup, element, join, w, write_word_part
from tenderkit.library.look import Look
from tenderkit.papers.paper import Paper


class SectionWriter:
    """Writes the sections of one paper.

    `text_width`, `wide_width`: the widths between the margins of a page in portrait and in landscape, in twentieths
    of a point.
    """

    def __init__(self, paper: Paper, look: Look, paragraphs: ParagraphWriter, longest_title: int) -> None:
        self.paper, self.paragraphs, self.longest_title = paper, paragraphs, longest_title
        selection = paper.selection
        self.page = look.pages[selection.library.jurisdictions[selection.jurisdiction].paper]
        self.margins = look.margins
        self.text_width = self.page.width - 2 * self.margins.side
        self.wide_width = self.page.height - 2 * self.margins.side

    def write_section(self, wide: bool, open_: bool = False) -> Markup:
        """Write the properties of a section.

        Parameters: `wide`, true for landscape; `open_`, true to let users change all text of the section in a
        protected form.
        """
        margins = self.margins
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
                top=margins.top,
                right=margins.side,
                bottom=margins.bottom,
                left=margins.side,
                header=margins.edge,
                footer=margins.edge,
                gutter=0,
            ),
            w("formProt", val="0" if open_ else None) if self.paper.protected else None,
            w("bidi") if self.paragraphs.rtl else None,
        )

    def write_header(self, width: int) -> str:
        """Write the XML part for a header, which shows the subtitle of the paper and the reference of the tender.

        Parameters: `width`, the width of the text, in twentieths of a point.
        """
        reference = self.paper.selection.purchase.tender.reference or ""
        title = self.paragraphs.split_text(self._shorten_title(self.paper.subtitle))
        return write_word_part("hdr", self._write_line("Header", width, title, [Span(reference)]))

    def write_footer(self, width: int) -> str:
        """Write the XML part for a footer, which shows the authority, the language and the page number.

        Parameters: `width`, the width of the text, in twentieths of a point.
        """
        language = self.paper.language
        pattern = language.text("page.number", page="\0", pages="\1")
        fields = {"\0": ("PAGE", "1"), "\1": ("NUMPAGES", "1")}
        pages = [
            Span(fields[part][1], field=fields[part][0]) if part in fields else Span(part)
            for part in re.split("([\0\1])", pattern)
            if part
        ]
        authority = self.paper.selection.purchase.tender.authority
        names = [self._shorten_title(authority)] if authority else []
        # A tender is often published in several languages, and pages get lost.
        start = language.text("page.beside").join([*names, language.name])
        return write_word_part("ftr", self._write_line("Footer", width, self.paragraphs.split_text(start), pages))

    def _shorten_title(self, text: str) -> str:
        """Return a title cut off with `…` where it is too long for a header."""
        longest = self.longest_title
        return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"

    def _write_line(self, style: str, width: int, start: Sequence[Span], end: Sequence[Span]) -> Markup:
        """Write the paragraph of a header or footer: `start` at the margin where lines begin, `end` at the other."""
        properties = join(
            w("pStyle", val=style),
            w("tabs", w("tab", val="right", pos=width)),
            w("bidi") if self.paragraphs.rtl else None,
            w("rPr", w("rtl")) if self.paragraphs.rtl else None,
        )
        return w("p", w("pPr", properties), self.paragraphs.write_spans(*start, Span("\t"), *end))
