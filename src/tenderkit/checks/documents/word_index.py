# SPDX-License-Identifier: Apache-2.0
"""Which entries of the word lists a document holds, and in which texts, so that no rule searches in vain.

A phrase can match only where all its words occur. Hardly one entry in twenty of the lists has all its words in a
document; patterns are made of these alone, and searched only in the texts that hold them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from tenderkit.library.author_data import WordList, WordLists, merge_languages

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


@lru_cache(maxsize=1_000)
def _split_list(phrases: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the entries of a word list, each with its words."""
    return tuple((phrase, _split_phrase(phrase)) for phrase in phrases)


class HeldLists(dict[str, dict[str, WordList]]):
    """Word lists that hold only those entries whose words all occur in a document.

    The words of all languages count as English ones. Each list is cut down when it is first asked for; a name that
    no list has raises KeyError.

    Parameters: `lists`, the whole word lists; `vocabulary`, all words of the document, as `split_words` returns them.
    """

    def __init__(self, lists: WordLists, vocabulary: Iterable[str]) -> None:
        super().__init__()
        self._lists, self._vocabulary = lists, frozenset(vocabulary)

    def __missing__(self, name: str) -> dict[str, WordList]:
        table = merge_languages(self._lists[name])
        if name in _IDS:
            self[name] = table
            return table
        self[name] = {code: self._cut(words) for code in ("any", "en") if (words := table.get(code))}
        return self[name]

    def _cut(self, words: WordList) -> WordList:
        holds = self._vocabulary.issuperset
        held = [word for word, parts in _split_list(tuple(words)) if holds(parts)]
        return {word: words[word] for word in held} if isinstance(words, dict) else tuple(held)

    def holds(self, phrase: str) -> bool:
        """Return whether all words of a phrase occur in the document."""
        return self._vocabulary.issuperset(_split_phrase(phrase))


class WordIndex:
    """Tells which of some texts hold the words of a phrase. Texts are named by their position."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._number = len(texts)
        self._places: dict[str, list[int]] = defaultdict(list)
        for position, text in enumerate(texts):
            for word in set(split_words(text)):
                self._places[word].append(position)

    def find(self, phrases: Iterable[str]) -> set[int]:
        """Return the positions of the texts that hold all words of one of these phrases at least."""
        positions: set[int] = set()
        for phrase in phrases:
            words = _split_phrase(phrase)
            if not words:
                return set(range(self._number))
            holding = set(self._places.get(words[0], ()))
            for word in words[1:]:
                holding.intersection_update(self._places.get(word, ()))
            positions |= holding
        return positions
