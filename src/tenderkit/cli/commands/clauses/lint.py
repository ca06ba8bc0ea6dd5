# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses lint`: check a clause library for faults."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tenderkit.cli.options import ExplainRule, FailLevel, ListRules, Overlays, read_today
from tenderkit.cli.screen.console import open_console

if TYPE_CHECKING:
    from pathlib import Path

    from tenderkit.findings import Finding
    from tenderkit.lint.rule import Rule

Format = Literal["text", "json", "sarif", "github", "junit"]


def lint_library(
    overlays: Overlays = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print what is found.")] = "text",
    fail_level: FailLevel = "error",
    only: Annotated[
        list[str] | None, typer.Option("--rule", metavar="RULE", help="Apply this rule only. Repeatable.")
    ] = None,
    explain: ExplainRule = None,
    listed: ListRules = False,
) -> int:
    """Check the library for faults. And the libraries on top of it; exits with 3 if one cannot be read at all."""
    from pathlib import Path

    from tenderkit.cli.messages import print_line
    from tenderkit.cli.rule_pages import print_rules, refuse_unknown_rules
    from tenderkit.errors import INVALID, OK
    from tenderkit.findings import Finding
    from tenderkit.formats.text.findings import filter_by_level
    from tenderkit.library.reading import shipped_data
    from tenderkit.lint.read_catalogue import read_catalogue
    from tenderkit.lint.rule import apply_rules, load_rules

    rules = load_rules()
    refuse_unknown_rules(rules, only or ())
    if explain is not None or listed:
        print_rules(rules, explain, format_, "clauses-lint")
        return OK
    rules = {id_: rule for id_, rule in rules.items() if only is None or id_ in only}
    problems: list[Finding] = []
    folder = shipped_data.find_data_folder() / "clauses"
    catalogue = read_catalogue(folder, [Path(o) for o in overlays or []], problems, read_today())
    if catalogue is None:
        _print_findings(_name_from_here(problems, folder), rules, format_, ok=False, checked=0)
        if format_ == "text":
            print_line("The library cannot be read yet: once it can, the wording is checked too.")
        return INVALID
    breaches = _name_from_here(apply_rules(catalogue, rules), folder)
    failed = bool(filter_by_level(breaches, fail_level))
    _print_findings(breaches, rules, format_, ok=not failed, checked=len(catalogue.library.clauses))
    return int(failed)


def _name_from_here(findings: "Iterable[Finding]", folder: "Path") -> "list[Finding]":
    """Return the findings, in which the paths of files are relative to the current folder.

    Editors and build servers can open files by these paths. If the library is outside the current folder, the
    findings are returned unchanged.
    """
    from pathlib import Path

    if not folder.is_relative_to(Path.cwd()):
        return list(findings)
    inside = folder.relative_to(Path.cwd())
    return [
        replace(f, place=replace(f.place, file=(inside / f.place.file).as_posix()))
        if f.place.file and (folder / f.place.file).is_file()
        else f
        for f in findings
    ]


def _print_findings(
    breaches: "Sequence[Finding]", rules: "Mapping[str, Rule]", format_: Format, *, ok: bool, checked: int
) -> None:
    """Print what was found; as text on a terminal, the findings are grouped by rule.

    Parameters: `checked`, the number of clauses that were checked; 0 if the library could not be read.
    """
    console = open_console(sys.stdout) if format_ == "text" else None
    if console is None:
        typer.echo(_format_findings(breaches, rules, format_, ok=ok, checked=checked), nl=False)
        return
    from tenderkit.cli.screen.lint import print_breaches

    print_breaches(console, breaches, in_full=not checked or len(rules) == 1)


def _format_findings(
    breaches: "Sequence[Finding]", rules: "Mapping[str, Rule]", format_: Format, *, ok: bool, checked: int
) -> str:
    from tenderkit.formats.text import findings, json

    match format_:
        case "json":
            data = (
                {"clauses": checked, "rules": list(rules), "counts": findings.count_by_severity(breaches)}
                if checked
                else None
            )
            return json.format_json(json.build_envelope("clauses-lint", data, breaches, ok=ok))
        case "sarif":
            return findings.render_sarif(
                breaches, {id_: (rule.severity, rule.summary) for id_, rule in rules.items()}
            )
        case "junit":
            return findings.render_junit(breaches, list(rules), "tenderkit clauses lint")
        case "github":
            return findings.render_github(breaches)
        case _:
            return findings.render_text(breaches)
