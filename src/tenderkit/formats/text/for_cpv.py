# SPDX-License-Identifier: Apache-2.0
"""The category, acquisition model and clauses that a CPV code leads to, as text and as JSON data."""

import textwrap
from itertools import groupby
from typing import Any

from tenderkit.library.clause import Clause
from tenderkit.library.cpv import CodeLevel, CpvMatch
from tenderkit.library.language import Language
from tenderkit.library.library import Library

_REPORT_SECTION = 5


def _describe_rung(rung: CodeLevel) -> str:
    text = rung.label or ("known" if rung.known else "not known here")
    reason = f"out of scope ({rung.out_of_scope})" if rung.out_of_scope else None
    leads = " and ".join(filter(None, (rung.category, rung.acquisition, reason)))
    text += f" -> {leads}" if leads else ""
    return textwrap.fill(
        text, 80, initial_indent=f"  {rung.code}  ", subsequent_indent=" " * 12, break_on_hyphens=False
    )


def render(result: CpvMatch, library: Library, language: Language) -> str:
    """Return a text about a CPV code: the codes above it, the category or acquisition model, the clauses by kind."""
    lines = [f"CPV code {result.code}", *map(_describe_rung, result.levels), ""]
    if result.out_of_scope:
        reason = language.label(library.vocabulary.out_of_scope[result.out_of_scope].label)
        return "\n".join([*lines, textwrap.fill(f"Out of scope: {reason}.", 80)]) + "\n"
    if not (result.category or result.acquisition):
        return "\n".join([*lines, "No category and no acquisition model is known for it."]) + "\n"
    lines.append(f"Category: {result.category or 'not given by the code; clauses for any category are listed'}")
    lines.append(
        f"Acquisition model: {result.acquisition or 'not given by the code; clauses for any model are listed'}"
    )
    lines += ["", f"{len(result.clauses)} of {len(library.clauses)} clauses could apply, each with its sets:"]
    width = max((len(c.id) for c in result.clauses), default=0)

    def describe_clause(clause: Clause) -> str:
        return textwrap.fill(
            ", ".join(clause.sets) or "-",
            80,
            initial_indent=f"  {clause.id:<{width}}  ",
            subsequent_indent=" " * (width + 4),
            break_long_words=False,
            break_on_hyphens=False,
        )

    def heading(clause: Clause) -> str:
        kind = language.label(library.vocabulary.kinds[clause.kind].label)
        return f"{kind}, reports" if clause.section == _REPORT_SECTION else kind

    for kind, clauses in groupby(result.clauses, heading):
        lines += ["", kind]
        lines += map(describe_clause, clauses)
    return "\n".join(lines) + "\n"


def build_data(result: CpvMatch) -> dict[str, Any]:
    """Return the data of `clauses for-cpv --format json`; an unknown `category` or `acquisition` is null."""
    return {
        "code": result.code,
        "walk": [vars(rung).copy() for rung in result.levels],
        "category": result.category,
        "acquisition": result.acquisition,
        "out_of_scope": result.out_of_scope,
        "relatives": [{"category": id_, "code": code} for id_, code in result.relatives.items()],
        "clauses": [{"id": c.id, "kind": c.kind, "theme": c.theme, "sets": list(c.sets)} for c in result.clauses],
    }
