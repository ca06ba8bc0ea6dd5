# SPDX-License-Identifier: Apache-2.0
"""References to standards in a text, and whether they say which edition is meant."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.library.library import Source
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import build_alternatives

_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_DATED = re.compile(rf"{_YEAR}|(?<![a-z])(?:version |generation |gen-?|rev(?:ision)? ?)\d|v\d", re.IGNORECASE)


class Standard(NamedTuple):
    """A standard in a text.

    `name`: the name without the edition, such as EN 50614; `dated`: whether the text gives an edition."""

    name: str
    dated: bool

    @property
    def number(self) -> str:
        """The number of the standard, without the publishing bodies: `62368-1` for “EN IEC 62368-1”."""
        return self.name.rpartition(" ")[2]

    def is_part_of(self, other: "Standard") -> bool:
        """Return whether this standard is `other` or a part of it: EN 50625-1 is a part of the series EN 50625."""
        return self.name == other.name or self.name.startswith(f"{other.name}-")


class Standards:
    """Finds the standards in texts of one language, by the word lists `standard-prefixes` and `edition-words`."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        names = ("standard-prefixes", "edition-words", "standard-nouns")
        bodies, editions, nouns = (build_alternatives(catalogue.words(name, language)) for name in names)
        self._nouns = re.compile(rf"\s{nouns}(?=\s)")
        self.pattern = re.compile(
            rf"(?<![\w/-])(?P<name>{bodies}(?:[ /]{bodies}){{0,4}}(?:[ /-](?:SP|STD|TS|TR|PAS))?(?: {nouns})?[ -]"
            # A number of four digits behind a hyphen is a year: IEEE 2883-2022.
            rf"(?:[A-Z]\.)?\d+(?:\.\d+)*(?: \d{{3}}(?!\d))?(?:-\d{{1,3}}(?!\d))*)"
            rf"(?P<edition>-?[A-Za-z]{{1,2}}\b|\s*[:-]\s*{_YEAR}|,?\s*\([^()]*{_YEAR}\)|,?\s*\(?{editions}\s?\d)?"
        )

    def find_all(self, text: str) -> Iterator[Standard]:
        """Yield the standards of a text, from left to right."""
        for match in self.pattern.finditer(text):
            name = " ".join(self._nouns.sub(" ", match["name"]).split())
            yield Standard(name, match["edition"] is not None)


def names_edition(text: str) -> bool:
    """Return whether a text names a year, or a version by its number."""
    return _DATED.search(text) is not None


def is_dated(source: Source) -> bool:
    """Return whether a source in sources.toml has an edition or a date, or names a year or a version in its title."""
    return bool(source.edition or source.date or _DATED.search(source.title))
