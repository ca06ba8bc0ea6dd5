# SPDX-License-Identifier: Apache-2.0
"""Join the lines of a paragraph that somebody or a program has broken."""

import re
from collections.abc import Collection, Iterable

# A word of letters that is divided at the end of a line, and its rest on the next line.
_DIVIDED = re.compile(r"(?P<word>\w[\w-]*[^\W\d_])[-\u00ad\u2010]$")
# What goes on without a space, such as “EN 50625-” before “1:2014”.
_OPEN = re.compile(r"\w[-/\u2010\u2011]$")
_REST = re.compile(r"\w+")
# Of a line, where a divided word is looked for.
_LONGEST_WORD = 40


def join_lines(lines: Iterable[str], known_words: Collection[str] = ()) -> str:
    """Return lines as one text, with a word that is divided at the end of a line in one piece.

    Parameters: `known_words`, words of the document in small letters: a hyphen at the end of a line stays where the
    word with a hyphen is among them and the word without is not.
    """
    pieces: list[str] = []
    for line in lines:
        end = pieces[-1][-_LONGEST_WORD:] if pieces else ""
        divided = _DIVIDED.search(end)
        if divided and line[:1].islower():
            if not _is_hyphenated(divided["word"].lower(), line.lower(), known_words):
                pieces[-1] = pieces[-1][:-1]
        elif pieces and not (_OPEN.search(end) and line[:1].isalnum()):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def _is_hyphenated(word: str, line: str, known_words: Collection[str]) -> bool:
    """Return whether a word that is divided at a hyphen has the hyphen within a line, too."""
    rest = match[0] if (match := _REST.match(line)) else ""
    return f"{word}-{rest}" in known_words and word + rest not in known_words
