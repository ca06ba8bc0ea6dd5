# SPDX-License-Identifier: Apache-2.0
"""Write the form for the table of a batch to a file."""

from collections.abc import Sequence
from pathlib import Path

from tenderkit.batch.form import build_form
from tenderkit.cli import output
from tenderkit.cli.messages import print_line, print_path
from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.findings import Finding
from tenderkit.library.library import ENGLISH
from tenderkit.library.reading.shipped_data import load_with_overlays


def save_form(path: Path, overlays: Sequence[str], language: str | None, *, force: bool) -> int:
    """Write the form, and return the exit code 0.

    Raises UsageProblem for a path that names no workbook, InvalidInput for a language that is not there, FileProblem
    where the file cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageProblem(f"“{path}” is no name for a workbook", "Its name ends with .xlsx.")
    data = load_with_overlays(overlays)
    code = language or ENGLISH
    if code not in data.languages:
        fix = f"There are {', '.join(data.languages)}."
        raise InvalidInput([Finding("unknown-language", f"there are no texts in “{code}”", fix)])
    content = build_form(data.in_language(code).library, data.language(code))
    output.write_results([(path, content)], force=force)
    print_path(path)
    print_line(f"fill it in, then run: tenderkit batch {path} -o annexes")
    return 0
