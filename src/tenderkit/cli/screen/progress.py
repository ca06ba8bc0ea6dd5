# SPDX-License-Identifier: Apache-2.0
"""Show on stderr that something takes its time: a spinner, or a bar for many purchases. Pipes get nothing."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from tenderkit.cli.screen.console import open_console

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn

Item = TypeVar("Item")
# From this number of purchases on, drafting them takes more than a second.
MANY = 5


@contextmanager
def show_spinner(text: str) -> Iterator[None]:
    """Show a spinner with a text and the time that has passed, until the block ends.

    Parameters: `text`, which has to be a fixed text of the code, because rich reads markup in it.
    """
    console = open_console(sys.stderr)
    if console is None:
        yield
        return
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with _make_progress(console, *columns) as progress:
        progress.add_task(text, total=None)
        yield


@contextmanager
def count_items(items: Sequence[Item], text: str) -> Iterator[Iterable[Item]]:
    """Pass the items to the `with` block; if there are many, show how many of them its loop has reached, as a bar.

    Parameters: `text`, which has to be a fixed text of the code, because rich reads markup in it.
    """
    console = open_console(sys.stderr) if len(items) >= MANY else None
    if console is None:
        yield items
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with _make_progress(console, *columns) as progress:
        yield progress.track(items, description=text)


def _make_progress(console: "Console", *columns: "ProgressColumn") -> "Progress":
    """Return a progress line, which is updated while the `with` block runs and erased when the block ends."""
    from rich.progress import Progress

    return Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
