# SPDX-License-Identifier: Apache-2.0
"""Decode the bytes of a text, also where the text does not say in which encoding it is."""

import codecs
import re
from typing import Any

from tenderkit.checks.documents.builder import MAX_LETTERS
from tenderkit.errors import InvalidInput
from tenderkit.findings import Told
from tenderkit.library.reading.english_words import tell_in_english
from tenderkit.library.reading.file_kinds import recognize_kind

# The marks with which a text says its encoding; that of UTF-32 begins as that of UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
# What no text has: control characters other than tabs, ends of lines and pages, and the escape of old printers.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Two letters or more of a word in Windows-1256, the Arabic code page of Windows. In texts of Western Europe, an
# accented letter has plain letters beside it.
_ARABIC_WORD = re.compile("[\u0621-\u0652]{2,}")
# Texts of other code pages, such as the Cyrillic one, decode to Arabic letters with letters of French among them.
_LEAST_ARABIC = 0.8
_MOST_BYTES_OF_A_LETTER = 4
_ARABIC, _WESTERN = "Windows-1256", "Windows-1252"


def decode_text(content: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file, and the name of its encoding if that is guessed, else an empty text.

    A text without a mark is read as UTF-8. Where it is none, it is read in the Arabic code page of Windows if most of
    its letters beyond ASCII make Arabic words, and in the Western one otherwise.

    Parameters: `name`, the name of the file in messages. Raises InvalidInput where the bytes are no text, or more
    than a tender can have.
    """
    if len(content) > _MOST_BYTES_OF_A_LETTER * MAX_LETTERS:
        raise _refuse_length(name)
    try:
        encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "utf-8")
        text, guessed = content.decode(encoding), ""
    except UnicodeDecodeError as error:
        if content.startswith(tuple(mark for mark, _ in _MARKS)):
            written = encoding.removesuffix("-sig").upper()
            raise _refuse(name, "no-text-in", encoding=written, byte=error.start + 1) from None
        guessed = _ARABIC if _is_arabic(content) else _WESTERN
        text = content.decode(guessed.replace("Windows-", "cp"), "replace")
    if len(text) > MAX_LETTERS:
        raise _refuse_length(name)
    if _CONTROLS.search(text):
        if "\0" in text[:200] and guessed == "" and encoding == "utf-8" and content[:200].count(b"\0") >= 20:
            raise _refuse(name, "no-utf-8")
        wanted = Told("files.label-text")
        if kind := recognize_kind(content):
            raise _refuse(name, "not-expected", "files.fix-text-file", kind=Told(kind), wanted=wanted)
        raise _refuse(name, "not-wanted", "files.fix-text-file", wanted=wanted)
    return text, guessed


def _is_arabic(content: bytes) -> bool:
    """Return whether most letters beyond ASCII make Arabic words in the code page Windows-1256."""
    beyond = sum(1 for byte in content if byte >= 0xC0)
    arabic = sum(len(word) for word in _ARABIC_WORD.findall(content.decode("cp1256", "replace")))
    return beyond > 0 and arabic >= _LEAST_ARABIC * beyond


def _refuse_length(name: str) -> InvalidInput:
    return _refuse(name, "too-many-letters", most=f"{MAX_LETTERS:,}")


def _refuse(name: str, key: str, fix: str = "", **values: Any) -> InvalidInput:
    """Return the error for a text that is refused; `key` is that of the words in the section `files` of the frame."""
    return InvalidInput([tell_in_english("unreadable", name, f"files.{key}", fix, **values)])
