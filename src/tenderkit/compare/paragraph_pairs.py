# SPDX-License-Identifier: Apache-2.0
"""Find the paragraph that took the place of another, so that the words of these two are compared with each other."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"\w+")
# Paragraphs that share fewer of their words, of one, are about something else.
_ALIKE = 0.4
# Pairs of paragraphs beyond which they are not looked at one by one.
_MOST_PAIRS = 10_000

Paragraphs = Sequence[str]


def pair_paragraphs(old: Paragraphs, new: Paragraphs) -> Iterator[tuple[Paragraphs, Paragraphs]]:
    """Yield the paragraphs of two texts in pairs, in their order; where one has no partner, that side is empty.

    The pairs are those that together share most words. Texts of very many paragraphs are yielded as one pair.
    """
    if len(old) * len(new) > _MOST_PAIRS:
        yield old, new
        return
    best = _find_best_sums(*([Counter(_WORD.findall(text.lower())) for text in side] for side in (old, new)))
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and best[i][j] > max(best[i + 1][j], best[i][j + 1]):
            yield (old[i],), (new[j],)
            i, j = i + 1, j + 1
        elif j == len(new) or (i < len(old) and best[i + 1][j] >= best[i][j + 1]):
            yield (old[i],), ()
            i += 1
        else:
            yield (), (new[j],)
            j += 1


def _find_best_sums(old: list[Counter[str]], new: list[Counter[str]]) -> list[list[float]]:
    """Return how much is shared, at best, from each pair of paragraphs to the end of both texts."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            shared = _share_words(old[i], new[j])
            paired = best[i + 1][j + 1] + shared if shared >= _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return best


def _share_words(words: Counter[str], others: Counter[str]) -> float:
    """Return the share of the words of two paragraphs that both have, from 0 to 1."""
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 1.0
