# SPDX-License-Identifier: Apache-2.0
"""The fonts of a PDF."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from tenderkit.formats.pdf.read.fonts import UNKNOWN, Font, read_unicode_map
from tenderkit.formats.pdf.read.glyph_names import read_glyph_name
from tests.formats.pdf.raw import make_pdf, stream


def font(entries: str, **objects: str | bytes) -> Font:
    """A font of raw entries; `o20` is the object 20."""
    more = {int(name[1:]): content for name, content in objects.items()}
    pdf = PdfReader(io.BytesIO(make_pdf("", objects={**more, 30: f"<< /Type /Font {entries} >>"})))
    resource: Any = pdf.get_object(30)
    return Font(resource)


def decode(made: Font, string: bytes) -> str:
    return "".join(text for text, _, _ in made.decode(string))


@pytest.mark.parametrize(
    ("entries", "string", "text"),
    [
        ("/Subtype /TrueType /Encoding /WinAnsiEncoding", b"a\x80\x93", "a€“"),
        ("/Subtype /TrueType /Encoding /MacRomanEncoding", b"a\xd2", "a“"),
        ("/Subtype /Type1 /Encoding << /Differences [1 /eacute /fi 65 /uni0645] >>", b"\x01\x02AB", "é\ufb01مB"),
        ("/Subtype /Type1 /Encoding << /BaseEncoding /StandardEncoding >>", b"a'\xb7", "a’•"),
        ("/Subtype /Type1 /BaseFont /ABCDEF+Symbol", b"ab\xb3", "αβ≥"),
        ("/Subtype /Type1 /BaseFont /ZapfDingbats", b"4", "✔"),
        ("/Subtype /Type1 /BaseFont /Symbolon", b"a\x0e", "a" + UNKNOWN),
        ("/Subtype /Type1", b"plain", "plain"),
        ("/Subtype /Type0 /Encoding /Identity-H", b"\0\x01", UNKNOWN),
    ],
)
def test_codes_are_read_by_the_encoding(entries: str, string: bytes, text: str) -> None:
    assert decode(font(entries), string) == text


def test_the_map_to_unicode_wins() -> None:
    made = font("/Subtype /Type0 /ToUnicode 20 0 R", o20=stream("beginbfchar <0001> <0645> endbfchar"))
    assert decode(made, b"\0\x01") == "م"


@pytest.mark.parametrize(
    ("stated", "texts"),
    [
        (b"beginbfchar <01> <0041> <02> <00660069> endbfchar", {1: "A", 2: "fi"}),
        (b"beginbfrange <0001> <0003> <0041> endbfrange", {1: "A", 2: "B", 3: "C"}),
        (b"beginbfrange <01> <02> [<0041> <0042>] <05> <05> <0043> endbfrange", {1: "A", 2: "B", 5: "C"}),
        (b"beginbfchar <01> <D83DDE00> endbfchar", {1: "\U0001f600"}),
        (b"beginbfchar <01> <0000> <02> endbfchar", {}),
        (b"beginbfrange <0000> <FFFFFFFF> <0041> endbfrange", None),
        (b"beginbfrange <01> <02> [<0041> endbfrange", {1: "A"}),
        (b"beginbfchar [ ] < > endbfchar", {}),
    ],
)
def test_maps_to_unicode_are_read(stated: bytes, texts: dict[int, str] | None) -> None:
    read = read_unicode_map(stated)
    if texts is None:
        assert len(read) <= 100_000
    else:
        assert read == texts


def test_widths_are_read() -> None:
    simple = font("/Subtype /TrueType /FirstChar 65 /Widths [600 700] /FontDescriptor << /MissingWidth 300 >>")
    assert [round(width, 3) for _, width, _ in simple.decode(b"ABC")] == [0.6, 0.7, 0.3]
    entries = "/Subtype /Type0 /DescendantFonts [<< /DW 900 /W [1 [100 200] 5 7 300] >>]"
    widths = [round(width, 3) for _, width, _ in font(entries).decode(b"\0\1\0\2\0\3\0\6")]
    assert widths == [0.1, 0.2, 0.9, 0.3]
    drawn = font("/Subtype /Type3 /FontMatrix [0.01 0 0 0.01 0 0] /FirstChar 65 /Widths [50]")
    assert drawn.decode(b"A")[0][1] == 0.5


@pytest.mark.parametrize(
    ("entries", "bold"),
    [
        ("/BaseFont /ABCDEF+Carlito-Bold", True),
        ("/BaseFont /Carlito", False),
        ("/FontDescriptor << /FontWeight 700 >>", True),
        ("/FontDescriptor << /Flags 262144 >>", True),
    ],
)
def test_bold_fonts_are_known(entries: str, bold: bool) -> None:
    assert font(f"/Subtype /TrueType {entries}").bold is bold


@pytest.mark.parametrize(
    ("name", "letter"),
    [("a", "a"), ("eacute", "é"), ("Scaron", "Š"), ("Euro", "€"), ("u1F600", "\U0001f600"), ("f_i", "fi"),
     ("Omega", "\u2126"), ("infinity", "∞"), ("afii57415", "ا"), ("alef_g12", ""), ("uni06440627", "لا"),
     ("a.alt", "a"), ("uniD800", ""), ("g123", ""), ("", "")],
)  # fmt: skip
def test_names_of_letters_are_read(name: str, letter: str) -> None:
    assert read_glyph_name(name) == letter


@pytest.mark.parametrize(
    "entries",
    ["/Subtype /Type0 /DescendantFonts 3", "/Subtype /Type0 /W [1", "/Widths 3", "/Encoding 3", "/ToUnicode (x)",
     "/FontDescriptor 3", "/FirstChar (a) /Widths [1]", "/Encoding << /Differences [(x) 1 << >>] >>"],
)  # fmt: skip
def test_a_damaged_font_shows_something(entries: str) -> None:
    assert len(decode(font(entries), b"ab")) >= 1
