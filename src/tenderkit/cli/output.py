# SPDX-License-Identifier: Apache-2.0
"""Write results: a file appears whole or not at all, and nothing is overwritten without --force."""

import hashlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from tenderkit import whole_files
from tenderkit.cli.logs.run_log import get_log
from tenderkit.cli.messages import print_findings
from tenderkit.errors import FileProblem, UsageProblem
from tenderkit.findings import Finding, Place


def check_target(target: Path, *, force: bool, sources: Sequence[Path] = ()) -> None:
    """Raise FileProblem for a path that cannot or must not be written to.

    Parameters: `force`, whether an existing file may be replaced; `sources`, the input files, which must not be
    replaced.
    """
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        mode = 0
    except OSError as error:
        raise _refuse(target, "unwritable", reason=error.strerror) from None
    if stat.S_ISDIR(mode):
        raise _refuse(target, "folder-out")
    if stat.S_ISLNK(mode):
        raise _refuse(target, "link")
    if mode and not stat.S_ISREG(mode):
        raise _refuse(target, "no-ordinary-file")
    if mode and any(_is_same(target, source) for source in sources):
        raise _refuse(target, "file-read")
    if mode and not force:
        raise _refuse(target, "there-already")
    if mode and not mode & 0o222:
        raise _refuse(target, "read-only")
    folder = target.parent
    if not folder.is_dir():
        raise _refuse(target, "no-folder", folder=str(folder))
    if is_closed(folder):
        raise _refuse(target, "folder-read-only", folder=str(folder))


def _refuse(path: Path, key: str, **values: Any) -> FileProblem:
    """Return the error for a path that is not written to; `key` is that of its words, in the section `files`."""
    from tenderkit.library.reading.english_words import tell_in_english

    return FileProblem.of([tell_in_english("file", path, f"files.{key}", **values)])


def is_closed(folder: Path, system: str = os.name) -> bool:
    """Return whether nothing may be written into a folder.

    The marks of a folder count as well, since the administrator may write everywhere. On Windows they say nothing:
    there, the mark "read-only" of a folder stands for its icon. Parameters: `system`, as `os.name` gives it.
    """
    is_marked = system != "nt" and not folder.stat().st_mode & 0o222
    return is_marked or not os.access(folder, os.W_OK)


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def write_file(target: Path, content: bytes, *, force: bool) -> None:
    """Write a file completely or not at all.

    Raises FileProblem if the file cannot be written; nothing on the disk has changed then.
    """
    write_files([(target, content)], force=force)


def write_files(results: Sequence[tuple[Path, bytes]], *, force: bool) -> None:
    """Write several files that belong together, and log them. Raises FileProblem if a file cannot be written."""
    whole_files.write_files(results, force=force)
    for target, content in results:
        get_log().log("wrote", file=str(target), bytes=len(content), sha256=hashlib.sha256(content).hexdigest())


@contextmanager
def open_folder(path: Path | None) -> Iterator[None]:
    """Make a folder for several files, which are written in the `with` block, if the folder does not exist.

    If an error leaves the new folder empty, the folder is removed again. Raises FileProblem if the folder cannot be
    made.
    """
    if path is None or path.is_dir():
        yield
        return
    new_folders = [p for p in (path, *path.parents) if not p.exists()]
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if path.exists():
            raise _refuse(path, "no-folder-there") from None
        raise _refuse(path, "folder-not-made", reason=error.strerror or str(error)) from None
    try:
        yield
    except BaseException:
        with suppress(OSError):
            for new_folder in new_folders:
                new_folder.rmdir()
        raise


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a new folder, with the folders that they need.

    Parameters: `files`, their contents by their paths in the folder. Raises FileProblem if a folder or a file cannot
    be made.
    """
    targets = [(folder / name, content) for name, content in files.items()]
    with ExitStack() as opened:
        for parent in dict.fromkeys((folder, *(target.parent for target, _ in targets))):
            opened.enter_context(open_folder(parent))
        write_files(targets, force=False)


def check_targets(
    targets: Sequence[Path | None], *, force: bool, sources: Sequence[Path] = (), binary: str | None = None
) -> None:
    """Raise FileProblem with a finding for each target that cannot be written.

    Raises UsageProblem if content that is not text would go to a terminal. Parameters: `force`, whether existing
    files may be replaced; `sources`, the input files; `binary`, what messages call content that is not text, such as
    “a workbook”.
    """
    if binary and None in targets and sys.stdout.isatty():
        raise UsageProblem(f"{binary} is not written to a terminal", "Name a file with -o, or use a pipe.")
    named = [target for target in targets if target is not None]
    problems: list[Finding] = []
    for number, target in enumerate(named):
        if target in named[:number]:
            problems += _refuse(target, "written-twice").findings
        try:
            check_target(target, force=force, sources=sources)
        except FileProblem as error:
            problems += error.findings
    if problems:
        raise FileProblem.of(problems)


def _find_lock_file(target: Path) -> Path | None:
    """Return the path of the lock file that Word, Excel or LibreOffice keeps next to an open file, or None.

    Word puts `~$` in front of the name of the file. Word also drops the first letter of a name of seven letters, and
    the first two letters of a longer name. Excel puts `~$` in front of every name, and drops nothing.
    """
    cut = 0 if target.suffix.lower() == ".xlsx" else min(max(len(target.stem) - 6, 0), 2)
    locks = (target.with_name(f"~${target.name[cut:]}"), target.with_name(f".~lock.{target.name}#"))
    return next((lock for lock in locks if os.path.lexists(lock)), None)


def _warn_of_open_files(targets: Sequence[Path]) -> None:
    """Print a warning for each file that will be replaced and seems to be open in a word processor."""
    for target in targets:
        if os.path.lexists(target) and (lock := _find_lock_file(target)):
            message = f"seems to be open in a word processor ({lock.name} is there); close it there without saving"
            print_findings([Finding("open", message, severity="warn", place=Place(str(target)))])


def write_results(
    results: Sequence[tuple[Path | None, bytes]],
    *,
    force: bool,
    sources: Sequence[Path] = (),
    binary: str | None = None,
) -> None:
    """Write all results to files or stdout; write none if one of the targets is refused.

    Parameters: `results`, pairs of a target (None for stdout) and its content; `force`, whether existing files may be
    replaced; `sources`, the input files, which must not be replaced; `binary`, what messages call content that is not
    text, such as “a workbook”. Prints a warning for each replaced file that seems to be open in a word processor.
    Raises FileProblem or UsageProblem if a target is refused.
    """
    check_targets([target for target, _ in results], force=force, sources=sources, binary=binary)
    files = [(target, content) for target, content in results if target is not None]
    _warn_of_open_files([target for target, _ in files])
    write_files(files, force=force)
    for target, content in results:
        if target is not None:
            continue
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
