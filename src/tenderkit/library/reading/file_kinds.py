# SPDX-License-Identifier: Apache-2.0
"""Recognise from its first bytes what a file is that holds no text; the largest document that is read."""

import re

# The largest document that is read, in bytes.
MAX_BYTES = 50_000_000
# How archives begin, Word files among them, and files of an old Office.
ARCHIVE = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How files begin that hold no text, and the key of the words for what they are.
_KINDS = (
    (ARCHIVE, "files.kind-archive"),
    (OLE, "files.kind-old-office"),
    (b"%PDF-", "files.kind-pdf"),
    (b"{\\rtf", "files.kind-rtf"),
    (b"\x89PNG", "files.kind-picture"),
    (b"\xff\xd8\xff", "files.kind-picture"),
    (b"GIF8", "files.kind-picture"),
    (b"II*\0", "files.kind-picture"),
    (b"MM\0*", "files.kind-picture"),
    (b"RIFF", "files.kind-recording"),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def recognize_kind(content: bytes) -> str | None:
    """Return the key of the words for what a file without plain text is, from how it begins; None for other files."""
    return next((kind for start, kind in _KINDS if content.startswith(start)), None)


def name_contents(content: bytes) -> str | None:
    """Return the key of the words for what bytes are that should be a document of a certain kind; None if unknown."""
    text = "files.kind-text" if is_plain_text(content) else None
    return recognize_kind(content) or ("files.kind-empty" if not content.strip() else text)


def is_plain_text(content: bytes) -> bool:
    """Return whether bytes are UTF-8 text without control characters other than tabs and ends of lines."""
    try:
        return not _CONTROLS.search(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return False
