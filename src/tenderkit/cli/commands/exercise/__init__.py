# SPDX-License-Identifier: Apache-2.0
"""`tenderkit exercise`: training exercises for buyers."""

import typer

from tenderkit.cli.commands.exercise import list_
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


@app.callback(invoke_without_command=True)
def print_help(context: typer.Context) -> None:
    """Training exercises for buyers."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
