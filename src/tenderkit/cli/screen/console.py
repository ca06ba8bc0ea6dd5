# SPDX-License-Identifier: Apache-2.0
"""Decide whether a person looks at a stream, and open the console that writes colours, tables and links to it.

Only the modules of this folder import `rich`, and only inside functions: what goes to a pipe does not wait for it.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tenderkit.findings import escape_controls

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

# The width where the terminal does not tell it, and the least width for which lines are broken.
USUAL_WIDTH, LEAST_WIDTH = 80, 20
# Nothing is drawn by the height; without one, rich reads COLUMNS by itself, and fails where it is no number.
USUAL_HEIGHT = 25
# The styles by what they mean; renderables name them: `Text("24 months", "law")`. Each comes with a word of the same
# meaning, because some people see no colours.
STYLES = {
    # where a value comes from
    "law": "red",
    "own": "green",
    "cited": "cyan",
    "proposed": "yellow",
    "open": "reverse",
    # messages, and the severities of findings
    "error": "bold red",
    "warning": "yellow",
    "note": "cyan",
    "hint": "cyan",
    # the rest
    "title": "bold",
    "id": "bold",
    "in": "green",
    "out": "dim",
    "minor": "dim",
}

# The styles of the origins of values that are not named like them.
_ORIGINS = {"buyer": "own", "undecided": "open"}


def find_origin_style(origin: str) -> str:
    """Return the style of a value by its origin: `law`, `cited`, `buyer`, `proposed` or `undecided`."""
    return _ORIGINS.get(origin, origin)


def is_watched(stream: TextIO | None) -> bool:
    """Return whether a person looks at a stream: it is a terminal, and the environment variable TERM is not `dumb`.

    A missing or empty TERM counts as `dumb`; a missing one does not on Windows. Parameters: `stream`, such as
    `sys.stdout`; None if it was closed before tenderkit started.
    """
    if stream is None or not stream.isatty():
        return False
    # Windows sets no TERM; its console is able enough.
    return os.environ.get("TERM", "xterm" if sys.platform == "win32" else "dumb") not in ("", "dumb")


def measure_width(stream: TextIO | None) -> int:
    """Return the number of columns of a terminal; the environment variable COLUMNS overrides the terminal's own.

    Returns 80 if the number is not known, and at least 20.
    """
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return max(int(columns), LEAST_WIDTH)
    try:
        width = os.get_terminal_size(stream.fileno()).columns if stream is not None else 0
    except (OSError, ValueError):  # no terminal, or no file at all
        width = 0
    return max(width, LEAST_WIDTH) if width else USUAL_WIDTH


def open_console(stream: TextIO | None) -> "Console | None":
    """Return the console of a stream that a person looks at; None for a pipe, a file or a simple terminal.

    The console has the STYLES, and does not read markup in texts. If the environment variable NO_COLOR is set, it
    prints no colours, but still bold letters, tables and links.

    Parameters: `stream`, `sys.stdout` or `sys.stderr`.
    """
    if stream is None or not is_watched(stream):
        return None
    return make_console(stream, measure_width(stream))


def make_console(stream: TextIO, width: int) -> "Console":
    """Return a console that treats a stream as a terminal. Parameters: `width`, the number of columns."""
    from rich.console import Console
    from rich.theme import Theme

    return Console(
        file=stream,
        width=width,
        height=USUAL_HEIGHT,
        theme=Theme(STYLES),
        force_terminal=True,
        force_jupyter=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def make_text(text: str, style: str = "") -> "Text":
    """Return a text for a console, in which markup is printed as typed, and control characters as code points.

    Parameters: `style`, one of STYLES, or a style of rich such as `bold`.
    """
    from rich.text import Text

    # As a part of the text: a style of the whole would go on over what is added to it.
    return Text().append(escape_controls(text), style)


def has_rtl(text: str) -> bool:
    """Return whether a text has letters that run from right to left, which would shift the edges of a table."""
    from tenderkit.formats.word.write.rtl_text import has_rtl_text

    return has_rtl_text(text)


def make_table(*, expand: bool = False) -> "Table":
    """Return an empty table with round corners. Parameters: `expand`, true for the whole width of the console."""
    from rich import box
    from rich.table import Table

    return Table(box=box.ROUNDED, border_style="minor", header_style="title", expand=expand)


def make_link(path: Path, style: str = "") -> "Text":
    """Return the path of a file as it was given; terminals that know links open the file at a click."""
    from rich.style import Style

    text = make_text(str(path), style)
    text.stylize(Style(link=path.absolute().as_uri()))
    return text


def make_web_link(address: str, text: str = "", style: str = "") -> "Text":
    """Return a text that opens an address of the web at a click.

    Parameters: `address`, which gets a link only if it begins with `https://` or `http://` and has ASCII characters
    only; `text`, what to print in place of the address.
    """
    from rich.style import Style

    link = make_text(text or address, style)
    if address.startswith(("https://", "http://")) and address.isascii() and address.isprintable():
        link.stylize(Style(link=address))
    return link
