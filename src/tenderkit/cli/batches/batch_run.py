# SPDX-License-Identifier: Apache-2.0
"""Run a batch for the command line: read the options, show how far it is, say what came of it."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tenderkit.batch.batch import BatchResult, count_purchases, run_batch
from tenderkit.batch.beginning import Beginning, format_command, read_beginning
from tenderkit.batch.executors import count_cores
from tenderkit.batch.row_maker import CHANGED, BatchSettings, load_library
from tenderkit.batch.runner import BatchCounts
from tenderkit.batch.table import open_table
from tenderkit.cli.logs.run_log import get_log
from tenderkit.cli.messages import print_findings, print_line, print_path, print_template_report
from tenderkit.cli.options import read_source_date, read_today
from tenderkit.cli.screen.console import is_watched
from tenderkit.cli.screen.progress import BatchState, format_seconds, show_batch
from tenderkit.errors import BUG, FILE, OK, PARTLY, Interrupted, InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.papers.registry import ANNEX
from tenderkit.pipeline import Options

if TYPE_CHECKING:
    from tenderkit.batch.table import Table

# The first failures are shown; the report has all.
_MOST_SHOWN = 20


def read_settings(file: Path, folder: Path, given: Beginning, *, resume: bool) -> tuple["Table", BatchSettings]:
    """Open the table of a batch, and return it with the settings of the batch.

    Parameters: `given`, the options of the command line; with `resume` those that are missing are taken from the
    batch in the folder. Raises FileProblem, InvalidInput or UsageProblem where table, libraries, template or options
    cannot be used, or where the batch in the folder was begun with others.
    """
    earlier = read_beginning(folder) if resume else None
    chosen = given.fill_in(earlier)
    if not chosen.papers:
        chosen = replace(chosen, papers=(ANNEX,))
    chosen.check_same(earlier, folder)
    options = Options(
        chosen.papers,
        reproducible=True,
        allow_untranslated=chosen.untranslated,
        created=read_source_date(),
        today=read_today(reproducible=True),
    )
    language = chosen.language or None
    data = load_library(chosen.libraries)
    if language is not None and language not in data.languages:
        fix = f"There are {', '.join(data.languages)}."
        raise InvalidInput([Finding("unknown-language", f"there are no texts in “{language}”", fix)])
    content = None
    if chosen.template:
        from tenderkit.cli.word_files import read_content
        from tenderkit.formats.word.write.template import read_template

        content = read_content(chosen.template)
        print_template_report(read_template(content, chosen.template))
    table = open_table(file)
    for name in table.unread:
        print_line(f"{file}: the sheet {name} is not read, only {table.shape.sheet}")
    return table, BatchSettings(folder, chosen.libraries, options, language, table.shape, content, chosen.template)


class _Watcher:
    """Notes the result of each purchase in the log, and says what failed. `refused`: how many files would be lost."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._failures: list[Finding] = []
        self.refused = 0

    def note(self, entry: Mapping[str, Any], counts: BatchCounts) -> None:
        """Note a result, and print its errors at once unless a bar is shown."""
        rules = sorted({finding["rule"] for finding in entry["findings"]})
        event = "made" if entry["files"] else "failed"
        get_log().log(event, details={"id": entry["id"]}, row=entry["row"], rules=rules)
        self.refused += CHANGED in rules
        if not entry["files"] and counts.failed <= _MOST_SHOWN:
            self._failures += _make_findings(entry, self._file)
            if not is_watched(sys.stderr):
                self.print_failures()

    def print_failures(self) -> None:
        """Print the errors that are not printed yet."""
        print_findings(self._failures)
        self._failures.clear()


def run_and_report(
    table: "Table",
    settings: BatchSettings,
    jobs: int | None,
    scheduler: str | None,
    *,
    stops: bool,
    resume: bool,
    force: bool,
) -> int:
    """Run a batch, print the paths of the reports, and return the exit code.

    That is 0; 5 if a purchase failed; 4 if a file was kept that was changed after it had been made; 70 for a bug.
    Parameters: `jobs`, the number of processes, None for all cores; the others are those of `run_batch`. Raises
    Interrupted, which says how to go on.
    """
    total = count_purchases(table, settings)
    watcher = _Watcher(table.path.name)
    try:
        with show_batch(total, print_line) as show:

            def watch(entry: Mapping[str, Any], counts: BatchCounts) -> None:
                watcher.note(entry, counts)
                show(BatchState(counts.done, counts.total, counts.failed, counts.rate, counts.seconds_left))

            result = run_batch(
                table,
                settings,
                total,
                watch,
                jobs=jobs or count_cores(),
                scheduler=scheduler,
                stops=stops,
                resume=resume,
                force=force,
            )
    except KeyboardInterrupt:
        raise _describe_interruption(table.path, settings.folder, scheduler) from None
    watcher.print_failures()
    _print_changed(result.changed, settings.folder)
    print_line(_describe_result(result, get_log().measure_time()))
    for path in result.reports:
        print_path(path)
    if result.counts.bugs:
        return BUG
    return FILE if result.changed or watcher.refused else PARTLY if result.counts.failed else OK


def _describe_interruption(table: Path, folder: Path, scheduler: str | None) -> Interrupted:
    more = () if scheduler is None else ("--scheduler", scheduler)
    fix = f"Go on with: {format_command(table, folder, more)}" if read_beginning(folder) else ""
    return Interrupted([Finding("interrupted", "interrupted; no file was left half written", fix)])


def _print_changed(names: Sequence[str], folder: Path) -> None:
    """Print the files that were changed by hand and kept; of many the first ones and their number."""
    fix = "Move it away, and it is made again with --resume."
    findings = [
        Finding(CHANGED, "was changed after it was made, and is kept", fix, place=Place(str(folder / name)))
        for name in names[:_MOST_SHOWN]
    ]
    print_findings(findings)
    if len(names) > _MOST_SHOWN:
        print_line(f"and {len(names) - _MOST_SHOWN:,} more files that were changed and are kept")


def _make_findings(entry: Mapping[str, Any], file: str) -> list[Finding]:
    """Return the errors of a purchase for people, with the cell of each in the place of the file."""
    return [
        Finding(
            finding["rule"],
            finding["message"],
            finding["fix"],
            place=Place(f"{file}, {_name_place(finding, entry)}", finding["place"]["key"]),
        )
        for finding in entry["findings"]
        if finding["severity"] == "error"
    ]


def _name_place(finding: Mapping[str, Any], entry: Mapping[str, Any]) -> str:
    sheet = f"{finding['sheet']}!" if finding["sheet"] else ""
    return f"{sheet}{finding['cell']}" if finding["cell"] else f"line {entry['row']}"


def _describe_result(result: BatchResult, seconds: float) -> str:
    """Return the numbers in words: `500 purchases: 497 made, 3 failed; 120 were done before; 25 s`."""
    counts = result.counts
    words = [f"{_count(counts.total, 'purchase')}: {counts.done - counts.failed:,} made, {counts.failed:,} failed"]
    if counts.open_points or counts.warnings:
        words.append(f"{_count(counts.open_points, 'open point')}, {_count(counts.warnings, 'warning')}")
    if counts.done < counts.total:
        words.append(f"{counts.total - counts.done:,} not tried")
    if counts.skipped:
        words.append(f"{counts.skipped:,} were done before")
    if counts.removed:
        words.append(f"{_count(counts.removed, 'file')} of earlier runs removed")
    return "; ".join((*words, format_seconds(seconds)))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"
