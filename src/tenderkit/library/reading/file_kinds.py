# SPDX-License-Identifier: Apache-2.0
"""Recognise from its first bytes what a file is that holds no text; the largest document that is read."""

import re

# The largest document that is read, in bytes.
MAX_BYTES = 50_000_000
# How archives begin, Word files among them, and files of an old Office.
ARCHIVE = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How files begin that hold no text, and what they are.
_KINDS = (
    (ARCHIVE, "a Word file or another archive"),
    (OLE, "a file of an old Office, such as .doc"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a text in RTF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"RIFF", "a picture or a recording"),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def recognize_kind(content: bytes) -> str | None:
    """Return what a file without plain text is, such as `a PDF`, from how it begins; None for any other file."""
    return next((kind for start, kind in _KINDS if content.startswith(start)), None)


def is_plain_text(content: bytes) -> bool:
    """Return whether bytes are UTF-8 text without control characters other than tabs and ends of lines."""
    try:
        return not _CONTROLS.search(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return False
