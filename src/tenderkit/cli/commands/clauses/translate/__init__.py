# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses translate`: tables of texts for translators, and what comes back in them."""

import typer

from tenderkit.cli.commands.clauses.translate import export, import_, status
from tenderkit.cli.help import add_command
from tenderkit.cli.ready_values import Group

app = typer.Typer(name="translate", cls=Group, help="Give texts to translators and take them back.")
add_command(
    app,
    "export",
    export.export_texts,
    "tenderkit clauses translate export --language ar --stale -o ar.po",
    "tenderkit clauses translate export --language es --theme end-of-life --missing -o es.xlsx",
)
add_command(app, "import", import_.import_texts, "tenderkit clauses translate import es.xlsx")
add_command(app, "status", status.count_texts, "tenderkit clauses translate status --language ar")


@app.callback(invoke_without_command=True)
def print_help(context: typer.Context) -> None:
    """Give the texts of the library to translators, and take them back."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
