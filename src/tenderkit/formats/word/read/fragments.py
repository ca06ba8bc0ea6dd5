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
    """A paragraph: the innermost control around it, its level as a heading (0: none), whether it is in a table
    (`cell`), its bookmarks, its text."""

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

    `text` is the digest of its words; `sketch`, a sample of its shingles, measures how many of them a text holds.
    Manifests of older versions have neither title nor sketch.
    """

    tag: str
    bookmark: str
    number: str
    text: str
    title: str
    sketch: frozenset[int]

    @cached_property
    def titles(self) -> frozenset[str]:
        """The title of the clause with and without its number, which text pasted without format may contain."""
        return frozenset(
            {normalize_title(self.title), normalize_title(f"{self.number} {self.title}")} if self.title else ()
        )

    def measure_share(self, shingles: AbstractSet[int]) -> float:
        """Measure the share (0 to 1) of the words of the clause that a text holds, by the shingles of the text."""
        return len(self.sketch & shingles) / len(self.sketch) if self.sketch else 0.0


@dataclass(frozen=True, eq=False)
class Fragment:
    """Consecutive paragraphs of at most one clause, in one control or none; `at` is the position of the first.

    A fragment that `begins` begins a run: the text under one heading, bookmark or title.
    """

    at: int
    run: int
    begins: bool
    lines: Sequence[TextParagraph]

    @property
    def control(self) -> int | None:
        """The innermost control around the fragment, by position; None without one."""
        return self.lines[0].control

    @property
    def level(self) -> int:
        """The level of the heading that the fragment begins with; 0 without one."""
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
    """Compute the digest of the words of some fragments."""
    return digest_text(line.full_text for fragment in fragments for line in fragment.lines)


def split_fragments(lines: Sequence[TextParagraph], titles: AbstractSet[str] = frozenset()) -> tuple[Fragment, ...]:
    """Cut text into fragments.

    Parameters: `titles`, normalized, which begin a run even in a paragraph that is no heading.
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
