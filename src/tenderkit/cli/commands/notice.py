# SPDX-License-Identifier: Apache-2.0
"""`tenderkit notice`: write the notice of a purchase, as an OCDS release or a draft of an eForms contract notice."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from tenderkit.cli.messages import print_findings, print_line, print_path
from tenderkit.cli.options import (
    AllowUntranslated,
    ExampleName,
    Force,
    InputFormatOption,
    LanguageCode,
    Overlays,
    read_today,
)
from tenderkit.findings import Finding

# How remarks on a notice are printed: what each rule is about.
_REMARKS = {
    "notice-field-missing": "missing",
    "notice-entry-to-replace": "to replace",
    "notice-not-held": "only in the annex",
}


def write_notice(
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="A purchase file; `-` reads stdin.")] = None,
    format_: Annotated[
        Literal["ocds", "json"],
        typer.Option("--format", help="ocds: a release package. json: one answer with the notice and all remarks."),
    ] = "ocds",
    output_path: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="The file to write; stdout when absent.")
    ] = None,
    example_name: ExampleName = None,
    language: LanguageCode = None,
    with_value: Annotated[
        bool, typer.Option("--with-value", help="Publish the estimated value, which the annex does not show.")
    ] = False,
    allow_untranslated: AllowUntranslated = False,
    input_format: InputFormatOption = None,
    overlays: Overlays = None,
    force: Force = False,
) -> int:
    """Write the notice of a purchase: lots, codes, sustainability, criteria, contract terms.

    What the notice must have and the purchase does not say is listed as missing and never made up. Ids that a format
    demands are made from the reference and listed, to be replaced; what a format has no field for is listed too.
    """
    from tenderkit.cli import output
    from tenderkit.cli.inputs import read_purchases, read_sources
    from tenderkit.library.reading.shipped_data import load_with_overlays
    from tenderkit.notices.read_tables import read_notice_tables
    from tenderkit.pipeline import NoticeOptions, make_notice

    data = load_with_overlays(overlays or [])
    sources, problems = read_sources([file] if file else [], example_name, input_format)
    purchase = read_purchases(sources, language, problems, data)[0]
    tables = read_notice_tables(overlays or [], data.library)
    how = NoticeOptions(with_value=with_value, allow_untranslated=allow_untranslated, today=read_today())
    written = make_notice(purchase, data, tables, how, sources[0].name)
    content = written.content
    if format_ == "json":
        content = _build_answer(content, written.findings)
    target = None if output_path in (None, "-") else Path(output_path or "")
    read_from = [sources[0].path] if sources[0].path else []
    output.write_results([(target, content)], force=force, sources=read_from)
    _print_remarks(written.findings)
    if target is not None:
        print_path(target)
    return 0


def _build_answer(content: bytes, findings: Sequence[Finding]) -> bytes:
    """Return the JSON answer that holds a notice and the findings on it."""
    import json

    from tenderkit.formats.text.json import build_envelope, format_json

    return format_json(build_envelope("notice", {"ocds": json.loads(content)}, findings, ok=True)).encode()


def _print_remarks(findings: Sequence[Finding]) -> None:
    """Print warnings, then what is missing in a notice, made up, or only in the annex, on stderr, one a line."""
    print_findings(finding for finding in findings if finding.rule not in _REMARKS)
    for rule, words in _REMARKS.items():
        for finding in findings:
            if finding.rule == rule:
                print_line(f"{words}: {finding.place.key}: {finding.message}")
