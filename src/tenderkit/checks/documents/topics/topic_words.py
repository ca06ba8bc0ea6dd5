# SPDX-License-Identifier: Apache-2.0
"""Find the words of lists that give each word an id, or several, such as the clauses that it tells."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tenderkit.checks.documents.statements import fold_text
from tenderkit.checks.documents.word_index import WordIndex
from tenderkit.library.author_data import JOINED, WordList
from tenderkit.lint.phrases import Pattern, build_whole_words


class SearchedTexts:
    """Texts that are searched for the words of several lists.

    Parameters: `texts`, in the form that `fold_text` returns.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._index = WordIndex(texts)

    def find(self, table: Mapping[str, WordList]) -> dict[str, set[int]]:
        """Return the positions, from 0, of the texts with a word of a list, by the id that the word has.

        Parameters: `table`, the list by language; each word has one id, or several parted by commas.
        """
        return {id_: places for id_, words in group_words(table).items() if (places := self._search(words))}

    def _search(self, words: Sequence[str]) -> set[int]:
        positions = self._index.find(words)
        pattern = Pattern(build_whole_words(words))
        return {position for position in positions if pattern.search(self._texts[position])}


def group_words(table: Mapping[str, WordList]) -> dict[str, list[str]]:
    """Return the words of a list by their ids, in small letters and as `fold_text` returns them."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for language, words in table.items():
        for word, ids in words.items() if isinstance(words, dict) else ():
            folded = fold_text(word).lower()
            forms = (folded, JOINED[language] + folded) if language in JOINED else (folded,)
            for id_ in ids.split(", "):
                groups[id_] += forms
    return dict(groups)
