# SPDX-License-Identifier: Apache-2.0
"""The statements of a document: sentences, entries of a list with the words before it, and rows of tables."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.look_alikes import fold_letters
from tenderkit.lint.catalogue import Catalogue, split_sentences
from tenderkit.lint.phrases import Pattern, Words
from tenderkit.lint.statements import join_entries

# Longer paragraphs are cut: no search may take quadratic time over what somebody made up.
_LONGEST = 4_000
# Entries of a list behind the words that begin it.
_MOST_ENTRIES = 200


class Statement(NamedTuple):
    """A statement of a document.

    `text`: the words in the form that is searched; `paragraphs`: the paragraphs from which they are; `demands`:
    whether the statement asks for something, by its own words or by the headings above it; `worded`: whether its own
    words do.
    """

    text: str
    paragraphs: tuple[DocumentParagraph, ...]
    demands: bool = False
    worded: bool = False

    def find_paragraph(self, phrase: str) -> DocumentParagraph:
        """Return the paragraph that has a phrase of the statement; the first where the phrase is in none alone."""
        return next(
            (p for p in self.paragraphs if find_phrase(fold_text(p.text), phrase) is not None), self.paragraphs[0]
        )


def fold_text(text: str) -> str:
    """Return a text in the form in which it is searched: with plain letters, and one space between words."""
    return " ".join(fold_letters(text).split())


def find_phrase(text: str, phrase: str) -> int | None:
    """Return where a phrase begins in a text, as whole words if possible; None where the text does not have it.

    Capitals and small letters count as the same. Parameters: `text`, in the form that `fold_text` returns.
    """
    return next(find_all_phrases(text, phrase), None)


def find_all_phrases(text: str, phrase: str) -> Iterator[int]:
    """Yield where a phrase begins in a text, in its order: as whole words, and else where it is part of others.

    Capitals and small letters count as the same. Parameters: `text`, in the form that `fold_text` returns.
    """
    words = fold_text(phrase)
    wanted = re.escape(words)
    # What was added to a document may be longer than any of its paragraphs.
    for pattern in (rf"(?<!\w){wanted}(?!\w)", wanted) if 0 < len(words) <= len(text) else ():
        places = [match.start() for match in re.finditer(pattern, text, re.IGNORECASE)]
        if places:
            yield from places
            return


class StatementReader:
    """Splits documents into statements, by the word lists of a catalogue.

    Parameters: `catalogue`, with lists in which the words of all languages that are read count as English ones.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        words = Words(catalogue, "en")
        self._duties = Pattern(words("duty-verbs"))
        self._demands = Pattern(words("duty-verbs", "demand-words", "document-demands"))
        self._leads = Pattern(rf"^\W*{words('demand-leads')}\s*:")
        self._refusals = Pattern(words("no-demand-phrases"))
        self._headings = Pattern(words("requirement-headings"))
        self._asides = Pattern(words("aside-headings"))
        self._under_aside: dict[tuple[str, ...], bool] = {}
        self._asking: dict[str, bool] = {}

    def read(self, paragraphs: Sequence[DocumentParagraph]) -> Iterator[Statement]:
        """Yield the statements of a document in their order.

        The table of contents is left out, and what is under headings such as “Sources” or “Bibliography”.
        """
        for _, group in groupby(paragraphs, key=_find_row):
            members = [p for p in group if not p.contents and not self._is_aside(p)]
            if members and members[0].cell is not None:
                yield from self._read_row(members)
            elif members:
                yield from self._read_texts(members)

    def _is_aside(self, paragraph: DocumentParagraph) -> bool:
        headings = paragraph.headings
        if headings not in self._under_aside:
            self._under_aside[headings] = any(self._asides.search(heading) for heading in headings)
        return self._under_aside[headings]

    def _asks(self, heading: str) -> bool:
        """Return whether a heading, or the head of a row or column, says that requirements follow."""
        if heading not in self._asking:
            self._asking[heading] = self._headings.search(heading) is not None
        return self._asking[heading]

    def _read_row(self, cells: list[DocumentParagraph]) -> Iterator[Statement]:
        """Yield the row of a table as one statement, or as several where its cells hold sentences."""
        heads = {cell.cell.column_head for cell in cells if cell.cell} | set(cells[0].headings)
        asked = any(self._asks(head) for head in heads)
        for text in self._join_texts([fold_text(cell.text) for cell in cells]):
            yield self._make_statement(text, cells, asked=asked)

    def _read_texts(self, paragraphs: list[DocumentParagraph]) -> Iterator[Statement]:
        """Yield the statements of paragraphs outside tables; entries of a list go with the words before the list."""
        at = 0
        while at < len(paragraphs):
            first = paragraphs[at]
            members, start = [first], at
            at += 1
            open_ = first.text.endswith((":", ";", "،", "؛"))
            while open_ and at < min(len(paragraphs), start + _MOST_ENTRIES) and _goes_on(members, paragraphs[at]):
                members.append(paragraphs[at])
                at += 1
            listed = first.item or len(members) > 1
            asked = listed and any(self._asks(heading) for heading in first.headings)
            for text in self._join_texts([fold_text(p.text) for p in members]):
                yield self._make_statement(text, members, asked=asked)

    def _make_statement(self, text: str, paragraphs: list[DocumentParagraph], *, asked: bool) -> Statement:
        """Return a statement. Parameters: `asked`, whether the words above it say that requirements follow."""
        worded = self._demands.search(text) is not None
        worded = worded or (":" in text and self._leads.search(text) is not None)
        refused = (asked or worded) and self._refusals.search(text) is not None
        return Statement(text, tuple(paragraphs), (asked or worded) and not refused, worded and not refused)

    def _join_texts(self, texts: list[str]) -> Iterator[str]:
        """Yield the statements of texts that belong together: sentences, and entries parted by semicolons.

        An entry with a duty of its own begins a new statement.
        """
        entries = [f"{text.rstrip('.;:,،؛')};" for text in texts[:-1]]
        sentences = (part for text in (*entries, *texts[-1:]) for part in _split_text(text))
        return join_entries(sentences, self._duties, _LONGEST)


def _goes_on(members: list[DocumentParagraph], paragraph: DocumentParagraph) -> bool:
    """Return whether a paragraph is the next entry of a list that has begun."""
    if paragraph.level or paragraph.part != members[0].part or paragraph.headings != members[0].headings:
        return False
    last = members[-1].text.rstrip()
    return (paragraph.item and (len(members) == 1 or members[-1].item)) or last.endswith((":", ";", "؛"))


def _find_row(paragraph: DocumentParagraph) -> tuple[str, int, int] | None:
    """Return what the cells of one row have in common; None outside tables."""
    cell = paragraph.cell
    return None if cell is None else (paragraph.part, cell.table, cell.row)


def _split_text(text: str) -> Iterator[str]:
    """Yield the sentences of a text; one that is too long is cut."""
    for sentence in split_sentences(text):
        for start in range(0, len(sentence), _LONGEST):
            yield sentence[start : start + _LONGEST]
