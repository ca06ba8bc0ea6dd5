# SPDX-License-Identifier: Apache-2.0
"""Check the keys and values of conditions: unknown keys, unknown words, values of the wrong type."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.library.condition import (
    CATEGORY_LINES,
    FIXED_LINES,
    NUMBER_LINES,
    UNANSWERED,
    WORD_LINES,
    YES_NO_LINES,
    list_words,
)
from tenderkit.library.language import list_currencies
from tenderkit.library.library import Library, list_known_words
from tenderkit.library.other_device import PROPERTY_WORDS
from tenderkit.library.reading.english_words import write_english

# The keys at the top of an overlay's library.toml; written below a [table] they would belong to that table.
_ABOVE = ("title", "version", "hide")


def make_unknown_word(file: str | None, key: str, word: object, known: Iterable[str]) -> Finding:
    """Return the finding on an unknown word, with a proposal: the known word closest to it, or all known words.

    Parameters: `file` and `key`, where the word is; `known`, the words that are allowed there.
    """
    return Finding(
        "unknown-word", f"“{word}” is not known here", suggest_nearest(word, known), place=Place(file, key)
    )


def check_lines(
    library: Library,
    file: str | None,
    key: str,
    lines: Mapping[str, Any],
    allowed: Iterable[str] = (),
    sibling_keys: Iterable[str] = (),
) -> Iterator[Finding]:
    """Yield the faults in the keys and values of a condition, such as `min-months = "long"`.

    Parameters: `key`, the path of keys to the condition in the file; `lines`, the condition; `allowed`, keys of the
    condition that are not checked; `sibling_keys`, keys that the same table may have besides the condition, which a
    finding proposes for a misspelt key.
    """
    for line, wanted in lines.items():
        where = f"{key}.{line}"
        if line in allowed:
            continue
        if wanted in ([], ()):
            yield Finding("wrong-type", "is an empty list, so the condition never holds", place=Place(file, where))
            continue
        if line in WORD_LINES:
            known: Iterable[str] = library.vocabulary.words(WORD_LINES[line])
        elif line in ("jurisdictions", "place"):
            known = library.jurisdictions
        elif line == "currency":
            known = list_currencies()
        elif line in ("with", "without"):
            known = library.clauses
        elif line in NUMBER_LINES:
            if not isinstance(wanted, int) or isinstance(wanted, bool):
                yield Finding("wrong-type", "must be a whole number", place=Place(file, where))
            continue
        elif line in YES_NO_LINES:
            if not isinstance(wanted, bool):
                yield Finding("wrong-type", "must be true or false", place=Place(file, where))
            continue
        elif line in library.facts and (list_ := library.questions[line].words):
            known = library.vocabulary.words(list_)
        elif line in library.facts:
            for word in list_words(wanted):
                question = library.questions[line]
                if word == UNANSWERED:
                    continue
                if wrong := question.describe_wrong_answer([word] if question.kind == "choices" else word):
                    yield Finding("wrong-type", write_english(wrong), place=Place(file, where))
            continue
        else:
            if line in _ABOVE:
                message = f"“{line}” is inside a table here"
                yield Finding("unknown-word", message, "Put it above the first [table].", place=Place(file, where))
            else:
                yield make_unknown_word(file, where, line, {*FIXED_LINES, *library.facts, *sibling_keys})
            continue
        # Groups of categories were replaced when the file was read; here they are only names to propose.
        proposed = list_known_words("category-or-group", library) if line in CATEGORY_LINES else known
        for word in list_words(wanted):
            if word not in known and not (line in CATEGORY_LINES and word in PROPERTY_WORDS):
                yield make_unknown_word(file, where, word, proposed)
