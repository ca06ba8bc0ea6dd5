# SPDX-License-Identifier: Apache-2.0
"""The reports of a batch: what became of each purchase, and nothing of the run that made it."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tenderkit.batch.journal import Journal, compute_sha256
from tenderkit.batch.row_maker import BatchSettings
from tenderkit.batch.runner import BatchCounts
from tenderkit.errors import FileProblem
from tenderkit.formats.excel.tables.row_report import (
    ReportCell,
    ReportColumn,
    ReportLink,
    ReportSheet,
    write_row_report,
)
from tenderkit.formats.text.csv import guard_cell
from tenderkit.formats.text.json import build_envelope, format_json
from tenderkit.whole_files import sync_folder

JSON_NAME, WORKBOOK_NAME = "report.json", "report.xlsx"
WORKING_PREFIX = ".tenderkit-report-"
_ROW_COLUMNS = (
    *(ReportColumn("row", 8), ReportColumn("id", 24), ReportColumn("status", 10, is_mark=True)),
    *(ReportColumn("file", 40), ReportColumn("open points", 12), ReportColumn("warnings", 10)),
    *(ReportColumn("errors", 8), ReportColumn("digest", 68)),
)
_FINDING_COLUMNS = (
    *(ReportColumn("row", 8), ReportColumn("id", 24), ReportColumn("severity", 10, is_mark=True)),
    *(ReportColumn("sheet", 14), ReportColumn("cell", 8), ReportColumn("key", 30)),
    *(ReportColumn("message", 60), ReportColumn("fix", 60), ReportColumn("rule", 22)),
)
_ROWS_GO_HERE = "@rows@"


def write_reports(journal: Journal, settings: BatchSettings, counts: BatchCounts, table: Path) -> list[Path]:
    """Write `report.json` and `report.xlsx` into the folder of a batch, and return their paths.

    Reports that an earlier run has written on the same results are not written again. Parameters: `table`, the path
    of the table, to which the workbook has links. Raises FileProblem where the reports cannot be written.
    """
    paths = [settings.folder / JSON_NAME, settings.folder / WORKBOOK_NAME]
    around = _format_around(settings, counts, table.name)
    # Only the cells of a sheet have links.
    where = _find_table(table, settings.folder) if settings.shape.sheet else None
    made_of = repr((around, where, settings.options.created))
    try:
        if journal.reports == _compute_digest(made_of, paths):
            return paths
        with tempfile.TemporaryDirectory(prefix=WORKING_PREFIX, dir=settings.folder) as working:
            ready = [Path(working) / path.name for path in paths]
            with ready[0].open("w", encoding="utf-8", newline="\n") as report:
                report.writelines(_format_report(journal, *around))
            rows = ([_show_cell(cell) for cell in row] for row in _list_rows(journal))
            findings = ([_show_cell(cell) for cell in row] for row in _list_findings(journal, where))
            sheets = [ReportSheet("rows", _ROW_COLUMNS, rows), ReportSheet("findings", _FINDING_COLUMNS, findings)]
            write_row_report(ready[1], sheets, settings.options.created)
            for draft, path in zip(ready, paths, strict=True):
                with draft.open("rb+") as written:
                    os.fsync(written.fileno())
                draft.replace(path)
        sync_folder(settings.folder)
        noted = _compute_digest(made_of, paths)
    except OSError as error:
        fix = "Make room, and go on with --resume."
        raise FileProblem(paths[0], f"could not be written: {error.strerror or error}", fix) from None
    journal.note_reports(noted)
    return paths


def _compute_digest(made_of: str, paths: Sequence[Path]) -> str:
    """Return the SHA-256 of the reports that are there and of what they were made of, in hexadecimal digits."""
    digest = hashlib.sha256(made_of.encode())
    for path in paths:
        if path.is_file():
            digest.update(compute_sha256(path))
    return digest.hexdigest()


def _format_around(settings: BatchSettings, counts: BatchCounts, file: str) -> tuple[str, str]:
    """Return the text of the report in JSON in front of the lines on purchases, and that behind them."""
    numbers = {
        "purchases": counts.total,
        "made": counts.done - counts.failed,
        "failed": counts.failed,
        "not-tried": counts.total - counts.done,
        "warnings": counts.warnings,
        "open-points": counts.open_points,
    }
    data = {"file": file, "sheet": settings.shape.sheet, "counts": numbers, "rows": [_ROWS_GO_HERE]}
    envelope = build_envelope("batch", data, (), ok=counts.done == counts.total and not counts.failed)
    before, _, after = format_json(envelope).rpartition(f'"{_ROWS_GO_HERE}"')
    return before, after


def _format_report(journal: Journal, before: str, after: str) -> Iterator[str]:
    """Yield the text of the report in JSON piece by piece, one line for each purchase."""
    yield before
    separator = ""
    for entry in journal.read_entries():
        # When a file was written differs between runs.
        entry.pop("modified", None)
        yield separator + format_json(entry, lines=True).rstrip("\n")
        separator = ",\n      "
    yield after


def _find_table(table: Path, folder: Path) -> str | None:
    """Return the path of the table from the folder of the reports; None where no link can name it."""
    try:
        path = Path(os.path.relpath(table, folder)).as_posix()
    except ValueError:  # on another drive
        return None
    return None if "#" in path else path


def _list_rows(journal: Journal) -> Iterator[Iterable[Any]]:
    for entry in journal.read_entries():
        names = [file["file"] for file in entry["files"]]
        link = ReportLink(", ".join(names), names[0]) if names else ""
        severities = [finding["severity"] for finding in entry["findings"]]
        counts = entry["open-points"], severities.count("warn"), severities.count("error")
        yield entry["row"], entry["id"], entry["status"], link, *counts, entry["digest"]


def _list_findings(journal: Journal, table: str | None) -> Iterator[Iterable[Any]]:
    for entry in journal.read_entries():
        for finding in entry["findings"]:
            sheet, cell = finding["sheet"], finding["cell"]
            if table and sheet and cell:
                quoted = sheet.replace("'", "''")
                cell = ReportLink(cell, f"{table}#'{quoted}'!{cell}")
            head = entry["row"], entry["id"], finding["severity"], sheet, cell
            yield *head, finding["place"]["key"], finding["message"], finding["fix"], finding["rule"]


def _show_cell(value: Any) -> ReportCell:
    """Return a value for a cell, which no program takes for a formula, even where it is saved as CSV."""
    return value if isinstance(value, int | ReportLink) else guard_cell(value or "")
