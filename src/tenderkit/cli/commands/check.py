# SPDX-License-Identifier: Apache-2.0
"""`tenderkit check`: find what gets a tender challenged, before it is published."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tenderkit.cli.options import ExampleName, ExplainRule, FailLevel, LanguageCode, ListRules, Overlays, read_today
from tenderkit.cli.screen.console import open_console
from tenderkit.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tenderkit.checks.accepted import AcceptedFinding
    from tenderkit.cli.accepted_findings import AcceptRequest
    from tenderkit.cli.inputs import Source
    from tenderkit.errors import TenderkitError
    from tenderkit.findings import Finding
    from tenderkit.formats.text.checked_files import CheckedFile
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.lint.rule import Rule

Format = Literal["text", "json", "sarif", "github", "junit"]
View = Literal["final", "original"]
ViewOption = Annotated[
    View, typer.Option("--view", help="Read Word files with all tracked changes accepted, or as they were before.")
]


def check_files(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="Purchase files and Word files; `-` reads a purchase from stdin."),
    ] = None,
    fail_level: FailLevel = "error",
    format_: Annotated[Format, typer.Option("--format", help="How to print what is found.")] = "text",
    example_name: ExampleName = None,
    language: LanguageCode = None,
    view: ViewOption = "final",
    overlays: Overlays = None,
    accept: Annotated[
        list[str] | None,
        typer.Option("--accept", metavar="RULE@PLACE", help="Accept a finding, by rule and key. Repeatable."),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why it is accepted; kept in <name>.accepted.toml.")
    ] = None,
    explain: ExplainRule = None,
    listed: ListRules = False,
) -> int:
    """Find what gets a tender challenged, before it is published. Reads purchase files, TOML or JSON, with the
    clauses selected for them, and Word files (.docx), whoever made them; exits with 1 if something as grave as
    --fail-level is found."""
    from tenderkit.checks.documents import rule as document_rules
    from tenderkit.checks.rule import load_rules
    from tenderkit.cli.accepted_findings import parse_request
    from tenderkit.cli.inputs import raise_problems, read_sources
    from tenderkit.cli.rule_pages import print_rules
    from tenderkit.errors import FOUND, OK
    from tenderkit.formats.text.findings import filter_by_level
    from tenderkit.library.reading.shipped_data import load_with_overlays

    rules = load_rules()
    all_rules = dict(sorted({**document_rules.load_rules(), **rules}.items()))
    if explain is not None or listed:
        print_rules(all_rules, explain, format_, "check")
        return OK
    request = parse_request(accept or [], reason, files or [], list(all_rules))
    documents = [file for file in files or [] if _is_document(file)]
    purchases = [file for file in files or [] if file not in documents]
    data = load_with_overlays(overlays or [])
    check = _Check(data, rules, language, view, request)
    checked, problems = _check_documents(documents, check) if documents else ([], [])
    if purchases or not documents:
        sources, unreadable = read_sources(purchases, example_name, None)
        problems += unreadable
        checked += [file for source in sources if (file := _check_source(source, check, problems))]
        checked.sort(key=lambda file: files.index(file.file) if files and file.file in files else 0)
    if not checked:
        raise_problems(problems)
    failed = any(filter_by_level(file.findings, fail_level) for file in checked)
    code = max([OK, FOUND if failed else OK, *(problem.exit_code for problem in problems)])
    _print_checked(checked, [f for problem in problems for f in problem.findings], all_rules, format_, ok=code == OK)
    return code


def _is_document(file: str) -> bool:
    """Return whether a file is a Word file by its name, or of a kind that people take for one."""
    from pathlib import Path

    return Path(file).suffix.lower() in {".docx", ".docm", ".dotx", ".dotm", ".doc", ".odt", ".rtf", ".pdf"}


@frozen_dataclass
class _Check:
    """What all files are checked with: the data, the rules, two options and what is to be accepted."""

    data: "ShippedData"
    rules: "Mapping[str, Rule]"
    language: str | None
    view: View
    request: "AcceptRequest | None"


def _check_documents(files: "Sequence[str]", check: _Check) -> "tuple[list[CheckedFile], list[TenderkitError]]":
    """Return what is found in Word files, and the problems of the files that cannot be read."""
    from pathlib import Path

    from tenderkit.checks.documents.rule import load_rules
    from tenderkit.cli.accepted_findings import name_accepted_file
    from tenderkit.cli.word_files import read_word_files
    from tenderkit.formats.text.checked_files import CheckedFile
    from tenderkit.pipeline import check_document

    rules = load_rules()

    def check_file(content: bytes, name: str) -> CheckedFile:
        kind, findings = check_document(content, name, check.data, rules, check.view)
        # A purchase may have the same name but for its ending.
        accepted = name_accepted_file(Path(f"{name}.toml"))
        return CheckedFile(name, *_split_accepted(findings, accepted, check.request), kind=kind)

    results, problems = read_word_files(files, check_file)
    return [file for _, file in results], problems


def _check_source(source: "Source", check: _Check, problems: "list[TenderkitError]") -> "CheckedFile | None":
    """Return what is found in a purchase file; None, with a problem added to `problems`, if it is not valid.

    Writes the file of accepted findings if findings of this file are to be accepted. Raises UsageProblem if one of
    these is not there.
    """
    from tenderkit.cli.accepted_findings import name_accepted_file
    from tenderkit.cli.inputs import read_purchases
    from tenderkit.errors import UsageProblem, problem_of
    from tenderkit.formats.text.checked_files import CheckedFile
    from tenderkit.pipeline import check_purchase

    try:
        (purchase,) = read_purchases([source], check.language, [], check.data)
        findings = check_purchase(purchase, check.data, check.rules, source.name, read_today())
        if source.path is None:
            return CheckedFile(source.name, findings)
        return CheckedFile(source.name, *_split_accepted(findings, name_accepted_file(source.path), check.request))
    except UsageProblem:
        raise
    except Exception as error:
        problems.append(problem_of(error, source.name))
        return None


def _split_accepted(
    findings: "tuple[Finding, ...]", path: "Path", request: "AcceptRequest | None"
) -> "tuple[tuple[Finding, ...], tuple[AcceptedFinding, ...]]":
    """Return the findings that are not accepted, and those that are.

    Parameters: `path`, the file of accepted findings, which is written if findings are to be accepted.
    """
    from tenderkit.checks.accepted import split_accepted
    from tenderkit.cli.accepted_findings import read_acceptances, write_acceptances

    acceptances = read_acceptances(path)
    if request:
        acceptances = acceptances.accept(request.choose(findings), request.reason)
        write_acceptances(path, acceptances)
    return split_accepted(findings, acceptances, str(path))


def _print_checked(
    checked: "Sequence[CheckedFile]",
    problems: "Sequence[Finding]",
    rules: "Mapping[str, Rule]",
    format_: Format,
    *,
    ok: bool,
) -> None:
    """Print what was found in the files on stdout, and the problems of files that could not be read on stderr."""
    from tenderkit.cli.messages import print_findings
    from tenderkit.formats.text import checked_files, findings, json

    print_findings(problems)
    breaches = [*problems, *(finding for file in checked for finding in file.findings)]
    if format_ == "text" and (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.checked_files import print_checked_files

        print_checked_files(console, checked)
        return
    match format_:
        case "json":
            answer = json.build_envelope("check", checked_files.build_data(checked), breaches, ok=ok)
            text = json.format_json(answer)
        case "sarif":
            summaries = {id_: (rule.severity, rule.summary) for id_, rule in rules.items()}
            text = findings.render_sarif(breaches, summaries, [pair for file in checked for pair in file.accepted])
        case "junit":
            text = findings.render_junit(breaches, list(rules), "tenderkit check")
        case "github":
            text = findings.render_github(breaches)
        case _:
            text = checked_files.render(checked)
    typer.echo(text, nl=False)
