# SPDX-License-Identifier: Apache-2.0
"""`tenderkit upgrade`: bring last year's purchase to a new launch and to the library of today."""

import datetime
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tenderkit.cli.options import Force, OutputPath, Overlays, TextOrJson
from tenderkit.cli.screen.console import open_console
from tenderkit.errors import UsageProblem

if TYPE_CHECKING:
    from tenderkit.compare.upgrade import UpgradeReport


def upgrade_purchase(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Last year's purchase file, in TOML.")],
    launch: Annotated[str, typer.Option("--launch", metavar="DATE", help="The new launch, such as 2028-01-15.")],
    output_path: OutputPath = None,
    overlays: Overlays = None,
    dry_run: Annotated[bool, typer.Option("-n", "--dry-run", help="Print the report, and write nothing.")] = False,
    force: Force = False,
    full: Annotated[bool, typer.Option("--full", help="Print all that changed: words, and releases.")] = False,
    format_: Annotated[TextOrJson, typer.Option("--format", help="How to print the report.")] = "text",
) -> int:
    """Bring last year's purchase to a new launch: to the library of today, and to the law of that day.

    Prints what was changed in the file, which clauses come, go and change, which values the law moves, and why.
    Comments stay, except in an included or excluded clause that is taken out. The result goes to the file of -o; with
    --force alone it replaces FILE.
    """
    from tenderkit.cli import output
    from tenderkit.cli.compared.upgrade import upgrade_source
    from tenderkit.cli.inputs import raise_problems, read_sources
    from tenderkit.cli.messages import print_path
    from tenderkit.library.reading.shipped_data import load_with_overlays

    day = _read_launch(launch)
    if output_path is None and not force and not dry_run:
        raise UsageProblem("no file was named for the result", "Name one with -o, or replace FILE with --force.")
    sources, problems = read_sources([file], None, None)
    raise_problems(problems)
    (source,) = sources
    if source.form != "toml":
        raise UsageProblem(f"{source.name} is no TOML", "Comments are kept in TOML alone: name a file in TOML.")
    text, report = upgrade_source(source, day, load_with_overlays(overlays or []))
    if dry_run:
        _print_report(report, format_, full=full, to_stderr=False)
        return 0
    target = source.path if output_path is None else None if output_path == "-" else Path(output_path)
    others = [source.path] if source.path and output_path is not None else []
    output.write_results([(target, text.encode())], force=force, sources=others)
    _print_report(report, format_, full=full, to_stderr=target is None)
    if target is not None and format_ == "text":
        print_path(target)
    return 0


def _read_launch(launch: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(launch if re.fullmatch(r"(20\d\d|2100)-\d\d-\d\d", launch) else "")
    except ValueError:
        fix = "Write year, month and day: --launch 2028-01-15; the years are 2000 to 2100."
        raise UsageProblem(f"“{launch}” is no date", fix) from None


def _print_report(report: "UpgradeReport", format_: TextOrJson, *, full: bool, to_stderr: bool) -> None:
    """Print the report on stdout; on stderr where the purchase itself is on stdout."""
    from tenderkit.cli.messages import print_line
    from tenderkit.formats.text.differences.upgrade import (
        build_upgrade_data,
        list_upgrade_lines,
        render_upgrade,
    )
    from tenderkit.formats.text.json import build_envelope, format_json

    if to_stderr:
        for line in render_upgrade(report, full=full).splitlines():
            print_line(line)
    elif format_ == "json":
        typer.echo(format_json(build_envelope("upgrade", build_upgrade_data(report), [], ok=True)), nl=False)
    elif (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.changes import draw_lines

        console.print(*draw_lines(console, list_upgrade_lines(report, full=full)), sep="\n")
    else:
        typer.echo(render_upgrade(report, full=full), nl=False)
