# SPDX-License-Identifier: Apache-2.0
"""Read a PDF as a document: its pages, notes and fields, and what else the file holds."""

import io
import logging
import struct
import zlib
from typing import TYPE_CHECKING

from tenderkit.checks.documents.builder import DocumentBuilder, check_words
from tenderkit.checks.documents.document import Document
from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.pdf.read.contents import find_contents
from tenderkit.formats.pdf.read.fonts import Font
from tenderkit.formats.pdf.read.frames import split_frames
from tenderkit.formats.pdf.read.lines import Line, mend_brackets, read_lines
from tenderkit.formats.pdf.read.paragraphs import build_paragraphs
from tenderkit.formats.pdf.read.pieces import PageReader, list_operations

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 3_000
# Pages without words that are named one by one.
_MOST_NAMED = 5
_LONGEST_REASON = 100


def read_pdf_document(content: bytes, name: str) -> Document:
    """Read a PDF as a person sees it. It may take long and much memory: `read_pdf` sets bounds.

    Parameters: `content`, the bytes of the file; `name`, for messages. Raises InvalidInput where the file is broken,
    encrypted, has too many pages, no words, or more than a tender can have.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _read_document(content, name)
    except _damages() as error:
        reason = str(error).partition("\n")[0][:_LONGEST_REASON] or type(error).__name__
        message = f"is broken: {reason}"
        fix = "Open it in a reader, and print it into a new PDF."
        raise InvalidInput([Finding("unreadable", message, fix, place=Place(name))]) from error


def _read_document(content: bytes, name: str) -> Document:
    pdf = _open(content, name)
    number = len(pdf.pages)
    if number > MAX_PAGES:
        message = f"is refused: it has more than {MAX_PAGES:,} pages"
        raise InvalidInput([Finding("unreadable", message, "Check it in parts.", place=Place(name))])
    pages, pictures, unread = _read_pages(pdf)
    mend_brackets(pages)
    builder = DocumentBuilder()
    bodies, headers, footers = split_frames(pages)
    build_paragraphs(bodies, builder)
    contents = find_contents(pdf)
    for note in contents.notes:
        builder.add_paragraph(note.text, part=note.part, label=note.label, page=note.page)
    for line in headers:
        builder.add_paragraph(line.text, part="header", page=line.page)
    for line in footers:
        builder.add_paragraph(line.text, part="footer", page=line.page)
    check_words(builder.paragraphs, name, pictures)
    return Document(
        "foreign",
        tuple(builder.paragraphs),
        pictures=pictures,
        outside=contents.outside,
        unread=(*unread, *contents.unread),
        scripts=contents.scripts,
    )


def _read_pages(pdf: "PdfReader") -> tuple[list[list[Line]], int, list[str]]:
    """Return the lines of each page, the number of pictures, and the pages not read, as in `Document.unread`."""
    fonts: dict[int, Font] = {}
    pages: list[list[Line]] = []
    pictures, unread = 0, list[str]()
    for number, page in enumerate(pdf.pages, 1):
        reader = PageReader(fonts, lambda stream: list_operations(stream, pdf))
        try:
            resources = page.get("/Resources")
            reader.read(page.get_contents(), {} if resources is None else resources.get_object())
        except _damages():
            unread.append(f"page-broken {number}")
        lines = read_lines(reader.pieces, number)
        if not lines and reader.pictures:
            unread.append(f"page-picture {number}")
        pictures += reader.pictures
        pages.append(lines)
    more = len(unread) - _MOST_NAMED
    return pages, pictures, [*unread[:_MOST_NAMED], *([f"pages {more}"] if more > 0 else [])]


def _damages() -> tuple[type[Exception], ...]:
    """Return what the library raises: its own errors, and those to which a damaged object leads."""
    from pypdf.errors import PyPdfError

    # NotImplementedError: what pypdf raises for a filter or an encoding that it does not know.
    return (
        PyPdfError, RecursionError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
        AssertionError, NotImplementedError, OSError, zlib.error, struct.error,
    )  # fmt: skip


def _open(content: bytes, name: str) -> "PdfReader":
    """Open a PDF; one that is encrypted without a password only forbids to copy or print."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        pdf = PdfReader(io.BytesIO(content), strict=False)
        if not pdf.is_encrypted or pdf.decrypt(""):
            return pdf
    # What pypdf raises for encryption that it cannot read, or only with another library: the file is refused below.
    except (DependencyError, NotImplementedError):
        pass
    fix = "Open it in a reader, and save or print it into a PDF without password and restrictions."
    raise InvalidInput([Finding("unreadable", "is encrypted", fix, place=Place(name))])
