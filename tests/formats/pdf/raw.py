# SPDX-License-Identifier: Apache-2.0
"""PDF files made of raw objects, with what programs write and what nobody should."""

from collections.abc import Mapping, Sequence

from tenderkit.checks.documents.document import Document
from tenderkit.formats.pdf.read.reader import read_pdf_document

# A font whose codes are Latin letters, its bold one, and one whose codes from 1 are Arabic letters of 500 units each.
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
FONTS = {
    "F1": "<< /Type /Font /Subtype /TrueType /BaseFont /Sans /Encoding /WinAnsiEncoding /FirstChar 32 "
    f"/Widths [{'500 ' * 224}] >>",
    "F2": "<< /Type /Font /Subtype /TrueType /BaseFont /Sans-Bold /Encoding /WinAnsiEncoding /FirstChar 32 "
    f"/Widths [{'500 ' * 224}] >>",
    "F3": "<< /Type /Font /Subtype /TrueType /BaseFont /Arab /FirstChar 0 "
    f"/Widths [{'500 ' * 256}] /ToUnicode 9 0 R >>",
}
_MAP = "beginbfchar\n" + "\n".join(f"<{n:02x}> <{ord(c):04x}>" for n, c in enumerate(ARABIC, 1)) + "\nendbfchar"


def stream(content: str | bytes, entries: str = "") -> bytes:
    """The object of a stream."""
    data = content.encode("cp1252") if isinstance(content, str) else content
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def make_pdf(
    *contents: str | bytes,
    catalog: str = "",
    page: str = "",
    resources: str = "",
    objects: Mapping[int, str | bytes] | None = None,
) -> bytes:
    """The bytes of a PDF.

    `contents`: the content stream of each page; `catalog`, `page`, `resources`: more entries of these dictionaries;
    `objects`: more objects, by their number from 20 to 99.
    """
    fonts = " ".join(f"/{name} {n} 0 R" for n, name in enumerate(FONTS, 4))
    kids = [100 + 2 * n for n in range(len(contents))]
    made: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{n} 0 R' for n in kids)}] >>".encode(),
        3: f"<< /Font << {fonts} >> {resources} >>".encode(),
        9: stream(_MAP),
    }
    made |= {n: font.encode() for n, font in enumerate(FONTS.values(), 4)}
    made |= {n: one.encode() if isinstance(one, str) else one for n, one in (objects or {}).items()}
    for number, content in zip(kids, contents, strict=True):
        made[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 3 0 R /Contents {number + 1} 0 R "
            f"{page} >>"
        ).encode()
        made[number + 1] = stream(content)
    whole, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in sorted(made.items()):
        places[number] = len(whole)
        whole += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(whole)
    size = max(made) + 1
    rows = [f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(size)]
    whole += f"xref\n0 {size}\n{''.join(rows)}trailer\n<< /Size {size} /Root 1 0 R >>\n".encode()
    return bytes(whole + f"startxref\n{start}\n%%EOF\n".encode())


def show(text: str, x: float = 60, y: float = 700, size: float = 10, font: str = "F1") -> str:
    """The operations that show a text at a place."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n"


def show_arabic(text: str, right: float = 535, y: float = 700, size: float = 10) -> str:
    """The operations that show an Arabic text from right to left, each letter at its place."""
    made = []
    for place, letter in enumerate(text, 1):
        if letter != " ":
            code = ARABIC.index(letter) + 1
            x = right - place * size / 2
            made.append(f"BT /F3 {size} Tf 1 0 0 1 {x} {y} Tm <{code:02x}> Tj ET\n")
    return "".join(reversed(made))


def show_lines(lines: Sequence[str], y: float = 700, leading: float = 12) -> str:
    """The operations that show lines one below the other."""
    return "".join(show(line, y=y - n * leading) for n, line in enumerate(lines))


def read(*contents: str | bytes, **more: object) -> Document:
    """The document of a PDF of raw content streams."""
    return read_pdf_document(make_pdf(*contents, **more), "x.pdf")  # type: ignore[arg-type]


def texts(*contents: str | bytes) -> list[str]:
    """The texts of its paragraphs."""
    return [paragraph.text for paragraph in read(*contents).paragraphs]
