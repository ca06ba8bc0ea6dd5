# SPDX-License-Identifier: Apache-2.0
"""Write paragraphs of a Word file: runs of one direction, gaps, references to clauses, fields, bookmarks."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from tenderkit.formats.word.write.rtl_text import has_rtl_text
from tenderkit.formats.word.write.styles import StyleInUse
from tenderkit.formats.word.write.xml import Markup, element, escape_text, escape_value, join, w
from tenderkit.frozen import Memory, Same
from tenderkit.library.language import Language
from tenderkit.papers.paper import Paper

# The language of the scripts that are not that of the document.
LATIN, COMPLEX = "en-GB", "ar-SA"
_PRESERVE_SPACES = {"xml:space": "preserve"}
# Each text that matches `_CALCULATION_SPACE` holds a sign.
_CALCULATION_SIGN = re.compile("[%×÷=]")
_CALCULATION_SPACE = re.compile(r" (?:(?<=\d )(?=[%×÷=])|(?<=[×÷] )(?=[\d(]))")
# Each number of a clause holds one.
_POINT_AND_DIGIT = re.compile(r"\.\d")
# The number of a clause in the part of a lot, and with the letter of another part; both at the start of a cell.
_LOT_NUMBER = r"\d+\.\d+\.\d+"
_LETTERED_NUMBER = r"[^\W\d_]\.\d+(?:\.\d+)?"
_CLAUSE_NUMBER = re.compile(f"{_LOT_NUMBER}|{_LETTERED_NUMBER}")
# Where a sign and the letters come from two fonts, LibreOffice draws it over a lam-alef unless something parts them.
_LAM_ALEF = re.compile("(?<=[«(\\[])(?=ل[اأإآ])")
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")


class Span(NamedTuple):
    """A piece of text with one character style; where a field shows the text, `field` is the code of the field."""

    text: str
    style: str | None = None
    field: str | None = None


# These properties recur thousands of times in a document, so each is built once.


@cache
def write_run_properties(
    style: str | None, rtl: bool, latin: str | None = None, complex_: str | None = None
) -> Markup | None:
    """Return the properties of a run (a piece of text with one format) as XML, None if there are none.

    Parameters: `latin` and `complex_`, the language of text in another script than the document.
    """
    properties = join(
        w("rStyle", val=style) if style else None,
        w("rtl") if rtl else None,
        w("lang", val=latin, bidi=complex_) if latin or complex_ else None,
    )
    return w("rPr", properties) if properties else None


def _write_paragraph_properties(
    style: StyleInUse, before: int | None, breaks: bool, list_: tuple[int, int] | None, keep: bool, tab: int | None,
    rtl: bool,
) -> Markup:  # fmt: skip
    """Write the properties of a paragraph, in the order of the schema."""
    spacing: dict[str, object] = {}
    if before := before or style.before:
        spacing["before"] = before
    if style.level_lines:
        spacing |= {"line": 240, "lineRule": "auto"}
    counted = None
    if list_ or style.uncounted:
        level, number = list_ or (None, 0)
        counted = w("numPr", w("ilvl", val=level) if level is not None else None, w("numId", val=number))
    return join(
        w("pStyle", val=style.id),
        w("keepNext") if keep or style.keep_next else None,
        w("keepLines") if style.keep_lines else None,
        w("pageBreakBefore") if breaks else None,
        counted,
        w("tabs", w("tab", val="right", leader="dot", pos=tab)) if tab else None,
        w("bidi", val=None if rtl else "0") if rtl or style.rtl else None,
        w("spacing", **spacing) if spacing else None,
        w("ind", left=0, right=0, firstLine=0) if style.level_indent else None,
        w("outlineLvl", val=style.outline) if style.outline is not None else None,
        w("rPr", w("rtl")) if rtl else None,
    )


def _find_repeated_numbers(language: Language) -> str:
    """Return the pattern of a number such as `3.4.5` in the sentences that refer to another printing of a clause."""
    patterns = []
    for key in ("one", "several", "all", "only", "same"):
        before, _, after = language.text(f"repeated.{key}", letters="\0", number="\1").partition("\1")
        before, after = re.escape(before.rpartition("\0")[2]), re.escape(after.partition("\0")[0])
        patterns.append(f"(?<={before}){_LOT_NUMBER}(?={after})")
    return "|".join(patterns)


# The runs of the texts that earlier papers have too.
_KNOWN_RUNS: Memory[Markup] = Memory(2048)


class ParagraphWriter:
    """Writes the paragraphs of one paper; numbers the bookmarks, which have to be unique in it.

    `styles`: the styles of papers by name, as the base has them.
    """

    def __init__(self, paper: Paper, styles: Mapping[str, StyleInUse], libreoffice: bool) -> None:
        self.styles, self.libreoffice = styles, libreoffice
        self.home = paper.language
        self.bookmarks = 0
        # The properties of paragraphs recur thousands of times in a document.
        self.known_properties: dict[tuple[object, ...], Markup] = {}
        self.bookmark_of = {clause.number: clause.bookmark for clause in paper.printed}
        self.gap_texts = sorted(paper.gaps, key=len, reverse=True)
        self.gaps = re.compile("|".join(map(re.escape, self.gap_texts))) if self.gap_texts else None
        # Most begin with the same sign, and most texts do not have it.
        starts = {gap[0] for gap in self.gap_texts}
        self.gap_start = starts.pop() if len(starts) == 1 else ""
        self._turn_to(paper.language)

    def _turn_to(self, language: Language) -> None:
        """Write the next paragraphs in a language, in its direction and with its references."""
        self.language, self.rtl = language, language.rtl
        # What texts are written for, as part of a key: the styles are those of an open base.
        self.setting = Same(self.styles), Same(self.home), Same(language), self.libreoffice
        close = re.escape(language.quote("\0").partition("\0")[2])
        joint = re.escape(language.text("formats.source"))
        # After the title of its clause, or after another number there; one with a letter anywhere; where a clause
        # refers to an earlier printing of its text.
        self.reference = (
            re.compile(
                rf"(?<={close} \(){_LOT_NUMBER}(?=[)]|{joint})|(?<={joint}){_LOT_NUMBER}(?=[)]|{joint})"
                rf"|(?<![\w.]){_LETTERED_NUMBER}(?![\w.]*\w)"
                rf"|{_find_repeated_numbers(language)}"
            )
            if self.bookmark_of
            else None
        )

    @contextmanager
    def speak(self, language: Language) -> Iterator[None]:
        """Write paragraphs in another language than that of the paper."""
        before = self.language
        self._turn_to(language)
        try:
            yield
        finally:
            self._turn_to(before)

    # Text

    def list_marks(self, texts: Sequence[str]) -> Hashable:
        """Return what a paper marks in some texts: the bookmarks to which they refer, and the gaps in them."""
        joined = texts[0] if len(texts) == 1 else "\n".join(texts)
        bookmarks: tuple[str | None, ...] = ()
        if self.reference is not None and _POINT_AND_DIGIT.search(joined):
            bookmarks = tuple(self.bookmark_of.get(m[0]) for text in texts for m in self.reference.finditer(text))
        if self.gap_start not in joined:
            return bookmarks, ()
        return bookmarks, tuple([gap for gap in self.gap_texts if gap in joined])

    def split_text(self, text: str, style: str | None = None) -> list[Span]:
        """Split text into spans, pieces with one character style each.

        Places that the buyer still has to decide (gaps) get the style `Gap`. A clause number after the title of the
        clause becomes a field.
        """
        if self.reference is None or not _POINT_AND_DIGIT.search(text) or not self.reference.search(text):
            return self._mark_gaps(text, style)
        spans, done = [], 0
        for match in self.reference.finditer(text):
            if match[0] in self.bookmark_of:
                spans += [*self._mark_gaps(text[done : match.start()], style), self._refer_to_clause(match[0], style)]
                done = match.end()
        return spans + self._mark_gaps(text[done:], style)

    def list_cell_marks(self, text: str) -> Hashable:
        """Return what a paper marks in the text of a cell, which may begin with the number of a clause."""
        match = _CLAUSE_NUMBER.match(text)
        return self.bookmark_of.get(match[0]) if match else None, self.list_marks((text,))

    def _refer_to_clause(self, number: str, style: str | None = None) -> Span:
        """Return a span with a field that shows the number of a clause, also after the number has changed."""
        # A number with a letter holds all there is of it; in context Word would add the empty number of its part.
        shown = "r" if number[0].isdecimal() else "n"
        return Span(number, style, f"REF {self.bookmark_of[number]} \\{shown} \\h")

    def _mark_gaps(self, text: str, style: str | None = None) -> list[Span]:
        """Split text into spans, so that each place that the buyer still has to decide (gap) has the style `Gap`."""
        # A number is not parted from its sign, nor a line begun with one.
        if _CALCULATION_SIGN.search(text):
            text = _CALCULATION_SPACE.sub("\u00a0", text)
        if self.rtl:
            from tenderkit.formats.word.write.bidi import join_undivided

            text = join_undivided(text)
            if self.libreoffice:
                text = _LAM_ALEF.sub("\u2060", text)
        if self.gaps is None:
            return [Span(text, style)] if text else []
        spans, done = [], 0
        for gap in self.gaps.finditer(text):
            if gap.start() > done:
                spans.append(Span(text[done : gap.start()], style))
            spans.append(Span(gap.group(), "Gap"))
            done = gap.end()
        if done < len(text):
            spans.append(Span(text[done:], style))
        return spans

    def write_text(self, text: str, style: str | None = None) -> Markup:
        """Return the runs (pieces of text with one format) for the whole text of a paragraph."""
        key = self.setting, text, style, self.list_marks((text,))
        return _KNOWN_RUNS.recall(key, lambda: self.write_spans(*self.split_text(text, style)))

    def write_cell_text(self, text: str) -> Markup:
        """Return the runs for a cell; a clause number at its start becomes a field that refers to the clause."""
        match = _CLAUSE_NUMBER.match(text)
        if match is None or match[0] not in self.bookmark_of or text[match.end() : match.end() + 1].strip():
            return self.write_text(text)
        return self.write_spans(self._refer_to_clause(match[0]), *self.split_text(text[match.end() :]))

    def write_fact(self, name: str, value: str) -> Markup:
        """Return the runs for a line that states a fact, such as the authority: the name, a tab, the value."""
        return self.write_spans(*self.split_text(name, "Lead"), Span("\t"), *self.split_text(value))

    def write_spans(self, *spans: Span) -> Markup:
        """Return the runs for all spans of a paragraph; each run goes in one direction."""
        if not self.rtl and not any(has_rtl_text(span.text) for span in spans):
            return join(*[self._write_span(span, span.text, rtl=False) for span in spans])
        return _KNOWN_RUNS.recall((self.setting, spans), lambda: self._write_both_ways(spans))

    def _write_both_ways(self, spans: Sequence[Span]) -> Markup:
        """Return the runs for spans with letters of both directions, or in a paper from right to left."""
        from tenderkit.formats.word.write.bidi import split_spans

        written: list[Markup] = []
        for span, stretches in zip(spans, split_spans([span.text for span in spans], self.rtl), strict=True):
            if span.field:
                written.append(self._write_span(span, span.text, rtl=stretches[0].rtl))
            else:
                written += [self._write_span(span, stretch.text, rtl=stretch.rtl) for stretch in stretches]
        return join(*written)

    def _write_span(self, span: Span, text: str, *, rtl: bool) -> Markup:
        """Return the run for `text`, a piece of a span that goes in one direction, with field marks if needed."""
        latin = complex_ = None
        if rtl != self.rtl:
            latin = None if rtl else LATIN
            complex_ = None if not rtl else "he-IL" if _HEBREW.search(text) else COMPLEX
        elif self.language is not self.home:
            latin, complex_ = (None, self.language.frame.locale) if rtl else (self.language.frame.locale, None)
        style = self.styles[span.style].id if span.style else None
        properties = write_run_properties(style, rtl, latin, complex_)
        if not span.field:
            return self._write_run(text, properties)
        # The result is in the field, so that nothing has to be updated on opening.
        begin, end = self.write_field_marks(span.field, properties)
        return join(begin, self._write_run(text, properties), end)

    @staticmethod
    def _write_run(text: str, properties: Markup | None) -> Markup:
        """Write a text as one run; its line breaks and tabs become the elements `w:br` and `w:tab`."""
        if "\n" not in text and "\t" not in text:
            # Most of a document is this, so it is put together in one go.
            return Markup(f'<w:r>{properties or ""}<w:t xml:space="preserve">{escape_text(text)}</w:t></w:r>')
        content: list[Markup] = []
        for section in re.split(r"([\n\t])", text):
            if section == "\n":
                content.append(w("br"))
            elif section == "\t":
                content.append(w("tab"))
            elif section:
                content.append(element("w:t", section, attributes=_PRESERVE_SPACES))
        return w("r", properties, *content)

    @staticmethod
    def write_field_marks(instruction: str, properties: Markup | None = None) -> tuple[Markup, Markup]:
        """Return the runs that begin a field, to put before its result, and the run that ends the field."""
        begin, separate, end = (
            f'<w:r>{properties or ""}<w:fldChar w:fldCharType="{kind}"></w:fldChar></w:r>'
            for kind in ("begin", "separate", "end")
        )
        code = f'<w:instrText xml:space="preserve"> {escape_text(instruction)} </w:instrText>'
        return Markup(f"{begin}<w:r>{properties or ''}{code}</w:r>{separate}"), Markup(end)

    # Paragraphs

    def write_paragraph(
        self, content: Markup, style: str, *, before: int | None = None, breaks: bool = False,
        list_: tuple[int, int] | None = None, section: Markup | None = None, keep: bool = False,
        tab: int | None = None,
    ) -> Markup:  # fmt: skip
        """Write a paragraph.

        Parameters: `content`, its runs; `style`, the name of its style; `before`, the space above it in twentieths of
        a point; `breaks`, true to begin a page with it; `list_`, for a numbered paragraph, its level and the number
        of its list; `section`, the properties of the section that ends with it; `keep`, true to keep it on one page
        with the next paragraph; `tab`, the position of a tab stop with dots for a page number, in twentieths of a
        point.
        """
        key = style, before, breaks, list_, keep, tab, self.rtl
        if (properties := self.known_properties.get(key)) is None:
            properties = _write_paragraph_properties(self.styles[style], before, breaks, list_, keep, tab, self.rtl)
            self.known_properties[key] = properties
        return Markup(f"<w:p><w:pPr>{properties}{section or ''}</w:pPr>{content}</w:p>")

    def write_bookmark(self, name: str, content: Markup) -> Markup:
        """Return `content` with a bookmark around it."""
        self.bookmarks += 1
        begin = f'<w:bookmarkStart w:id="{self.bookmarks}" w:name="{escape_value(name)}"></w:bookmarkStart>'
        return Markup(f'{begin}{content}<w:bookmarkEnd w:id="{self.bookmarks}"></w:bookmarkEnd>')
