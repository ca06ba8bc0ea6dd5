# SPDX-License-Identifier: Apache-2.0
"""`tenderkit diff`: print what differs between two purchases, annexes or libraries, and why."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from tenderkit.cli.options import Force, LanguageCode, OutputPath, Overlays
from tenderkit.cli.screen.console import open_console

Format = Literal["text", "json", "md", "html"]


def compare_sides(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="A purchase file, an annex (.docx), the folder of a library, a release of the shipped library such "
            "as 0.1.0, or `shipped`.",
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What it is compared with.")],
    format_: Annotated[
        Format, typer.Option("--format", help="How to print it; html has the two sides next to each other.")
    ] = "text",
    output_path: OutputPath = None,
    language: LanguageCode = None,
    overlays: Overlays = None,
    force: Force = False,
) -> int:
    """Compare two purchases, annexes or libraries. Prints which clauses were added, withdrawn and changed, which
    values moved, and why; exits with 1 if anything differs."""
    from tenderkit.cli import output
    from tenderkit.cli.compared.sides import read_sides
    from tenderkit.compare.difference import compare_states
    from tenderkit.compare.edition_files import read_histories
    from tenderkit.errors import FOUND, OK
    from tenderkit.formats.text.differences import formats, lines
    from tenderkit.library.reading.shipped_data import load_with_overlays

    data = load_with_overlays(overlays or [])
    sides = read_sides(old, new, language, data)
    difference = compare_states(*sides, read_histories(data.library))
    code = OK if difference.is_empty else FOUND
    target = None if output_path in (None, "-") else Path(str(output_path))
    if format_ == "text" and target is None and (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.changes import draw_lines

        console.print(*draw_lines(console, lines.list_lines(difference)), sep="\n")
        return code
    sources = [path for path in (Path(old), Path(new)) if path.is_file()]
    output.write_results(
        [(target, formats.write_difference(difference, format_, ok=code == OK))], force=force, sources=sources
    )
    return code
