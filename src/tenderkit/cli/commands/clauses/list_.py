# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses list`: list the clauses of the library in columns."""

import sys
from typing import Annotated, Literal

import typer

from tenderkit.cli.completion import complete_categories
from tenderkit.cli.options import Overlays
from tenderkit.cli.screen.console import open_console

Format = Literal["text", "json", "csv"]
_LISTS = {
    "theme": "themes",
    "kind": "kinds",
    "level": "levels",
    "category": "categories",
    "model": "acquisitions",
    "set": "sets",
    "status": "statuses",
}


def list_clauses(
    theme: Annotated[str | None, typer.Option(help="Clauses of this theme.")] = None,
    kind: Annotated[str | None, typer.Option(help="Clauses of this kind.")] = None,
    level: Annotated[str | None, typer.Option(help="Clauses that exist at this level.")] = None,
    category: Annotated[
        str | None,
        typer.Option(autocompletion=complete_categories, help="Clauses for this kind of equipment, bought or old."),
    ] = None,
    model: Annotated[str | None, typer.Option(help="Clauses for this acquisition model.")] = None,
    in_set: Annotated[str | None, typer.Option("--set", help="Clauses of this set.")] = None,
    status: Annotated[str | None, typer.Option(help="Clauses of this status.")] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print it.")] = "text",
    overlays: Overlays = None,
) -> int:
    """List the clauses. Only those that fit all options; for an unknown word the possible words are named."""
    from tenderkit.errors import UsageProblem
    from tenderkit.formats.text import clause_list, json
    from tenderkit.library.reading import shipped_data
    from tenderkit.library.reading.refusals import suggest_word

    data = shipped_data.load_with_overlays(overlays or [])
    library = data.library
    wanted = {
        "theme": theme,
        "kind": kind,
        "level": level,
        "category": category,
        "model": model,
        "set": in_set,
        "status": status,
    }
    for name, word in wanted.items():
        if word is not None and word not in library.vocabulary.words(_LISTS[name]):
            fix = suggest_word(library.vocabulary, _LISTS[name], word, data.language("en"))
            raise UsageProblem(f"there is no {name} “{word}”", fix)
    clauses = library.find_clauses(**{name: word for name, word in wanted.items() if word is not None})
    match format_:
        case "json":
            envelope = json.build_envelope(
                "clauses-list", {"clauses": clause_list.build_data(clauses, library)}, (), ok=True
            )
            typer.echo(json.format_json(envelope), nl=False)
        case "csv":
            typer.echo(clause_list.render_csv(clauses, library), nl=False)
        case _ if (console := open_console(sys.stdout)) is not None:
            from tenderkit.cli.screen.clause_list import print_clauses

            print_clauses(console, clauses, library, data.language("en"))
        case _:
            typer.echo(clause_list.render(clauses, library, data.language("en")), nl=False)
    return 0
