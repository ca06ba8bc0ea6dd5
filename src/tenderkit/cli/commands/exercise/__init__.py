# SPDX-License-Identifier: Apache-2.0
"""`tenderkit exercise`: training exercises for buyers."""

import typer

from tenderkit.cli.commands.exercise import export, list_, make, mark, plan, verify
from tenderkit.cli.help import add_command
from tenderkit.cli.ready_values import Group

app = typer.Typer(
    name="exercise",
    cls=Group,
    help="Training exercises for buyers.",
)
add_command(
    app,
    "list",
    list_.list_exercises,
    "tenderkit exercise list",
    "tenderkit exercise list scenarios --format json",
)
add_command(
    app,
    "make",
    make.make_exercise,
    "tenderkit exercise make --scenario S02 --type choose-clauses --variants 4 -o laptops",
    "tenderkit exercise make --scenario S07 --type term-match --seed week-1 --public",
)
add_command(app, "verify", verify.verify_pack, "tenderkit exercise verify laptops")
add_command(app, "replay", verify.replay_pack, "tenderkit exercise replay laptops/key/pack.lock.toml -o again")
add_command(
    app,
    "mark",
    mark.mark_exercise,
    "tenderkit exercise mark laptops handed-in/ -o marks",
    "tenderkit exercise mark laptops ada.docx grid.csv -o marks --review-below 0.9",
)
add_command(app, "export", export.export_pack, "tenderkit exercise export laptops --format moodle -o lms")
add_command(
    app,
    "plan",
    plan.plan_exercises,
    "tenderkit exercise plan --minutes 180 --lo 1,2,3 --level 2 --people 18 -o workshop",
    "tenderkit exercise plan --start 2027-03-01T09:00 -o workshop",
)


@app.callback(invoke_without_command=True)
def print_help(context: typer.Context) -> None:
    """Training exercises for buyers."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
