# SPDX-License-Identifier: Apache-2.0
"""A paper as Markdown: to read, to mail, and to compare two versions line by line."""

import re
from collections.abc import Iterable, Iterator

from tenderkit.library.language import Language
from tenderkit.papers.blocks import (
    Answer,
    Block,
    ClauseBlock,
    Contents,
    Heading,
    InLanguage,
    Paragraph,
    ProofText,
    RequirementText,
    Table,
    Wide,
)
from tenderkit.papers.paper import Paper

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$&])")
# Signs that would begin a list, a rule or a heading at the start of a line.
_OPENING = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+=]))(.)")


def escape_text(text: str) -> str:
    """Return a text in one line, with an escape for each character that has a meaning in Markdown or HTML."""
    line = re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
    return _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line))


def _render_cell(text: str) -> str:
    """Return the lines of a cell, such as a list of values, in the one line that a row is."""
    return "<br>".join(filter(None, map(escape_text, text.splitlines())))


def _render_table(table: Table) -> Iterator[str]:
    def row(cells: Iterable[str | Answer]) -> str:
        return "| " + " | ".join("…" if isinstance(cell, Answer) else _render_cell(cell) for cell in cells) + " |"

    yield f"*{escape_text(table.caption)}*"
    yield "\n".join([row(table.head), "|" + " --- |" * len(table.head), *(row(cells) for cells in table.rows)])


def _render_block(block: Block, language: Language) -> Iterator[str]:
    match block:
        case Contents():
            yield f"**{escape_text(block.title)}**"
            yield "\n".join(
                f"{'  ' * (h.level - 1)}- {escape_text(f'{h.number} {h.text}'.strip())}" for h in block.headings
            )
        case Heading():
            number = f"{block.number} " if block.number else ""
            yield f"{'#' * (block.level + 1)} {escape_text(number + block.text)}"
        case Paragraph():
            lead = f"**{escape_text(block.lead)}** " if block.lead else ""
            if text := (lead + escape_text(block.text)).strip():
                yield text
        case RequirementText():
            single = len(block.paragraphs) == 1
            for position, text in enumerate(block.paragraphs, 1):
                yield escape_text(text) if single else f"({language.letter(position)}) {escape_text(text)}"
        case ProofText():
            yield " ".join(f"**{escape_text(lead)}** {escape_text(text)}" for lead, text in block.proofs)
        case Table():
            yield from _render_table(block)
        case ClauseBlock() | Wide():
            for part in block.blocks:
                yield from _render_block(part, language)
        case InLanguage():
            for part in block.blocks:
                yield from _render_block(part, block.language)


def render(paper: Paper) -> str:
    """Return a paper, such as the annex, as Markdown text."""
    parts = [f"# {escape_text(paper.title)}", escape_text(paper.subtitle)]
    parts.append("\n".join(f"- **{escape_text(name)}**: {escape_text(value)}" for name, value in paper.cover))
    for block in paper.blocks:
        parts += _render_block(block, paper.language)
    return "\n\n".join(parts) + "\n"
