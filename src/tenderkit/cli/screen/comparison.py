# SPDX-License-Identifier: Apache-2.0
"""`tenderkit verify` on a terminal: the state of each Word file, and a table of what was changed in it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import has_rtl, make_table, make_text
from tenderkit.formats.text.comparison import NO_LIST, count_clauses, describe_load, describe_state, list_changes

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from tenderkit.responses.comparison import Comparison

_STATE_STYLES = {"unchanged": "in", "changed": "error", "foreign": "warning"}
# What is gone or has other words is worse than what is in another place.
_GRAVE = ("edited", "missing", "split")


def print_comparisons(console: "Console", comparisons: "Iterable[tuple[str, Comparison]]") -> None:
    """Print for each file its state, the content that Word loads with it, the changes, and the numbers of clauses.

    Parameters: `comparisons`, pairs of the name of a file and its comparison.
    """
    for file, comparison in comparisons:
        state = make_text(describe_state(comparison), _STATE_STYLES[comparison.state])
        console.print(make_text(f"{file}: ", "bold") + state)
        for load in comparison.loads:
            console.print(make_text("  ") + make_text(describe_load(load), "warning"))
        changes = list(list_changes(comparison)) if comparison.state == "changed" else []
        if comparison.state == "changed" and not comparison.parts:
            console.print(make_text(f"  {NO_LIST}", "warning"))
        if any(has_rtl(name + fate) for name, fate in changes):  # its words would move the edges of a table
            console.print(*(make_text(f"  {name}: {fate}") for name, fate in changes), sep="\n")
        elif changes:
            console.print(draw_changes(changes))
        if comparison.clauses:
            console.print(make_text(f"  {count_clauses(comparison)}"))


def draw_changes(changes: Iterable[tuple[str, str]]) -> "Table":
    """Return a table of the parts and clauses that were changed, each with what became of it."""
    table = make_table()
    table.add_column("Where", overflow="fold")
    table.add_column("What became of it", overflow="fold")
    for name, fate in changes:
        table.add_row(make_text(name), make_text(fate, "error" if fate.startswith(_GRAVE) else "warning"))
    return table
