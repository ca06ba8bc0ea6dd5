# SPDX-License-Identifier: Apache-2.0
"""`tenderkit verify`: check whether Word files are still the way tenderkit made them."""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tenderkit.cli.screen.console import open_console

if TYPE_CHECKING:
    from tenderkit.formats.word.read.open_docx import WordFile

Format = Literal["text", "json"]


def verify_files(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Word files; `-` reads one from stdin.")
    ] = None,
    original: Annotated[
        str | None,
        typer.Option(
            "--original",
            metavar="FILE",
            help="The file as it was made; when absent, each file is compared with what it records of itself.",
        ),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print it.")] = "text",
) -> int:
    """Check whether Word files were changed since tenderkit made them. Names the parts and clauses that were edited,
    moved or removed; exits with 1 if any was."""
    from tenderkit.cli.inputs import raise_problems
    from tenderkit.cli.messages import print_findings
    from tenderkit.cli.word_files import read_word_files
    from tenderkit.errors import FOUND, OK
    from tenderkit.formats.text import comparison, json
    from tenderkit.formats.word.read.open_docx import open_word
    from tenderkit.formats.word.read.verify import verify

    original_file = None if original is None else _read_original(original, files or [])
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


def _read_original(file: str, files: list[str]) -> "WordFile":
    """Open the original file with which the other files are compared.

    Raises UsageProblem if stdin is named twice, InvalidInput if the original file was changed itself.
    """
    from tenderkit.cli.inputs import raise_problems
    from tenderkit.cli.word_files import read_word_files
    from tenderkit.errors import InvalidInput, UsageProblem
    from tenderkit.findings import Finding, Place
    from tenderkit.formats.word.read.open_docx import open_word
    from tenderkit.formats.word.read.verify import verify

    if file == "-" and "-" in files:
        raise UsageProblem("stdin is named twice", "It can be read once.")
    files_read, problems = read_word_files([file], open_word)
    if not files_read:
        raise_problems(problems)
    (name, opened) = files_read[0]
    if verify(opened).state != "unchanged":
        fix = "Name the file that tenderkit made, or leave --original out."
        raise InvalidInput([Finding("no-original", "is not as tenderkit made it", fix, place=Place(name))])
    return opened
