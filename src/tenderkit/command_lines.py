# SPDX-License-Identifier: Apache-2.0
"""Write command lines that can be copied into the shell at hand."""

import os
import re
import shlex
from collections.abc import Iterable

# What no shell of Windows takes for more than letters; PowerShell reads a list at a comma.
_PLAIN = re.compile(r"[\w.:/\\=+-]+")


def quote_word(word: str, system: str = os.name) -> str:
    """Return a word as it has to be typed.

    On Windows that is a word which both PowerShell and the command prompt understand: between double quotes, unless a
    dollar or a backtick, which PowerShell fills in there, asks for single ones.

    Parameters: `system`, the system as `os.name` gives it; `nt` is Windows.
    """
    if system != "nt":
        return shlex.quote(word)
    if _PLAIN.fullmatch(word):
        return word
    if "$" in word or "`" in word:
        return "'" + word.replace("'", "''") + "'"
    return f'"{word}"'


def join_words(words: Iterable[str], system: str = os.name) -> str:
    """Return the words of a command line as they have to be typed. Parameters: `system`, as `os.name` gives it."""
    return " ".join(quote_word(word, system) for word in words)
