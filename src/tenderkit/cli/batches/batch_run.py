# SPDX-License-Identifier: Apache-2.0
"""Run a batch for the command line: read the options, show how far it is, say what came of it."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tenderkit.batch.batch import count_purchases, run_batch
from tenderkit.batch.executors import count_cores
from tenderkit.batch.row_maker import BatchSettings, load_library
from tenderkit.batch.runner import BatchCounts
from tenderkit.batch.table import open_table
from tenderkit.cli.logs.run_log import get_log
from tenderkit.cli.messages import print_findings, print_line, print_path, print_template_report
from tenderkit.cli.options import read_source_date, read_today
from tenderkit.cli.screen.console import is_watched
from tenderkit.cli.screen.progress import BatchState, format_seconds, show_batch
from tenderkit.errors import BUG, OK, PARTLY, InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.papers.registry import ANNEX, parse_papers
from tenderkit.pipeline import Options

if TYPE_CHECKING:
    from tenderkit.batch.table import Table

# The first failures are shown; the report has all.
_MOST_SHOWN = 20


def read_settings(
    file: Path,
    folder: Path,
    papers: str | None,
    overlays: Sequence[str],
    language: str | None,
    template: str | None,
    *,
    allow_untranslated: bool,
) -> tuple["Table", BatchSettings]:
    """Open the table of a batch, and return it with the settings of the batch.

    Raises FileProblem, InvalidInput or UsageProblem where table, libraries, template or options cannot be used.
    """
    names = (ANNEX,) if papers is None else parse_papers(papers)
    options = Options(
        names,
        reproducible=True,
        allow_untranslated=allow_untranslated,
        created=read_source_date(),
        today=read_today(reproducible=True),
    )
    data = load_library(tuple(overlays))
    if language is not None and language not in data.languages:
        fix = f"There are {', '.join(data.languages)}."
        raise InvalidInput([Finding("unknown-language", f"there are no texts in “{language}”", fix)])
    content = None
    if template is not None:
        from tenderkit.cli.word_files import read_content
        from tenderkit.formats.word.write.template import read_template

        content = read_content(template)
        print_template_report(read_template(content, template))
    table = open_table(file)
    for name in table.unread:
        print_line(f"{file}: the sheet {name} is not read, only {table.shape.sheet}")
    return table, BatchSettings(folder, tuple(overlays), options, language, table.shape, content, template or "")


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
    """Run a batch, print the paths of the reports, and return the exit code: 0, 5 if a purchase failed, 70 for a bug.

    Parameters: `jobs`, the number of processes, None for all cores; the others are those of `run_batch`.
    """
    log = get_log()
    total = count_purchases(table, settings)
    failures: list[Finding] = []
    with show_batch(total, print_line) as show:

        def watch(entry: Mapping[str, Any], counts: BatchCounts) -> None:
            rules = sorted({finding["rule"] for finding in entry["findings"]})
            event = "made" if entry["files"] else "failed"
            log.log(event, details={"id": entry["id"]}, row=entry["row"], rules=rules)
            if not entry["files"] and counts.failed <= _MOST_SHOWN:
                failures.extend(_make_findings(entry, table.path.name))
                if not is_watched(sys.stderr):  # nothing is printed into a bar
                    print_findings(failures)
                    failures.clear()
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
    print_findings(failures)
    counts = result.counts
    print_line(_describe_result(counts, log.measure_time()))
    for path in result.reports:
        print_path(path)
    return BUG if counts.bugs else PARTLY if counts.failed else OK


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


def _describe_result(counts: BatchCounts, seconds: float) -> str:
    """Return the numbers in words: `500 purchases: 497 made, 3 failed; 120 were done before; 25 s`."""
    noun = "purchase" if counts.total == 1 else "purchases"
    words = [f"{counts.total:,} {noun}: {counts.done - counts.failed:,} made, {counts.failed:,} failed"]
    if counts.done < counts.total:
        words.append(f"{counts.total - counts.done:,} not tried")
    if counts.skipped:
        words.append(f"{counts.skipped:,} were done before")
    return "; ".join((*words, format_seconds(seconds)))
