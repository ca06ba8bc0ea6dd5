# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses`: show, check and write the clauses of a library."""

import typer

from tenderkit.cli.commands.clauses import coverage, for_cpv, graph, lint, list_, new, show

app = typer.Typer(
    name="clauses",
    help="Show, check and write clauses. What is in the library, where it has holes, whether it is in order.",
    rich_markup_mode=None,
)
app.command("list")(list_.list_clauses)
app.command("show")(show.show_clause)
app.command("new")(new.begin_clause)
app.command("lint")(lint.lint_library)
app.command("coverage")(coverage.compare_coverage)
app.command("for-cpv")(for_cpv.find_for_cpv)
app.command("graph")(graph.draw_graph)


@app.callback(invoke_without_command=True)
def print_help(context: typer.Context) -> None:
    """Show, check and write the clauses of the library."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
