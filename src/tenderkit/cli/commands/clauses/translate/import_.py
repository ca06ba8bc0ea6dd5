# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses translate import`: take the texts of translators into the files of the library."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tenderkit.cli.options import DataFolder

if TYPE_CHECKING:
    from tenderkit.translation.row_check import CheckedRows
    from tenderkit.translation.table_row import TableRow


def import_texts(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The table that came back: .po or .xlsx.")],
    check: Annotated[bool, typer.Option("--check", help="Check the table, and write nothing.")] = False,
    folder: DataFolder = None,
) -> int:
    """Take a table of translators into the library. All problems are named at once; then nothing is written."""
    from tenderkit.cli.messages import print_findings
    from tenderkit.cli.workbench import open_workbench, refuse_installed
    from tenderkit.errors import InvalidInput, UsageProblem
    from tenderkit.library.language import find_separators
    from tenderkit.translation.changed_files import ChangedFiles
    from tenderkit.translation.row_check import RowCheck

    path = Path(file)
    if path.suffix not in (".po", ".xlsx"):
        raise UsageProblem(f"“{file}” ends neither with .po nor with .xlsx", "Name a table that was exported.")
    rows, language = _read_table(path)
    bench = open_workbench(folder, language)
    if not check:
        refuse_installed(bench.folder)
    library, frames = bench.data.library, bench.data.frames
    terms = library.translation_into(language).terms
    row_check = RowCheck(bench.texts, bench.records, terms, find_separators(frames[language].locale), file)
    checked = row_check.check(rows)
    if any(finding.severity == "error" for finding in checked.findings):
        raise InvalidInput(checked.findings)
    print_findings(checked.findings)
    files = ChangedFiles(library, frames, language, bench.texts).compose(checked.changes, bench.readings, bench.read)
    if checked.changes and not check:
        bench.write(files)
    _report(checked, sorted(files) if checked.changes else [], is_written=not check)
    return 0


def _read_table(path: Path) -> "tuple[list[TableRow], str]":
    """Return the rows of a table, and the code of the language that it names."""
    from tenderkit.library.reading.text_files import open_file, read_text

    if path.suffix == ".po":
        from tenderkit.formats.text.translations.po import read_translation_po

        return read_translation_po(read_text(path, str(path)), str(path))
    from tenderkit.formats.excel.tables.translation_sheet import read_translation_sheet

    with open_file(path, str(path)) as opened:
        return read_translation_sheet(opened, str(path))


def _report(checked: "CheckedRows", files: list[str], *, is_written: bool) -> None:
    from tenderkit.cli.messages import print_line

    count = len(checked.changes)
    if not files:
        print_line("no text is new: nothing is written")
    elif is_written:
        print_line(f"{count} texts written: {', '.join(files)}")
    else:
        print_line(f"{count} texts would be written: {', '.join(files)}")
    if checked.open:
        print_line(f"{checked.open} rows are still proposed or stale: they were left out")
    if checked.lost_states:
        print_line(f"drafts again, because their text changed: {', '.join(checked.lost_states)}")
