# SPDX-License-Identifier: Apache-2.0
"""Recognise the kind of a document: by its bytes and, for texts, by the ending of its name."""

import re
from typing import Any, Literal

from tenderkit.errors import InvalidInput
from tenderkit.findings import Told
from tenderkit.library.reading.english_words import tell_in_english
from tenderkit.library.reading.file_kinds import ARCHIVE, MAX_BYTES, OLE, name_contents

FileKind = Literal["word", "odt", "doc", "rtf", "pdf", "text", "markdown"]
WORD_ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
_LABELS = {
    ".doc": "files.label-doc",
    ".dot": "files.label-doc",
    ".odt": "files.label-odt",
    ".ott": "files.label-odt",
    ".rtf": "files.label-rtf",
    ".pdf": "files.label-pdf",
}
_TEXT_ENDINGS = (".txt", ".text")
_MARKDOWN_ENDINGS = (".md", ".markdown")
# The endings of all files that `check` reads as documents.
ENDINGS = (*WORD_ENDINGS, *_LABELS, *_TEXT_ENDINGS, *_MARKDOWN_ENDINGS)
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
# Of the first member of an archive: where it says how it is packed, and where its name begins.
_METHOD, _NAME = 8, 30
# Where a program may have put something in front of a PDF.
_PDF_START = 1024
# The stream that holds the text in files of old Word, and the one that an encrypted file of new Word holds instead.
_STREAM, _ENCRYPTED = "WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
# The header of that stream, and its flag for encryption (MS-DOC, 2.5.2); streams begin at sectors of 512 bytes.
_HEADER, _FLAGS, _ENCRYPTED_FLAG, _SECTOR = b"\xec\xa5", 10, 0x0100, 512


def has_document_ending(name: str) -> bool:
    """Return whether the name of a file ends as that of a document does, such as `.docx` or `.md`."""
    return name.lower().endswith(ENDINGS)


def recognize_document(content: bytes, name: str) -> FileKind:
    """Return the kind of a document, by its bytes: a Word file named `x.pdf` is a Word file.

    Plain text and Markdown are known by the ending of the name; other bytes count as a damaged Word file.

    Parameters: `content`, the bytes of the file; `name`, its name, also for messages. Raises InvalidInput where the
    file is too large, encrypted or of an old Office, or where its bytes are of no kind and its name says another one.
    """
    if len(content) > MAX_BYTES and not name.lower().endswith((*_TEXT_ENDINGS, *_MARKDOWN_ENDINGS)):
        raise _refuse(name, "too-large", "files.fix-pictures", most=f"{MAX_BYTES:,}")
    ending = next((ending for ending in ENDINGS if name.lower().endswith(ending)), "")
    if content.startswith(OLE):
        return _recognize_old_file(content, name)
    if content.startswith(b"{\\rtf"):
        return "rtf"
    is_text = ending in (*_TEXT_ENDINGS, *_MARKDOWN_ENDINGS)
    # A text may begin with the letters PK, and speak of PDFs.
    if b"%PDF-" in content[: 5 if is_text else _PDF_START]:
        return "pdf"
    if content.startswith(ARCHIVE if is_text else ARCHIVE[:2]):
        return "odt" if _is_odt(content) else "word"
    if is_text:
        return "text" if ending in _TEXT_ENDINGS else "markdown"
    if ending in _LABELS:
        wanted = Told(_LABELS[ending])
        if kind := name_contents(content):
            raise _refuse(name, "not-expected", kind=Told(kind), wanted=wanted)
        raise _refuse(name, "not-wanted", wanted=wanted)
    return "word"


def _refuse(name: str, key: str, fix: str = "", **values: Any) -> InvalidInput:
    """Return the error for a file that is refused; `key` is that of the words in the section `files` of the frame."""
    return InvalidInput([tell_in_english("unreadable", name, f"files.{key}", fix, **values)])


def _is_odt(content: bytes) -> bool:
    """Return whether an archive is an OpenDocument text: its first member says its type, mostly unpacked."""
    is_packed = content[_METHOD : _METHOD + 1] != b"\0"
    return content[_NAME : _NAME + len(_ODT)] == _ODT or (is_packed and content[_NAME:].startswith(_ODT[:8]))


def _recognize_old_file(content: bytes, name: str) -> FileKind:
    """Return the kind of a file in the format of old Office files, which also holds encrypted new ones."""
    if _ENCRYPTED in content or (_STREAM in content and _is_encrypted(content)):
        raise _refuse(name, "encrypted")
    if _STREAM in content:
        return "doc"
    raise _refuse(name, "old-office")


def _is_encrypted(content: bytes) -> bool:
    """Return whether the text of a file of old Word is encrypted."""
    for header in re.finditer(re.escape(_HEADER), content):
        if header.start() % _SECTOR == 0:
            flags = content[header.start() + _FLAGS : header.start() + _FLAGS + 2]
            return bool(int.from_bytes(flags, "little") & _ENCRYPTED_FLAG)
    return False


def has_macros(content: bytes) -> bool:
    """Return whether a file of old Word holds macros; parameters: `content`, its bytes."""
    return content.startswith(OLE) and "_VBA_PROJECT".encode("utf-16-le") in content
