# SPDX-License-Identifier: Apache-2.0
"""The lists of words that lint looks for, references that are out of date, and the history of clauses."""

import datetime
from dataclasses import dataclass

from tenderkit.library.clause import SHAPE, Mark


@dataclass(frozen=True)
class SupersededReference:
    """A reference that is out of date: how texts write it, and what replaces it.

    `names` are matched as whole words, in upper and lower case; `instead` are ids of sources, `say` is the advice to
    print where the titles of these sources do not suffice.
    """

    __pydantic_config__ = SHAPE
    names: tuple[str, ...]
    mark: Mark
    instead: tuple[str, ...] = ()
    say: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class HistoryEntry:
    """What changed in a clause, and on which day."""

    __pydantic_config__ = SHAPE
    date: datetime.date
    says: dict[str, str]


# The changes by clause and version; for a withdrawal the key is `withdrawn`, not a version.
History = dict[str, dict[str, HistoryEntry]]


# A list of words by language; `any` holds those of all languages. A table maps each word to its replacement.
WordList = tuple[str, ...] | dict[str, str]


WordLists = dict[str, dict[str, WordList]]
