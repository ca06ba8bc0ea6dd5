# SPDX-License-Identifier: Apache-2.0
"""The reports of a batch: what became of each purchase, and nothing of the run that made it."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tenderkit.batch.journal import Journal
from tenderkit.batch.row_maker import BatchSettings
from tenderkit.batch.runner import BatchCounts
from tenderkit.errors import FileProblem
from tenderkit.formats.excel.tables.row_report import write_row_report
from tenderkit.formats.text.csv import guard_cell
from tenderkit.formats.text.json import build_envelope, format_json
from tenderkit.whole_files import sync_folder

JSON_NAME, WORKBOOK_NAME = "report.json", "report.xlsx"
WORKING_PREFIX = ".tenderkit-report-"
ROW_HEADS = ("row", "id", "status", "file", "digest", "findings")
FINDING_HEADS = ("row", "id", "severity", "rule", "sheet", "cell", "key", "message", "fix")
_ROWS_GO_HERE = "@rows@"


def write_reports(journal: Journal, settings: BatchSettings, counts: BatchCounts, file: str) -> list[Path]:
    """Write `report.json` and `report.xlsx` into the folder of a batch, and return their paths.

    Parameters: `file`, the name of the table. Raises FileProblem where they cannot be written.
    """
    paths = [settings.folder / JSON_NAME, settings.folder / WORKBOOK_NAME]
    try:
        with tempfile.TemporaryDirectory(prefix=WORKING_PREFIX, dir=settings.folder) as working:
            ready = [Path(working) / path.name for path in paths]
            with ready[0].open("w", encoding="utf-8", newline="\n") as report:
                report.writelines(_format_report(journal, settings, counts, file))
            rows = ([_show_cell(cell) for cell in row] for row in _list_rows(journal))
            findings = ([_show_cell(cell) for cell in row] for row in _list_findings(journal))
            sheets = [("rows", ROW_HEADS, rows), ("findings", FINDING_HEADS, findings)]
            write_row_report(ready[1], sheets, settings.options.created)
            for draft, path in zip(ready, paths, strict=True):
                with draft.open("rb+") as written:
                    os.fsync(written.fileno())
                draft.replace(path)
        sync_folder(settings.folder)
    except OSError as error:
        fix = "Make room, and go on with --resume."
        raise FileProblem(paths[0], f"could not be written: {error.strerror or error}", fix) from None
    return paths


def _format_report(journal: Journal, settings: BatchSettings, counts: BatchCounts, file: str) -> Iterator[str]:
    """Yield the text of the report in JSON piece by piece, one line for each purchase."""
    numbers = {
        "purchases": counts.total,
        "made": counts.done - counts.failed,
        "failed": counts.failed,
        "not-tried": counts.total - counts.done,
    }
    data = {"file": file, "sheet": settings.shape.sheet, "counts": numbers, "rows": [_ROWS_GO_HERE]}
    envelope = build_envelope("batch", data, (), ok=counts.done == counts.total and not counts.failed)
    before, _, after = format_json(envelope).rpartition(f'"{_ROWS_GO_HERE}"')
    yield before
    separator = ""
    for entry in journal.read_entries():
        yield separator + format_json(entry, lines=True).rstrip("\n")
        separator = ",\n      "
    yield after


def _list_rows(journal: Journal) -> Iterator[Iterable[Any]]:
    for entry in journal.read_entries():
        files = ", ".join(file["file"] for file in entry["files"])
        yield entry["row"], entry["id"], entry["status"], files, entry["digest"], len(entry["findings"])


def _list_findings(journal: Journal) -> Iterator[Iterable[Any]]:
    for entry in journal.read_entries():
        for finding in entry["findings"]:
            head = entry["row"], entry["id"], finding["severity"], finding["rule"]
            yield (
                *head,
                finding["sheet"],
                finding["cell"],
                finding["place"]["key"],
                finding["message"],
                finding["fix"],
            )


def _show_cell(value: Any) -> str | int:
    """Return a value for a cell, which no program takes for a formula, even where it is saved as CSV."""
    return value if isinstance(value, int) else guard_cell(value or "")
