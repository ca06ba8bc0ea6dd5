# SPDX-License-Identifier: Apache-2.0
"""Read plain text as a document: blocks between empty lines are headings, lists, tables and paragraphs."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tenderkit.checks.documents.builder import DocumentBuilder, check_words
from tenderkit.checks.documents.document import Document
from tenderkit.checks.documents.letters import unfold_shapes
from tenderkit.checks.documents.line_joining import join_lines
from tenderkit.checks.documents.typed_numbers import split_number
from tenderkit.formats.text.read.encoding import decode_text

# Under a heading, in the width of the line above.
_UNDERLINE = re.compile(r"(?P<sign>[=\-~_*])(?P=sign){2,}")
_RULE = re.compile(r"[=\-~_*#+|\s]{3,}")
_WORD = re.compile(r"\w[\w-]*\w")
_LONGEST_HEADING = 100
# Lines that are longer than a screen are whole paragraphs, and nobody has broken them.
_LONGEST_LINE = 160
_LEAST_CELLS = 2


class _Line(NamedTuple):
    """A line with words: its number, from 1, and its text without spaces at the ends."""

    number: int
    text: str


def read_plain_text(content: bytes, name: str) -> Document:
    """Read plain text.

    Parameters: `content`, the bytes of the file; `name`, for messages. Raises InvalidInput where the file is no text,
    has no words, or more than a tender can have.
    """
    text, guessed = decode_text(content, name)
    builder = DocumentBuilder()
    text = unfold_shapes(text)
    known_words = frozenset(_WORD.findall(text.lower()))
    for block in _split_blocks(text):
        _read_block(block, known_words, builder)
    check_words(builder.paragraphs, name)
    return Document("foreign", tuple(builder.paragraphs), encoding=guessed)


def _split_blocks(text: str) -> Iterator[list[_Line]]:
    """Yield the stretches of lines between empty lines."""
    block: list[_Line] = []
    for number, line in enumerate(re.split(r"\r\n?|\n|\f", text), 1):
        if stripped := line.strip():
            # Tabs at the beginning are empty cells only where the whole block is a table, so they are left out.
            block.append(_Line(number, stripped))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _read_block(block: list[_Line], known_words: frozenset[str], builder: DocumentBuilder) -> None:
    """Add what a block holds."""
    if len(block) > 1 and _UNDERLINE.fullmatch(block[1].text) and _is_heading_text(block[0].text):
        _add_heading(block[0], 1 if block[1].text[0] in "=*" else 2, builder)
        block = block[2:]
    if rows := _read_rows(block):
        builder.add_table(rows)
        return
    if len(block) == 1 and (level := _read_level(block[0].text)):
        _add_heading(block[0], level, builder)
        return
    for lines in _join_broken(block):
        number, text = split_number(lines[0].text)
        words = join_lines([text, *(line.text for line in lines[1:])], known_words)
        builder.add_paragraph(words, number, item=text != lines[0].text, line=lines[0].number)


def _add_heading(line: _Line, level: int, builder: DocumentBuilder) -> None:
    number, text = split_number(line.text)
    depth = number.strip("().").count(".")
    builder.add_heading(text, level + depth, number, line=line.number)


def _is_heading_text(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and text[-1] not in ".;,:!?؟؛،" and any(map(str.isalpha, text))


def _read_level(text: str) -> int:
    """Return the level of a heading that is a block of its own; 0 for other text.

    A heading is a line with a number such as `2.1` in front, or in capitals.
    """
    number, words = split_number(text)
    if not _is_heading_text(text) or not words:
        return 0
    if number.strip(".").replace(".", "").isdigit():
        return 3
    return 2 if words.isupper() and len(words) > 3 else 0


def _read_rows(block: Sequence[_Line]) -> list[tuple[list[str], int]]:
    """Return the cells of a table with tabs or bars between the cells of each row; empty for other text."""
    lines = [line for line in block if not _RULE.fullmatch(line.text)]
    if len(lines) < 2 or _is_list(lines):
        return []
    for sign in ("\t", "|"):
        rows = [([cell.strip() for cell in line.text.strip("|").split(sign)], line.number) for line in lines]
        if all(len(cells) >= _LEAST_CELLS for cells, _ in rows):
            return rows
    return []


def _is_list(lines: Sequence[_Line]) -> bool:
    """Return whether all lines are entries of a list: Word saves a tab between the number and the text of each."""
    texts = [split_number(line.text)[1] for line in lines]
    return all(text != line.text for text, line in zip(texts, lines, strict=True)) and not all(
        "\t" in text or "|" in text for text in texts
    )


def _join_broken(block: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines of each paragraph: a line goes on below where the next word had no room in it."""
    width = max((len(line.text) for line in block), default=0)
    paragraph: list[_Line] = []
    for line in block:
        if _RULE.fullmatch(line.text):
            continue
        if paragraph and not _goes_on(paragraph[-1].text, line.text, width):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _goes_on(line: str, following: str, width: int) -> bool:
    """Return whether the paragraph of a line goes on with the line below."""
    if split_number(following)[1] != following or width > _LONGEST_LINE:
        return False
    full = len(line) + 1 + len(following.split(None, 1)[0]) > width
    return full or (line[-1] not in ".;:!?؟؛" and (following[0].islower() or line[-1] in ",،"))
