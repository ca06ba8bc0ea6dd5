# SPDX-License-Identifier: Apache-2.0
"""`tenderkit notice`: write the notice of a purchase, as an OCDS release or a draft of an eForms contract notice."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tenderkit.cli.messages import print_findings, print_line, print_path
from tenderkit.cli.options import (
    AllowUntranslated,
    ExampleName,
    ExplainRule,
    FailLevel,
    Force,
    InputFormatOption,
    LanguageCode,
    ListRules,
    OnError,
    Overlays,
    read_today,
)
from tenderkit.errors import FOUND, OK
from tenderkit.findings import Finding

if TYPE_CHECKING:
    from tenderkit.cli.notices.written_notices import NoticeFiles

# How remarks on a notice are printed: what each rule is about.
_REMARKS = {
    "notice-field-missing": "missing",
    "notice-entry-to-replace": "to replace",
    "notice-not-held": "only in the annex",
}


PurchaseFile = Annotated[str | None, typer.Argument(metavar="FILE", help="A purchase file; `-` reads stdin.")]
NoticeFormatOption = Annotated[
    Literal["ocds", "eforms", "json"],
    typer.Option(
        "--format",
        help="ocds: a release package. eforms: a draft of a contract notice. json: one answer with both, and all "
        "that is to be known of them.",
    ),
]
NoticePath = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="The file to write; stdout when absent.")
]
Documents = Annotated[
    list[str] | None,
    typer.Option(
        "--document", metavar="FILE", help="A tender document that is published, for its digest. Repeatable."
    ),
]
WithValue = Annotated[
    bool, typer.Option("--with-value", help="Publish the estimated value, which the annex does not show.")
]


def write_notice(
    file: PurchaseFile = None,
    format_: NoticeFormatOption = "ocds",
    output_path: NoticePath = None,
    example_name: ExampleName = None,
    language: LanguageCode = None,
    documents: Documents = None,
    with_value: WithValue = False,
    allow_untranslated: AllowUntranslated = False,
    fail_level: FailLevel = "error",
    input_format: InputFormatOption = None,
    on_error: OnError = "continue",
    overlays: Overlays = None,
    force: Force = False,
    list_rules: ListRules = False,
    explain: ExplainRule = None,
) -> int:
    """Write the notice of a purchase: lots, codes, sustainability, criteria, contract terms.

    What the notice must have and the purchase does not say is listed as missing and never made up. Ids that a format
    demands are made from the reference and listed, to be replaced; what a format has no field for is listed too.
    Lines of JSON, a purchase on each, are answered line by line.
    """
    if list_rules or explain is not None:
        return _print_rules(explain, format_)
    from tenderkit.cli.inputs import find_stream, raise_problems, read_purchases, read_sources
    from tenderkit.cli.notices.tender_documents import read_documents
    from tenderkit.cli.notices.written_notices import NoticeWriter, join_findings
    from tenderkit.formats.text.findings import filter_by_level
    from tenderkit.library.reading.shipped_data import load_with_overlays
    from tenderkit.notices.read_tables import read_notice_tables
    from tenderkit.pipeline import NoticeOptions

    data = load_with_overlays(overlays or [])
    sources, problems = read_sources([file] if file else [], example_name, input_format)
    tables = read_notice_tables(overlays or [], data.library)
    how = NoticeOptions("ocds", with_value, read_documents(documents or []), allow_untranslated, read_today())
    writer = NoticeWriter(data, tables, how, ("ocds", "eforms") if format_ == "json" else (format_,))
    if (lines := find_stream(sources, alone=True)) is not None:
        from tenderkit.cli.streams.notice_stream import answer_notices
        from tenderkit.cli.streams.stream import refuse_options

        raise_problems(problems)
        refuse_options({"-o": output_path, "--force": force}, "notice")
        return answer_notices(lines, writer, language, fail_level, stop=on_error == "stop")
    purchase = read_purchases(sources, language, problems, data)[0]
    files = writer.write_notices(purchase, sources[0].name)
    findings = join_findings(files)
    code = FOUND if filter_by_level(findings, fail_level) else OK
    content = _build_answer(files, findings, code) if format_ == "json" else files[format_].content
    _write_content(content, output_path, sources[0].path, findings, force=force)
    return code


def _print_rules(explain: str | None, format_: str) -> int:
    """Print the list of rules on notices or, if one is named, its manual page."""
    from tenderkit.checks.notices.notice_faults import explain_notice_rules
    from tenderkit.cli.rule_pages import print_rules

    print_rules(explain_notice_rules(), explain, "json" if format_ == "json" else "text", "notice")
    return OK


def _build_answer(files: "NoticeFiles", findings: Sequence[Finding], code: int) -> bytes:
    """Return the JSON answer that holds the notices and the findings on them."""
    from tenderkit.cli.notices.written_notices import build_data
    from tenderkit.formats.text.json import build_envelope, format_json

    return format_json(build_envelope("notice", build_data(files), findings, ok=code == OK)).encode()


def _write_content(
    content: bytes, output_path: str | None, source: Path | None, findings: Sequence[Finding], *, force: bool
) -> None:
    """Write a notice to a file or stdout, and print on stderr what is to be known of it, one thing a line."""
    from tenderkit.cli import output

    target = None if output_path in (None, "-") else Path(output_path or "")
    output.write_results([(target, content)], force=force, sources=[source] if source else [])
    print_findings(finding for finding in findings if finding.rule not in _REMARKS)
    for rule, words in _REMARKS.items():
        for finding in findings:
            if finding.rule == rule:
                print_line(f"{words}: {finding.place.key}: {finding.message}")
    if target is not None:
        print_path(target)
