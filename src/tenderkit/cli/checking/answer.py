# SPDX-License-Identifier: Apache-2.0
"""Print what `check` found: on stdout what was found in the files, on stderr why others could not be read."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from tenderkit.cli.messages import print_findings, print_line
from tenderkit.cli.screen.console import open_console
from tenderkit.errors import FOUND, OK
from tenderkit.formats.text import checked_files, findings

if TYPE_CHECKING:
    from tenderkit.errors import TenderkitError
    from tenderkit.findings import Finding
    from tenderkit.formats.text.checked_files import CheckAnswer
    from tenderkit.lint.rule import Rule


def conclude(
    answer: "CheckAnswer",
    problems: "Sequence[TenderkitError]",
    rules: "Mapping[str, Rule]",
    format_: str,
    fail_level: str,
) -> int:
    """Print what was found in files, and return the exit code.

    Parameters: `problems`, why other files could not be read; `fail_level`, the severity from which a finding gives
    the exit code 1; for the others see `print_answer`.
    """
    failed = any(findings.filter_by_level(file.findings, fail_level) for file in answer.files)
    code = max([OK, FOUND if failed else OK, *(problem.exit_code for problem in problems)])
    unread = [finding for problem in problems for finding in problem.findings]
    print_answer(answer, unread, rules, format_, ok=code == OK)
    return code


def print_answer(
    answer: "CheckAnswer", problems: "Sequence[Finding]", rules: "Mapping[str, Rule]", format_: str, *, ok: bool
) -> None:
    """Print what was found in files.

    Parameters: `problems`, why other files could not be read; `rules`, all rules, by id; `format_`, `text`, `json`,
    `sarif`, `junit`, `github` or `docx`; `ok`, whether the command ends with 0.
    """
    print_findings(problems)
    if format_ == "docx":
        # The findings are in the copies; one of these may be on stdout.
        for line in checked_files.render_copies(answer).splitlines():
            print_line(line)
        return
    if format_ == "text" and (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.checked_files import print_checked_files

        print_checked_files(console, answer)
        return
    breaches = [*problems, *(finding for file in answer.files for finding in file.findings)]
    accepted = [pair for file in answer.files for pair in file.accepted]
    match format_:
        case "json":
            from tenderkit.formats.text import json

            envelope = json.build_envelope("check", checked_files.build_data(answer), breaches, ok=ok)
            text = json.format_json(envelope)
        case "sarif":
            summaries = {id_: (rule.severity, rule.summary) for id_, rule in rules.items()}
            text = findings.render_sarif(breaches, summaries, accepted)
        case "junit":
            text = findings.render_junit(breaches, list(rules), "tenderkit check", accepted)
        case "github":
            text = findings.render_github(breaches)
        case _:
            text = checked_files.render(answer)
    typer.echo(text, nl=False)
    if format_ not in ("text", "json"):
        fixes = [line.strip() for file in answer.files for line in checked_files.list_fixes(file)]
        for line in (*fixes, *checked_files.list_baseline(answer)):
            print_line(line)
