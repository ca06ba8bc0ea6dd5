# SPDX-License-Identifier: Apache-2.0
"""A Word file compared with how tenderkit made it, as values."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

# Of a part or a clause. `moved`: all its words are in another place, `split`: they are in several places, `unknown`:
# the file has it, but was not made with it, or has no record of it. Parts are neither moved nor split.
Fate = Literal["unchanged", "edited", "moved", "split", "missing", "unknown"]
FATES: tuple[Fate, ...] = ("unchanged", "edited", "moved", "split", "missing", "unknown")
# Of a file. `foreign`: not made by tenderkit, or without the marks that would show it.
FileState = Literal["unchanged", "changed", "foreign"]
# By what a clause was found: its control, the bookmark of its heading, or its title and words.
Carrier = Literal["control", "bookmark", "words"]

RELATIONS_PART = "relations"


@dataclass(frozen=True)
class PartFate:
    """What became of a part of the file; the part named `RELATIONS_PART` is the links from part to part."""

    name: str
    fate: Fate


@dataclass(frozen=True)
class ClauseFate:
    """What became of a clause: its mark (tag, or bookmark where there is no tag), number, id and carrier.

    A clause that was edited or split may be `moved` as well; `after` is then the number of the clause before it,
    empty where it has become the first. `headings` are those above the words of a split clause, or that of a clause
    without marks.
    """

    mark: str
    number: str
    id: str
    fate: Fate
    found_by: Carrier | None = None
    moved: bool = False
    after: str | None = None
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Load:
    """What a part of a file loads when the file is opened.

    `kind` is that of the relationship (`image`, `oleObject`, `attachedTemplate`, `aFChunk` for alternative content),
    `target` the address or the part that it leads to; of a field, `kind` is its name (`INCLUDEPICTURE`; `field` where
    another field names it) and `target` its arguments.
    """

    part: str
    kind: str
    target: str


@dataclass(frozen=True)
class Comparison:
    """A Word file compared with its own record of how it was made, or with the original.

    `made_digest` is the content digest that it was made with, `digest` the one it has now; `tool` and `library` are
    the versions that made it. `parts` is empty where the list of parts is gone. `loads` is what it loads by itself,
    no matter who put that in.
    """

    state: FileState
    digest: str
    made_digest: str | None = None
    tool: str | None = None
    library: str | None = None
    parts: tuple[PartFate, ...] = ()
    clauses: tuple[ClauseFate, ...] = ()
    loads: tuple[Load, ...] = ()

    @property
    def counts(self) -> dict[Fate, int]:
        """The number of clauses of each fate."""
        counted = Counter(c.fate for c in self.clauses)
        return {fate: counted[fate] for fate in FATES}
