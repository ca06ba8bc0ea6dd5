# SPDX-License-Identifier: Apache-2.0
"""Tables as CSV whose cells act neither as formulas in a spreadsheet nor as commands in a terminal."""

import csv
import unicodedata
from collections.abc import Iterable, Sequence

from tenderkit.findings import escape_steering

# The signs that a formula begins with; some programs accept their wide forms too.
_FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
# Letters and a symbol that show nothing: fillers of Hangul, and the empty Braille pattern.
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# Controls, format characters, combining marks, spaces, and what Unicode has not assigned.
_INVISIBLE = frozenset(("Cc", "Cf", "Cn", "Me", "Mn", "Zl", "Zp", "Zs"))


class _LineList(list[str]):
    """A list of lines that the standard library's CSV writer can use in place of a file."""

    write = list[str].append


def format_rows(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of texts as CSV; `guard_cell` keeps each cell from acting as a formula."""
    lines = _LineList()
    csv.writer(lines, lineterminator="\n").writerows([guard_cell(cell) for cell in row] for row in rows)
    return "".join(lines)


def guard_cell(text: str) -> str:
    """Return a text for a CSV cell, with an apostrophe in front if a spreadsheet could take the text for a formula.

    The first visible character decides, because programs may drop the invisible characters before it. Line ends
    become line feeds. A character that could steer a terminal or reverse a text is replaced by its number, such as
    `<U+202E>`.
    """
    text = escape_steering(text.replace("\r\n", "\n").replace("\r", "\n"))
    first = next((sign for sign in text if not _is_invisible(sign)), "")
    return f"'{text}" if first in _FORMULA_SIGNS or text.startswith(("\t", "\n")) else text


def _is_invisible(sign: str) -> bool:
    return sign in _FILLERS or unicodedata.category(sign) in _INVISIBLE
