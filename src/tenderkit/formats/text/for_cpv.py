# SPDX-License-Identifier: Apache-2.0
"""What a CPV code leads to, as text and as data."""

import textwrap
from itertools import groupby
from typing import Any

from tenderkit.library.clause import Clause
from tenderkit.library.cpv import ForCpv, Rung
from tenderkit.library.language import Language
from tenderkit.library.library import Library

_REPORTING = 5


def _rung(rung: Rung) -> str:
    text = rung.label or ("known" if rung.known else "not known here")
    leads = " and ".join(filter(None, (rung.category, rung.acquisition)))
    text += f" -> {leads}" if leads else ""
    return textwrap.fill(
        text, 80, initial_indent=f"  {rung.code}  ", subsequent_indent=" " * 12, break_on_hyphens=False
    )


def render(found: ForCpv, library: Library, language: Language) -> str:
    """The way up the code tree, where it leads, and the clauses that could apply, under their kinds."""
    lines = [f"CPV code {found.code}", *map(_rung, found.rungs), ""]
    if not (found.category or found.acquisition):
        return "\n".join([*lines, "No category and no acquisition model is known for it."]) + "\n"
    lines.append(f"Category: {found.category or 'not told by the code; clauses for any category are listed'}")
    lines.append(
        f"Acquisition model: {found.acquisition or 'not told by the code; clauses for any model are listed'}"
    )
    lines += ["", f"{len(found.clauses)} of {len(library.clauses)} clauses could apply, each with its sets:"]
    width = max((len(c.id) for c in found.clauses), default=0)

    def heading(clause: Clause) -> str:
        kind = language.label(library.vocabulary.kinds[clause.kind].label)
        return f"{kind}, reports" if clause.section == _REPORTING else kind

    for kind, clauses in groupby(found.clauses, heading):
        lines += ["", kind]
        lines += [f"  {c.id:<{width}}  {', '.join(c.sets) or '-'}" for c in clauses]
    return "\n".join(lines) + "\n"


def data(found: ForCpv) -> dict[str, Any]:
    """The data of `clauses for-cpv --format json`; `category` and `acquisition` are null where the code says none."""
    return {
        "code": found.code,
        "walk": [vars(rung).copy() for rung in found.rungs],
        "category": found.category,
        "acquisition": found.acquisition,
        "below": [{"category": id_, "code": code} for id_, code in found.below.items()],
        "clauses": [{"id": c.id, "kind": c.kind, "theme": c.theme, "sets": list(c.sets)} for c in found.clauses],
    }
