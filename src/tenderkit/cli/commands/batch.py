# SPDX-License-Identifier: Apache-2.0
"""`tenderkit batch`: make the papers of many purchases from a table, and a report on each."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from tenderkit.cli import options
from tenderkit.cli.completion import complete_papers

TableFile = Annotated[
    str | None, typer.Argument(metavar="FILE", help="The table: .csv, .xlsx, or .jsonl with a row on each line.")
]
BatchFolder = Annotated[
    str | None, typer.Option("-o", "--output", metavar="DIR", help="The folder for papers and reports; a new one.")
]
Form = Annotated[
    str | None, typer.Option("--form", metavar="FILE", help="Write a table to fill in, as a form (.xlsx), and stop.")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", metavar="N", min=1, help="The number of processes; all cores when absent.")
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Make them on a Dask cluster, such as tcp://host:8786; needs `tenderkit[cluster]`.",
    ),
]
OnError = Annotated[
    Literal["continue", "stop"], typer.Option("--on-error", help="Go on after a purchase that fails, or end there.")
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume", help="Go on in a folder that is there, with the same options; what has not changed is skipped."
    ),
]
BeginAnew = Annotated[
    bool, typer.Option("--force", help="Begin anew in a folder that is there; files changed by hand are overwritten.")
]
PaperNames = Annotated[
    str | None,
    typer.Option(
        "--papers",
        metavar="NAMES",
        autocompletion=complete_papers,
        help="What to build, with commas between; the annex alone when absent. See `tenderkit build --help`.",
    ),
]


def make_batch(
    file: TableFile = None,
    output_path: BatchFolder = None,
    form: Form = None,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    on_error: OnError = "continue",
    resume: Resume = False,
    force: BeginAnew = False,
    papers: PaperNames = None,
    language: options.LanguageCode = None,
    template: options.TemplateFile = None,
    allow_untranslated: options.AllowUntranslated = False,
    overlays: options.Overlays = None,
    locked: options.Locked = False,
) -> int:
    """Make the papers of many purchases from a table, and report.json and report.xlsx on them.

    Rows with the same id are one purchase, whose papers have the id as their name. The same table gives the same
    files. A run that was ended at any moment is taken up with --resume.
    """
    from tenderkit.batch.beginning import Beginning
    from tenderkit.cli.batches.batch_run import read_settings, run_and_report
    from tenderkit.errors import UsageProblem
    from tenderkit.papers.registry import parse_papers

    if form is not None:
        from tenderkit.cli.batches.form_file import save_form

        others = [file, output_path, jobs, scheduler, resume]
        if any(other not in (None, False) for other in others):
            raise UsageProblem("--form makes no papers", "Leave out the table, -o, --jobs, --scheduler and --resume.")
        return save_form(Path(form), overlays or [], language, force=force)
    if file is None or output_path is None:
        missing = "no table is named" if file is None else "there is no folder for the papers"
        raise UsageProblem(missing, "Write: tenderkit batch FILE -o DIR; --form FILE writes the form for a table.")
    if resume and force:
        raise UsageProblem(
            "--resume and --force exclude each other", "Go on with --resume, or begin anew with --force."
        )
    if scheduler is not None and jobs is not None:
        raise UsageProblem("--jobs and --scheduler exclude each other", "The cluster has its own number of workers.")
    if locked:
        from tenderkit.cli.batches.batch_lock import check_batch_lock

        check_batch_lock(overlays or [], template)
    if file == "-":
        fix = "Write the table to a file; `tenderkit build -` reads lines of JSON on stdin."
        raise UsageProblem("a table is read twice, and so not from stdin", fix)
    given = Beginning(
        Path(file).name,
        () if papers is None else parse_papers(papers),
        language or "",
        template or "",
        tuple(overlays or ()),
        allow_untranslated,
    )
    table, settings = read_settings(Path(file), Path(output_path), given, resume=resume)
    return run_and_report(table, settings, jobs, scheduler, stops=on_error == "stop", resume=resume, force=force)
