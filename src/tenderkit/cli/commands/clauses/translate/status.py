# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses translate status`: how far the translation into a language is."""

from typing import Annotated

import typer

from tenderkit.cli.completion import complete_languages
from tenderkit.cli.options import DataFolder, TextOrJsonOption


def count_texts(
    language: Annotated[
        str, typer.Option(metavar="CODE", autocompletion=complete_languages, help="The language to look at.")
    ],
    format_: TextOrJsonOption = "text",
    folder: DataFolder = None,
) -> int:
    """Count the texts of a language by theme and state. That is: missing, stale, draft, second-read, confirmed."""
    from tenderkit.cli.workbench import open_workbench
    from tenderkit.formats.text import json
    from tenderkit.formats.text.translations import status as status_lines
    from tenderkit.translation.text_state import count_states

    bench = open_workbench(folder, language)
    counts = count_states(bench.texts, bench.records)
    if format_ == "json":
        data = {"language": language, "texts": {kind: dict(states) for kind, states in counts.items()}}
        envelope = json.build_envelope("clauses-translate", data, (), ok=True)
        typer.echo(json.format_json(envelope), nl=False)
    else:
        typer.echo(status_lines.render(counts), nl=False)
    return 0
