# SPDX-License-Identifier: Apache-2.0
"""Which entries of the word lists a document holds, and in which texts, so that no rule searches in vain.

A phrase can match only where all its words occur, one behind the other. Hardly one entry in twenty of the lists is in
a document; patterns are made of these alone, and searched only in the texts that hold their words.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise

from tenderkit.frozen import Same
from tenderkit.library.author_data import WordList, WordLists, merge_languages

# What may stand before or behind a word.
_SIGNS = ".,:;!?()[]/“”\"'"
# Lists of names that are searched in capital letters alone: “IS” is a standard, “is” is none.
_AS_SPELT = ("brand-names-as-spelt", "standard-prefixes")
# Lists that rules search in sentences with other neighbours: “take … back” joined, or without words in brackets.
_REJOINED = ("collection-words", "open-list-words", "vague-words")
# Lists of ids, such as those of units, which no document holds.
_IDS = ("anchored-units", "proven-themes", "time-units")
# Digits are words of their own: the unit of “24months” is “months”.
_WORD = re.compile(r"[^\W\d_]+|\d+")
# The same for plain English, in half the time.
_PLAIN_WORD = re.compile(r"[a-z]+|[0-9]+")


def split_words(text: str) -> list[str]:
    """Return the words of a text in small letters; a run of letters is a word, and so is a run of digits."""
    return (_PLAIN_WORD if text.isascii() else _WORD).findall(text.lower())


@cache
def _split_phrase(phrase: str) -> tuple[str, ...]:
    """Return the words of an entry of a word list, the longest, which is as a rule the rarest, first."""
    return tuple(sorted(split_words(phrase), key=len, reverse=True))


def _join_pairs(words: Sequence[str]) -> Iterator[str]:
    """Yield each two words that follow one another, with a space between them."""
    return map(" ".join, pairwise(words))


@lru_cache(maxsize=10_000)
def _pair_phrase(phrase: str) -> tuple[str, ...]:
    """Return the words of an entry of a word list, and each two that follow one another; none do so around “…”."""
    neighbours: list[str] = []
    for words in map(split_words, phrase.split("…")):
        neighbours += words
        neighbours += _join_pairs(words)
    return tuple(neighbours)


@lru_cache(maxsize=1_000)
def _group_by_first(phrases: tuple[str, ...]) -> dict[str, list[int]]:
    """Return the positions of the entries of a word list by their first word; empty for an entry without words."""
    groups: dict[str, list[int]] = {}
    for position, phrase in enumerate(phrases):
        first = phrase.lower().partition(" ")[0]
        # Most entries begin with a plain word, which needs no search.
        word = first if first.isalpha() else next(iter(split_words(phrase)), "")
        groups.setdefault(word, []).append(position)
    return groups


# Each document that is checked asks for the same lists.
@lru_cache(maxsize=1_000)
def _merge_languages(table: Same) -> dict[str, WordList]:
    assert isinstance(table.value, dict)
    return merge_languages(table.value)


class HeldLists(dict[str, dict[str, WordList]]):
    """Word lists that hold only those entries whose words all occur in a document, one behind the other.

    The words of all languages count as English ones. Each list is cut down when it is first asked for; a name that
    no list has raises KeyError.

    Parameters: `lists`, the whole word lists; `text`, all texts of the document; `words`, the words of these texts in
    their order, as `split_words` returns them.
    """

    def __init__(self, lists: WordLists, text: str, words: Sequence[str]) -> None:
        super().__init__()
        self._lists, self._text = lists, text
        self._neighbours = {"", *words}
        self._neighbours.update(_join_pairs(words))

    def __missing__(self, name: str) -> dict[str, WordList]:
        table = _merge_languages(Same(self._lists[name]))
        if name in _IDS:
            self[name] = table
            return table
        holds = self._holds_as_spelt if name in _AS_SPELT else self._holds_apart if name in _REJOINED else self.holds
        self[name] = {code: self._cut(words, holds) for code in ("any", "en") if (words := table.get(code))}
        return self[name]

    def _cut(self, words: WordList, holds: Callable[[str], bool]) -> WordList:
        phrases = tuple(words)
        groups = _group_by_first(phrases)
        begun = sorted(chain.from_iterable(map(groups.__getitem__, filter(self._neighbours.__contains__, groups))))
        held = [phrase for position in begun if holds(phrase := phrases[position])]
        return {word: words[word] for word in held} if isinstance(words, dict) else tuple(held)

    def holds(self, phrase: str) -> bool:
        """Return whether all words of a phrase occur in the document, one behind the other."""
        return self._neighbours.issuperset(_pair_phrase(phrase))

    def _holds_apart(self, phrase: str) -> bool:
        """Return whether all words of a phrase occur in the document, wherever they are."""
        return self._neighbours.issuperset(_split_phrase(phrase))

    def _holds_as_spelt(self, phrase: str) -> bool:
        """Return whether `holds` is true, and the words occur in these capital and small letters."""
        return self.holds(phrase) and all(word in self._text for word in phrase.split())


class WordIndex:
    """Tells which of some texts hold the words of a phrase. Texts are named by their position."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._number = len(texts)
        # By what stands between spaces, which is split into words once for all texts.
        places: dict[str, list[int]] = defaultdict(list)
        for position, text in enumerate(texts):
            for part in set(text.lower().split()):
                places[part].append(position)
        self._places: dict[str, list[list[int]]] = defaultdict(list)
        for part, positions in places.items():
            plain = part.strip(_SIGNS)
            for word in (plain,) if plain.isalpha() else split_words(part):
                self._places[word].append(positions)

    def find(self, phrases: Iterable[str]) -> set[int]:
        """Return the positions of the texts that hold all words of one of these phrases at least."""
        positions: set[int] = set()
        for phrase in phrases:
            words = _split_phrase(phrase)
            if not words:
                return set(range(self._number))
            holding = set(self._list_places(words[0]))
            for word in words[1:]:
                holding.intersection_update(self._list_places(word))
            positions |= holding
        return positions

    def _list_places(self, word: str) -> Iterable[int]:
        """Return the positions of the texts that hold a word."""
        return chain.from_iterable(self._places.get(word, ()))
