# SPDX-License-Identifier: Apache-2.0
"""What a batch was begun with: the journal keeps it, so that a run that goes on makes the same papers."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tenderkit.batch.row_maker import BatchSettings
from tenderkit.command_lines import join_words
from tenderkit.errors import FileProblem
from tenderkit.frozen import frozen_dataclass

NAME = ".tenderkit-batch.jsonl"
_MARK = b'{"begun":'


@frozen_dataclass
class Beginning:
    """What a batch was begun with.

    `table`: the name of the file with its table; `papers`: the names of the papers; `language`, `template` and
    `libraries`: as in the command line, with paths that start from the current folder; `untranslated`: whether
    `--allow-untranslated` was given. An option that was not given is empty.
    """

    table: str
    papers: tuple[str, ...] = ()
    language: str = ""
    template: str = ""
    libraries: tuple[str, ...] = ()
    untranslated: bool = False

    def fill_in(self, earlier: "Beginning | None") -> "Beginning":
        """Return these options, with those of an earlier run in place of those that were not given."""
        if earlier is None:
            return self
        return replace(self, **{name: value or getattr(earlier, name) for name, value in vars(self).items()})

    def check_same(self, earlier: "Beginning | None", folder: Path) -> None:
        """Raise FileProblem where the batch in a folder was begun with another table or with other options.

        Parameters: `earlier`, what that was begun with; None where no batch has begun there.
        """
        if earlier is None or not (differences := list(_describe_differences(earlier, self))):
            return
        command = format_command(Path(earlier.table), folder)
        fix = f"Go on with: {command}. Or name another folder; --force begins anew in this one."
        raise FileProblem(folder, f"holds a batch with {'; with '.join(differences)}", fix)

    def format_line(self, folder: Path) -> bytes:
        """Return the line for the journal in a folder, in which paths start from that folder."""
        paths = {"template": _move_path(self.template, os.curdir, folder)}
        libraries = [_move_path(library, os.curdir, folder) for library in self.libraries]
        begun = {**vars(self), **paths, "libraries": libraries}
        return json.dumps({"begun": begun}, sort_keys=True).encode() + b"\n"


def describe_beginning(table: Path, settings: BatchSettings) -> Beginning:
    """Return what a batch with a table and settings is begun with."""
    options = settings.options
    paths = settings.template_name, settings.overlays
    return Beginning(table.name, options.papers, settings.language or "", *paths, options.allow_untranslated)


def format_command(table: Path, folder: Path, more: Sequence[str] = ()) -> str:
    """Return the command line that goes on with a batch. Parameters: `more`, further words."""
    return join_words(["tenderkit", "batch", str(table), "-o", str(folder), *more, "--resume"])


def read_beginning(folder: Path) -> Beginning | None:
    """Return what the batch in a folder was begun with; None where none has begun there. Raises FileProblem."""
    last = None
    try:
        with (folder / NAME).open("rb") as journal:
            for line in journal:
                last = parse_beginning(line, folder) or last
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise FileProblem(folder / NAME, f"cannot be read: {error.strerror or error}") from None
    return last


def parse_beginning(line: bytes, folder: Path) -> Beginning | None:
    """Return what a line of the journal in a folder says that the batch was begun with; None for any other line."""
    if not (line.startswith(_MARK) and line.endswith(b"\n")):
        return None
    try:
        begun: dict[str, Any] = json.loads(line)["begun"]
        libraries = tuple(_move_path(library, folder, os.curdir) for library in begun["libraries"])
        begun |= {"libraries": libraries, "papers": tuple(begun["papers"])}
        return Beginning(**{**begun, "template": _move_path(begun["template"], folder, os.curdir)})
    except (ValueError, TypeError, KeyError):
        return None


def _move_path(path: str, before: str | Path, after: str | Path) -> str:
    """Return a path that starts from one folder as one that starts from another; an empty one stays empty."""
    if not path:
        return path
    joined = os.path.join(before, path)  # noqa: PTH118
    try:
        return os.path.relpath(joined, after)
    except ValueError:  # on another drive
        return os.path.abspath(joined)  # noqa: PTH100


def _describe_differences(earlier: Beginning, now: Beginning) -> Iterator[str]:
    """Yield what differs; of paths the names count, since folders are moved."""
    if earlier.table != now.table:
        yield f"the table {earlier.table}, not {now.table}"
    for option, words, others in (
        ("--papers", ",".join(earlier.papers), ",".join(now.papers)),
        ("--language", earlier.language, now.language),
        ("--template", Path(earlier.template).name, Path(now.template).name),
        ("--library", _list_names(earlier.libraries), _list_names(now.libraries)),
    ):
        if words != others:
            yield f"{option} {words}, not {others or 'without'}" if words else f"no {option}, not {option} {others}"
    if earlier.untranslated != now.untranslated:
        yield ("" if earlier.untranslated else "no ") + "--allow-untranslated"


def _list_names(paths: Sequence[str]) -> str:
    return ", ".join(Path(path).name for path in paths)
