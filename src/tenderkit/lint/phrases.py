# SPDX-License-Identifier: Apache-2.0
"""Lists of words as patterns: the one way in which rules look for words."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tenderkit.lint.catalogue import Catalogue

# How many words “…” may replace; a sentence seldom carries on with the same thought after more.
_BETWEEN = 12
# What may come neither before nor behind a whole word; WORD lets a hyphen pass, as in Intel-based.
_EDGE, WORD = r"[\w-]", r"\w"


class Pattern:
    """A pattern that ignores the case of a text.

    Parameters: `source`, in lower case. Texts are lowered too, because Python searches for long lists of words
    several times as fast that way as with a flag.
    """

    def __init__(self, source: str) -> None:
        self.lowered = re.compile(source)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match, in lower case, with its place in the text."""
        return self.lowered.search(text.lower())

    def find(self, text: str) -> str | None:
        """Return the first match, as it is written."""
        match = self.search(text)
        return text[match.start() : match.end()] if match else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield all matches, in lower case, with their places in the text."""
        return self.lowered.finditer(text.lower())

    def find_all(self, text: str) -> list[str]:
        """Return all matches, as they are written."""
        return [text[match.start() : match.end()] for match in self.finditer(text)]

    def blank_out(self, text: str) -> str:
        """Return the text with blanks where the pattern matches; all else stays in its place."""
        for match in self.finditer(text):
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
        return text


@dataclass(frozen=True)
class Words:
    """The lists of words in one language, as sources of patterns; “…” in a phrase replaces up to twelve words."""

    catalogue: Catalogue
    language: str

    def __call__(self, *lists: str, edge: str = _EDGE) -> str:
        """Return the source for any of these words, as whole words."""
        return build_whole_words(self._list_words(lists), edge=edge)

    def bare(self, *lists: str) -> str:
        """Return the source for any of these words, also inside other words."""
        return build_alternatives(self._list_words(lists))

    def _list_words(self, lists: Iterable[str]) -> list[str]:
        return [word.lower() for name in lists for word in self.catalogue.words(name, self.language) if word.strip()]


class Phrases(dict[str, Pattern]):
    """Patterns by language, each made where it is first asked for.

    Parameters: `lists`, whose words are looked for; or `source`, which makes the source of a pattern from words.
    """

    def __init__(self, catalogue: Catalogue, *lists: str, source: Callable[[Words], str] | None = None) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.source = source or (lambda words: words(*lists))

    def __missing__(self, language: str) -> Pattern:
        self[language] = Pattern(self.source(Words(self.catalogue, language)))
        return self[language]


def find_replacement(catalogue: Catalogue, phrase: str, name: str, language: str) -> str:
    """Return what a list proposes in the place of one of its words, as it was found in a text."""
    return {normalize_text(word): other for word, other in catalogue.instead(name, language).items()}[
        normalize_text(phrase)
    ]


def normalize_text(text: str) -> str:
    """Return a text in small letters, with one blank between its words."""
    return " ".join(text.lower().split())


def build_whole_words(phrases: Iterable[str], *, edge: str = _EDGE) -> str:
    """Return the source of a pattern for any of these phrases, as whole words."""
    phrases = set(phrases)
    # Most places in a text are passed over for their first letter alone, which spares trying every phrase there.
    first = re.escape("".join(sorted({phrase[0] for phrase in phrases})))
    start = f"(?=[{first}])" if first else ""
    return start + add_word_edges(build_alternatives(phrases), edge=edge)


def add_word_edges(source: str, *, edge: str = _EDGE) -> str:
    """Return the source of a pattern that begins and ends with whole words."""
    return rf"(?<!{edge})(?:{source})(?!{edge})"


def build_alternatives(phrases: Iterable[str]) -> str:
    """Return the source of a pattern for any of these phrases, with any white space between their words."""
    gap = rf"\s+(?:\S+\s+){{0,{_BETWEEN}}}?"
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    sources = (
        gap.join(r"\s+".join(map(re.escape, part.split())) for part in phrase.split("…")) for phrase in longest_first
    )
    return f"(?:{'|'.join(sources) or '(?!)'})"
