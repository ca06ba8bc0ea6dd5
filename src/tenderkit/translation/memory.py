# SPDX-License-Identifier: Apache-2.0
"""The memory of translators: what existing translations propose for a text that has none."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from tenderkit.frozen import frozen_dataclass
from tenderkit.lint.catalogue import split_sentences
from tenderkit.translation.library_text import PARAGRAPH_BREAK, LibraryText

# The likeness of words, from 0 to 1, from which the translation of a near text helps more than it misleads.
_NEAR = 0.75
# The texts that share most words are compared word by word.
_CANDIDATES = 8
_WORD = re.compile(r"\{\{? ?\w+ ?\}?\}|\w+")
# The end of a sentence in the translations.
_END = re.compile(r"(?<=[.!?;؛؟。；])\s+")


@frozen_dataclass
class Proposal:
    """A translation that the memory proposes, and the reason for it."""

    translation: str
    reason: str


class TranslationMemory:
    """The texts and single sentences that are translated, with their translations."""

    def __init__(self, texts: Iterable[LibraryText]) -> None:
        """Learn from texts. Parameters: `texts`, of which those that are stale or not translated teach nothing."""
        renderings: dict[str, Counter[str]] = {}
        for text in texts:
            if text.translation is not None and not text.is_stale:
                for english, translation in _list_pairs(text.english, text.translation):
                    renderings.setdefault(english, Counter())[translation] += 1
        # Where one English text has several translations, the one that occurs most often is proposed.
        self._known = {english: counts.most_common(1)[0][0] for english, counts in renderings.items()}
        self._words: dict[str, list[str]] = {}
        for english in self._known:
            for word in set(_list_words(english)):
                self._words.setdefault(word, []).append(english)

    def propose(self, english: str) -> Proposal | None:
        """Return the translation of the same text, of its sentences, or of a text that is nearly the same."""
        if english in self._known:
            return Proposal(self._known[english], "The same text is translated so elsewhere.")
        if (joined := self._join_sentences(english)) is not None:
            return Proposal(joined, "Each of its sentences is translated so elsewhere.")
        return self._find_near(english)

    def _join_sentences(self, english: str) -> str | None:
        paragraphs = []
        for paragraph in english.split(PARAGRAPH_BREAK):
            sentences = [self._known.get(sentence) for sentence in split_sentences(paragraph)]
            known = [sentence for sentence in sentences if sentence is not None]
            if len(known) < len(sentences):
                return None
            paragraphs.append(" ".join(known))
        return PARAGRAPH_BREAK.join(paragraphs)

    def _find_near(self, english: str) -> Proposal | None:
        words = _list_words(english)
        shared = Counter(text for word in set(words) for text in self._words.get(word, ()))
        best, likeness = "", _NEAR
        for text, _ in shared.most_common(_CANDIDATES):
            ratio = SequenceMatcher(None, words, _list_words(text), autojunk=False).ratio()
            if ratio > likeness:
                best, likeness = text, ratio
        if not best:
            return None
        return Proposal(self._known[best], f"Made from a text that is alike by {likeness:.0%}: {best}")


def _list_pairs(english: str, translation: str) -> Iterator[tuple[str, str]]:
    """Yield a text with its translation, then its paragraphs and sentences where both have as many."""
    yield english, translation
    sides = english.split(PARAGRAPH_BREAK), translation.split(PARAGRAPH_BREAK)
    for paragraph, other in zip(*sides, strict=True) if len(sides[0]) == len(sides[1]) else ():
        if len(sides[0]) > 1:
            yield paragraph, other
        sentences, others = split_sentences(paragraph), _END.split(other)
        if len(sentences) == len(others) > 1:
            yield from zip(sentences, others, strict=True)


def _list_words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
