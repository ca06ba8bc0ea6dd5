# SPDX-License-Identifier: Apache-2.0
"""`tenderkit check`: find what gets a tender challenged, before it is published."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tenderkit.cli.options import (
    ExampleName,
    ExplainRule,
    FailLevel,
    Force,
    InputFormatOption,
    LanguageCode,
    ListRules,
    OnError,
    OriginalFile,
    OutputPath,
    Overlays,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tenderkit.cli.checking.sorted_files import SortedFiles
    from tenderkit.formats.word.read.open_docx import WordFile
    from tenderkit.library.reading.shipped_data import ShippedData
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
    context: typer.Context,
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
    input_format: InputFormatOption = None,
    on_error: OnError = "continue",
    explain: ExplainRule = None,
    listed: ListRules = False,
) -> int:
    """Find what gets a tender challenged, before it is published. Reads purchases (TOML, JSON, or one on each line,
    answered line by line) with the clauses selected for them, and documents, whoever made them: Word files, PDFs,
    text, Markdown and, where LibreOffice is there, .odt, .doc and .rtf. Papers of one purchase are compared, an
    evaluation workbook (.xlsx) too. Exits with 1 if something as grave as --fail-level is found."""
    from tenderkit.cli.accepted_findings import parse_request
    from tenderkit.cli.checking.answer import conclude
    from tenderkit.cli.checking.baseline_file import read_baseline
    from tenderkit.cli.checking.copies import plan_copies
    from tenderkit.cli.checking.file_checker import FileChecker
    from tenderkit.cli.checking.option_conflicts import refuse_without_effect
    from tenderkit.cli.checking.printed_changes import print_changes
    from tenderkit.cli.checking.sorted_files import sort_files
    from tenderkit.library.reading.shipped_data import load_with_overlays

    if explain is not None or listed:
        return _print_rules(explain, format_)
    if changes:
        refuse_without_effect(context, "with --changes")
    all_rules = _load_all_rules() if accept or format_ in _NAMING_RULES else {}
    as_made = _read_original(original, files or [])
    if changes:
        return print_changes(files or [], view, as_made, format_)
    request = parse_request(accept or [], reason, files or [], list(all_rules))
    earlier = read_baseline(baseline, files or [])
    copies = plan_copies(files or [], output_path, comments=format_ == "docx", fixes=fixes, view=view, force=force)
    data = load_with_overlays(overlays or [])
    inputs = sort_files(files or [], example_name, input_format)
    if inputs.lines is not None:
        refuse_without_effect(context, "on a stream")
        return _check_lines(inputs, format_, fail_level, language, data, stop=on_error == "stop")
    checker = FileChecker(data, language, view, request, earlier, copies, as_made, for_file, format_ == "json")
    return conclude(*checker.check_all(inputs, baseline), all_rules, format_, fail_level)


def _check_lines(
    inputs: "SortedFiles",
    format_: str,
    fail_level: str,
    language: str | None,
    data: "ShippedData",
    *,
    stop: bool,
) -> int:
    """Answer a stream of purchases line by line. Raises UsageProblem for formats of which a line has none.

    Parameters: see `check_stream`.
    """
    from tenderkit.cli.inputs import raise_problems
    from tenderkit.cli.streams.check_stream import check_stream
    from tenderkit.cli.streams.stream import refuse_options

    raise_problems(list(inputs.problems))
    refuse_options({f"--format {format_}": format_ not in ("text", "json")}, "check")
    return check_stream(inputs.lines or (), fail_level, language, data, stop=stop)


def _print_rules(explain: str | None, format_: str) -> int:
    """Print the list of rules or, if one is named, the manual page of this rule."""
    from tenderkit.cli.rule_pages import print_rules
    from tenderkit.errors import OK

    print_rules(_load_all_rules(), explain, format_, "check")
    return OK


def _read_original(original: str | None, files: "Sequence[str]") -> "WordFile | None":
    """Return the file as tenderkit made it, where one is named; purchases need nothing of what reads Word files."""
    if original is None:
        return None
    from tenderkit.cli.word_files import read_original

    return read_original(original, files)


def _load_all_rules() -> "Mapping[str, Rule]":
    """Return the rules on documents, on purchases and on annexes, by id.

    Called where they are named only: loading those on purchases takes longer than the check of a document.
    """
    from tenderkit.checks import rule as purchase_rules
    from tenderkit.checks.annexes import checked_annex
    from tenderkit.checks.documents import rule as document_rules

    return document_rules.explain_rules({**purchase_rules.load_rules(), **checked_annex.load_rules()})
