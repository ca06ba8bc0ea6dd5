# SPDX-License-Identifier: Apache-2.0
"""Copies of the checked files that `check` writes, with comments: `tender-checked.docx` for `tender.docx`."""

import datetime
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.cli.options import read_source_date
from tenderkit.cli.output import check_targets, open_folder, write_results
from tenderkit.cli.targets import names_folder
from tenderkit.errors import UsageProblem
from tenderkit.frozen import frozen_dataclass

if TYPE_CHECKING:
    from tenderkit.checks.documents.document import View
    from tenderkit.findings import Finding

_WORD = (".docx", ".docm", ".dotx", ".dotm")
_ENDING = "-checked"


@frozen_dataclass
class Copies:
    """Which copies are written, and to which paths; `results` collects them, each with its path (None for stdout).

    `targets`: the path of the copy of each file, by the name of the file; `folder`: the folder to make for them, None
    if none is needed; `force`: whether existing files may be overwritten; `when`: the date of comments, None for that
    of each file.
    """

    targets: dict[str, Path | None]
    folder: Path | None = None
    force: bool = False
    when: datetime.datetime | None = None
    results: list[tuple[Path | None, bytes]] = field(default_factory=list)

    def add(self, name: str, content: bytes, findings: "Sequence[Finding]", view: "View") -> str:
        """Make the copy of a Word file with these findings as comments; return its name for messages.

        Parameters: `name`, `content`, the name and the bytes of the file; `view`, how it was read.
        """
        from tenderkit.formats.word.write.review.comments import add_comments

        target = self.targets[name]
        self.results.append((target, add_comments(content, name, findings, view, self.when)))
        return "stdout" if target is None else str(target)

    def write(self) -> None:
        """Write all copies. Raises FileProblem if one cannot be written; then none is."""
        sources = [Path(name) for name in self.targets]
        with open_folder(self.folder):
            write_results(self.results, force=self.force, sources=sources, binary="a Word file")


def plan_copies(files: Sequence[str], output_path: str | None, *, comments: bool, force: bool) -> Copies | None:
    """Return where the copies of Word files are to be written; None if none is asked for.

    Parameters: `output_path`, the path given with `-o`; without it a copy gets into the current folder; `comments`,
    whether copies with comments are asked for; `force`, whether existing files may be overwritten. Raises
    UsageProblem for files that are no Word files, or a path that does not fit; FileProblem where a file is there
    already.
    """
    if not comments:
        _refuse_target(output_path, force=force)
        return None
    if not files:
        raise UsageProblem("--format docx needs a Word file", "Name the file that gets the comments.")
    if other := next((file for file in files if Path(file).suffix.lower() not in _WORD), None):
        raise UsageProblem(f"--format docx needs Word files, and {other} is none", "Take another --format for it.")
    folder, targets = _find_targets(files, output_path)
    if folder is None or folder.is_dir():
        sources = [Path(file) for file in files]
        check_targets(list(targets.values()), force=force, sources=sources, binary="a Word file")
    return Copies(targets, folder, force, read_source_date())


def _find_targets(files: Sequence[str], output_path: str | None) -> tuple[Path | None, dict[str, Path | None]]:
    """Return the folder to make for copies, None if none is needed, and the path of the copy of each file."""
    if output_path is None or names_folder(output_path):
        folder = None if output_path is None else Path(output_path)
        return folder, {file: (folder or Path()) / _name_copy(Path(file)) for file in files}
    if len(files) > 1:
        raise UsageProblem(f"the copies of {len(files)} files do not fit into one", "Name a folder: -o checked/")
    return None, {files[0]: None if output_path == "-" else Path(output_path)}


def _refuse_target(output_path: str | None, *, force: bool) -> None:
    """Raise UsageProblem if a path to write to is given although nothing is written."""
    if output_path is not None or force:
        option = "--force" if output_path is None else "-o"
        raise UsageProblem(f"{option} belongs to --format docx", "What is found is printed; redirect it to keep it.")


def _name_copy(file: Path) -> str:
    return f"{file.stem}{_ENDING}{file.suffix}"
