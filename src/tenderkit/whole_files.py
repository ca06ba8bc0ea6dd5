# SPDX-License-Identifier: Apache-2.0
"""Write files so that each appears whole or not at all, and outlives a power cut."""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tenderkit.errors import FileProblem


def write_files(results: Sequence[tuple[Path, bytes]], *, force: bool) -> None:
    """Write several files that belong together, so that a full disk does not leave only some of them.

    All contents are first written to temporary files, which are then renamed. Raises FileProblem if a file cannot be
    written. Finished new files are then removed again, but a file that has replaced an older one stays.
    """
    ready: list[tuple[Path, Path]] = []
    new: list[Path] = []
    try:
        for target, content in results:
            with _convert_failures(target):
                # Noted before it is there: a signal at any moment leaves none.
                ready.append((_name_temporary(target), target))
                _write_temporary(ready[-1][0], target, content)
        for temporary, target in ready:
            with _convert_failures(target):
                existed = target.exists()
                if force:
                    os.replace(temporary, target)  # noqa: PTH105
                else:
                    _give_name(temporary, target)
                if not existed:
                    new.append(target)
    except BaseException:
        for target in new:
            target.unlink(missing_ok=True)
        raise
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)
    # A file that replaces another has its name already: after a power cut it is there, whole, new or old.
    for folder in {target.parent for target in new}:
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Sync a folder to the disk if the system can, so that the name of a new file outlives a power cut."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _name_temporary(target: Path) -> Path:
    """Return a path for a temporary file in the folder of the target, which nothing has yet."""
    return target.with_name(_temporary_prefix(target) + os.urandom(6).hex())


def _write_temporary(temporary: Path, target: Path, content: bytes) -> None:
    """Write the content to a new temporary file with the permissions of the target, and sync it to the disk."""
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.chmod(_find_permissions(target))


def _temporary_prefix(target: Path) -> str:
    """Return the beginning of the names of all temporary files for a target, such as `.tenderkit-0a1b2c3d4e5f-`."""
    return f".tenderkit-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"


def remove_temporary_files(target: Path) -> None:
    """Remove the temporary files that a killed run left next to a target.

    No other run may be writing the target at this time.
    """
    for path in target.parent.glob(f"{_temporary_prefix(target)}*"):
        with suppress(OSError):
            path.unlink()


def remove_all_temporary_files(folder: Path) -> None:
    """Remove the temporary files that a killed run left in a folder; no other run may be writing there."""
    for path in folder.glob(f".tenderkit-{'?' * 12}-*"):
        with suppress(OSError):
            path.unlink()


@contextmanager
def _convert_failures(target: Path) -> Iterator[None]:
    """Raise FileProblem in place of an OSError that occurs while a target is written."""
    try:
        yield
    except FileExistsError:
        raise FileProblem(target, "is there already", "Choose another name, or overwrite it with --force.") from None
    except OSError as error:
        raise FileProblem(
            target,
            f"could not be written: {error.strerror or error}",
            "This file was not changed; make room or choose another place.",
        ) from None


def _find_permissions(target: Path) -> int:
    """Return the permissions of the file to be replaced or, for a new file, the default permissions.

    The temporary file has other permissions at first: only its owner can read it.
    """
    with suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _give_name(temporary: Path, target: Path) -> None:
    """Rename a temporary file to its target. Raises FileExistsError if the target was created in the meantime."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError from None
        temporary.replace(target)
        return
    temporary.unlink()
