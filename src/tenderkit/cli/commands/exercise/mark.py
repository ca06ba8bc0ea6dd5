# SPDX-License-Identifier: Apache-2.0
"""`tenderkit exercise mark`: mark what participants hand in."""

from pathlib import Path
from typing import Annotated

import typer

from tenderkit.cli.options import Overlays, read_source_date

PackFolder = Annotated[str, typer.Argument(metavar="PACK", help="The folder of the pack.")]
HandedIn = Annotated[
    list[str],
    typer.Argument(
        metavar="SUBMISSION...",
        help="Forms (.docx, .xlsx), grids (.csv), handouts with comments, or folders with them.",
    ),
]
MarksFolder = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="DIR", help="The folder of the marks, a new one; PACK-marks when absent."),
]
ReviewBelow = Annotated[
    float,
    typer.Option(
        "--review-below",
        metavar="SHARE",
        help="Free text passes from this share of the telling words of the model; a person reads the rest.",
    ),
]

Reviewed = Annotated[
    list[str] | None,
    typer.Option(
        "--reviewed",
        metavar="FILE",
        help="The review.xlsx of earlier marks with the points that you gave, also as CSV; may be given again.",
    ),
]
Earlier = Annotated[
    list[str] | None,
    typer.Option(
        "--earlier",
        metavar="DIR",
        help="The marks of another exercise of the day: report and day.csv are on all of them; may be given again.",
    ),
]


def mark_exercise(
    pack: PackFolder,
    named: HandedIn,
    output_path: MarksFolder = None,
    review_below: ReviewBelow = 0.8,
    reviewed: Reviewed = None,
    earlier: Earlier = None,
    overlays: Overlays = None,
) -> int:
    """Mark what participants hand in: a gradebook for Moodle, a report on the class, and a paper for each person.

    Free text is never marked down: it passes, or a person reads it, and its points stay open until then. Write them
    into review.xlsx, and mark again with --reviewed. A file that cannot be read stops none of the others: the exit
    code is then 5, and 3 where no file can be marked.
    """
    from tenderkit.cli.exercises.handed_in import (
        check_share,
        list_files,
        read_all_reviews,
        read_earlier,
        read_files,
        read_key,
        write_results,
    )
    from tenderkit.cli.exercises.pack_folder import check_new_folder
    from tenderkit.cli.inputs import raise_problems
    from tenderkit.cli.messages import print_findings, print_line, print_path
    from tenderkit.cli.screen.progress import show_spinner
    from tenderkit.errors import OK, PARTLY, FileProblem
    from tenderkit.exercises.marking.fix_judge import CheckingJudge
    from tenderkit.exercises.marking.marker import Marker
    from tenderkit.exercises.marking.results import mark_class
    from tenderkit.exercises.marking.review import give_points
    from tenderkit.library.reading.shipped_data import load_with_overlays
    from tenderkit.pipeline import date_files

    folder = Path(output_path or f"{Path(pack).resolve().name}-marks")
    check_new_folder(folder)
    check_share(review_below)
    files = list_files(named)
    others = read_earlier(earlier or [])
    data = load_with_overlays(overlays or [])
    with show_spinner("making the key"):
        key = read_key(Path(pack), data, overlays or [])
    reviews = read_all_reviews(reviewed or [], key)
    submissions, problems = read_files(files, key)
    launch = key.task.material.annex.selection.purchase.tender.launch
    result = mark_class(submissions, key, Marker(review_below, CheckingJudge(key.task.material, data)))
    if not result.marked:
        print_findings(result.remarks)
        raise_problems(problems)
        fix = "Name forms, or the folder in which they are."
        raise FileProblem(named[0], "holds nothing that was handed in", fix)
    result = give_points(result, reviews, key)
    write_results(folder, result, key, data, date_files(launch, read_source_date()), others)
    print_findings([*result.remarks, *(finding for problem in problems for finding in problem.findings)])
    print_path(folder)
    to_read = sum(len(each.to_read) for each in result.marked)
    print_line(f"marked: {len(result.marked)}, not readable: {len(problems)}, answers to read: {to_read}")
    return PARTLY if problems else OK
