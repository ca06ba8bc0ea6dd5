# SPDX-License-Identifier: Apache-2.0
"""`tenderkit verify`: check whether Word files are still the way tenderkit made them."""

import sys
from typing import Annotated, Literal

import typer

from tenderkit.cli.options import OriginalFile
from tenderkit.cli.screen.console import open_console

Format = Literal["text", "json"]


def verify_files(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Word files; `-` reads one from stdin.")
    ] = None,
    original: OriginalFile = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print it.")] = "text",
) -> int:
    """Check whether Word files were changed since tenderkit made them. Names the parts and clauses that were edited,
    moved or removed; exits with 1 if any was."""
    from tenderkit.cli.inputs import raise_problems
    from tenderkit.cli.messages import print_findings
    from tenderkit.cli.word_files import read_original, read_word_files
    from tenderkit.errors import FOUND, OK
    from tenderkit.formats.text import comparison, json
    from tenderkit.formats.word.read.open_docx import open_word
    from tenderkit.formats.word.read.verify import verify

    original_file = None if original is None else read_original(original, files or [])
    comparisons, problems = read_word_files(
        files or [], lambda content, name: verify(open_word(content, name), original_file)
    )
    if not comparisons:
        raise_problems(problems)
    code = max([OK, *(p.exit_code for p in problems), *(FOUND for _, f in comparisons if f.state != "unchanged")])
    findings = [f for p in problems for f in p.findings]
    print_findings(findings)
    if format_ == "json":
        data = {"files": [comparison.build_data(*one) for one in comparisons]}
        typer.echo(json.format_json(json.build_envelope("verify", data, findings, ok=code == OK)), nl=False)
    elif (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.comparison import print_comparisons

        print_comparisons(console, comparisons)
    else:
        typer.echo("".join(comparison.render(*one) for one in comparisons), nl=False)
    return code
