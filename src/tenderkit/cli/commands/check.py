# SPDX-License-Identifier: Apache-2.0
"""`tenderkit check`: find what gets a tender challenged, before it is published."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tenderkit.cli.options import (
    ExampleName,
    ExplainRule,
    FailLevel,
    Force,
    LanguageCode,
    ListRules,
    OriginalFile,
    OutputPath,
    Overlays,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tenderkit.formats.word.read.open_docx import WordFile
    from tenderkit.lint.rule import Rule

# The formats in which an answer names all rules.
_NAMING_RULES = ("sarif", "junit")
Format = Literal["text", "json", "sarif", "github", "junit", "docx"]
FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        help="How to print what is found; docx writes copies of Word files with comments, such as x-checked.docx.",
    ),
]
View = Literal["final", "original"]
ViewOption = Annotated[
    View, typer.Option("--view", help="Read Word files with all tracked changes accepted, or as they were before.")
]
FixOption = Annotated[
    bool,
    typer.Option(
        "--fix",
        help="Write copies with what needs no decision mended: “or equivalent”, superseded editions. In Word files "
        "as tracked changes.",
    ),
]
ChangesOption = Annotated[
    bool,
    typer.Option("--changes", help="Print only what was changed in an annex since tenderkit made it, word by word."),
]
AcceptOption = Annotated[
    list[str] | None,
    typer.Option(
        "--accept",
        metavar="RULE@PLACE",
        help="Accept a finding, by its rule and its key, or the beginning or clause of its place. Repeatable.",
    ),
]
ReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help="Why it is accepted; kept in <name>.accepted.toml.")
]
BaselineOption = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Do not report again what `check --format json` wrote into this file before.",
    ),
]
ForOption = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="FILE",
        help="The purchase file of documents that somebody else wrote: says which of its clauses have no word there.",
    ),
]


def check_files(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="Purchase files and documents; `-` reads a purchase from stdin."),
    ] = None,
    fail_level: FailLevel = "error",
    format_: FormatOption = "text",
    fixes: FixOption = False,
    output_path: OutputPath = None,
    force: Force = False,
    example_name: ExampleName = None,
    language: LanguageCode = None,
    view: ViewOption = "final",
    changes: ChangesOption = False,
    original: OriginalFile = None,
    for_file: ForOption = None,
    overlays: Overlays = None,
    accept: AcceptOption = None,
    reason: ReasonOption = None,
    baseline: BaselineOption = None,
    explain: ExplainRule = None,
    listed: ListRules = False,
) -> int:
    """Find what gets a tender challenged, before it is published. Reads purchase files, TOML or JSON, with the
    clauses selected for them, and documents, whoever made them: Word files, PDFs, plain text, Markdown and, where
    LibreOffice is there, .odt, .doc and .rtf. Papers of one purchase are compared with each other, an evaluation
    workbook (.xlsx) too. Exits with 1 if something as grave as --fail-level is found."""
    from tenderkit.cli.accepted_findings import parse_request
    from tenderkit.cli.checking.answer import conclude
    from tenderkit.cli.checking.baseline_file import read_baseline
    from tenderkit.cli.checking.copies import plan_copies
    from tenderkit.cli.checking.file_checker import FileChecker
    from tenderkit.cli.checking.printed_changes import print_changes
    from tenderkit.cli.inputs import raise_problems
    from tenderkit.errors import OK
    from tenderkit.formats.text.checked_files import CheckAnswer
    from tenderkit.library.reading.shipped_data import load_with_overlays

    # Rules are loaded where they are used: those on purchases take longer than the check of a document.
    all_rules = _load_all_rules() if explain is not None or listed or accept or format_ in _NAMING_RULES else {}
    if explain is not None or listed:
        from tenderkit.cli.rule_pages import print_rules

        print_rules(all_rules, explain, format_, "check")
        return OK
    as_made = _read_original(original, files or [])
    if changes:
        return print_changes(files or [], view, as_made, format_, {"--accept": accept, "--baseline": baseline})
    request = parse_request(accept or [], reason, files or [], list(all_rules))
    known = read_baseline(baseline, files or [])
    copies = plan_copies(files or [], output_path, comments=format_ == "docx", fixes=fixes, view=view, force=force)
    data = load_with_overlays(overlays or [])
    checker = FileChecker(data, language, view, request, known, copies, as_made, for_file, format_ == "json")
    checked, problems = checker.check_all(files or [], example_name)
    if not checked:
        raise_problems(problems)
    if copies:
        copies.write()
    answer = CheckAnswer(tuple(checked), baseline, known.gone if known else ())
    return conclude(answer, problems, all_rules, format_, fail_level)


def _read_original(original: str | None, files: "Sequence[str]") -> "WordFile | None":
    """Return the file as tenderkit made it, where one is named; purchases need nothing of what reads Word files."""
    if original is None:
        return None
    from tenderkit.cli.word_files import read_original

    return read_original(original, files)


def _load_all_rules() -> "Mapping[str, Rule]":
    """Return the rules on documents, on purchases and on annexes, by id."""
    from tenderkit.checks import rule as purchase_rules
    from tenderkit.checks.annexes import checked_annex
    from tenderkit.checks.documents import rule as document_rules

    return document_rules.explain_rules({**purchase_rules.load_rules(), **checked_annex.load_rules()})
