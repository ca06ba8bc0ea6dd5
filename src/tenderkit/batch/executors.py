# SPDX-License-Identifier: Apache-2.0
"""Who makes the purchases of a batch: on one machine this process alone, or several."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing.connection import wait
from typing import Any

from tenderkit.batch.row_maker import (
    BatchSettings,
    RowResult,
    draft_row,
    load_library,
    make_papers,
    prepare_process,
)
from tenderkit.frozen import frozen_dataclass


@frozen_dataclass
class Crew:
    """Those that make the purchases of a batch.

    `executor`: calls functions; `workers`: how many it calls at once; `make`: the function that makes a purchase;
    `writes`: whether that writes the files, too, in place of returning their contents: then it takes the names of
    files to keep besides the purchase.
    """

    executor: Executor
    workers: int
    make: Callable[..., RowResult]
    writes: bool = True


class InProcessExecutor(Executor):
    """Calls each function at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Call a function, and return a future with its result or error."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def count_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def open_crew(jobs: int, settings: BatchSettings, *, writes: bool) -> Crew:
    """Return a crew of processes of this machine.

    Parameters: `jobs`, the number of processes; with 1, this one does all; `writes`, whether these write the files.
    """
    make: Callable[..., RowResult] = make_papers if writes else draft_row
    return Crew(_open_executor(jobs, settings.overlays), jobs, partial(make, settings=settings), writes)


def _open_executor(jobs: int, overlays: tuple[str, ...]) -> Executor:
    """Return an executor whose processes load the library and these overlays once."""
    if jobs == 1:
        prepare_process(overlays)
        return InProcessExecutor()
    # A copy of this process has everything loaded, and, where this thread is alone, no half state of another one.
    is_copied = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if is_copied else "spawn")
    executor = ProcessPoolExecutor(jobs, context, _start_process, (overlays,))
    if is_copied:
        # The first call starts all processes: now, before the batch opens files that they would keep open, too.
        load_library(overlays)
        executor.submit(os.getpid).result()
    return executor


def _start_process(overlays: tuple[str, ...]) -> None:
    """Prepare a process: it leaves interruptions to its parent, and ends where its parent is gone."""
    for number in signal.valid_signals():
        if signal.getsignal(number) is signal.default_int_handler:
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare_process(overlays)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        signal.raise_signal(signal.SIGTERM)
