# SPDX-License-Identifier: Apache-2.0
"""The blocks that papers are composed of, independent of the format (Word, Markdown, HTML) that renders them."""

from collections.abc import Sequence
from typing import Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.papers.clause_text import PrintedClause, PrintedIn


@frozen_dataclass
class Heading:
    """A heading of a paper.

    `level` is 1 to 3; `number` appears in front of the text; `part` says which part begins with the heading: the
    general rules, the clauses for several lots, or a lot; None for other headings; `listed` is false for a heading
    that the table of contents leaves out; `tight` means little space above it, for a section without a text.
    """

    text: str
    level: int
    number: str = ""
    part: PrintedIn | None = None
    page_break: bool = False
    listed: bool = True
    tight: bool = False


@frozen_dataclass
class Paragraph:
    """A paragraph of running text, with a `lead` in bold in front of it; `style` is the kind of text."""

    text: str
    lead: str = ""
    style: Literal["body", "note", "fact"] = "body"


@frozen_dataclass
class RequirementText:
    """The paragraphs of the requirement of a clause; several paragraphs get the letters (a), (b) and so on."""

    paragraphs: tuple[str, ...]


@frozen_dataclass
class ProofText:
    """The proof that a clause asks for, in one paragraph.

    `proofs` are pairs of lead and text, such as (`On request:`, `A test report.`), in the order of print.
    """

    proofs: tuple[tuple[str, str], ...]


@frozen_dataclass
class Answer:
    """A cell of a table for the tenderer to fill in.

    `name` is read out by assistive tools; `prompt` is the text that the tenderer replaces; `choices` are the entries
    of a list to choose from, empty for a cell without a list; `day` is true if the tenderer enters a date; `lines` is
    the number of lines that the cell has room for before anything is filled in; `draft` is a text that is there from
    the beginning and is to be changed.
    """

    tag: str
    name: str
    prompt: str
    choices: tuple[str, ...] = ()
    day: bool = False
    lines: int = 1
    draft: str = ""


Cell = str | Answer


@frozen_dataclass
class Table:
    """A table with a header row.

    `widths` are the relative widths of the columns; `total` marks the last row as a row of totals; `keep_next` keeps
    the next paragraph on the page of the table; `height` is the least height of a row in millimetres in a table that
    is filled in by hand, else 0; `tall` means that a few rows fill a page, so that the page may end after any row;
    `small` means small print with little space around it, for a table that is looked up and not read.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    total: bool = False
    keep_next: bool = False
    height: int = 0
    tall: bool = False
    small: bool = False


@frozen_dataclass
class ClauseBlock:
    """One clause with its heading, kept together in a content control in Word."""

    printed: PrintedClause
    blocks: tuple["Block", ...]


@frozen_dataclass
class Wide:
    """Blocks on pages in landscape."""

    blocks: tuple["Block", ...]


@frozen_dataclass
class InLanguage:
    """Blocks in another language than that of the paper, which may go in the other direction."""

    language: Language
    blocks: tuple["Block", ...]


@frozen_dataclass
class Contents:
    """A table of contents: the headings in the order of print, each a link to its place."""

    title: str
    headings: tuple[Heading, ...]


Block = Heading | Paragraph | RequirementText | ProofText | Table | ClauseBlock | Wide | InLanguage | Contents


@frozen_dataclass
class Note:
    """A comment on words of a paper.

    `under`: the text of a heading or cell in front of the words, empty where there is none; `words`: the words, of
    which the first that is there gets the comment, none for the heading itself; `lines`: the comment.
    """

    under: str
    words: tuple[str, ...]
    lines: tuple[str, ...]


def list_texts(blocks: Sequence[Block]) -> list[str]:
    """Return the texts of headings, paragraphs, requirements and table cells, including those in nested blocks.

    Captions, header rows and cells to fill in are left out.
    """
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                lines.append(block.text)
            case Paragraph():
                lines += [block.lead, block.text]
            case RequirementText():
                lines += block.paragraphs
            case ProofText():
                lines += [text for proof in block.proofs for text in proof]
            case Table():
                lines += [c for row in block.rows for c in row if isinstance(c, str)]
            case ClauseBlock() | Wide() | InLanguage():
                lines += list_texts(block.blocks)
    return lines


def list_headings(blocks: Sequence[Block], deepest: int) -> list[Heading]:
    """Return the headings of levels 1 to `deepest` in blocks and in the blocks nested in them, in their order."""
    listed: list[Heading] = []
    for block in blocks:
        if isinstance(block, Heading):
            listed += [block] if block.level <= deepest else []
        elif isinstance(block, ClauseBlock | Wide | InLanguage):
            listed += list_headings(block.blocks, deepest)
    return listed
