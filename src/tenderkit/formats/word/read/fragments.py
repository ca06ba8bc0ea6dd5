# SPDX-License-Identifier: Apache-2.0
"""The text of a Word file, cut where a clause can begin or end; the clauses of the manifest."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

from tenderkit.formats.word.read.clause_words import DIRECTION, digest_text, hash_shingles

CLAUSE_LEVEL = 3  # of the headings that begin a clause


def normalize_title(text: str) -> str:
    """Normalize a title for comparison: without case, extra spaces and marks of direction."""
    return " ".join(DIRECTION.sub("", text).casefold().split())


@dataclass(slots=True)
class TextParagraph:
    """A paragraph: the inmost control around it, the level of a heading (0: none), whether it is in a table, the
    bookmarks in it, its text."""

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
    """A clause in the manifest.

    `text` is the digest of its words; `sketch` measures how much of them a text holds. Manifests of older versions
    have neither title nor sketch.
    """

    tag: str
    bookmark: str
    number: str
    text: str
    title: str
    sketch: frozenset[int]

    @cached_property
    def titles(self) -> frozenset[str]:
        """The forms of its title; text that was pasted without its format may have the number in it."""
        return frozenset(
            {normalize_title(self.title), normalize_title(f"{self.number} {self.title}")} if self.title else ()
        )

    def measure_share(self, shingles: AbstractSet[int]) -> float:
        """Measure the share of its words that a text holds, by the shingles of that text."""
        return len(self.sketch & shingles) / len(self.sketch) if self.sketch else 0.0


@dataclass(frozen=True, eq=False)
class Fragment:
    """Paragraphs of one clause at most, in one control or none; the first is that at `at`.

    A fragment that `begins` begins a run: the text under one heading, bookmark or title.
    """

    at: int
    run: int
    begins: bool
    lines: Sequence[TextParagraph]

    @property
    def control(self) -> int | None:
        """The inmost control around it."""
        return self.lines[0].control

    @property
    def level(self) -> int:
        """Of the heading that it begins with."""
        return self.lines[0].level

    @property
    def heading(self) -> str:
        """The text of its first paragraph."""
        return " ".join(self.lines[0].full_text.split())

    @cached_property
    def empty(self) -> bool:
        """Whether there are no words in it."""
        return not any(line.full_text.strip() for line in self.lines)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """The shingles of its words outside tables: tables name clauses, and some of their words."""
        return hash_shingles(line.full_text for line in self.lines if not line.cell)


def digest_fragments(fragments: Sequence[Fragment]) -> str:
    """Compute the digest of the words of some fragments."""
    return digest_text(line.full_text for fragment in fragments for line in fragment.lines)


def split_fragments(lines: Sequence[TextParagraph], titles: AbstractSet[str] = frozenset()) -> tuple[Fragment, ...]:
    """Cut text into fragments.

    Parameters: `titles` that begin a run although they are no heading.
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
