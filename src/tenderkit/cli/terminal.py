# SPDX-License-Identifier: Apache-2.0
"""The terminal: whether there is one, how wide it is, and how questions are asked on it."""

import sys
from typing import TYPE_CHECKING

from tenderkit.cli.screen import console

if TYPE_CHECKING:
    from tenderkit.interview.asker import Asker
    from tenderkit.library.language import Language

# Narrower windows get plain lines: lists beside a cursor are hard to read there.
NARROW = 50


def is_terminal() -> bool:
    """Return whether stdin and stderr are both a terminal.

    Answers are read from stdin, and questions are printed on stderr.
    """
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def open_asker(language: "Language", plain: bool | None) -> "Asker":
    """Return the object that asks questions on the terminal, either with arrow keys or in numbered lines.

    Parameters: `plain`, True for numbered lines, False for arrow keys if possible, None to let the terminal decide.
    """
    from tenderkit.interview.plain import PlainAsker

    if plain is None:
        # NO_COLOR is a wish about colours: the arrow keys stay.
        plain = not console.is_watched(sys.stderr) or measure_width() < NARROW
    if not plain:
        from tenderkit.cli.screen.interview.review_pages import draw_page
        from tenderkit.interview.page_browser import open_terminal

        if (asker := open_terminal(language, sys.stdin, sys.stderr, draw_page)) is not None:
            return asker
    # What is no UTF-8 is refused by the question, not by the stream.
    sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    return PlainAsker(language, sys.stdin, sys.stderr, measure_width)


def measure_width() -> int:
    """Return the number of columns of the terminal on which questions are asked; 80 if the number is not known."""
    return console.measure_width(sys.stderr)
