# SPDX-License-Identifier: Apache-2.0
"""The whole way from a table of purchases to a folder with their papers and the reports."""

from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from tenderkit.batch.beginning import describe_beginning
from tenderkit.batch.executors import Crew, open_crew
from tenderkit.batch.folder import open_batch_folder
from tenderkit.batch.journal import Journal
from tenderkit.batch.report import write_reports
from tenderkit.batch.row_maker import BatchSettings, name_row_files, remove_files
from tenderkit.batch.runner import BatchCounts, BatchRun
from tenderkit.batch.table import Table, check_ids
from tenderkit.frozen import frozen_dataclass

Watch = Callable[[dict[str, Any], BatchCounts], None]


@frozen_dataclass
class BatchResult:
    """What a batch came to.

    `reports`: the paths of its reports; `is_complete`: whether every purchase was tried; `changed`: the names of
    files that were changed after they had been made, and were kept.
    """

    counts: BatchCounts
    reports: list[Path]
    is_complete: bool
    changed: list[str]


def count_purchases(table: Table, settings: BatchSettings) -> int:
    """Read a table to its end and return how many purchases it has.

    Raises InvalidInput where it is broken anywhere, or where ids are missing, repeated, or cannot name files.
    """
    return check_ids(table, partial(name_row_files, options=settings.options))


def run_batch(
    table: Table,
    settings: BatchSettings,
    total: int,
    watch: Watch,
    *,
    jobs: int,
    scheduler: str | None,
    stops: bool,
    resume: bool,
    force: bool,
) -> BatchResult:
    """Make the papers of all purchases of a table, and write the reports.

    Parameters: `total`, the number of purchases; `watch`, called with each result and the counts so far; `jobs`, the
    number of processes; `scheduler`, the address of a Dask cluster that makes the papers instead; `stops`, whether
    the first purchase that fails ends the run; `resume` and `force`, what may be done with a folder that is there.
    Raises FileProblem where the folder is refused, where the batch in it was begun with another table or with other
    options, or nothing can be written, and TenderkitError where a process ends
    unexpectedly or the cluster cannot be used; `resume` then goes on.
    """
    made_with = settings.compute_digest()
    counts = BatchCounts(total)
    with (
        _open_crew(settings, max(1, min(jobs, total)), scheduler, stops=stops) as crew,
        open_batch_folder(settings.folder, resume=resume, force=force),
        closing(Journal(settings.folder, describe_beginning(table.path, settings), begins_anew=force)) as journal,
    ):
        try:
            is_complete = BatchRun(table, settings, made_with, journal, crew, stops, watch).run(counts)
        finally:
            crew.executor.shutdown(cancel_futures=True)
        if is_complete:
            counts.removed += remove_files(sorted(journal.list_gone_files()), settings.folder)
            journal.tidy()
        reports = write_reports(journal, settings, counts, table.path)
        return BatchResult(counts, reports, is_complete, journal.changed)


def _open_crew(
    settings: BatchSettings, jobs: int, scheduler: str | None, *, stops: bool
) -> AbstractContextManager[Crew]:
    if scheduler is None:
        # What is made after a purchase that ends the run must replace no file.
        return nullcontext(open_crew(jobs, settings, writes=not stops))
    from tenderkit.batch.cluster import connect_crew

    return connect_crew(scheduler, settings)
