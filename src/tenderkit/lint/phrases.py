# SPDX-License-Identifier: Apache-2.0
"""Search patterns made of word lists, by which all rules look for words in texts."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache

from tenderkit.frozen import frozen_dataclass
from tenderkit.lint.catalogue import Catalogue

# How many words “…” may replace; a sentence seldom carries on with the same thought after more.
_BETWEEN = 12
# What may come neither before nor behind a whole word; WORD lets a hyphen pass, as in Intel-based.
_EDGE, WORD = r"[\w-]", r"\w"
# The regular expression that matches nothing.
_NOTHING = "(?!)"


class Pattern:
    """A regular expression that treats capitals and small letters alike.

    Parameters: `source`, the expression in lower case. Each text is put into lower case before the search: for long
    word lists, that is several times as fast as the flag IGNORECASE.
    """

    def __init__(self, source: str) -> None:
        self.matches_nothing = source == _NOTHING
        self._source = source

    @cached_property
    def lowered(self) -> re.Pattern[str]:
        """The expression, compiled when a text is first searched."""
        return re.compile(self._source)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text, or None.

        The matched words are in lower case; the positions are those in the text."""
        return None if self.matches_nothing else self.lowered.search(text.lower())

    def find(self, text: str) -> str | None:
        """Return the words of the first match, spelt as in the text; None if nothing matches."""
        match = self.search(text)
        return text[match.start() : match.end()] if match else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield all matches in a text.

        The matched words are in lower case; the positions are those in the text."""
        return iter(()) if self.matches_nothing else self.lowered.finditer(text.lower())

    def find_all(self, text: str) -> list[str]:
        """Return the words of all matches, spelt as in the text."""
        return [text[match.start() : match.end()] for match in self.finditer(text)]

    def blank_out(self, text: str) -> str:
        """Return the text with every match overwritten by spaces, so that its length stays the same."""
        for match in self.finditer(text):
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
        return text


@frozen_dataclass
class Words:
    """Makes regular expressions from the word lists of a language; “…” in a list entry matches up to twelve words."""

    catalogue: Catalogue
    language: str

    def __call__(self, *lists: str, edge: str = _EDGE) -> str:
        """Return the regular expression that matches any entry of the named word lists, but only as whole words."""
        return _build_whole_words(self._list_words(lists), edge)

    def bare(self, *lists: str) -> str:
        """Return the regular expression that matches any entry of the named word lists, also inside longer words."""
        return _build_alternatives(self._list_words(lists))

    def _list_words(self, lists: Iterable[str]) -> tuple[str, ...]:
        return tuple(word for name in lists for word in self.catalogue.words(name, self.language))


class Phrases(dict[str, Pattern]):
    """A search pattern for each language, made when it is first used: `phrases["en"]`.

    Parameters: `lists`, the names of the word lists to search for. Alternatively `source`, a function that takes the
    `Words` of a language and returns the regular expression.
    """

    def __init__(self, catalogue: Catalogue, *lists: str, source: Callable[[Words], str] | None = None) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.source = source or (lambda words: words(*lists))

    def __missing__(self, language: str) -> Pattern:
        self[language] = Pattern(self.source(Words(self.catalogue, language)))
        return self[language]


def find_replacement(catalogue: Catalogue, phrase: str, name: str, language: str) -> str:
    """Return the replacement of a phrase from the word list `name`; capitals and spacing do not matter."""
    return {normalize_text(word): other for word, other in catalogue.instead(name, language).items()}[
        normalize_text(phrase)
    ]


def normalize_text(text: str) -> str:
    """Return a text in lower case, with one space between its words."""
    return " ".join(text.lower().split())


def build_whole_words(phrases: Iterable[str], *, edge: str = _EDGE) -> str:
    """Return the regular expression that matches any of these phrases, but only as whole words."""
    phrases = set(phrases)
    if not phrases:
        return _NOTHING
    # Most places in a text are passed over for their first letter alone, which spares trying every phrase there.
    first = re.escape("".join(sorted({phrase[0] for phrase in phrases})))
    return f"(?=[{first}])" + add_word_edges(build_alternatives(phrases), edge=edge)


def add_word_edges(source: str, *, edge: str = _EDGE) -> str:
    """Return the regular expression `source`, changed so that it matches whole words only."""
    return rf"(?<!{edge})(?:{source})(?!{edge})"


def build_alternatives(phrases: Iterable[str]) -> str:
    """Return the regular expression that matches any of these phrases; any white space may part their words."""
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(map(_build_phrase, longest_first)) or _NOTHING})"


# The finders of each purchase of a batch ask for the same lists.


@lru_cache(maxsize=256)
def _build_whole_words(words: tuple[str, ...], edge: str) -> str:
    return build_whole_words([word.lower() for word in words if word.strip()], edge=edge)


@lru_cache(maxsize=256)
def _build_alternatives(words: tuple[str, ...]) -> str:
    return build_alternatives([word.lower() for word in words if word.strip()])


# The word lists have some thousand entries, and many stand in several patterns.
@lru_cache(maxsize=20_000)
def _build_phrase(phrase: str) -> str:
    """Return the regular expression that matches one phrase."""
    gap = rf"\s+(?:\S+\s+){{0,{_BETWEEN}}}?"
    return gap.join(r"\s+".join(map(re.escape, part.split())) for part in phrase.split("…"))
