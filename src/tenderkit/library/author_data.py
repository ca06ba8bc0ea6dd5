# SPDX-License-Identifier: Apache-2.0
"""The lists of words that lint looks for, references that are out of date, and the history of clauses."""

import datetime
from dataclasses import dataclass

from tenderkit.library.clause import SHAPE, Mark


@dataclass(frozen=True)
class SupersededReference:
    """A reference that is out of date: how texts write it, and what stands in its place.

    `names` are matched whatever the case, as whole words; `instead` are ids of sources, `say` words where these do
    not tell enough.
    """

    __pydantic_config__ = SHAPE
    names: tuple[str, ...]
    mark: Mark
    instead: tuple[str, ...] = ()
    say: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class ClauseChange:
    """What changed in a clause, and on which day."""

    __pydantic_config__ = SHAPE
    date: datetime.date
    says: dict[str, str]


# The changes by clause and version; `withdrawn` stands in the place of a version for a withdrawal.
History = dict[str, dict[str, ClauseChange]]


# A list of words by language; `any` holds those of all languages. A table says what to write in the place of each.
WordList = tuple[str, ...] | dict[str, str]


WordLists = dict[str, dict[str, WordList]]
