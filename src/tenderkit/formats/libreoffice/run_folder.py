# SPDX-License-Identifier: Apache-2.0
"""The temporary folder of one run of LibreOffice, which holds the unpublished draft and so has to be removed."""

import os
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_PREFIX = "tenderkit-"
# A name of `tempfile`, which nobody types.
_NAME = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")
# What the folder of a run always holds, and hardly any other folder.
PROFILE, FONTS = "profile", "fonts.conf"
# Seconds after which nothing that is in the folder can be of use; a run writes to it every few minutes at most.
_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class RunFolder:
    """The temporary folder for one run of LibreOffice.

    `locks`: handles of open files, whose locks show other processes that the folder is in use.
    """

    path: Path
    locks: tuple[int, ...] = ()


@contextmanager
def open_run_folder() -> Iterator[RunFolder]:
    """Create an empty temporary folder, and remove it at the end.

    First, the folders of earlier runs that were killed are removed, if they belong to the same user.
    """
    _remove_old_folders(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        lock = _lock_folder(Path(name))
        try:
            yield RunFolder(Path(name), () if lock is None else (lock,))
        finally:
            if lock is not None:
                os.close(lock)


def _lock_folder(path: Path) -> int | None:
    """Lock a folder for this process and its children; return the handle of the lock, or None if locking fails.

    The system unlocks the folder when this process and its children have ended, even if they are killed.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _remove_old_folders(parent: Path) -> None:
    """Remove the folders of runs that were killed more than a day ago.

    Links, folders of other users, folders in use and folders without the files of a run stay. Windows cannot lock
    folders, so nothing is removed there.
    """
    with suppress(OSError):
        for path in list(parent.iterdir()):
            if _NAME.fullmatch(path.name) and (lock := _lock_folder(path)) is not None:
                try:
                    if _is_left_over(lock):
                        shutil.rmtree(path, ignore_errors=True)
                finally:
                    os.close(lock)


def _is_left_over(handle: int) -> bool:
    """Check whether a folder, opened as `handle`, was left by a run of this user more than a day ago."""
    status = os.fstat(handle)
    ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()
    return ours and time.time() - status.st_mtime > _DAY and {PROFILE, FONTS} <= set(os.listdir(handle))
