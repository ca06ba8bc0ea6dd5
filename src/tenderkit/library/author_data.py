# SPDX-License-Identifier: Apache-2.0
"""Data for the authors of clauses: word lists of the lint rules, outdated references, the history of clauses."""

import datetime
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from typing import Annotated, Literal

from tenderkit.frozen import Memory, Same, frozen_dataclass
from tenderkit.library.clause import Mark
from tenderkit.library.shape import SHAPE, Bounds


@frozen_dataclass
class SupersededReference:
    """A reference that is out of date, such as `DIN 66399`: how texts write it, and what replaces it.

    `names`: how texts write the reference; a name is found as a whole word, in capital or small letters. `instead`:
    the ids of the sources to cite instead of the reference. `say`: a sentence of advice that the lint finding adds
    after the titles of these sources. `mark`: how well it is confirmed that the reference is out of date. `exchange`:
    the words in a name that the new edition has others for, such as `Rev. 1`, each with those of the new edition;
    only where the new edition takes the place of the old one as it is.
    """

    __pydantic_config__ = SHAPE
    names: tuple[str, ...]
    mark: Mark
    instead: tuple[str, ...] = ()
    say: str | None = None
    note: str | None = None
    exchange: dict[str, str] = field(default_factory=dict)


@frozen_dataclass
class HistoryEntry:
    """An entry in the history of a clause.

    `date`: the day of the change. `says`: a text on what was changed, by language.
    """

    __pydantic_config__ = SHAPE
    date: datetime.date
    says: dict[str, str]


# The changes by clause and version; for a withdrawal the key is `withdrawn`, not a version.
History = dict[str, dict[str, HistoryEntry]]


@frozen_dataclass
class Reading:
    """A reading of translated texts: in which state it left them, who read them, and on which day.

    `texts`: for each text, by its name such as `end-of-life/take-back title`, the digest of its English and that of
    its translation, with a dash between them. A reading counts for a text as long as both are the same.
    """

    __pydantic_config__ = SHAPE
    state: Literal["draft", "second-read", "confirmed"]
    texts: dict[str, Annotated[str, Bounds(pattern=r"^[0-9a-f]{12}-[0-9a-f]{12}$")]]
    by: str | None = None
    date: datetime.date | None = None

    def __post_init__(self) -> None:
        """Raise ValueError if texts are confirmed by nobody, or on no day."""
        if self.state == "confirmed" and not (self.by and self.date):
            raise ValueError("says not who confirmed, or not when: write by and date")


@frozen_dataclass
class Readings:
    """The file `translations/<language>/states.toml`: the readings of the texts in a language."""

    __pydantic_config__ = SHAPE
    readings: tuple[Reading, ...] = ()


# A list of words by language; `any` holds those of all languages. A table maps each word to its replacement.
WordList = tuple[str, ...] | dict[str, str]

WordLists = dict[str, dict[str, WordList]]
# The languages whose words are read as well as English.
OTHER_LANGUAGES = ("ar",)
# “And”, which is written together with the word that follows.
JOINED = {"ar": "و"}


# The word lists that were merged; each purchase of a batch asks for the same.
_KNOWN_LISTS: Memory[WordLists] = Memory(16)


def merge_lists(lists: WordLists) -> WordLists:
    """Return word lists in which the words of the other languages count as words of all languages."""
    return _KNOWN_LISTS.recall(Same(lists), lambda: {name: merge_languages(table) for name, table in lists.items()})


def merge_languages(table: Mapping[str, WordList]) -> dict[str, WordList]:
    """Return a word list in which the words of the other languages count as words of all languages."""
    more = [form for code in OTHER_LANGUAGES for form in _list_forms(tuple(table.get(code, ())), JOINED[code])]
    replaced = {
        k: v for code in OTHER_LANGUAGES if isinstance(some := table.get(code), dict) for k, v in some.items()
    }
    if replaced and isinstance(english := table.get("en"), dict):
        return {**table, "en": {**english, **replaced}}
    return {**table, "any": (*table.get("any", ()), *more)} if more else dict(table)


# Each document that is checked asks for the same lists.
@lru_cache(maxsize=1_000)
def _list_forms(words: tuple[str, ...], joined: str) -> tuple[str, ...]:
    """Return each word as it is, and with the word for “and” before it."""
    return tuple(form for word in words for form in (word, joined + word))
