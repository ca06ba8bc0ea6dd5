# SPDX-License-Identifier: Apache-2.0
"""`tenderkit list`: the words that a purchase file may hold, with their titles."""

import sys
from typing import Annotated, Any, Literal

import typer

from tenderkit.cli.completion import complete_kinds, complete_languages
from tenderkit.cli.options import Overlays
from tenderkit.cli.screen.console import open_console
from tenderkit.cli.word_lists import KINDS, describe_more, list_entries

Format = Literal["text", "json"]


def list_words(
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", autocompletion=complete_kinds, help=f"What to list: {', '.join(KINDS)}."),
    ],
    format_: Annotated[Format, typer.Option("--format", help="How to print it.")] = "text",
    language: Annotated[
        str,
        typer.Option(
            "--language",
            metavar="CODE",
            autocompletion=complete_languages,
            help="The language of the titles; examples keep their own.",
        ),
    ] = "en",
    overlays: Overlays = None,
) -> int:
    """List the words that a purchase file may hold. Examples, categories, countries, questions and more."""
    items = list_entries(kind, language, overlays or [])
    if format_ == "json":
        from tenderkit.formats.text.json import build_envelope, format_json

        typer.echo(format_json(build_envelope("list", {"items": items}, (), ok=True)), nl=False)
    elif (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.word_list import print_words

        print_words(console, items)
    else:
        typer.echo(_format_rows(items), nl=False)
    return 0


def _format_rows(items: list[dict[str, Any]]) -> str:
    """Return a text with a line for each entry: its id and its title in columns, and what else is known of it."""
    width = max(len(item["id"]) for item in items)
    return "".join(f"{item['id']:<{width}}  {item['title']}{describe_more(item)}\n" for item in items)
