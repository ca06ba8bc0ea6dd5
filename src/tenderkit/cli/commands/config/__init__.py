# SPDX-License-Identifier: Apache-2.0
"""`tenderkit config`: the settings that variables and configuration files give."""

import typer

from tenderkit.cli.commands.config import show
from tenderkit.cli.help import add_command
from tenderkit.cli.ready_values import Group

app = typer.Typer(
    name="config",
    cls=Group,
    help="Show the settings that variables and configuration files give.",
)
add_command(app, "show", show.show_settings, "tenderkit config show", "tenderkit config show --origin")


@app.callback(invoke_without_command=True)
def print_help(context: typer.Context) -> None:
    """Show the settings that variables and configuration files give."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
