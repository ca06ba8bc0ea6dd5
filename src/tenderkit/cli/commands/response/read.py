# SPDX-License-Identifier: Apache-2.0
"""`tenderkit response read`: the answers in filled response forms, as text, data or workbooks."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tenderkit.cli.options import Force, LanguageCode, OutputPath, Overlays, read_source_date
from tenderkit.cli.ready_values import is_flag_given
from tenderkit.cli.screen.console import open_console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tenderkit.errors import TenderkitError
    from tenderkit.findings import Finding
    from tenderkit.papers.annex.annex import Annex
    from tenderkit.responses.form_answers import Bid, ReturnedForm

Format = Literal["text", "json", "csv", "xlsx", "evaluation"]
Forms = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE...", help="Forms that came back (.docx); `-` reads one from stdin."),
]
FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        help="What to write: a summary; all answers as `json`, `csv` or `xlsx`; or `evaluation`, the workbook in "
        "which bids are compared, with what they offer entered. That one needs --purchase.",
    ),
]
PurchaseFile = Annotated[
    str | None,
    typer.Option("--purchase", metavar="FILE", help="The purchase file that the forms have to belong to."),
]


def read(
    context: typer.Context,
    files: Forms = None,
    format_: FormatOption = "text",
    output_path: OutputPath = None,
    purchase: PurchaseFile = None,
    language: LanguageCode = None,
    overlays: Overlays = None,
    force: Force = False,
) -> int:
    """Read forms that tenderers filled in. Reports what is unanswered, unclear or missing; exits with 1 if so.

    The names of the tenderers, their prices, values that are one plain number, and whether they accept the contract
    performance clauses go into the workbook of the evaluation. What could not be entered is reported, and listed on a
    sheet of its own. Whether a bid meets any other requirement stays open: the panel decides.
    """
    from tenderkit.cli import output
    from tenderkit.cli.inputs import raise_problems
    from tenderkit.cli.messages import print_findings, print_path
    from tenderkit.errors import FOUND, OK, UsageProblem
    from tenderkit.findings import Finding
    from tenderkit.papers.digest import list_known_digests
    from tenderkit.responses.form_answers import check_bid, read_bids

    if purchase is None and format_ == "evaluation":
        raise UsageProblem("--format evaluation needs --purchase", "Name the purchase of the forms: --purchase FILE.")
    if purchase is None and is_flag_given(context, "language"):
        raise UsageProblem("--language needs --purchase", "Forms say themselves which language they are in.")
    forms, problems = _read_forms(files or [])
    if not forms:
        raise_problems(problems)
    annex = _compose_annex(purchase, language, overlays or []) if purchase else None
    tenders = read_bids(forms, list_known_digests(annex.selection), annex.form_fields) if annex else read_bids(forms)
    refused = [f for p in problems for f in p.findings]
    remarks = [f for tender in tenders for f in check_bid(tender)]
    content, left_out = b"", list[Finding]()
    if annex is not None and format_ == "evaluation":
        content, left_out = _write_evaluation(tenders, annex)
        remarks += left_out
    code = max([OK, *(p.exit_code for p in problems), *(FOUND for f in remarks if f.severity != "info")])
    if format_ == "xlsx":
        content = _write_workbook(tenders, forms, annex)
    elif format_ != "evaluation":
        content = _format_answers(tenders, format_, [*refused, *remarks], ok=code == OK)
    target = None if output_path in (None, "-") else Path(str(output_path))
    read_from = [Path(file) for file in [*(files or []), purchase] if file and file != "-"]
    binary = "a workbook" if format_ in ("xlsx", "evaluation") else None
    if format_ == "text" and target is None and (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.form_answers import print_bids

        print_bids(console, tenders)
        print_findings(refused)
        return code
    output.write_results([(target, content)], force=force, sources=read_from, binary=binary)
    print_findings(refused)
    if format_ in ("csv", "xlsx", "evaluation"):
        _print_summary(tenders, left_out)
    if target is not None:
        print_path(target)
    return code


def _print_summary(tenders: "Sequence[Bid]", left_out: "Sequence[Finding]") -> None:
    """Print on stderr what is open in the bids, and which answers are not in the evaluation workbook."""
    from tenderkit.cli.messages import print_line
    from tenderkit.formats.text import form_answers

    if (console := open_console(sys.stderr)) is not None:
        from tenderkit.cli.screen.form_answers import print_bids

        print_bids(console, tenders, left_out)
        return
    for line in (form_answers.render(tenders) + form_answers.render_left_out(left_out)).splitlines():
        print_line(line)


def _read_forms(files: list[str]) -> "tuple[list[tuple[str, ReturnedForm]], list[TenderkitError]]":
    """Return the response forms that could be read, and the problems of the files that could not be read."""
    from tenderkit.cli.word_files import read_word_files
    from tenderkit.errors import InvalidInput
    from tenderkit.findings import Finding, Place
    from tenderkit.formats.word.read.form_fields import read_form
    from tenderkit.formats.word.read.open_docx import open_word

    def form(content: bytes, name: str) -> "ReturnedForm":
        returned = read_form(open_word(content, name, digests=False), name)
        if not returned.controls:
            fix = (
                "Ask for the response form as a Word file (.docx) in which the fields were left; a form that was "
                "once saved as .doc has lost them."
            )
            raise InvalidInput([Finding("no-form", "holds no response form", fix, place=Place(name))])
        return returned

    return read_word_files(files, form)


def _compose_annex(file: str, language: str | None, overlays: list[str]) -> "Annex":
    """Compose the annex of a purchase file, in `language` or, if `language` is None, in the language of the file."""
    from tenderkit.cli.inputs import read_purchases, read_sources
    from tenderkit.library.reading.shipped_data import load_with_overlays
    from tenderkit.pipeline import compose_annex, select_clauses

    data = load_with_overlays(overlays)
    sources, problems = read_sources([file], None, None)
    (purchase,) = read_purchases(sources, language, problems, data)
    return compose_annex(select_clauses(purchase, data, file), data)


def _format_answers(
    tenders: "Sequence[Bid]", format_: Literal["text", "json", "csv"], findings: "Sequence[Finding]", *, ok: bool
) -> bytes:
    """Return the answers of the bids as text, as CSV, or as JSON with the findings, in UTF-8."""
    from tenderkit.formats.text import form_answers, json

    match format_:
        case "json":
            data = form_answers.build_data(tenders)
            return json.format_json(json.build_envelope("response-read", data, findings, ok=ok)).encode()
        case "csv":
            return form_answers.render_csv(tenders).encode()
        case "text":
            return form_answers.render(tenders).encode()


def _write_evaluation(tenders: "Sequence[Bid]", annex: "Annex") -> "tuple[bytes, list[Finding]]":
    """Return the bytes of the evaluation workbook, in which the answers of the bids are entered.

    The answers that could not be entered are returned as well, as findings.
    """
    from tenderkit.formats.excel.writer import write
    from tenderkit.papers.evaluation import build_evaluation
    from tenderkit.pipeline import date_files
    from tenderkit.responses.offers import read_offers, report_left_out

    evaluation = build_evaluation(annex)
    offers = read_offers(evaluation, tenders)
    left_out = list(report_left_out(offers))
    date = date_files(annex.selection.purchase.tender.launch, read_source_date())
    return write(evaluation, date, offers), left_out


def _write_workbook(
    tenders: "Sequence[Bid]", forms: "Sequence[tuple[str, ReturnedForm]]", annex: "Annex | None"
) -> bytes:
    """Return the bytes of a workbook with the answers of all bids, in the language of the forms or in English."""
    import datetime

    from tenderkit.formats.excel.form_answers import write
    from tenderkit.library.reading.shipped_data import load_shipped_data
    from tenderkit.pipeline import date_files

    data = load_shipped_data()
    code = next((form.language for _, form in forms if form.language in data.languages), "en")
    day = next((form.created for _, form in forms if form.created), "")
    try:
        launch = datetime.date.fromisoformat(day[:10])
    except ValueError:
        launch = datetime.date(1980, 1, 1)
    if annex is not None:
        launch = annex.selection.purchase.tender.launch
    return write(tenders, data.language(code or "en"), date_files(launch, read_source_date()))
