# SPDX-License-Identifier: Apache-2.0
"""The list of the clauses of a library: as text, as CSV, as JSON data."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from tenderkit.formats.text.csv import format_rows
from tenderkit.library.clause import Clause
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.library.template import omit_values


def render(clauses: Sequence[Clause], library: Library, language: Language) -> str:
    """Return the clauses as text, grouped by theme: id, kind and sets on one line, the title on the next."""
    if not clauses:
        return "No clause fits all of these options.\n"
    lines: list[str] = []
    for theme, some in groupby(clauses, lambda c: c.theme):
        lines += ["", language.label(library.vocabulary.themes[theme].label)]
        for clause in some:
            kind = language.label(library.vocabulary.kinds[clause.kind].label)
            state = "" if clause.status == "stable" else f", {clause.status}"
            hidden = ", hidden" if clause.id in library.hidden else ""
            lines.append(f"  {clause.id} ({kind}{state}{hidden}; {', '.join(clause.sets) or 'full set only'})")
            lines.append(f"      {''.join(clause.text.title)}")
    lines += ["", f"{len(clauses)} of {len(library.clauses)} clauses; library {library.version}"]
    return "\n".join(lines[1:]) + "\n"


def build_data(clauses: Sequence[Clause], library: Library) -> list[dict[str, Any]]:
    """Return the data of `clauses list --format json`: an object for each clause."""
    return [
        {
            "id": clause.id,
            "version": clause.version,
            "status": clause.status,
            "kind": clause.kind,
            "theme": clause.theme,
            "levels": list(clause.levels),
            "sets": list(clause.sets),
            "title": omit_values(clause.text.title),
            "requires": list(clause.requires),
            "hidden": clause.id in library.hidden,
        }
        for clause in clauses
    ]


def render_csv(clauses: Sequence[Clause], library: Library) -> str:
    """Return the clauses as CSV with a header row. Several values in a cell, such as levels, are parted by spaces."""
    keys = ["id", "version", "status", "kind", "theme", "levels", "sets", "title", "requires", "hidden"]
    return format_rows([keys, *([_format_cell(row[key]) for key in keys] for row in build_data(clauses, library))])


def _format_cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(value) if isinstance(value, list) else str(value)
