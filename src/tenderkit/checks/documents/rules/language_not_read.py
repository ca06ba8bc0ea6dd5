# SPDX-License-Identifier: Apache-2.0
"""language-not-read: the document is in a language whose words this check does not know.

Rules on wording look for English and Arabic words, and for names that are the same in all languages, such as makes,
ecolabels and standards. Catches documents in which few words are English (list `function-words`) or Arabic, and as
many are of other languages: common short words of theirs (list `foreign-words`) and words with other letters. A table
of specifications has few short words of any language. For other languages, “nothing was found” says little.

Passes:  a document in English, in Arabic, or in both
Fails:   a document in French

Check the wording yourself.
"""

import re
from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault

SEVERITY = "info"
_ARABIC = re.compile("[\u0621-\u064a]")
# Of the words that are looked at, the share that is English or Arabic in any text in these languages.
_LEAST = 0.12
_ENOUGH = 40


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Tell if the words of the document are of another language."""
    known, foreign = set(checked.words.words("function-words")), set(checked.words.words("foreign-words"))
    counts = {word: number for word, number in checked.word_counts.items() if not word.isdecimal()}
    read = sum(number for word, number in counts.items() if word in known or _ARABIC.search(word))
    other = sum(number for word, number in counts.items() if word in foreign or _has_other_letters(word))
    if (total := sum(counts.values())) >= _ENOUGH and read < min(_LEAST * total, other):
        yield checked.make_fault("language-not-read")


def _has_other_letters(word: str) -> bool:
    """Return whether a word has letters that neither English nor Arabic has."""
    return not word.isascii() and not _ARABIC.search(word)
