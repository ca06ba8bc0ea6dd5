# SPDX-License-Identifier: Apache-2.0
"""Tables as CSV that no spreadsheet takes for formulas and no terminal for commands."""

import csv
import unicodedata
from collections.abc import Iterable, Sequence

from tenderkit.findings import escape_steering

# With these a formula begins; some programs know the wide forms too.
_FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
# Letters and a symbol that show nothing: fillers of Hangul, and the empty Braille pattern.
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# Controls, format characters, combining marks, spaces, and what Unicode has not assigned.
_INVISIBLE = frozenset(("Cc", "Cf", "Cn", "Me", "Mn", "Zl", "Zp", "Zs"))


class _LineList(list[str]):
    """A list that the CSV writer of the standard library takes for a file."""

    write = list[str].append


def format_rows(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV, each cell guarded by `guard_cell`."""
    lines = _LineList()
    csv.writer(lines, lineterminator="\n").writerows([guard_cell(cell) for cell in row] for row in rows)
    return "".join(lines)


def guard_cell(text: str) -> str:
    """Return the text of a CSV cell, with an apostrophe before what a spreadsheet could take for a formula.

    Programs may drop invisible characters before they look for a formula, so these are passed over. Line ends become
    line feeds; characters that could steer a terminal or turn the order of a text become their numbers (`<U+202E>`).
    """
    text = escape_steering(text.replace("\r\n", "\n").replace("\r", "\n"))
    first = next((sign for sign in text if not _is_invisible(sign)), "")
    return f"'{text}" if first in _FORMULA_SIGNS or text.startswith(("\t", "\n")) else text


def _is_invisible(sign: str) -> bool:
    return sign in _FILLERS or unicodedata.category(sign) in _INVISIBLE
