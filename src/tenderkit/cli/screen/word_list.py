# SPDX-License-Identifier: Apache-2.0
"""`tenderkit list` on a terminal: the words of a purchase file in columns."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tenderkit.cli.screen.console import has_rtl, make_text
from tenderkit.cli.word_lists import describe_more

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

# Three countries fit side by side on a usual terminal; the few with longer names take two lines.
COUNTRY_WIDTH = 25
Entry = Mapping[str, Any]


def print_words(console: "Console", entries: Sequence[Entry]) -> None:
    """Print ids and titles in a table; countries side by side, those with a legal profile of their own first.

    If titles run from right to left, entries with groups or profiles are printed one a line, without columns, because
    such a title would shift the text after it. Parameters: `entries`, as `list_entries` returns them.
    """
    from rich.columns import Columns

    has_more = any("profile" in entry or "groups" in entry for entry in entries)
    if has_more and any(has_rtl(entry["title"]) for entry in entries):
        for entry in entries:
            console.print(_draw_line(entry) + make_text(describe_more(entry), "minor"))
    elif "profile" not in entries[0]:
        console.print(_draw_table(entries))
    else:
        for heading, profile in (("With a legal profile of their own", True), ("Other countries", False)):
            console.print(make_text(heading, "title"))
            lines = [_draw_line(entry) for entry in entries if entry["profile"] is profile]
            console.print(Columns(lines, width=min(COUNTRY_WIDTH, console.width - 1), padding=(0, 1)))


def _draw_line(entry: Entry) -> "Text":
    return make_text(entry["id"], "id") + make_text(f"  {entry['title']}")


def _draw_table(entries: Sequence[Entry]) -> "Table":
    """Return a table of ids and titles, with the groups of product categories in a column of their own."""
    from rich.table import Table

    has_groups = any("groups" in entry for entry in entries)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", min_width=min(max(len(entry["id"]) for entry in entries), 40))
    table.add_column(ratio=1 if has_groups else None, overflow="fold")
    if has_groups:
        table.add_column(ratio=2)
    for entry in entries:
        groups = (make_text(", ".join(entry["groups"]), "minor"),) if has_groups else ()
        table.add_row(make_text(entry["id"], "id"), make_text(entry["title"]), *groups)
    return table
