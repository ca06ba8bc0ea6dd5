# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses coverage`: list the topics of L.1061 and other schemes that the library covers."""

import sys
from typing import Annotated, Literal

import typer

from tenderkit.cli.options import Overlays
from tenderkit.cli.screen.console import open_console

Format = Literal["text", "md", "json"]


def compare_coverage(
    format_: Annotated[Format, typer.Option("--format", help="How to print it.")] = "text",
    scheme: Annotated[str | None, typer.Option("--scheme", metavar="NAME", help="This scheme only.")] = None,
    holes: Annotated[bool, typer.Option("--holes", help="Leave out the topics that are covered.")] = False,
    overlays: Overlays = None,
) -> int:
    """List the topics that the clauses cover, or not. Topics of L.1061, EU criteria and other schemes."""
    from pathlib import Path

    from tenderkit.errors import UsageProblem
    from tenderkit.findings import suggest_nearest
    from tenderkit.formats.text import coverage, json
    from tenderkit.library.coverage import match_topics
    from tenderkit.library.reading import shipped_data
    from tenderkit.library.reading.author_files import read_coverage

    library = shipped_data.load_with_overlays(overlays or []).library
    schemes = read_coverage(shipped_data.find_data_folder() / "clauses", [Path(o) for o in overlays or []], library)
    if scheme is not None:
        if scheme not in schemes:
            raise UsageProblem(f"there is no scheme “{scheme}”", suggest_nearest(scheme, schemes))
        schemes = {scheme: schemes[scheme]}
    rows = match_topics(schemes, library)
    if format_ == "json":
        envelope = json.build_envelope(
            "clauses-coverage", coverage.build_data(schemes, rows, library, holes=holes), (), ok=True
        )
        typer.echo(json.format_json(envelope), nl=False)
    elif format_ == "text" and (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.coverage import print_coverage

        print_coverage(console, schemes, rows, topics=scheme is not None, holes=holes)
    else:
        render = coverage.render_markdown if format_ == "md" else coverage.render
        typer.echo(render(schemes, rows, holes=holes), nl=False)
    return 0
