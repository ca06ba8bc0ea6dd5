# SPDX-License-Identifier: Apache-2.0
"""`tenderkit verify`: whether Word files are still as tenderkit made them."""

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
    from tenderkit.cli.word_files import each
    from tenderkit.errors import FOUND, OK
    from tenderkit.formats import json, verification
    from tenderkit.word.opened import open_word
    from tenderkit.word.verify import verify as verified

    found, problems = each(files or [], lambda content, name: verified(open_word(content, name)))
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
