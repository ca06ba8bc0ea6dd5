# SPDX-License-Identifier: Apache-2.0
"""Read the words of a clause in a Word file and compute digests that stay the same in any program that saves it."""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tenderkit.formats.word.write.xml import Markup
from tenderkit.papers.clause_marks import BOOKMARK

_TOKENS = re.compile(
    r"<w:p>|<w:(?:tab|br)></w:(?:tab|br)>|<w:t [^>]*>(?P<text>[^<]*)</w:t>"
    r'|<w:fldChar w:fldCharType="(?P<field>\w+)">|<w:instrText [^>]*>(?P<instruction>[^<]*)</w:instrText>'
)
_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&#xD;", "\r"), ("&amp;", "&"))
# Marks of direction that word processors put in and take out.
DIRECTION = re.compile("[\u200e\u200f]")
_TELLING = 6  # letters
_SAMPLED = 32  # shingles in a sketch: the share that it tells is out by less than a tenth, most of the time
_SHINGLE = re.compile("[0-9a-f]{4}")
_REFERENCE = re.compile(rf"\s*REF ({BOOKMARK.pattern})\b.*")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_LETTERED_NUMBER = re.compile(r"[^\W\d_]{1,3}(?:\.\d+)+")
# What a word processor writes where a reference leads nowhere, in any language: “Error: Reference source not found”.
_BROKEN = re.compile(r"\D{1,80}")


@dataclass
class _OpenField:
    """A field of Word that has begun and not yet ended.

    `text`: the pieces of text read so far from the paragraph that holds the field; `start`: the index in `text` at
    which the result of the field starts; `instruction`: the code of the field, such as `REF tk_0123456789ab`.
    """

    text: list[str]
    start: int
    instruction: str = ""


@dataclass(frozen=True)
class ClauseReference:
    """A field that refers to a clause and does not show its number as digits alone.

    `bookmark`: of the clause; `shown`: the number that it shows, such as `G.5`, empty where it shows words, as broken
    references do; `start`, `end`: where its pieces of text are in the paragraph.
    """

    bookmark: str
    shown: str
    start: int
    end: int


class WordFields:
    """Tracks the fields of Word (places whose text Word computes) while a document is read from start to end.

    A reference to a clause is a field that shows the number of the clause. The number changes when another clause is
    inserted before it, so the bookmark of the clause is read instead of the number.
    """

    def __init__(self) -> None:
        self._open: list[_OpenField] = []

    def add_instruction(self, instruction: str) -> None:
        """Append `instruction` to the code of the innermost field that has begun and not yet ended."""
        if self._open:
            self._open[-1].instruction += instruction

    def add_mark(self, kind: str, text: list[str]) -> ClauseReference | None:
        """Process a mark at which a field begins, shows its result, or ends.

        At the end of a reference to a clause, the clause number in `text` is replaced by the bookmark of the clause.
        The number of a general rule, such as `G.5`, is kept, because digests are taken of it, and so are words; then
        the reference is returned.
        Parameters: `kind`, `begin` where a field begins, `separate` where its result begins, `end` where the field
        ends; `text`, the pieces of text read so far from the paragraph.
        """
        if kind == "begin":
            self._open.append(_OpenField(text, len(text)))
        elif kind == "separate" and self._open:
            self._open[-1].text, self._open[-1].start = text, len(text)
        elif kind == "end" and self._open:
            field = self._open.pop()
            clause = _REFERENCE.fullmatch(field.instruction)
            result = DIRECTION.sub("", "".join(text[field.start :])).strip()
            if clause and field.text is text and _NUMBER.fullmatch(result):
                text[field.start :] = [clause[1]]
                return None
            # What holds this is no number either.
            self._open.clear()
            if clause and field.text is text and (_LETTERED_NUMBER.fullmatch(result) or _BROKEN.fullmatch(result)):
                shown = "" if _BROKEN.fullmatch(result) else result
                return ClauseReference(clause[1], shown, field.start, len(text))
        return None


def read_markup_lines(markup: Markup) -> Iterator[str]:
    """Yield the text of each paragraph in `markup`, which is XML written by this package."""
    line: list[str] = []
    fields = WordFields()
    for token in _TOKENS.finditer(markup):
        if token.group() == "<w:p>":
            yield _unescape_text("".join(line))
            line = []
        elif token["text"] is not None:
            line.append(token["text"])
        elif token["field"]:
            fields.add_mark(token["field"], line)
        elif token["instruction"] is not None:
            fields.add_instruction(token["instruction"])
        else:
            line.append(" ")
    yield _unescape_text("".join(line))


def _unescape_text(text: str) -> str:
    for written, meant in _ESCAPED:
        text = text.replace(written, meant)
    return text


def normalize_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the paragraphs that have words, with one space between words and without marks of direction."""
    return tuple(words for line in lines if (words := " ".join(DIRECTION.sub("", line).split())))


def digest_text(lines: Iterable[str]) -> str:
    """Return the SHA-256 of the words in paragraphs, as hexadecimal digits; an empty text if there are no words.

    Several spaces in a row count as one space, and empty paragraphs do not count. The division into paragraphs
    counts, because each paragraph of a clause may have a letter, such as (a).
    Parameters: `lines`, the text of each paragraph.
    """
    lines_of_words = normalize_lines(lines)
    return hashlib.sha256("\n".join(lines_of_words).encode()).hexdigest() if lines_of_words else ""


def hash_shingles(lines: Iterable[str]) -> frozenset[int]:
    """Return a set of numbers, one for every three words in a row: texts that share many numbers are alike.

    Three words in a row are called a shingle. Shingles whose first word has fewer than six letters are left out,
    because short words are in all texts; this halves the time.
    Parameters: `lines`, the text of each paragraph.
    """
    words = DIRECTION.sub("", " ".join(lines)).casefold().split()
    threes = zip(words, words[1:], words[2:], strict=False)
    return frozenset([zlib.crc32(" ".join(three).encode()) & 0xFFFF for three in threes if len(three[0]) >= _TELLING])


def sample_shingles(lines: Iterable[str]) -> frozenset[int]:
    """Return the sketch of a text: a sample of its shingles, by which an edited copy of the text is recognised.

    A shingle is a number computed from three words in a row. The sketch holds the 32 smallest. A text that has half
    of them has about half of the words.
    Parameters: `lines`, the text of each paragraph.
    """
    return frozenset(sorted(hash_shingles(lines))[:_SAMPLED])


def read_sketch(text: str) -> frozenset[int]:
    """Read a sketch in hexadecimal digits, as in older manifests; anything else in the text is ignored."""
    return frozenset(int(one, 16) for one in text.split() if _SHINGLE.fullmatch(one))
