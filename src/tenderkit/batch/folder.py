# SPDX-License-Identifier: Apache-2.0
"""The folder of a batch: new or taken up again, locked for one run, without leftovers of a killed one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from tenderkit.batch.beginning import NAME as JOURNAL
from tenderkit.batch.journal import TEMPORARY_NAME as NEW_JOURNAL
from tenderkit.batch.report import WORKING_PREFIX
from tenderkit.errors import FileProblem
from tenderkit.whole_files import remove_all_temporary_files

_LOCK = ".tenderkit-batch.lock"


@contextmanager
def open_batch_folder(folder: Path, *, resume: bool, force: bool) -> Iterator[None]:
    """Make, or take up again, the folder of a batch, and lock it as long as the `with` block runs.

    Parameters: `resume`, whether the folder may hold a batch to go on with; `force`, whether it may hold anything:
    then the batch begins anew. Raises FileProblem for a folder that is there already, cannot be made, holds no batch
    to resume, or is in use by another run.
    """
    if folder.exists() and not (resume or force):
        raise _make_refusal(folder)
    if folder.is_dir() and not force and not (folder / JOURNAL).exists() and any(_list_foreign(folder)):
        raise FileProblem(folder, "holds no batch to resume", "Name the folder of the batch, or a new one.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK)
        lock.acquire(timeout=0)
    except Timeout:
        raise FileProblem(folder, "is in use by another batch", "Wait until that has ended.") from None
    except OSError as error:
        reason = "is no folder" if folder.exists() and not folder.is_dir() else f"cannot be used: {error.strerror}"
        raise FileProblem(folder, reason, "Name another folder.") from None
    try:
        if not (resume or force) and any(_list_foreign(folder)):  # of a run that began at the same time
            raise _make_refusal(folder)
        _remove_leftovers(folder)
        yield
        _remove_leftovers(folder)
    finally:
        # Before it is released: after that, it may be the lock of another run. Windows removes no file that is open.
        with suppress(OSError):
            (folder / _LOCK).unlink(missing_ok=True)
        lock.release()


def _make_refusal(folder: Path) -> FileProblem:
    fix = "Name a new folder, go on in this one with --resume, or begin anew in it with --force."
    return FileProblem(folder, "is there already", fix)


def _list_foreign(folder: Path) -> Iterator[Path]:
    """Yield what is in a folder besides the lock of a run that was killed before its journal began."""
    return (path for path in folder.iterdir() if path.name != _LOCK)


def _remove_leftovers(folder: Path) -> None:
    remove_all_temporary_files(folder)
    for working in folder.glob(f"{WORKING_PREFIX}*"):
        shutil.rmtree(working, ignore_errors=True)
    (folder / NEW_JOURNAL).unlink(missing_ok=True)
