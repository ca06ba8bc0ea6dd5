# SPDX-License-Identifier: Apache-2.0
"""Word files made of raw XML, with what word processors write and what nobody should."""

from collections.abc import Mapping

from tenderkit.checks.documents.document import Document, View
from tenderkit.formats.word.read.document.reader import read_document
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.write import package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def t(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph, of text or of runs."""
    inside = content if content.startswith("<") or not content else t(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def styled(text: str, style: str) -> str:
    """A paragraph with a style."""
    return p(text, f'<w:pStyle w:val="{style}"/>')


def listed(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def tc(*content: str, properties: str = "") -> str:
    """A cell."""
    inside = "".join(one if one.startswith("<") else p(one) for one in content) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells, each made with `tc` or a text."""
    made = "".join(cell if cell.startswith("<w:tc") or cell.startswith("<w:sdt") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{made}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def pack(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    relations: Mapping[str, tuple[str, str]] | None = None,
    main_type: str = DOCUMENT,
) -> bytes:
    """The bytes of a Word file.

    `body`: what is in the body; `parts`: the other parts, by name; `relations`: the relationships of the main part.
    """
    contents: dict[str, bytes] = {
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()
    }
    for name, content in (parts or {}).items():
        contents[name] = content.encode() if isinstance(content, str) else content
    types = dict.fromkeys(contents, "application/xml") | {"word/document.xml": main_type}
    all_relations = {
        "": {"rId1": ("officeDocument", "word/document.xml")},
        "word/document.xml": dict(relations or {}),
    }
    return package.zip_parts(package.PackedParts(contents, types, all_relations).list_members(), stored=False)


def read(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    relations: Mapping[str, tuple[str, str]] | None = None,
    view: View = "final",
) -> Document:
    """The document of a file of raw XML."""
    return read_document(open_word(pack(body, parts, relations), "x.docx", digests=False), "x.docx", view)


def texts(body: str, view: View = "final") -> list[str]:
    """The texts of the paragraphs of a body."""
    return [paragraph.text for paragraph in read(body, view=view).paragraphs]
