# SPDX-License-Identifier: Apache-2.0
"""Print what was changed in annexes since tenderkit made them: `check --changes`."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from tenderkit.cli.messages import print_findings
from tenderkit.cli.screen.console import open_console
from tenderkit.errors import FOUND, OK, UsageProblem

if TYPE_CHECKING:
    from tenderkit.checks.documents.document import Document, View
    from tenderkit.formats.word.read.open_docx import WordFile
    from tenderkit.library.language import Language

_FORMATS = ("text", "json")


def print_changes(files: Sequence[str], view: "View", original: "WordFile | None", format_: str) -> int:
    """Print what was changed in annexes, and return the exit code: 1 where anything was.

    Parameters: `files`, the Word files; `view`, how they are read; `original`, the file as it was made, or None to go
    by what each file records of itself; `format_`, how to print it. Raises UsageProblem for a format in which changes
    are not printed, and the problem of the first file where none can be read.
    """
    from tenderkit.cli.inputs import raise_problems
    from tenderkit.cli.word_files import read_word_files
    from tenderkit.formats.text import changes, json
    from tenderkit.tender_check.opened_document import read_any_document

    if format_ not in _FORMATS:
        raise UsageProblem(f"--changes cannot be printed as {format_}", f"Formats: {', '.join(_FORMATS)}.")
    documents, problems = read_word_files(
        files, lambda content, name: read_any_document(content, name, view, original)
    )
    if not documents:
        raise_problems(problems)
    findings = [finding for problem in problems for finding in problem.findings]
    differs = any(document.differences for _, document in documents)
    code = max([OK, FOUND if differs else OK, *(problem.exit_code for problem in problems)])
    print_findings(findings)
    if format_ == "json":
        data = {"files": [changes.build_data(*pair, _find_language(pair[1])) for pair in documents]}
        typer.echo(json.format_json(json.build_envelope("check", data, findings, ok=code == OK)), nl=False)
    elif (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.changes import draw_changes

        drawn = [line for pair in documents for line in draw_changes(console, *pair, _find_language(pair[1]))]
        console.print(*drawn, sep="\n")
    else:
        typer.echo("".join(changes.render(*pair, _find_language(pair[1])) for pair in documents), nl=False)
    return code


def _find_language(document: "Document") -> "Language":
    """Return the language of a document, in which its changes are printed."""
    from tenderkit.checks.reference_fixes import guess_language
    from tenderkit.library.reading.shipped_data import load_shipped_data

    return load_shipped_data().language(guess_language(" ".join(p.text for p in document.paragraphs)))
