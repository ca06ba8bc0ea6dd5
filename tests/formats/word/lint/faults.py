# SPDX-License-Identifier: Apache-2.0
"""Faults, each of which one rule finds and no other: what is changed in which part of which paper."""

import re
from collections.abc import Mapping
from typing import NamedTuple

STYLES, SETTINGS, NUMBERING = "word/styles.xml", "word/settings.xml", "word/numbering.xml"
CORE, FOOTER, RELATIONS = "docProps/core.xml", "word/footer1.xml", "word/_rels/document.xml.rels"


class Fault(NamedTuple):
    """A fault: the `rule` that finds it, a name, and the `part` of a `paper` in which what `pattern` finds first, or
    everywhere with `times` of 0, becomes `new`."""

    rule: str
    name: str
    pattern: str
    new: str
    part: str = "word/document.xml"
    paper: str = "annex"
    times: int = 1

    def seeded(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        """The parts with the fault in them."""
        text, count = re.subn(self.pattern, self.new, parts[self.part].decode(), count=self.times, flags=re.DOTALL)
        assert count, f"nothing to change: {self.pattern}"
        return {**parts, self.part: text.encode()}


def one(tag: str) -> str:
    """The pattern of an element without content."""
    return f"(<w:{tag}(?: [^>]*)?></w:{tag}>)"


def paragraph(*content: str, style: str = "Normal") -> str:
    """A paragraph more at the beginning of the body, of runs and bookmarks."""
    runs = (c if c.startswith(("<w:book", "<w:hyper")) else f"<w:r>{c}</w:r>" for c in content)
    return rf'\g<0><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def mark(name: str, id_: int = 901) -> str:
    """A bookmark."""
    return f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/><w:bookmarkEnd w:id="{id_}"/>'


def field(instruction: str, more: str = "") -> str:
    """A paragraph with a field."""
    start, middle, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    return paragraph(start.replace("/>", f"{more}/>"), f"<w:instrText>{instruction}</w:instrText>", middle, TEXT, end)


def control(tag: str, id_: int) -> str:
    """A content control around an empty paragraph; without a tag where `tag` is empty."""
    mark_ = f'<w:tag w:val="{tag}"/>' if tag else ""
    name = f'<w:sdtPr><w:alias w:val="One"/>{mark_}<w:id w:val="{id_}"/></w:sdtPr>'
    return f"<w:sdt>{name}<w:sdtContent>{paragraph(TEXT).removeprefix(chr(92) + 'g<0>')}</w:sdtContent></w:sdt>"


def link(text: str, more: str = ' w:tooltip="Repair"', to: str = "one") -> str:
    """A paragraph with a link to the bookmark in it, or to another one."""
    words = f'<w:hyperlink w:anchor="{to}"{more}><w:r><w:t>{text}</w:t></w:r></w:hyperlink>'
    return paragraph(mark("one"), "<w:t>See:</w:t>", words)


BODY, WORDS, TEXT = "<w:body>", '(<w:t xml:space="preserve">)', "<w:t>Words</w:t>"
RTL, LANG = "<w:rPr><w:rtl></w:rtl></w:rPr>", f"<w:rPr>{one('lang')}</w:rPr>"
DRAWING = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="x"/></wp:inline></w:drawing>'
)

FAULTS = (
    Fault("W01", "a control character of ASCII", WORDS, "\\1\x0b"),
    Fault("W01", "a control character above ASCII", WORDS, "\\1\x85"),
    Fault("W02", "no content type", '<Override [^>]*"/word/numbering.xml"></Override>', "", "[Content_Types].xml"),
    Fault("W03", "a missing part", 'Target="numbering.xml"', 'Target="numbers.xml"', RELATIONS),
    Fault("W03", "a missing relationship", r'r:id="\w+"', 'r:id="rId99"'),
    Fault("W04", "two controls with one id", r'(<w:id w:val=")(\d+)(".*?<w:id w:val=")\d+', r"\1\2\3\2"),
    Fault("W04", "two controls with one tag", BODY, "".join((r"\g<0>", control("one", 901), control("one", 902)))),
    Fault("W04", "two bookmarks with one id", BODY, paragraph(mark("one", 1), TEXT)),
    Fault("W04", "two bookmarks with one name", BODY, paragraph(mark("one", 901), mark("one", 902), TEXT)),
    Fault("W05", "a control without a tag", BODY, rf"\g<0>{control('', 901)}"),
    Fault("W05", "a tag that is too long", "tk:contents", "x" * 65),
    Fault("W05", "a name that is too long", 'w:val="Contents"', f'w:val="{"x" * 65}"'),
    Fault("W06", "a bookmark that is not closed", one("bookmarkEnd"), ""),
    Fault("W07", "a long name for a bookmark", BODY, paragraph(mark("y" * 41), TEXT)),
    Fault("W08", "a field that is not closed", '<w:fldChar w:fldCharType="end"></w:fldChar>', "", FOOTER),
    Fault("W08", "a field without result", '<w:fldChar w:fldCharType="separate"></w:fldChar>', "", FOOTER),
    Fault("W09", "a cross reference to nothing", BODY, field(r" REF tk_nothing \\r \\h ")),
    Fault("W09", "the page of nothing", BODY, field(r" PAGEREF tk_nothing \\h ")),
    Fault("W09", "contents of nothing", BODY, field(r" TOC \\\\o \"1-2\" \\\\b tk_nothing \\\\h ")),
    Fault("W10", "a link to nothing", BODY, link("Repair", to="tk_nothing")),
    Fault("W11", "a style that is not there", '<w:pStyle w:val="Note">', '<w:pStyle w:val="NoSuch">'),
    Fault("W11", "a style of the wrong kind", '<w:pStyle w:val="Note">', '<w:pStyle w:val="Gap">'),
    Fault("W12", "a list that is not there", '<w:numId w:val="1">', '<w:numId w:val="9">', STYLES),
    Fault("W12", "levels that are not there", 'abstractNumId w:val="1"', 'abstractNumId w:val="9"', NUMBERING),
    Fault("W13", "a label that counts too deep", '<w:lvlText w:val="[^"]*', '<w:lvlText w:val="%5', NUMBERING),
    Fault("W14", "a choice twice", 'w:value="Not met"', 'w:value="Met"', paper="form"),
    Fault("W15", "a switch with a value", "<w:cantSplit>", '<w:cantSplit w:val="true">'),
    Fault("W16", "a paragraph out of order", one("pStyle") + one("keepNext"), r"\2\1"),
    Fault("W16", "a run out of order", one("b") + one("bCs"), r"\2\1", STYLES),
    Fault("W16", "a table out of order", one("tblCaption") + one("tblDescription"), r"\2\1"),
    Fault("W16", "a section out of order", one("type") + one("pgSz"), r"\2\1"),
    Fault("W16", "a control out of order", one("alias") + one("tag"), r"\2\1"),
    Fault("W17", "fields to be updated", "<w:compat>", "<w:updateFields/><w:compat>", SETTINGS),
    Fault("W17", "a field that is out of date", BODY, field(" PAGE ", ' w:dirty="true"')),
    Fault("W18", "a cell without a paragraph", "(<w:tc><w:tcPr>.{0,60}</w:tcPr>)<w:p>.*?</w:p>", r"\1"),
    Fault("W19", "a footnote that is not there", WORDS, r'<w:footnoteReference w:id="7"/>\1'),
    Fault("W20", "compatibility mode", '("compatibilityMode" [^>]*w:val=")15', r"\g<1>14", SETTINGS),
    Fault("W21", "a bound control", one("showingPlcHdr"), r'\1<w:dataBinding w:xpath="/a"/>', paper="form"),
    Fault("W22", "a tab set by the margins", one("tab") + "(?=</w:r>)", "<w:ptab/>", "word/header1.xml"),
    Fault("W23", "a clause that is not there", "tk:L1.warranty-minimum@3", "tk:L1.warranty-minimum@4"),
    Fault("W23", "a bookmark that is not there", r'bookmark="\w+"', 'bookmark="tk_0"', "customXml/item1.xml"),
    Fault("W24", "an answer that can be deleted", one("lock"), "", paper="form"),
    Fault("W24", "a box around a clause", "<w15:appearance [^>]*></w15:appearance>", ""),
    Fault("B01", "a paragraph without direction", f"<w:bidi></w:bidi>(?={RTL})", "", paper="arabic"),
    Fault("B01", "the end of a paragraph", f"{RTL}</w:pPr>", "</w:pPr>", paper="arabic"),
    Fault("B01", "a stray direction", '<w:pStyle w:val="Heading1"></w:pStyle>', r"\g<0><w:bidi/>", paper="form"),
    Fault("B02", "a style without direction", one("bidi"), "", STYLES, "arabic"),
    Fault("B03", "Arabic letters from left to right", f"{RTL}{WORDS}(?=[ء-ي]+<)", r"\1", paper="arabic"),
    Fault("B03", "Latin letters from right to left",
          f"<w:rPr>(?={one('lang')}</w:rPr>{WORDS}[A-Za-z]+<)", r"\g<0><w:rtl/>", paper="arabic"),
    Fault("B04", "a tab from left to right", f"{RTL}<w:tab>", "<w:tab>", FOOTER, "arabic"),
    Fault("B05", "a date without its mark", f"{RTL}{WORDS}[ء-ي]+(?=<)", r"\g<0> 2027-01-15", paper="arabic"),
    Fault("B06", "a paragraph at the right", f"{RTL}</w:pPr>", r'<w:jc w:val="right"/>\g<0>', paper="arabic"),
    Fault("B07", "an embedding", f"{RTL}{WORDS}(?=[ء-ي]+<)", "\\g<0>\u202b", paper="arabic"),
    Fault("B08", "a table from left to right", one("bidiVisual"), "", paper="arabic"),
    Fault("B08", "a section from left to right", "<w:bidi></w:bidi></w:sectPr>", "</w:sectPr>", paper="arabic"),
    Fault("B08", "a table from right to left", one("tblStyle"), r"\1<w:bidiVisual/>"),
    Fault("B09", "bold for Latin alone", one("bCs"), "", STYLES),
    Fault("B09", "a size for Arabic alone", one("sz"), "", STYLES, "arabic"),
    Fault("B09", "no font for Arabic", ' w:cs="Arial"', "", STYLES, "arabic"),
    Fault("B10", "an answer from left to right", f"<w:sdtPr>{RTL}", "<w:sdtPr>", paper="arabic form"),
    Fault("A01", "no title", "<dc:title>[^<]*", "<dc:title>", CORE),
    Fault("A02", "no language", "<dc:language>[^<]*", "<dc:language>", CORE),
    Fault("A02", "another language in the styles", 'w:val="en-GB"', 'w:val="fr-FR"', STYLES),
    Fault("A03", "a level that is skipped", 'w:val="SectionHeading"', 'w:val="ClauseHeading"'),
    Fault("A04", "an empty heading", BODY, paragraph(style="Heading1")),
    Fault("A05", "no headings", r'w:val="Heading\d"', 'w:val="Caption"', paper="calendar", times=0),
    Fault("A06", "a table without a header", one("tblHeader"), ""),
    Fault("A06", "a header below the first row", "</w:cantSplit></w:trPr>", "</w:cantSplit><w:tblHeader/></w:trPr>"),
    Fault("A07", "merged cells", one("tcW"), r'\1<w:gridSpan w:val="2"/>'),
    Fault("A08", "a picture without words", BODY, paragraph(DRAWING)),
    Fault("A09", "a blank row", "</w:tr>", r"\g<0><w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:p/></w:tc></w:tr>"),
    Fault("A10", "a row that is split", one("cantSplit"), ""),
    Fault("A11", "a table without caption", one("tblCaption"), ""),
    Fault("A11", "a table without description", one("tblDescription"), ""),
    Fault("A11", "a caption that is not to be seen", '<w:tblCaption w:val="', r"\g<0>x"),
    Fault("A12", "a link that says nothing", BODY, link("Click here")),
    Fault("A13", "a link without description", BODY, link("Repair", "")),
    Fault("A14", "an empty paragraph", BODY, paragraph()),
    Fault("A15", "grey on white", r'(w:styleId="Note".*?<w:color w:val=")\w+', r"\1A0A0A0", STYLES),
    Fault("A15", "red on red", '(w:styleId="Gap".*?w:fill=")FFF2CC', r"\g<1>9C4A20", STYLES),
    Fault("A15", "a yellow run", "<w:r>(?=<w:t )", r'\g<0><w:rPr><w:color w:val="FFD700"/></w:rPr>'),
    Fault("A16", "hidden text", "<w:r>(?=<w:t )", r"\g<0><w:rPr><w:vanish/></w:rPr>"),
    Fault("A17", "a control without name", 'w:val="Date"', "", paper="form"),
    Fault("A17", "an answer without its column", 'w:val="1.2.1 Answer"', 'w:val="1.2.1"', paper="form"),
    Fault("A17", "an answer that does not say its row", 'w:val="Date"', 'w:val="Day"', paper="form"),
    Fault("A17", "prompts in a lighter grey", r'("PlaceholderText".*?<w:color w:val=")\w+', r"\g<1>666666", STYLES),
    Fault("A18", "a text box", BODY, paragraph(TEXT, "<w:pict/>")),
    Fault("A19", "small type", '("Header".*?<w:sz w:val=")17', r"\g<1>15", STYLES),
    Fault("A20", "stray protection", "<w:compat>", r'<w:documentProtection w:edit="forms"/>\g<0>', SETTINGS),
    Fault("A20", "no protection", one("documentProtection"), "", SETTINGS, "protected"),
    Fault("A20", "a file that can only be read", 'w:edit="forms"', 'w:edit="readOnly"', SETTINGS, "protected"),
    Fault("A20", "a section that is left open", "</w:pgMar>", r'\g<0><w:formProt w:val="0"/>'),
    Fault("A21", "Latin words without language", f"{LANG}(?={WORDS}[A-Za-z]+<)", "", paper="arabic"),
)  # fmt: skip
