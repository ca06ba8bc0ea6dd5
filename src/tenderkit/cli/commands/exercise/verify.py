# SPDX-License-Identifier: Apache-2.0
"""`tenderkit exercise verify` and `replay`: check a pack, and make it again from its lock."""

from pathlib import Path
from typing import Annotated

import typer

from tenderkit.cli.options import Overlays


def verify_pack(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of a pack.")],
    overlays: Overlays = None,
) -> int:
    """Check a pack: nothing was changed, it can be made again, and what participants get gives nothing away.

    Ends with 1 where something strange lies among the files of participants, and with 6 where the lock or a file was
    changed, or where another tenderkit or library made the pack.
    """
    from tenderkit.cli.exercises.pack_folder import (
        find_changed_files,
        find_drift,
        find_strange_files,
        make_pack_again,
        read_lock,
    )
    from tenderkit.cli.messages import print_findings, print_line
    from tenderkit.errors import FOUND, OK, LockDrift
    from tenderkit.exercises.pack_lock import LOCK_PATH
    from tenderkit.library.reading.shipped_data import load_with_overlays

    path = Path(folder) / LOCK_PATH
    lock = read_lock(path)
    if changed := list(find_changed_files(Path(folder), lock)):
        raise LockDrift(changed)
    again = make_pack_again(lock, path, load_with_overlays(overlays or []), overlays or [])
    if drift := list(find_drift(again.lock, lock, path)):
        raise LockDrift(drift)
    strange = list(find_strange_files(Path(folder), lock))
    print_findings(strange)
    if not strange:
        print_line(f"{folder}: {len(lock.files)} files as made, the same when made again, and no leak")
    return FOUND if strange else OK


def replay_pack(
    lock_path: Annotated[str, typer.Argument(metavar="LOCK", help="The lock of a pack: key/pack.lock.toml.")],
    output_path: Annotated[
        str | None, typer.Option("-o", "--output", metavar="DIR", help="The folder to write the pack to, a new one.")
    ] = None,
    overlays: Overlays = None,
) -> int:
    """Make a pack again from its lock. Ends with 6 where the bytes differ, and then writes nothing."""
    from tenderkit.cli.exercises.pack_folder import (
        check_new_folder,
        find_drift,
        make_pack_again,
        read_lock,
        write_pack,
    )
    from tenderkit.cli.messages import print_line, print_path
    from tenderkit.errors import LockDrift
    from tenderkit.library.reading.shipped_data import load_with_overlays

    if output_path is not None:
        check_new_folder(Path(output_path))
    lock = read_lock(Path(lock_path))
    again = make_pack_again(lock, Path(lock_path), load_with_overlays(overlays or []), overlays or [])
    if drift := list(find_drift(again.lock, lock, Path(lock_path))):
        raise LockDrift(drift)
    print_line(f"{len(lock.files)} files, the same bytes")
    if output_path is not None:
        write_pack(Path(output_path), again)
        print_path(Path(output_path))
    return 0
