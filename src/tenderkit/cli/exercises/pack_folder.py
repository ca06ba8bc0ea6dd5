# SPDX-License-Identifier: Apache-2.0
"""A pack of exercises as a folder: write it, read its lock, and compare its files with the lock."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.errors import FileProblem, InvalidInput, LockDrift
from tenderkit.findings import Finding, Place

if TYPE_CHECKING:
    from tenderkit.exercises.pack import Pack
    from tenderkit.exercises.pack_lock import PackLock

_HEAD = (
    "# The lock of a pack of exercises: tenderkit exercise verify, replay.\n"
    "# Keep it to yourself: who has the secret can make the key again.\n\n"
)
_OWNER_ALONE = 0o600


def write_pack(folder: Path, pack: "Pack") -> None:
    """Write a pack with its lock into a new folder. Raises FileProblem if the folder is there and holds anything."""
    import tomli_w

    from tenderkit.cli.output import open_folder, write_files
    from tenderkit.exercises.pack_lock import LOCK_PATH

    check_new_folder(folder)
    lock = (_HEAD + tomli_w.dumps(pack.lock.as_toml())).encode()
    targets = [(folder / name, content) for name, content in (*pack.files.items(), (LOCK_PATH, lock))]
    with open_folder(folder):
        for parent in dict.fromkeys(target.parent for target, _ in targets):
            parent.mkdir(exist_ok=True)
        write_files(targets, force=False)
    (folder / LOCK_PATH).chmod(_OWNER_ALONE)


def check_new_folder(folder: Path) -> None:
    """Raise FileProblem for a path that is a file, or a folder that holds anything."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise FileProblem(folder, "is no folder", "Name a new folder with -o.")
    if folder.is_dir() and any(folder.iterdir()):
        raise FileProblem(folder, "is there already", "Name a new folder with -o.")


def read_lock(path: Path) -> "PackLock":
    """Return the content of the lock of a pack.

    Raises FileProblem if the file cannot be read, LockDrift if it is damaged or was changed.
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
        if path.is_file() and path.relative_to(folder).as_posix() not in lock.files:
            fix = "Take it away: everything in this folder is handed out."
            yield Finding("file-strange", "is not of the pack", fix, place=Place(str(path)))


def find_drift(again: "PackLock", lock: "PackLock", path: Path) -> Iterator[Finding]:
    """Yield in what a pack that was made again differs from its lock.

    Parameters: `again`, the lock of the pack made again; `path`, the path of the lock.
    """
    for name in lock.ingredients.__dataclass_fields__:
        if getattr(lock.ingredients, name) != getattr(again.ingredients, name):
            message = f"the pack was made with another {'version of tenderkit' if name == 'tool' else name}"
            fix = "Take the version and the libraries it was made with, or make a new pack."
            yield Finding("pack-drift", message, fix, place=Place(str(path), f"ingredients.{name}"))
    for name in sorted(lock.files.keys() | again.files.keys()):
        if lock.files.get(name) != again.files.get(name):
            yield Finding("pack-drift", f"{name} is not the same when made again", place=Place(str(path), "files"))
