# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses list` on a terminal: a table with a line for each clause, theme by theme."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import make_text
from tenderkit.library.template import omit_values

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tenderkit.library.clause import Clause
    from tenderkit.library.language import Language
    from tenderkit.library.library import Library

# From these widths on, there is room for the kinds in words, and for the sets.
WIDE, WIDER = 110, 140


def print_clauses(console: "Console", clauses: "Sequence[Clause]", library: "Library", language: "Language") -> None:
    """Print a line for each clause, theme by theme: kind, id, title; on a very wide terminal the sets too.

    On a narrow terminal a letter means the kind, such as A for award criterion; the last lines explain the letters.
    """
    if not clauses:
        console.print(make_text("No clause fits all of these options."))
        return
    labels = {id_: language.label(word.label) for id_, word in library.vocabulary.kinds.items()}
    is_wide = console.width >= WIDE
    kinds = labels if is_wide else {id_: label[:1].upper() for id_, label in labels.items()}
    widths = max(map(len, kinds.values())), max(len(clause.id) for clause in clauses)
    for theme, some in groupby(clauses, lambda c: c.theme):
        console.print(make_text(language.label(library.vocabulary.themes[theme].label), "title"))
        table = _begin_table(*widths, with_sets=console.width >= WIDER)
        for clause in some:
            cells = make_text(kinds[clause.kind]), make_text(clause.id, "id"), _draw_title(clause, library)
            sets = make_text(", ".join(clause.sets) or "full set only", "minor")
            table.add_row(*cells, *((sets,) if console.width >= WIDER else ()))
        console.print(table)
    console.print()
    if not is_wide:
        _print_legend(console, kinds, labels)
    console.print(make_text(f"{len(clauses)} of {len(library.clauses)} clauses; library {library.version}"))
    console.print(make_text("One clause in full: tenderkit clauses show ID", "minor"))


def _begin_table(widest_kind: int, widest_id: int, *, with_sets: bool) -> "Table":
    """Return an empty table without lines, whose columns have the same widths under every theme."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=widest_kind)
    table.add_column(width=widest_id, overflow="fold")
    table.add_column(ratio=2, no_wrap=True, overflow="ellipsis")
    if with_sets:
        table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    return table


def _draw_title(clause: "Clause", library: "Library") -> "Text":
    """Return the title of a clause, after `draft:`, `withdrawn:` or `hidden:` if the clause is in this state."""
    states = ["" if clause.status == "stable" else clause.status, "hidden" if clause.id in library.hidden else ""]
    text = make_text("".join(f"{state}: " for state in states if state), "warning")
    return text + make_text(omit_values(clause.text.title))


def _print_legend(console: "Console", letters: Mapping[str, str], kinds: Mapping[str, str]) -> None:
    console.print(make_text(", ".join(f"{letters[id_]} {label}" for id_, label in kinds.items()), "minor"))
