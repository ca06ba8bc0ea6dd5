# SPDX-License-Identifier: Apache-2.0
"""Edits that do no harm to an annex, as people and offices make them before they publish it."""

import random
import re
import struct
import zlib
from collections.abc import Callable, Mapping
from copy import deepcopy

from lxml import etree

from tests.checks.proof.word_copy import W, WordCopy, make, read_style, read_text

_FONTS = ("Arial", "Calibri", "Times New Roman", "Noto Naskh Arabic")
_SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "This annex is part of the tender documents.",
        "Questions are answered on the portal of the contracting authority.",
        "The contracting authority thanks all tenderers for their interest.",
        "The annex has been approved by the procurement board on 12 November 2026.",
        "The terms used here are explained in the definitions.",
    ),
    "ar": (
        "هذا الملحق جزء من وثائق المناقصة.",
        "تجيب الجهة المتعاقدة عن الأسئلة على بوابتها الإلكترونية.",
        "تشكر الجهة المتعاقدة جميع مقدمي العطاءات على اهتمامهم.",
    ),
}
_HEADERS = {"en": "City of Example · Procurement office · File 2026-117", "ar": "مدينة المثال · مكتب المشتريات"}
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006"


def _draw_logo() -> bytes:
    """A picture of one colour, as PNG."""

    def pack(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = 16
    rows = b"".join(b"\x00" + b"\x1f\x38\x64" * size for _ in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + pack(b"IHDR", head) + pack(b"IDAT", zlib.compress(rows)) + pack(b"IEND", b"")


def change_font(copy: WordCopy, language: str, chance: random.Random) -> None:
    """Give all text another font and size."""
    font, size = chance.choice(_FONTS), str(chance.choice((20, 22, 24)))
    for run in copy.root.iter(W + "r"):
        properties = run.find(W + "rPr")
        if properties is None:
            properties = make("rPr")
            run.insert(0, properties)
        for name in ("rFonts", "sz"):
            for old in properties.findall(W + name):
                properties.remove(old)
        make("rFonts", properties, ascii=font, hAnsi=font, cs=font)
        make("sz", properties, val=size)


def break_page(copy: WordCopy, language: str, chance: random.Random) -> None:
    """Put a page break before a clause."""
    heading = chance.choice([p for p in copy.root.iter(W + "p") if read_style(p) == "ClauseHeading"])
    make("pageBreakBefore", heading.find(W + "pPr"))


def add_logo(copy: WordCopy, language: str, chance: random.Random) -> None:
    """Put the logo of the authority in front of the first paragraph."""
    media = b'<Default Extension="png" ContentType="image/png"/><Override'
    types = copy.parts["[Content_Types].xml"]
    copy.parts["[Content_Types].xml"] = types.replace(b"<Override", media, 1)
    copy.parts["word/media/logo.png"] = _draw_logo()
    id_ = copy.add_relation("image", "media/logo.png")
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    inline = etree.fromstring(
        f'<wp:inline xmlns:wp="{_PICTURE}/wordprocessingDrawing" xmlns:a="{_PICTURE}/main" '
        f'xmlns:pic="{_PICTURE}/picture" xmlns:r="{relations}"><wp:extent cx="720000" cy="720000"/>'
        '<wp:docPr id="9001" name="Logo" descr="Logo of the city"/><a:graphic>'
        f'<a:graphicData uri="{_PICTURE}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="logo.png"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id_}"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="720000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    )
    paragraph = make("p")
    make("drawing", make("r", paragraph)).append(inline)
    body = copy.root.find(W + "body")
    assert body is not None
    body.insert(0, paragraph)


def write_header(copy: WordCopy, language: str, chance: random.Random) -> None:
    """Write the name and the file number of the office into the header."""
    name = next(name for name in copy.parts if re.fullmatch(r"word/header\d+\.xml", name))
    root = etree.fromstring(copy.parts[name])
    make("t", make("r", make("p", root))).text = _HEADERS[language]
    copy.parts[name] = etree.tostring(root)


def add_paragraph(copy: WordCopy, language: str, chance: random.Random) -> None:
    """Write a sentence of no consequence between two parts of the annex."""
    heading = chance.choice([p for p in copy.root.iter(W + "p") if read_style(p).startswith("Heading")])
    paragraph = make("p")
    make("t", make("r", paragraph)).text = chance.choice(_SENTENCES[language])
    heading.addprevious(paragraph)


def widen_table(copy: WordCopy, language: str, chance: random.Random) -> None:
    """Give a table and its columns another width."""
    table = chance.choice(list(copy.root.iter(W + "tbl")))
    for element in (*table.iter(W + "tblW"), *table.iter(W + "gridCol"), *table.iter(W + "tcW")):
        if (width := element.get(W + "w", "")).isdigit():
            element.set(W + "w", str(int(int(width) * 1.15)))


def change_style(copy: WordCopy, language: str, chance: random.Random) -> None:
    """Give headings another colour, and the text of duties more space."""
    styles = etree.fromstring(copy.parts["word/styles.xml"])
    for style in styles.iter(W + "style"):
        if style.get(W + "styleId", "").startswith(("Heading", "Clause")):
            properties = style.find(W + "rPr")
            properties = make("rPr", style) if properties is None else properties
            for old in properties.findall(W + "color"):
                properties.remove(old)
            make("color", properties, val="7F3F00")
    copy.parts["word/styles.xml"] = etree.tostring(styles, xml_declaration=True, encoding="UTF-8", standalone=True)


def accept_change(copy: WordCopy, language: str, chance: random.Random) -> None:
    """Leave what an accepted change leaves: a text in other runs, with marks of the session in which it was typed."""
    paragraph = copy.choose_duty()
    for run in [one for one in paragraph.iter(W + "r") if one.find(W + "t") is not None]:
        words = run.find(W + "t")
        text = "" if words is None else words.text or ""
        if words is None or len(text) < 10:
            continue
        cut = chance.randrange(3, len(text) - 3)
        second = deepcopy(run)
        words.text = text[:cut]
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        second_words = second.find(W + "t")
        assert second_words is not None
        second_words.text = text[cut:]
        second_words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.set(W + "rsidR", "00A1B2C3")
        second.set(W + "rsidR", "00D4E5F6")
        run.addnext(second)


def update_contents(copy: WordCopy, language: str, chance: random.Random) -> None:
    """Write page numbers into the lines of the table of contents, as Word does when it updates the field."""
    page = 1
    for paragraph in copy.root.iter(W + "p"):
        if re.match(r"TOC\d", read_style(paragraph)) and read_text(paragraph):
            page += chance.randrange(2)
            run = make("r", paragraph)
            make("tab", run)
            make("t", run).text = str(page)


Edit = Callable[[WordCopy, str, random.Random], None]
EDITS: tuple[Edit, ...] = (
    change_font,
    break_page,
    add_logo,
    write_header,
    add_paragraph,
    widen_table,
    change_style,
    accept_change,
    update_contents,
)
