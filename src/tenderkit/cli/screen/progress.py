# SPDX-License-Identifier: Apache-2.0
"""Show on stderr that something takes its time: a spinner, or a bar for many purchases. Pipes get nothing."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from tenderkit.cli.screen.console import open_console
from tenderkit.frozen import frozen_dataclass

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn

Item = TypeVar("Item")
# From this number of purchases on, drafting them takes more than a second.
MANY = 5
# How often a line says how far a batch is, where nothing can be drawn.
_LINE_SECONDS = 10.0


@frozen_dataclass
class BatchState:
    """How far a batch is: `done` of `total` purchases, of which `failed` failed; the rate in a second; the rest."""

    done: int
    total: int
    failed: int
    rate: float
    seconds_left: float | None

    def __str__(self) -> str:
        """Return the state as a line: `120 of 500, 3 failed, 25.0 a second, 15 s left`."""
        left = "" if self.seconds_left is None else f", {format_seconds(self.seconds_left)} left"
        return f"{self.done:,} of {self.total:,}, {self.failed:,} failed, {self.rate:.1f} a second{left}"


def format_seconds(seconds: float) -> str:
    """Return a time for people: `15 s`, `3 min`, `2 h 05 min`."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"


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


@contextmanager
def show_batch(total: int, print_line: Callable[[str], None]) -> Iterator[Callable[[BatchState], None]]:
    """Pass a function to the `with` block that shows how far a batch is: as a bar, or as a line every ten seconds.

    Parameters: `print_line`, prints a line where nobody looks at stderr.
    """
    console = open_console(sys.stderr)
    if console is None:
        last = time.monotonic()

        def show_line(state: BatchState) -> None:
            nonlocal last
            if time.monotonic() - last >= _LINE_SECONDS:
                last = time.monotonic()
                print_line(str(state))

        yield show_line
        return
    from rich.progress import BarColumn, TextColumn

    columns = BarColumn(), TextColumn("{task.fields[state]}")
    with _make_progress(console, *columns) as progress:
        task = progress.add_task("", total=total, state="")
        yield lambda state: progress.update(task, completed=state.done, state=str(state))
