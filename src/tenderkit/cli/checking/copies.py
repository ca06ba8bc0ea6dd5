# SPDX-License-Identifier: Apache-2.0
"""Copies of the checked files that `check` writes: `tender-checked.docx` has comments, `tender-fixed.docx` fixes."""

import datetime
from collections.abc import Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.checks.documents.file_kind import WORD_ENDINGS
from tenderkit.cli.options import read_source_date
from tenderkit.cli.output import check_targets, open_folder, write_results
from tenderkit.cli.targets import names_folder
from tenderkit.errors import UsageProblem
from tenderkit.frozen import frozen_dataclass

if TYPE_CHECKING:
    from tenderkit.checks.documents.document import View
    from tenderkit.formats.text.checked_files import CheckedFile
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.purchase.purchase import Purchase

_TOML = ".toml"


@frozen_dataclass
class Copies:
    """Which copies are made, and to which paths; `results` collects them, each with its path (None for stdout).

    `comments`: whether they get the findings as comments; `fixes`: whether they get what can be mended; `targets`:
    the path of the copy of each file, by the name of the file; `folder`: the folder to make for them, None if none is
    needed; `force`: whether existing files may be overwritten; `when`: the date of comments and tracked changes, None
    for that of each file.
    """

    comments: bool
    fixes: bool
    targets: dict[str, Path | None]
    folder: Path | None = None
    force: bool = False
    when: datetime.datetime | None = None
    results: list[tuple[Path | None, bytes]] = field(default_factory=list)

    def copy_document(self, file: "CheckedFile", content: bytes, data: "ShippedData", view: "View") -> "CheckedFile":
        """Make the copy of a Word file; return what is left in it, what was mended, and the name of the copy.

        Parameters: `file`, `content`, what was found in the file, and its bytes; `data`, `view`, with what it was
        found.
        """
        from tenderkit.checks.documents.rule import load_rules
        from tenderkit.tender_check.copies import comment_document, fix_document

        if self.fixes:
            content, fixes, left = fix_document(content, file.file, data, load_rules(), file.findings, self.when)
            file = replace(file, fixes=fixes, findings=left)
        if self.comments:
            content = comment_document(content, file.file, file.findings, data, view, self.when)
        return self._add(file, content) if file.fixes or self.comments else file

    def copy_purchase(
        self, file: "CheckedFile", text: str, purchase: "Purchase", data: "ShippedData"
    ) -> "CheckedFile":
        """Make the copy of a purchase file; return what is left in it, what was mended, and the name of the copy.

        Parameters: `file`, `text`, what was found in the file, and its text in TOML; `purchase`, what it says;
        `data`, with what it was found.
        """
        from tenderkit.checks.rule import load_rules
        from tenderkit.tender_check.copies import fix_purchase

        fixed, fixes, left = fix_purchase(purchase, text, file.file, data, load_rules(), file.findings)
        file = replace(file, fixes=fixes, findings=left)
        return self._add(file, fixed.encode()) if fixes else file

    def _add(self, file: "CheckedFile", content: bytes) -> "CheckedFile":
        """Note the copy of a file; return the file with the name of the copy."""
        target = self.targets[file.file]
        self.results.append((target, content))
        return replace(file, written="stdout" if target is None else str(target))

    def write(self) -> None:
        """Write all copies. Raises FileProblem if one cannot be written; then none is."""
        if self.results:
            with open_folder(self.folder):
                write_results(self.results, force=self.force, sources=list(map(Path, self.targets)), binary="a copy")


def plan_copies(
    files: Sequence[str],
    output_path: str | None,
    *,
    comments: bool,
    fixes: bool,
    view: "View",
    force: bool,
) -> Copies | None:
    """Return which copies are to be made, and to which paths; None if none is asked for.

    Parameters: `output_path`, the path given with `-o`; without it a copy gets into the current folder; `comments`,
    `fixes`, what is asked for; `view`, how Word files are read; `force`, whether existing files may be overwritten.
    Raises UsageProblem for files of which no copy can be made, or a path that does not fit; FileProblem where a file
    is there already.
    """
    if not comments and not fixes:
        _refuse_target(output_path, force=force)
        return None
    option, kinds = ("--format docx", "Word files") if comments else ("--fix", "Word files or purchase files in TOML")
    if not files:
        raise UsageProblem(f"{option} needs a file", f"Name {kinds}.")
    possible = WORD_ENDINGS if comments else (*WORD_ENDINGS, _TOML)
    if other := next((file for file in files if Path(file).suffix.lower() not in possible), None):
        raise UsageProblem(f"{option} needs {kinds}, and {other} is none", "Check it without, or save it as .docx.")
    if fixes and view != "final":
        raise UsageProblem(
            "--fix goes with the final view", "Leave --view out: changes that are tracked stay tracked."
        )
    if fixes and output_path == "-" and not comments:
        raise UsageProblem("the copy and what is found cannot share stdout", "Name a file with -o.")
    folder, targets = _find_targets(files, output_path, "-fixed" if fixes else "-checked")
    if folder is None or folder.is_dir():
        check_targets(list(targets.values()), force=force, sources=list(map(Path, files)), binary="a copy")
    return Copies(comments, fixes, targets, folder, force, read_source_date())


def _find_targets(
    files: Sequence[str], output_path: str | None, ending: str
) -> tuple[Path | None, dict[str, Path | None]]:
    """Return the folder to make for copies, None if none is needed, and the path of the copy of each file.

    Parameters: `ending`, what is added to the name of a file.
    """
    if output_path is None or names_folder(output_path):
        folder = None if output_path is None else Path(output_path)
        paths = {file: Path(file) for file in files}
        return folder, {f: (folder or Path()) / f"{p.stem}{ending}{p.suffix}" for f, p in paths.items()}
    if len(files) > 1:
        raise UsageProblem(f"the copies of {len(files)} files do not fit into one", "Name a folder: -o copies/")
    return None, {files[0]: None if output_path == "-" else Path(output_path)}


def _refuse_target(output_path: str | None, *, force: bool) -> None:
    """Raise UsageProblem if a path to write to is given although nothing is written."""
    if output_path is not None or force:
        option = "--force" if output_path is None else "-o"
        message = f"{option} belongs to --format docx or --fix"
        raise UsageProblem(message, "What is found is printed; redirect it to keep it.")
