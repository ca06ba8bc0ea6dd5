# SPDX-License-Identifier: Apache-2.0
"""`tenderkit config show`: each setting with its value, and where the value comes from."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tenderkit.cli.options import TextOrJsonOption
from tenderkit.cli.screen.console import open_console
from tenderkit.findings import escape_controls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tenderkit.cli.settings.chosen_settings import ChosenSetting


def show_settings(
    context: typer.Context,
    origin: Annotated[bool, typer.Option("--origin", help="Show where each value comes from.")] = False,
    format_: TextOrJsonOption = "text",
) -> int:
    """Show each setting with its value.

    A flag counts first, then an environment variable (TENDERKIT_FAIL_LEVEL for `fail-level`), the project file (the
    nearest tenderkit.toml in this folder or above), the file of the user, and the default.
    """
    chosen: Sequence[ChosenSetting] = context.obj.all
    if format_ == "json":
        from tenderkit.formats.text.json import build_envelope, format_json

        data = {"settings": [each.as_json() for each in chosen]}
        typer.echo(format_json(build_envelope("config-show", data, (), ok=True)), nl=False)
        return 0
    rows = [[each.setting.name, _describe(each), each.source or each.origin][: 3 if origin else 2] for each in chosen]
    if (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.setting_list import print_settings

        print_settings(console, rows)
        return 0
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (escape_controls(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())
    return 0


def _describe(chosen: "ChosenSetting") -> str:
    """Return the value of a setting, with the files of it that are not there."""
    return f"{chosen.words} (not there: {', '.join(chosen.missing)})" if chosen.missing else chosen.words
