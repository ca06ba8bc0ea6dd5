# SPDX-License-Identifier: Apache-2.0
"""Faults in the lines of a condition, and names that nothing has."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tenderkit.findings import Finding, Place, nearest
from tenderkit.library.condition import CATEGORY_LINES, FIXED_LINES, WORD_LINES, words
from tenderkit.library.library import Library, known_words

_NUMBER_LINES = ("min-quantity", "max-quantity", "min-months", "max-months")
# What a library on top says of itself; below a [table] it would belong to that.
_ABOVE = ("title", "version", "hide")


def unknown(file: str | None, key: str, word: object, known: Iterable[str]) -> Finding:
    """A name that nothing has, with the one that was probably meant."""
    return Finding("unknown-word", f"“{word}” is not known here", nearest(word, known), place=Place(file, key))


def line_faults(
    library: Library,
    file: str | None,
    key: str,
    lines: Mapping[str, Any],
    extra: Iterable[str] = (),
    beside: Iterable[str] = (),
) -> Iterator[Finding]:
    """Faults in the lines of a condition.

    Parameters: `extra` names what may stand there besides lines; `beside` the keys that stand beside them, which a
    misspelt line may have been meant to be.
    """
    for line, wanted in lines.items():
        where = f"{key}.{line}"
        if line in extra:
            continue
        if wanted in ([], ()):
            yield Finding("wrong-type", "is empty, so it never holds", place=Place(file, where))
            continue
        if line in WORD_LINES:
            known: Iterable[str] = library.vocabulary.words(WORD_LINES[line])
        elif line in ("jurisdictions", "place"):
            known = library.jurisdictions
        elif line == "with":
            known = library.clauses
        elif line in _NUMBER_LINES:
            if not isinstance(wanted, int) or isinstance(wanted, bool):
                yield Finding("wrong-type", "must be a whole number", place=Place(file, where))
            continue
        elif line == "has-returns":
            if not isinstance(wanted, bool):
                yield Finding("wrong-type", "must be true or false", place=Place(file, where))
            continue
        elif line in library.facts:
            for word in words(wanted):
                question = library.questions[line]
                if wrong := question.problem([word] if question.kind == "choices" else word):
                    yield Finding("wrong-type", wrong, place=Place(file, where))
            continue
        else:
            if line in _ABOVE:
                message = f"“{line}” stands inside a table here"
                yield Finding("unknown-word", message, "Put it above the first [table].", place=Place(file, where))
            else:
                yield unknown(file, where, line, {*FIXED_LINES, *library.facts, *beside})
            continue
        # Groups of categories were replaced when the file was read; here they are only names to propose.
        proposed = known_words("category-or-group", library) if line in CATEGORY_LINES else known
        for word in words(wanted):
            if word not in known:
                yield unknown(file, where, word, proposed)
