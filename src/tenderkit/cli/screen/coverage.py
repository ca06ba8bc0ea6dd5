# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses coverage` on a terminal: a bar for each scheme; the topics where they are asked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import make_table, make_text
from tenderkit.formats.text.coverage import (
    STATE_WORDS,
    group_by_scheme,
    join_ids,
    join_notes,
    join_sets,
    summarise_rows,
    summarise_sizes,
)
from tenderkit.library.coverage import STATES, count_states

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tenderkit.library.coverage import Schemes, State, TopicCoverage

WIDEST_BAR = 60
# Each state has a sign of its own, because some people see no colours.
_SIGNS: "dict[State, str]" = {"covered": "█", "partly": "▒", "hole": "·"}
_STYLES: "dict[State, str]" = {"covered": "in", "partly": "warning", "hole": "error"}


def print_coverage(
    console: "Console", schemes: "Schemes", rows: "Sequence[TopicCoverage]", *, topics: bool, holes: bool
) -> None:
    """Print for each scheme a bar with the shares of its topics that are covered, partly covered, and not covered.

    Parameters: `topics`, whether to print a table of the topics and their clauses below each bar; `holes`, whether to
    print such a table, but only of the topics that are not fully covered.
    """
    for name, scheme, scheme_rows in group_by_scheme(schemes, rows):
        console.print(make_text(f"{name}  ", "minor") + make_text(scheme.title, "title"))
        console.print(draw_bar(scheme_rows, min(console.width - 2, WIDEST_BAR)))
        console.print(make_text(f"  {summarise_rows(scheme_rows)}"))
        console.print(make_text(f"  {summarise_sizes(scheme_rows)}"))
        shown = [row for row in scheme_rows if topics or holes if not (holes and row.state == "covered")]
        if shown:
            if notes := join_notes(scheme):
                console.print(make_text(notes, "minor"))
            console.print(_draw_topics(shown, with_ids=scheme.ids != "unprinted"))
    if not (topics or holes):
        console.print()
        console.print(make_text("The topics of one scheme: --scheme NAME. What is missing: --holes.", "minor"))


def draw_bar(rows: "Sequence[TopicCoverage]", width: int) -> "Text":
    """Return a bar of `width` columns with the share of each state; a state that occurs has at least one column."""
    counts = count_states(rows)
    lengths = {state: max(1, round(width * counts[state] / len(rows))) if counts[state] else 0 for state in STATES}
    longest = max(STATES, key=lambda state: lengths[state])
    lengths[longest] += width - sum(lengths.values())
    bar = make_text("  ")
    for state in STATES:
        bar += make_text(_SIGNS[state] * lengths[state], _STYLES[state])
    return bar


def _draw_topics(rows: "Sequence[TopicCoverage]", *, with_ids: bool) -> "Table":
    """Return a table of topics: state, id and title, the clauses and buyer steps, and those that are missing."""
    table = make_table(expand=True)
    table.add_column("State", no_wrap=True)
    table.add_column("Topic", ratio=1, overflow="fold")
    table.add_column("Clauses", ratio=1, overflow="fold")
    for row in rows:
        present, missing = join_ids(row.clauses, row.steps), join_ids(row.missing_clauses, row.missing_steps)
        pointer = f" (points to clause {', '.join(row.topic.pointer)})" if row.topic.pointer else ""
        level = f" ({row.topic.level})" if row.topic.level else ""
        title = make_text(f"{row.id} " if with_ids else "", "id") + make_text(row.topic.title)
        clauses = make_text(present) + make_text(f" ({join_sets(row)})" if row.clauses else "", "minor")
        if missing:
            clauses += make_text("; missing: " if present else "missing: ", "error") + make_text(missing)
        state = make_text(STATE_WORDS[row.state], _STYLES[row.state])
        table.add_row(state, title + make_text(pointer + level, "minor"), clauses)
    return table
