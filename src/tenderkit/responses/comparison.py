# SPDX-License-Identifier: Apache-2.0
"""The result of comparing a Word file with the state in which tenderkit made it, as frozen values."""

from collections import Counter
from typing import Literal

from tenderkit.frozen import frozen_dataclass

# What became of a part of the file or of a clause. `moved`: all its words are in another place; `split`: its words
# are in several places; `unknown`: the file has it, but was made without it, or holds no record of how it was made.
# Parts are neither moved nor split.
Fate = Literal["unchanged", "edited", "moved", "split", "missing", "unknown"]
FATES: tuple[Fate, ...] = ("unchanged", "edited", "moved", "split", "missing", "unknown")
# What became of the whole file. `foreign`: not made by tenderkit, or without the marks that would show it.
FileState = Literal["unchanged", "changed", "foreign"]
# How a clause was found: by its content control, by the bookmark of its heading, or by its title and words.
Carrier = Literal["control", "bookmark", "words"]

RELATIONS_PART = "relations"


@frozen_dataclass
class PartFate:
    """What became of a part, which is one of the files inside a Word file.

    The name `RELATIONS_PART` means the links between all parts of the file.
    """

    name: str
    fate: Fate


@frozen_dataclass
class ClauseFate:
    """What became of a clause in the file.

    `mark` is the tag of the clause's content control, or the bookmark where there is no tag; `found_by` is how the
    clause was found, None if it was not found; `moved` can be true of an edited or split clause as well; `after` is
    the number of the clause that now comes before a moved clause, empty where no clause does; `headings` are the
    headings above the words of a split clause, or the heading of a clause without marks.
    """

    mark: str
    number: str
    id: str
    fate: Fate
    found_by: Carrier | None = None
    moved: bool = False
    after: str | None = None
    headings: tuple[str, ...] = ()


@frozen_dataclass
class Load:
    """Something that a part of a Word file loads when the file is opened, by a relationship or by a field.

    For a relationship, `kind` is its type (`image`, `oleObject`, `attachedTemplate`, `aFChunk` for alternative
    content) and `target` is the address or the part that the relationship leads to. For a field, `kind` is its name
    (`INCLUDEPICTURE`; `field` where another field inside it gives the name) and `target` is its arguments.
    """

    part: str
    kind: str
    target: str


@frozen_dataclass
class Comparison:
    """The result of comparing a Word file with its own record of how it was made, or with the original file.

    `made_digest` is the content digest that the file was made with; `digest` is its present content digest; `tool`
    and `library` are the versions of tenderkit and of the library that made the file; `parts` is empty where the file
    has lost its list of parts; `loads` is what the file loads when it is opened, no matter who inserted it.
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
        """The number of clauses for each fate, such as `unchanged` or `edited`."""
        counted = Counter(c.fate for c in self.clauses)
        return {fate: counted[fate] for fate in FATES}
