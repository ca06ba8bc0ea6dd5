# SPDX-License-Identifier: Apache-2.0
"""`tenderkit verify`: whether Word files are still as tenderkit made them."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from tenderkit.formats.word.read.open_docx import WordFile

Format = Literal["text", "json"]


def verify(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Word files; `-` reads one from stdin.")
    ] = None,
    original: Annotated[
        str | None,
        typer.Option(
            "--original",
            metavar="FILE",
            help="The file as it was made; without it counts what the files say of themselves, if they still do.",
        ),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print it.")] = "text",
) -> int:
    """Say whether Word files are as they were made. Which parts and clauses were edited, moved or taken out; 1 where
    anything was."""
    from tenderkit.cli.inputs import raise_all
    from tenderkit.cli.messages import tell
    from tenderkit.cli.word_files import each
    from tenderkit.errors import FOUND, OK
    from tenderkit.formats.text import comparison, json
    from tenderkit.formats.word.read.open_docx import open_word
    from tenderkit.formats.word.read.verify import verify as verified

    made = None if original is None else _original(original, files or [])
    found, problems = each(files or [], lambda content, name: verified(open_word(content, name), made))
    if not found:
        raise_all(problems)
    code = max([OK, *(p.exit_code for p in problems), *(FOUND for _, f in found if f.state != "unchanged")])
    findings = [f for p in problems for f in p.findings]
    tell(findings)
    if format_ == "json":
        data = {"files": [comparison.build_data(*one) for one in found]}
        typer.echo(json.format_json(json.build_envelope("verify", data, findings, ok=code == OK)), nl=False)
    else:
        typer.echo("".join(comparison.render(*one) for one in found), nl=False)
    return code


def _original(file: str, files: list[str]) -> "WordFile":
    """The file as it was made. Raises UsageProblem where stdin is named twice, InvalidInput where it was changed."""
    from tenderkit.cli.inputs import raise_all
    from tenderkit.cli.word_files import each
    from tenderkit.errors import InvalidInput, UsageProblem
    from tenderkit.findings import Finding, Place
    from tenderkit.formats.word.read.open_docx import open_word
    from tenderkit.formats.word.read.verify import verify as verified

    if file == "-" and "-" in files:
        raise UsageProblem("stdin is named twice", "It can be read once.")
    found, problems = each([file], open_word)
    if not found:
        raise_all(problems)
    (name, opened) = found[0]
    if verified(opened).state != "unchanged":
        fix = "Name the file that tenderkit made, or leave --original out."
        raise InvalidInput([Finding("no-original", "is not as tenderkit made it", fix, place=Place(name))])
    return opened
