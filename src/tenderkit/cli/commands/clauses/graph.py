# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses graph`: draw the relations between clauses."""

import sys
from typing import Annotated, Literal

import typer

from tenderkit.cli.completion import complete_clauses
from tenderkit.cli.options import Overlays, find_clause
from tenderkit.cli.screen.console import open_console

Format = Literal["mermaid", "dot", "json"]


def draw_graph(
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="How to print it: when absent, a tree on a terminal, and mermaid elsewhere."),
    ] = None,
    clause: Annotated[
        str | None,
        typer.Option(
            "--clause",
            metavar="ID",
            autocompletion=complete_clauses,
            help="What this clause leads to, and what leads to it.",
        ),
    ] = None,
    beside: Annotated[bool, typer.Option("--with", help="Show too which clauses a clause needs next to it.")] = False,
    overlays: Overlays = None,
) -> int:
    """Draw the relations between clauses. Which clause requires, gives way to or replaces which other one."""
    from tenderkit.formats.text import graph, json
    from tenderkit.library.reading import shipped_data

    data = shipped_data.load_with_overlays(overlays or [])
    library = data.library
    if clause is not None:
        find_clause(library, clause)
    clause_graph = graph.build_graph(library, clause, beside=beside)
    if format_ == "json":
        typer.echo(
            json.format_json(json.build_envelope("clauses-graph", graph.build_data(clause_graph), (), ok=True)),
            nl=False,
        )
    elif format_ is None and (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.graph import print_graph

        print_graph(console, clause_graph, library, data.language("en"), clause)
    else:
        render = graph.render_dot if format_ == "dot" else graph.render_mermaid
        typer.echo(render(clause_graph, library, data.language("en")), nl=False)
    return 0
