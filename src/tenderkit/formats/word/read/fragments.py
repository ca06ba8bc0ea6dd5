# SPDX-License-Identifier: Apache-2.0
"""The text of a Word file, cut where a clause can begin or end; the clauses of the manifest."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

from tenderkit.formats.word.read.clause_words import DIRECTION, digest_text, hash_shingles

CLAUSE_LEVEL = 3  # of the headings that begin a clause


def normalize_title(text: str) -> str:
    """Normalize a title for comparison: drop case, extra spaces and the invisible marks of text direction."""
    return " ".join(DIRECTION.sub("", text).casefold().split())


@dataclass(slots=True)
class TextParagraph:
    """A paragraph of a Word file.

    `control`: the index of the innermost clause control around it, None outside controls; `level`: its level as a
    heading, 0 for no heading; `cell`: whether it is in a table; `bookmarks`: the bookmarks of clauses in it; `text`:
    its text, in pieces.
    """

    control: int | None = None
    level: int = 0
    cell: bool = False
    bookmarks: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    @property
    def full_text(self) -> str:
        """The text of the paragraph as one string."""
        return "".join(self.text)


@dataclass(frozen=True)
class ManifestClause:
    """A clause as the manifest lists it.

    `text`: the digest of its words; `sketch`: a sample of its shingles (hashes of three words in a row), which
    measures how many of the words another text holds. In manifests of older versions, title and sketch are empty.
    """

    tag: str
    bookmark: str
    number: str
    text: str
    title: str
    sketch: frozenset[int]

    @cached_property
    def titles(self) -> frozenset[str]:
        """The normalized title of the clause, without and with its number: pasted text may have either."""
        return frozenset(
            {normalize_title(self.title), normalize_title(f"{self.number} {self.title}")} if self.title else ()
        )

    def measure_share(self, shingles: AbstractSet[int]) -> float:
        """Measure which share (0 to 1) of the words of the clause a text holds, by the shingles of the text."""
        return len(self.sketch & shingles) / len(self.sketch) if self.sketch else 0.0


@dataclass(frozen=True, eq=False)
class Fragment:
    """Consecutive paragraphs that belong to at most one clause and are all in the same control, or in none.

    A run is the text under one heading, bookmark or title: one fragment or several.
    `at`: the position of the first paragraph; `run`: the number of the run; `begins`: whether the fragment is the
    first of its run; `lines`: the paragraphs.
    """

    at: int
    run: int
    begins: bool
    lines: Sequence[TextParagraph]

    @property
    def control(self) -> int | None:
        """The index of the innermost control around the fragment; None outside controls."""
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
        """The shingles of the fragment outside tables, because tables repeat the titles and some words of clauses."""
        return hash_shingles(line.full_text for line in self.lines if not line.cell)


def digest_fragments(fragments: Sequence[Fragment]) -> str:
    """Compute one digest of the words of several fragments."""
    return digest_text(line.full_text for fragment in fragments for line in fragment.lines)


def split_fragments(lines: Sequence[TextParagraph], titles: AbstractSet[str] = frozenset()) -> tuple[Fragment, ...]:
    """Cut text into fragments.

    Parameters: `lines`, the paragraphs of the text; `titles`, normalized titles of clauses: a paragraph with such a
    title begins a run even where it is no heading.
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
