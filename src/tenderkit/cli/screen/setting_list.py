# SPDX-License-Identifier: Apache-2.0
"""The settings on a terminal: a table with their values and, if asked for, where these come from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import make_table, make_text

if TYPE_CHECKING:
    from rich.console import Console


def print_settings(console: "Console", rows: Sequence[Sequence[str]]) -> None:
    """Print settings as a table. Parameters: `rows`, name, value and, in all rows or in none, origin."""
    table = make_table()
    for heading in ("Setting", "Value", "From")[: len(rows[0])]:
        table.add_column(heading)
    for name, *others in rows:
        table.add_row(make_text(name, "id"), *map(make_text, others))
    console.print(table)
