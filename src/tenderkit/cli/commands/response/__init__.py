# SPDX-License-Identifier: Apache-2.0
"""`tenderkit response`: the forms that tenderers filled in."""

import typer

from tenderkit.cli.commands.response import read
from tenderkit.cli.help import add_command
from tenderkit.cli.ready_values import Group

app = typer.Typer(
    name="response",
    cls=Group,
    help="Read the response forms that tenderers filled in.",
)
add_command(
    app,
    "read",
    read.read,
    "tenderkit response read forms/*.docx",
    "tenderkit response read forms/*.docx --format xlsx -o answers.xlsx",
)


@app.callback(invoke_without_command=True)
def print_help(context: typer.Context) -> None:
    """Read the response forms that tenderers filled in."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
