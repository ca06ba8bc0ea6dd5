# SPDX-License-Identifier: Apache-2.0
"""The blocks an annex is made of. They know nothing of Word or Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tenderkit.papers.clause_text import PrintedClause


@dataclass(frozen=True)
class Heading:
    """A heading. `number` is printed in front of it; `level` 1 to 3; `lot` marks a heading counted per lot."""

    text: str
    level: int
    number: str = ""
    lot: int | None = None
    page_break: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text. A `lead` is printed bold in front; `style` is the kind of text."""

    text: str
    lead: str = ""
    style: Literal["body", "note", "source", "fact"] = "body"


@dataclass(frozen=True)
class RequirementText:
    """The paragraphs of a requirement: lettered where there are several."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """A cell for the tenderer to fill: its tag, its name for assistive tools, the choices of a list; `day` where a
    date is entered."""

    tag: str
    name: str
    prompt: str
    choices: tuple[str, ...] = ()
    day: bool = False


Cell = str | Answer


@dataclass(frozen=True)
class Table:
    """A table with a header row.

    `widths` are shares of the text width; `total` marks a last row of totals; `keep_next` keeps the paragraph behind
    the table on its page; with `copied` tenderers fill in one copy for each model; `height` is that of a row in
    millimetres at least, where it is filled in by hand; of `tall` rows a few fill a page, which may end behind any.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    total: bool = False
    keep_next: bool = False
    copied: bool = False
    height: int = 0
    tall: bool = False


@dataclass(frozen=True)
class ClauseBlock:
    """One clause with its heading; a block control in Word."""

    printed: PrintedClause
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Removable:
    """Blocks for the authority only, kept together so that they can be removed in one go."""

    tag: str
    name: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Wide:
    """Blocks on pages in landscape. Where a paper is protected, `open` ones stay as they are without protection."""

    blocks: tuple["Block", ...]
    open: bool = False


@dataclass(frozen=True)
class Contents:
    """A list of headings, each a link to its place; in order."""

    title: str
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class Published:
    """What is left when the parts for the authority are removed: the contents list its headings and no others."""

    blocks: tuple["Block", ...]


Block = Heading | Paragraph | RequirementText | Table | ClauseBlock | Removable | Wide | Contents | Published


def list_texts(blocks: Sequence[Block]) -> list[str]:
    """Return all text in blocks, those inside others included."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                lines.append(block.text)
            case Paragraph():
                lines += [block.lead, block.text]
            case RequirementText():
                lines += block.paragraphs
            case Table():
                lines += [c for row in block.rows for c in row if isinstance(c, str)]
            case ClauseBlock() | Removable() | Wide() | Published():
                lines += list_texts(block.blocks)
    return lines


def list_headings(blocks: Sequence[Block], deepest: int) -> list[Heading]:
    """Return the headings in blocks down to a level, in order."""
    listed: list[Heading] = []
    for block in blocks:
        if isinstance(block, Heading):
            listed += [block] if block.level <= deepest else []
        elif isinstance(block, ClauseBlock | Removable | Wide | Published):
            listed += list_headings(block.blocks, deepest)
    return listed
