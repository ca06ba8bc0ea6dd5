# SPDX-License-Identifier: Apache-2.0
"""An annex as Markdown, for reading, for mail and for a readable difference between two versions."""

import re
from collections.abc import Iterable, Iterator

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import (
    Answer,
    Block,
    ClauseBlock,
    Contents,
    Duties,
    Heading,
    Paragraph,
    Published,
    Removable,
    Table,
    Wide,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$&])")
# What would open a list, a rule or a heading at the start of a line.
_OPENING = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+=]))(.)")


def escaped(text: str) -> str:
    """Text in which nothing is a mark of Markdown or HTML; lines are joined."""
    line = re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
    return _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line))


def _table(table: Table) -> Iterator[str]:
    def row(cells: Iterable[str | Answer]) -> str:
        texts = ("…" if isinstance(c, Answer) else escaped(c) for c in cells)
        return "| " + " | ".join(texts) + " |"

    yield f"*{escaped(table.caption)}*"
    yield "\n".join([row(table.head), "|" + " --- |" * len(table.head), *(row(cells) for cells in table.rows)])


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def _block(block: Block) -> Iterator[str]:
    match block:
        case Contents():
            yield f"**{escaped(block.title)}**"
            yield "\n".join(
                f"{'  ' * (h.level - 1)}- {escaped(f'{h.number} {h.text}'.strip())}" for h in block.headings
            )
        case Heading():
            number = f"{block.number} " if block.number else ""
            yield f"{'#' * (block.level + 1)} {escaped(number + block.text)}"
        case Paragraph():
            lead = f"**{escaped(block.lead)}** " if block.lead else ""
            if text := (lead + escaped(block.text)).strip():
                yield text
        case Duties():
            single = len(block.paragraphs) == 1
            for position, text in enumerate(block.paragraphs, 1):
                yield escaped(text) if single else f"({_letter(position)}) {escaped(text)}"
        case Table():
            yield from _table(block)
        case ClauseBlock() | Removable() | Wide() | Published():
            for part in block.blocks:
                yield from _block(part)


def render(annex: Annex) -> str:
    """The annex as Markdown text."""
    parts = [f"# {escaped(annex.title)}", escaped(annex.subtitle)]
    parts.append("\n".join(f"- **{escaped(name)}**: {escaped(value)}" for name, value in annex.cover))
    for block in annex.blocks:
        parts += _block(block)
    return "\n\n".join(parts) + "\n"
