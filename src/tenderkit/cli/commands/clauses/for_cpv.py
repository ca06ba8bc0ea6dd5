# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses for-cpv`: find the category or acquisition model of a CPV code, and the clauses for it."""

from typing import Annotated, Literal

import typer

from tenderkit.cli.options import Overlays

Format = Literal["text", "json"]


def find_for_cpv(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A CPV code, with or without its check digit.")],
    format_: Annotated[Format, typer.Option("--format", help="How to print it.")] = "text",
    overlays: Overlays = None,
) -> int:
    """Find the clauses for a CPV code. That is, for the product category or acquisition model of the code."""
    from pathlib import Path

    from tenderkit.cli.messages import print_findings
    from tenderkit.errors import UsageProblem
    from tenderkit.formats.text import for_cpv, json
    from tenderkit.library.cpv import match_code, normalise_code
    from tenderkit.library.reading import shipped_data
    from tenderkit.library.reading.author_files import read_cpv

    try:
        digits = normalise_code(code)
    except ValueError as error:
        fix = "Write eight digits, such as 30213100, or with the check digit 30213100-6."
        raise UsageProblem(f"“{code}” {error}", fix) from None
    data = shipped_data.load_with_overlays(overlays or [])
    codes = read_cpv(shipped_data.find_data_folder() / "clauses", [Path(o) for o in overlays or []], data.library)
    result = match_code(digits, codes, data.library, data.language("en"))
    print_findings(result.findings)
    if format_ == "json":
        envelope = json.build_envelope("clauses-for-cpv", for_cpv.build_data(result), result.findings, ok=True)
        typer.echo(json.format_json(envelope), nl=False)
    else:
        typer.echo(for_cpv.render(result, data.library, data.language("en")), nl=False)
    return 0
