# SPDX-License-Identifier: Apache-2.0
"""Turns of speech: phrases that may leave words open, as lists of words hold them."""

import re

from tenderkit.lint.catalogue import Catalogue

# How many words “…” may stand for; a sentence seldom carries on with the same thought after more.
_BETWEEN = 12


class Turn:
    """A pattern for whole words, found whatever their case.

    Parameters: `source`, in lower case; texts are lowered, too, because Python searches for long lists of words
    several times as fast that way as with a flag. `hyphens` lets one stand at either edge, as in Intel-based.
    """

    def __init__(self, source: str, *, hyphens: bool = False) -> None:
        edge = r"\w" if hyphens else r"[\w-]"
        self.pattern = re.compile(rf"(?<!{edge})(?:{source})(?!{edge})")

    def search(self, text: str) -> re.Match[str] | None:
        """The first match, in lower case, with its place in the text."""
        return self.pattern.search(text.lower())

    def find(self, text: str) -> str | None:
        """The first match, as it is written."""
        found = self.search(text)
        return text[found.start() : found.end()] if found else None

    def blanked(self, text: str) -> str:
        """The text with blanks where the pattern matches; all else stays in its place."""
        for found in self.pattern.finditer(text.lower()):
            text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
        return text


class Turns(dict[str, Turn]):
    """The pattern of one or more lists of words by language, made where it is first asked for."""

    def __init__(self, catalogue: Catalogue, *lists: str) -> None:
        super().__init__()
        self.catalogue, self.lists = catalogue, lists

    def __missing__(self, language: str) -> Turn:
        self[language] = Turn(any_of(self.catalogue, language, *self.lists))
        return self[language]


def any_of(catalogue: Catalogue, language: str, *lists: str) -> str:
    """The source of a pattern for the words of these lists, in lower case."""
    return spelt(*(word.lower() for name in lists for word in catalogue.words(name, language)))


def spelt(*phrases: str) -> str:
    """The source of a pattern for any of these phrases, without the edges; “…” stands for up to twelve words."""
    gap = rf"\s+(?:\S+\s+){{0,{_BETWEEN}}}?"
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    sources = (
        gap.join(r"\s+".join(map(re.escape, p.split())) for p in phrase.split("…")) for phrase in longest_first
    )
    return f"(?:{'|'.join(sources) or '(?!)'})"
