# SPDX-License-Identifier: Apache-2.0
"""`tenderkit verify`: whether Word files are still as tenderkit made them."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

Format = Literal["text", "json"]


def verify(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Word files; `-` reads one from stdin.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print it.")] = "text",
) -> int:
    """Say whether Word files are as they were made. Which parts and clauses were edited; 1 where anything was."""
    from tenderkit.cli.sources import raise_all
    from tenderkit.cli.talk import tell
    from tenderkit.errors import FOUND, OK, TenderkitError, UsageProblem
    from tenderkit.formats import json, verification
    from tenderkit.word.opened import open_word
    from tenderkit.word.verify import verify as verified

    if not files:
        raise UsageProblem("no Word file was named", "Name one, or `-` for stdin.")
    if files.count("-") > 1:
        raise UsageProblem("stdin is named twice", "It can be read once.")
    found = []
    problems: list[TenderkitError] = []
    for file in files:
        try:
            name = "stdin" if file == "-" else file
            found.append((name, verified(open_word(_bytes(file), name))))
        except TenderkitError as error:
            problems.append(error)
    if not found:
        raise_all(problems)
    code = max([OK, *(p.exit_code for p in problems), *(FOUND for _, f in found if f.state != "unchanged")])
    findings = [f for p in problems for f in p.findings]
    tell(findings)
    if format_ == "json":
        data = {"files": [verification.as_json(*one) for one in found]}
        typer.echo(json.dumps(json.envelope("verify", data, findings, ok=code == OK)), nl=False)
    else:
        typer.echo("".join(verification.render(*one) for one in found), nl=False)
    return code


def _bytes(file: str) -> bytes:
    """The bytes of a file, up to more than can be opened."""
    from tenderkit.errors import FileProblem
    from tenderkit.reading import opened
    from tenderkit.word.opened import MAX_BYTES

    if file == "-":
        if sys.stdin is None:
            raise FileProblem("stdin", "is closed", "Give it the Word file, or name one.")
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with opened(Path(file), file) as content:
        return content.read(MAX_BYTES + 1)
