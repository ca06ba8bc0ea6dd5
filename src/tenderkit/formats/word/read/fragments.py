# SPDX-License-Identifier: Apache-2.0
"""The text of a Word file, cut where a clause can begin or end; the clauses of the manifest."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from tenderkit.formats.word.read.clause_words import (
    DIRECTION,
    ClauseReference,
    digest_text,
    hash_shingles,
    sample_shingles,
)

CLAUSE_LEVEL = 3  # of the headings that begin a clause


def normalize_title(text: str) -> str:
    """Return a title in the form for comparison: in small letters, without extra spaces and direction marks."""
    return " ".join(DIRECTION.sub("", text).casefold().split())


@dataclass(slots=True)
class TextParagraph:
    """A paragraph of a Word file.

    `control`: the index of the innermost content control of a clause around the paragraph, None outside; `level`: the
    level of a heading, 0 for other text; `cell`: whether the paragraph is in a table; `bookmarks`: the names of the
    bookmarks of clauses in the paragraph; `text`: the pieces of the text; `element`: its element in the file;
    `contents`: whether it is a line of the table of contents; `references`: those to general rules, and those that
    show words.
    """

    control: int | None = None
    level: int = 0
    cell: bool = False
    bookmarks: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    element: etree._Element | None = None
    contents: bool = False
    references: list[ClauseReference] = field(default_factory=list)

    @property
    def full_text(self) -> str:
        """The text of the paragraph as one string."""
        return "".join(self.text)


@dataclass(frozen=True)
class ManifestClause:
    """The record of a clause in the manifest, written when the file was made.

    `text`: the digest of the words of the clause; `words`: the words themselves, one text for each paragraph, the
    title first. Older manifests have no words; those before them have neither title nor `recorded_sketch`.
    """

    tag: str
    bookmark: str
    number: str
    text: str
    title: str
    recorded_sketch: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()

    @cached_property
    def sketch(self) -> frozenset[int]:
        """A sample of the shingles of the clause, used to estimate how many of its words another text has."""
        return sample_shingles(self.words) if self.words else self.recorded_sketch

    @cached_property
    def titles(self) -> frozenset[str]:
        """The normalized title of the clause, with and without its number: a paragraph may hold either form."""
        return frozenset(
            {normalize_title(self.title), normalize_title(f"{self.number} {self.title}")} if self.title else ()
        )

    def measure_share(self, shingles: AbstractSet[int]) -> float:
        """Estimate the share of the words of the clause that is in another text: from 0 for none to 1 for all.

        Parameters: `shingles`, the shingles (hashes of three words in a row) of the other text.
        """
        return len(self.sketch & shingles) / len(self.sketch) if self.sketch else 0.0


@dataclass(frozen=True, eq=False)
class Fragment:
    """A piece of a Word file: consecutive paragraphs that are all in the same content control, or all in none.

    A run is the text under one heading, bookmark or title of a clause, and consists of one fragment or several. `at`:
    the index of the first paragraph in the text; `run`: the number of the run; `begins`: whether the fragment is the
    first of its run; `lines`: the paragraphs.
    """

    at: int
    run: int
    begins: bool
    lines: Sequence[TextParagraph]

    @property
    def control(self) -> int | None:
        """The index of the content control around the fragment; None where no control of a clause is around it."""
        return self.lines[0].control

    @property
    def level(self) -> int:
        """The level of the heading that the fragment begins with; 0 where it begins with no heading."""
        return self.lines[0].level

    @property
    def heading(self) -> str:
        """The text of the first paragraph of the fragment."""
        return " ".join(self.lines[0].full_text.split())

    @cached_property
    def empty(self) -> bool:
        """Whether the fragment has no words."""
        return not any(line.full_text.strip() for line in self.lines)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """The shingles (hashes of three words in a row) outside tables, which repeat titles and words of clauses."""
        return hash_shingles(line.full_text for line in self.lines if not line.cell)


def digest_fragments(fragments: Sequence[Fragment]) -> str:
    """Compute one SHA-256 of the words of several fragments, in hexadecimal digits."""
    return digest_text(line.full_text for fragment in fragments for line in fragment.lines)


def split_fragments(lines: Sequence[TextParagraph], titles: AbstractSet[str] = frozenset()) -> tuple[Fragment, ...]:
    """Cut a text into fragments, between which a clause can begin or end.

    Parameters: `lines`, the paragraphs; `titles`, normalized titles of clauses: a paragraph with such a title begins
    a new run (the text under one heading) even if it is no heading.
    """
    starts = [True, *(_begins_run(line, titles) for line in lines[1:])]
    at = [n for n, begins in enumerate(starts) if begins or lines[n].control != lines[n - 1].control]
    fragments: list[Fragment] = []
    run = -1
    for first, end in zip(at, [*at[1:], len(lines)], strict=True):
        run += starts[first]
        fragments.append(Fragment(first, run, starts[first], lines[first:end]))
    return tuple(fragments)


def _begins_run(line: TextParagraph, titles: AbstractSet[str]) -> bool:
    # Tables name clauses.
    return bool(
        line.level or line.bookmarks or (titles and not line.cell and normalize_title(line.full_text) in titles)
    )
