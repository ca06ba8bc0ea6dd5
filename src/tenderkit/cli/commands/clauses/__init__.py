# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses`: show, check and write the clauses of a library."""

import typer

from tenderkit.cli.commands.clauses import coverage, for_cpv, graph, lint, list_, new, new_language, show, translate
from tenderkit.cli.help import add_command
from tenderkit.cli.ready_values import Group

app = typer.Typer(
    name="clauses",
    cls=Group,
    help="Show, check and write clauses. What is in the library, where it has holes, whether it is in order.",
)
add_command(app, "list", list_.list_clauses, "tenderkit clauses list --category smartphone --model lease")
add_command(app, "show", show.show_clause, "tenderkit clauses show spare-parts --country ES")
add_command(
    app,
    "new",
    new.begin_clause,
    "tenderkit clauses new desk-repair --kind award-criterion --theme useful-life --into house",
)
add_command(app, "lint", lint.lint_library, "tenderkit clauses lint --library house")
add_command(app, "coverage", coverage.compare_coverage, "tenderkit clauses coverage --scheme l1061-topics --holes")
add_command(app, "for-cpv", for_cpv.find_for_cpv, "tenderkit clauses for-cpv 30213100-6")
add_command(app, "graph", graph.draw_graph, "tenderkit clauses graph --clause take-back")
add_command(app, "new-language", new_language.begin_language, "tenderkit clauses new-language es")
app.add_typer(translate.app, name="translate")


@app.callback(invoke_without_command=True)
def print_help(context: typer.Context) -> None:
    """Show, check and write the clauses of the library."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
