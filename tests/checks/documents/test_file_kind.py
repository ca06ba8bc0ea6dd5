# SPDX-License-Identifier: Apache-2.0
"""Which kind a document is of."""

import pytest

from tenderkit.checks.documents.file_kind import has_document_ending, has_macros, recognize_document
from tenderkit.errors import InvalidInput

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
STREAM = "WordDocument".encode("utf-16-le")
ODT = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("name", "is_document"),
    [("a.docx", True), ("A.PDF", True), ("b.md", True), ("b.txt", True), ("c.rtf", True), ("c.odt", True),
     ("d.toml", False), ("d.json", False), ("docx", False), ("-", False)],
)  # fmt: skip
def test_the_ending_tells_documents_from_purchases(name: str, is_document: bool) -> None:
    assert has_document_ending(name) is is_document


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"PK\x03\x04", "a.docx", "word"),
        (b"PK\x03\x04", "a.doc", "word"),
        (ODT, "a.odt", "odt"),
        (ODT, "a.docx", "odt"),
        (b"PK\x03\x04" + bytes(4) + b"\x08" + bytes(21) + b"mimetype\x4b", "a.odt", "odt"),
        (OLE + STREAM, "a.doc", "doc"),
        (rb"{\rtf1 a}", "a.doc", "rtf"),
        (b"%PDF-1.7", "a.pdf", "pdf"),
        (b"\r\n%PDF-1.7", "a.pdf", "pdf"),
        (b"%PDF-1.7", "a.txt", "pdf"),
        (b"words", "a.txt", "text"),
        (b"PKI of the ministry", "a.txt", "text"),
        (b"A PDF begins with %PDF-1.7", "a.md", "markdown"),
        (b"PK\x03\x04", "a.txt", "word"),
        (b"words", "a.MD", "markdown"),
        (b"words", "a.docx", "word"),
    ],
)
def test_the_bytes_tell_the_kind_and_the_ending_that_of_texts(content: bytes, name: str, kind: str) -> None:
    assert recognize_document(content, name) == kind


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (OLE, "a.doc", "is a file of an old Office or a message, no Word file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "is encrypted"),
        (OLE + b"\xec\xa5" + bytes(9) + b"\x01" + STREAM, "a.doc", "is encrypted"),
        (b"words", "a.pdf", "is plain text, no PDF"),
        (b"", "a.odt", "is empty, no OpenDocument text"),
        (b"\x89PNG\0", "a.rtf", "is a picture, no text in RTF"),
        (bytes(10), "a.doc", "is no file of Word 97 to 2003"),
    ],
)
def test_a_file_of_another_kind_than_its_name_says_is_refused(content: bytes, name: str, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        recognize_document(content, name)
    (finding,) = caught.value.findings
    assert (finding.message, finding.place.file) == (message, name)
    assert finding.fix


@pytest.mark.parametrize(
    ("content", "held"),
    [(OLE + "_VBA_PROJECT".encode("utf-16-le"), True), (OLE + STREAM, False), (b"{\\rtf1 Scripts/", False)],
)
def test_macros_of_old_word_are_seen(content: bytes, held: bool) -> None:
    assert has_macros(content) is held
