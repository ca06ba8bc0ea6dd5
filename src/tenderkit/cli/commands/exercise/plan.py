# SPDX-License-Identifier: Apache-2.0
"""`tenderkit exercise plan`: the plan of a workshop over several learning outcomes."""

from pathlib import Path
from typing import Annotated

import typer

from tenderkit.cli.options import AllowUntranslated, Overlays, read_source_date

Minutes = Annotated[int, typer.Option("--minutes", metavar="N", help="How long the workshop is, 45 to 480.")]
Outcomes = Annotated[
    str | None,
    typer.Option(
        "--lo",
        metavar="N,N",
        help=(
            "The learning outcomes, in the order of the workshop: 1 understand circular ICT, 2 apply ITU-T L.1061, "
            "3 use it in tenders. All three when absent, or those of --type."
        ),
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        metavar="TYPE",
        help="A type of exercise, in place of those that the plan would choose; several times, in their order.",
    ),
]
Level = Annotated[
    int,
    typer.Option(
        "--level", metavar="N", help="The level, 1 (basic) to 4 (expert); a type without it takes its nearest."
    ),
]
People = Annotated[int, typer.Option("--people", metavar="N", help="How many people take part, 2 to 200.")]
Start = Annotated[
    str | None,
    typer.Option(
        "--start",
        metavar="TIME",
        help="Day and time of the place, such as 2027-03-01T09:00; without it there is no calendar.",
    ),
]
Language = Annotated[str, typer.Option("--language", metavar="CODE", help="The language of all papers.")]
Seed = Annotated[str, typer.Option("--seed", metavar="TEXT", help="The name of the run, printed on every paper.")]
PlanFolder = Annotated[str, typer.Option("-o", "--output", metavar="DIR", help="The folder of the plan, a new one.")]


def plan_exercises(
    minutes: Minutes = 180,
    outcomes: Outcomes = None,
    types: Types = None,
    level: Level = 2,
    people: People = 18,
    start: Start = None,
    language: Language = "en",
    seed: Seed = "workshop",
    output_path: PlanFolder = "workshop",
    allow_untranslated: AllowUntranslated = False,
    overlays: Overlays = None,
) -> int:
    """Plan a workshop: agenda, commands for its packs, and material.

    The agenda fills the minutes exactly: one exercise for each learning outcome, more where there is time, or those
    named with --type; and breaks. They are on one scenario as far as it suits them and none gives the key of another
    away. workshop.docx is the plan, workshop.ics the calendar.
    """
    from tenderkit.cli.exercises.orders import check_seed
    from tenderkit.cli.exercises.pack_folder import check_new_folder
    from tenderkit.cli.exercises.workshops import make_order
    from tenderkit.cli.messages import print_line, print_path
    from tenderkit.cli.output import write_folder
    from tenderkit.exercises.workshop.files import write_plan
    from tenderkit.exercises.workshop.planning import plan_workshop
    from tenderkit.library.reading.shipped_data import load_with_overlays

    check_seed(seed)
    order = make_order(
        minutes, outcomes, types or [], level, people, start, language, seed, allow_untranslated, overlays or []
    )
    folder = Path(output_path)
    check_new_folder(folder)
    data = load_with_overlays(overlays or [])
    workshop = plan_workshop(order, data)
    files = write_plan(workshop, data, read_source_date())
    write_folder(folder, files)
    print_path(folder)
    for session in workshop.sessions:
        print_line(f"{session.outcome}: {session.type.name} on {session.scenario.id}, level {session.level}")
    print_line(f"the plan is {folder / 'workshop.docx'}" + (", the calendar workshop.ics" if order.start else ""))
    return 0
