# SPDX-License-Identifier: Apache-2.0
"""A document of any kind, opened and read once."""

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tenderkit.checks.documents.document import Document, View
    from tenderkit.formats.word.read.clause_fates import ClauseFates
    from tenderkit.formats.word.read.open_docx import WordFile


class OpenedDocument(NamedTuple):
    """A document as a person sees it, and the Word file that it was read from; None where it is no Word file.

    `fates`: what became of each clause of an annex by its own record; None where nobody changed it, or where it is
    compared with another file.
    """

    document: "Document"
    word: "WordFile | None" = None
    fates: "ClauseFates | None" = None


def open_document(
    content: bytes, file: str, view: "View" = "final", original: "WordFile | None" = None
) -> OpenedDocument:
    """Open and read a document: a Word file, a text of another word processor, a PDF, plain text or Markdown.

    Parameters: `content`, the bytes of the file; `file`, its name, whose ending says whether a text is Markdown;
    `view`, with all tracked changes accepted, or without them; `original`, an annex as tenderkit made it, None to go
    by what each file records of itself. Raises InvalidInput where the file cannot be read, FileProblem where reading
    it needs LibreOffice, which is not found.
    """
    from tenderkit.checks.documents.file_kind import has_macros, recognize_document

    kind = recognize_document(content, file)
    if kind == "text":
        from tenderkit.formats.text.read.plain_text import read_plain_text

        return OpenedDocument(read_plain_text(content, file))
    if kind == "markdown":
        from tenderkit.formats.text.read.markdown import read_markdown

        return OpenedDocument(read_markdown(content, file))
    if kind == "pdf":
        from tenderkit.formats.pdf.read.process import read_pdf

        return OpenedDocument(read_pdf(content, file))
    from tenderkit.formats.word.read.document.reader import read_document, read_with_fates
    from tenderkit.formats.word.read.odt_loads import find_odt_loads
    from tenderkit.formats.word.read.open_docx import open_odt, open_word

    if kind == "word":
        opened = open_word(content, file, digests=False, macros=True)
        document, fates = read_with_fates(opened, file, view, original)
        return OpenedDocument(document, opened, fates if original is None else None)
    from tenderkit.formats.libreoffice.conversion import convert_to_word

    odt = open_odt(content, file) if kind == "odt" else None
    loads = tuple(find_odt_loads(odt.trees)) if odt else ()
    macros = odt.macros if odt else has_macros(content)
    word = open_word(convert_to_word(content, f".{kind}", file), file, digests=False)
    document = read_document(word, file, view, original)
    outside = tuple(dict.fromkeys((*loads, *document.outside)))
    return OpenedDocument(replace(document, macros=macros, outside=outside))


def read_any_document(
    content: bytes, file: str, view: "View" = "final", original: "WordFile | None" = None
) -> "Document":
    """Read a document; parameters and errors are those of `open_document`."""
    return open_document(content, file, view, original).document
