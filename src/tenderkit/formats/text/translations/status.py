# SPDX-License-Identifier: Apache-2.0
"""How many texts of each theme are in which state, as lines; and texts with their translations in two columns."""

import textwrap
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from tenderkit.translation.library_text import PARAGRAPH_BREAK, LibraryText
from tenderkit.translation.text_state import STATES, Records, find_state

_KIND_WIDTH, _NUMBER_WIDTH = 22, 12
_LEAST_COLUMN = 30
_GAP = "   "


def render(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Return a line for each kind of texts, and one with the sums. Parameters: `counts`, by kind and state."""
    total = {state: sum(states.get(state, 0) for states in counts.values()) for state in STATES}
    lines = [f"{'':{_KIND_WIDTH}}" + "".join(f"{state:>{_NUMBER_WIDTH}}" for state in STATES)]
    for kind, states in (*counts.items(), ("all", total)):
        numbers = "".join(f"{states.get(state, 0):>{_NUMBER_WIDTH}}" for state in STATES)
        lines.append(f"{kind:{_KIND_WIDTH}}{numbers}")
    return "\n".join(lines) + "\n"


def render_beside(texts: Sequence[LibraryText], records: Records, old: Mapping[str, str], width: int) -> str:
    """Return texts with their translations in two columns, each below its key and its state.

    Parameters: `old`, the English from which stale translations were made, by name, where it is known; `width`, of
    both columns in characters.
    """
    column = max((width - len(_GAP)) // 2, _LEAST_COLUMN)
    lines: list[str] = []
    for text in texts:
        lines += [f"{text.key}  [{find_state(text, records)}]"]
        lines += _put_beside(text.english, text.translation or "—", column)
        if before := old.get(text.name):
            lines += ["", *_wrap(f"The English was: {before}", 2 * column)]
        lines.append("")
    return "\n".join(lines)


def _put_beside(left: str, right: str, column: int) -> list[str]:
    """Return the lines of two texts; paragraphs begin side by side."""
    lines: list[str] = []
    for paragraphs in zip_longest(left.split(PARAGRAPH_BREAK), right.split(PARAGRAPH_BREAK), fillvalue=""):
        # Letters from right to left come last on a line, so that they shift nothing.
        pairs = zip_longest(*(_wrap(paragraph, column) for paragraph in paragraphs), fillvalue="")
        lines += ["", *(f"{one:{column}}{_GAP}{other}".rstrip() for one, other in pairs)]
    return lines[1:]


def _wrap(text: str, width: int) -> list[str]:
    return [
        line
        for paragraph in text.split("\n")
        for line in textwrap.wrap(paragraph, width, break_on_hyphens=False) or [""]
    ]
