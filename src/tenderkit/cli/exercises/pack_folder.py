# SPDX-License-Identifier: Apache-2.0
"""A pack of exercises as a folder: write it, read its lock, and compare its files with the lock."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.errors import FileProblem, InvalidInput, LockDrift, UsageProblem
from tenderkit.findings import Finding, Place

if TYPE_CHECKING:
    from tenderkit.exercises.pack import DrawnPack, Pack
    from tenderkit.exercises.pack_lock import Ingredients, PackLock
    from tenderkit.library.reading.shipped_data import ShippedData

_HEAD = (
    "# The lock of a pack of exercises: tenderkit exercise verify, replay.\n"
    "# Keep it to yourself: who has the secret can make the key again.\n\n"
)
_OWNER_ALONE = 0o600
_FORMAT_KEY = "tenderkit-exercise"


def write_pack(folder: Path, pack: "Pack") -> None:
    """Write a pack with its lock into a new folder. Raises FileProblem if the folder is there and holds anything."""
    import tomli_w

    from tenderkit.cli.exercises.secret import warn_of_readers
    from tenderkit.cli.output import write_folder
    from tenderkit.exercises.pack_lock import LOCK_PATH

    check_new_folder(folder)
    lock = (_HEAD + tomli_w.dumps(pack.lock.as_toml())).encode()
    write_folder(folder, {**pack.files, LOCK_PATH: lock})
    # A file system without permissions, such as that of a memory stick, refuses.
    with suppress(OSError):
        (folder / LOCK_PATH).chmod(_OWNER_ALONE)
    warn_of_readers(folder / LOCK_PATH)


def check_new_folder(folder: Path) -> None:
    """Raise FileProblem for a path that is a file, or a folder that holds anything."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise FileProblem(folder, "is no folder", "Name a new folder with -o.")
    if folder.is_dir() and any(folder.iterdir()):
        raise FileProblem(folder, "is there already", "Name a new folder with -o.")


def read_lock(path: Path) -> "PackLock":
    """Return the content of the lock of a pack.

    Raises FileProblem if the file cannot be read, LockDrift if it is damaged, was changed or has another format.
    """
    from tenderkit.exercises.pack_lock import PackLock
    from tenderkit.library.reading.library_reader import read_validated_file

    if not path.is_file():
        raise FileProblem(path, "is not there", "Name the folder of a pack that `tenderkit exercise make` made.")
    problems: list[Finding] = []
    try:
        lock = read_validated_file(path, PackLock, problems, path.parent)
    except InvalidInput as error:
        lock, problems = None, list(error.findings)
    if any(problem.place.key == _FORMAT_KEY for problem in problems):
        message = "the lock has a format that this version of tenderkit does not know"
        fix = "Take the version of tenderkit that the pack was made with."
        raise LockDrift([Finding("pack-drift", message, fix, place=Place(str(path), _FORMAT_KEY))])
    if not isinstance(lock, PackLock) or lock.seal != lock.compute_seal():
        message = "the lock was changed after the pack was made"
        raise LockDrift([Finding("lock-tampered", message, "Make the pack again.", place=Place(str(path)))])
    return lock


def find_changed_files(folder: Path, lock: "PackLock") -> Iterator[Finding]:
    """Yield the files of a pack that are gone or have other bytes than when it was made."""
    from tenderkit.exercises.pack_lock import digest

    for name, sha256 in lock.files.items():
        path = folder / name
        if not path.is_file():
            yield Finding("file-gone", "is not there", "Make the pack again.", place=Place(str(path)))
        elif digest(path.read_bytes()) != sha256:
            message = "was changed after the pack was made"
            yield Finding("file-changed", message, "Make the pack again.", place=Place(str(path)))


def find_strange_files(folder: Path, lock: "PackLock") -> Iterator[Finding]:
    """Yield the files among those of the participants that are not of the pack."""
    from tenderkit.exercises.pack import PARTICIPANTS

    for path in sorted((folder / PARTICIPANTS).rglob("*")):
        is_folder = path.is_dir() and not path.is_symlink()
        if not is_folder and path.relative_to(folder).as_posix() not in lock.files:
            fix = "Take it away: everything in this folder is handed out."
            yield Finding("file-strange", "is not of the pack", fix, place=Place(str(path)))


def make_pack_again(lock: "PackLock", path: Path, data: "ShippedData", overlays: Sequence[str]) -> "Pack":
    """Make a pack from the order in its lock.

    Parameters: `path`, the path of the lock; `data`, `overlays`, as for `make_pack`. Raises LockDrift where the order
    cannot be made, because it was changed or because tenderkit and its libraries are others; InvalidInput where files
    of a library have faults.
    """
    from tenderkit.exercises.pack import make_pack

    with _report_drift(path):
        return make_pack(lock.order, data, overlays)


def draw_pack_again(lock: "PackLock", path: Path, data: "ShippedData", overlays: Sequence[str]) -> "DrawnPack":
    """Draw the variants of a pack again, with their key, without its files.

    Parameters and errors are those of `make_pack_again`; LockDrift also where tenderkit or a library is another, even
    if the order can be made.
    """
    from tenderkit.exercises.pack import draw_pack

    with _report_drift(path):
        drawn = draw_pack(lock.order, data, overlays)
    if drift := list(_compare_ingredients(drawn.ingredients, lock, path)):
        raise LockDrift(drift)
    return drawn


@contextmanager
def _report_drift(path: Path) -> Iterator[None]:
    """Raise LockDrift where the order of a lock cannot be made. Parameters: `path`, the path of the lock."""
    try:
        yield
    except (UsageProblem, InvalidInput) as error:
        if any(finding.place.file for finding in error.findings):
            raise
        fix = "Take the version it was made with, and its libraries with --library."
        raise LockDrift(
            [
                Finding(
                    "pack-drift", f"it cannot be made again: {finding.message}", fix, place=Place(str(path), "order")
                )
                for finding in error.findings
            ]
        ) from None


def find_drift(again: "PackLock", lock: "PackLock", path: Path) -> Iterator[Finding]:
    """Yield in what a pack that was made again differs from its lock.

    Parameters: `again`, the lock of the pack made again; `path`, the path of the lock.
    """
    yield from _compare_ingredients(again.ingredients, lock, path)
    for name in sorted(lock.files.keys() | again.files.keys()):
        if lock.files.get(name) != again.files.get(name):
            yield Finding("pack-drift", f"{name} is not the same when made again", place=Place(str(path), "files"))


def _compare_ingredients(again: "Ingredients", lock: "PackLock", path: Path) -> Iterator[Finding]:
    """Yield which ingredients of a pack that was made again are others."""
    for name in lock.ingredients.__dataclass_fields__:
        if getattr(lock.ingredients, name) != getattr(again, name):
            message = f"the pack was made with another {'version of tenderkit' if name == 'tool' else name}"
            fix = "Take the version and the libraries it was made with, or make a new pack."
            yield Finding("pack-drift", message, fix, place=Place(str(path), f"ingredients.{name}"))
