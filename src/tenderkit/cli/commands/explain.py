# SPDX-License-Identifier: Apache-2.0
"""`tenderkit explain`: print why each clause is in the annex or not."""

import sys
from typing import Annotated

import typer

from tenderkit.cli.completion import complete_clauses
from tenderkit.cli.messages import print_findings
from tenderkit.cli.options import (
    ExampleName,
    InputFormatOption,
    LanguageCode,
    OnError,
    Overlays,
    TextOrJsonOption,
    find_clause,
    read_today,
)
from tenderkit.cli.screen.console import open_console


def explain_selection(
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="A purchase file; `-` reads stdin.")] = None,
    clause: Annotated[
        str | None,
        typer.Option("--clause", metavar="ID", autocompletion=complete_clauses, help="Explain this clause only."),
    ] = None,
    format_: TextOrJsonOption = "text",
    example_name: ExampleName = None,
    language: LanguageCode = None,
    overlays: Overlays = None,
    input_format: InputFormatOption = None,
    on_error: OnError = "continue",
) -> int:
    """Explain why each clause of the library is in the annex or not, lot by lot. Lines of JSON, a purchase on each,
    are answered line by line."""
    from tenderkit.cli.inputs import find_stream, raise_problems, read_purchases, read_sources
    from tenderkit.formats.text import json
    from tenderkit.formats.text.explanation import render
    from tenderkit.library.reading import shipped_data
    from tenderkit.pipeline import select_clauses

    data = shipped_data.load_with_overlays(overlays or [])
    library = data.library
    if clause is not None:
        find_clause(library, clause)
    sources, problems = read_sources([file] if file else [], example_name, input_format)
    if (lines := find_stream(sources, alone=True)) is not None:
        from tenderkit.cli.streams.explain_stream import explain_stream

        raise_problems(problems)
        return explain_stream(lines, clause, language, data, stop=on_error == "stop")
    purchase = read_purchases(sources, language, problems, data)[0]
    selection = select_clauses(purchase, data, sources[0].name, read_today())
    words = data.language(purchase.prevailing_language)
    print_findings(selection.findings, words)
    if format_ == "json":
        explanation = json.build_explanation(selection, words, clause)
        typer.echo(
            json.format_json(json.build_envelope("explain", explanation, selection.findings, ok=True)), nl=False
        )
    elif (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.explanation import print_explanation

        print_explanation(console, selection, words, clause)
    else:
        typer.echo(render(selection, words, clause), nl=False)
    return 0
