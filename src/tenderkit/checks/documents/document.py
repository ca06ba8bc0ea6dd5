# SPDX-License-Identifier: Apache-2.0
"""A document as a person sees it: its paragraphs in order, each with its place."""

from typing import Literal, NamedTuple

from tenderkit.checks.documents.word_changes import ChangedText
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.responses.comparison import Fate

Part = Literal["body", "header", "footer", "footnote", "endnote", "comment", "text-box"]
# What a document shows: as it is once all tracked changes are accepted, or as it was before them.
View = Literal["final", "original"]
Kind = Literal["own-annex", "foreign"]
# What a clause has lost although its words are there.
Lost = Literal["heading", "number", "bookmark"]
# Of a heading in the name of a place.
_LONGEST = 80


class TableCell(NamedTuple):
    """The place of a cell in a table; all counts are from 1.

    `table`: the number of the table in its part of the document; `row`, `column`: the row, and the first column that
    the cell covers; `row_head`: the text of the first cell of the row with letters; `column_head`: the text above the
    cell in the first row.
    """

    table: int
    row: int
    column: int
    row_head: str = ""
    column_head: str = ""


class DocumentParagraph(NamedTuple):
    """A paragraph of a document, also one in a cell, a note, a comment or a text box.

    `text`: the words as a person sees them, without marks of direction and soft hyphens, and with plain spaces and
    hyphens; `headings`: the headings above, each with its printed number; `number`: the printed number or letter,
    such as `2.1` or `(a)`; `level`: the level of a heading, 0 for other text; `item`: whether it is an entry of a
    list; `contents`: whether it is a line of the table of contents; `label`: the number of a note, or the author of
    a comment; `clause`: the tag of the control of a clause around it, such as `tk:L1.take-back@1`; `page`, `line`:
    the page of a PDF and the line of a text, from 1; 0 in other files.
    """

    text: str
    part: Part = "body"
    headings: tuple[str, ...] = ()
    number: str = ""
    level: int = 0
    item: bool = False
    contents: bool = False
    cell: TableCell | None = None
    label: str = ""
    clause: str = ""
    page: int = 0
    line: int = 0

    def name_place(self, words: Language) -> str:
        """Return the place in words of a language.

        For example, `2.1 Battery, (a)` or `3 Weights, table 2, row 4 “Price”, column “Points”`.
        """

        def name(key: str, **values: object) -> str:
            return words.text(f"document-words.place-{key}", **values)

        parts = [name("page", number=self.page)] if self.page else []
        if self.level:
            heading = _name_headings((f"{self.number} {self.text}".strip(),))
            return words.text("document-words.comma").join((*parts, name("heading", name=heading)))
        if self.headings:
            parts.append(_name_headings(self.headings))
        elif self.line:  # a heading is a better place: lines move with every change above
            parts.append(name("line", number=self.line))
        if self.part == "comment" and self.label:
            parts.append(name("comment-of", name=self.label))
        elif self.part != "body":
            parts.append(name(self.part, name=self.label))
        if self.cell is not None:
            parts += _name_cell(self.cell, words)
        if self.number:
            parts.append(self.number)
        return words.text("document-words.comma").join(parts) or name("first")


class PlacedChange(NamedTuple):
    """A part of a text in which words changed, and the paragraph where it is; None where the text has none left."""

    text: ChangedText
    paragraph: DocumentParagraph | None


@frozen_dataclass
class Difference:
    """What became of a clause, or of the text outside clauses.

    `fate`: `edited` for the text outside clauses. `name`: the number and the title of the clause as made, such as
    `2.1.3 Data sanitisation`; of an added clause, as it is now. `paragraph`: its heading; where that is gone, the
    heading as made; None for the text outside clauses. `changed_texts`: the texts with
    changed words, and all words of a clause that is gone or was added; None where nobody recorded the words as made.
    `lost`: what a clause has lost. `moved`, `after`, `headings`: as in `responses.comparison.ClauseFate`. `copied`:
    whether an unknown clause is a second copy of one of the annex. `broken`: the number of references to a clause
    that is gone.
    """

    fate: Fate
    name: str = ""
    paragraph: DocumentParagraph | None = None
    changed_texts: tuple[PlacedChange, ...] | None = ()
    lost: Lost | None = None
    moved: bool = False
    after: str | None = None
    headings: tuple[str, ...] = ()
    copied: bool = False
    broken: int = 0


@frozen_dataclass
class Document:
    """A document, and what else its file holds.

    `paragraphs`: the paragraphs with words, in the order in which a person meets them; headers and footers come last.
    `changes`: the number of tracked changes; `pictures`: the number of pictures; `macros`: whether the file holds
    macros; `outside`: what the file loads from outside when it is opened, each as a phrase; `unread`: the kinds of
    contents whose words are not read, such as `chart`, and pages with their numbers, such as `page-picture 3`;
    `missing`: the names of parts that the file refers to and does not hold; `scripts`: whether the file holds
    JavaScript; `encoding`: the encoding that was guessed for a text which does not state its own, such as
    `Windows-1252`; empty where nothing was guessed; `differences`: what differs in an annex from how tenderkit made
    it.
    """

    kind: Kind
    paragraphs: tuple[DocumentParagraph, ...]
    changes: int = 0
    pictures: int = 0
    macros: bool = False
    outside: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    scripts: bool = False
    encoding: str = ""
    differences: tuple[Difference, ...] = ()


def _name_headings(headings: tuple[str, ...]) -> str:
    """Return the headings above a paragraph; a heading with a number such as `2.1` needs none of those above it."""
    last = headings[-1]
    shown = (last,) if "." in last.partition(" ")[0].rstrip(".") else headings
    return " › ".join(_shorten_text(heading) for heading in shown)


def _name_cell(cell: TableCell, words: Language) -> list[str]:
    row = words.text(
        f"document-words.place-row{'-named' if cell.row_head else ''}",
        number=cell.row,
        name=_shorten_text(cell.row_head),
    )
    column = words.text(
        f"document-words.place-column{'-named' if cell.column_head else ''}",
        number=cell.column,
        name=_shorten_text(cell.column_head),
    )
    return [words.text("document-words.place-table", number=cell.table), row, column]


def _shorten_text(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def count_broken(language: Language, references: int) -> str:
    """Return the end of a message on a clause that is gone: how many references to it show an error now."""
    if not references:
        return ""
    key = "document-words.broken-one" if references == 1 else "document-words.broken-many"
    return language.text(key, count=language.number(references))
