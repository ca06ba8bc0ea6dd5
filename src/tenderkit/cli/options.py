# SPDX-License-Identifier: Apache-2.0
"""Options that several commands have."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tenderkit.library.clause import Clause
    from tenderkit.library.library import Library

Overlays = Annotated[
    list[str] | None,
    typer.Option("--library", metavar="DIR", help="A library of your own on top of the shipped one. Repeatable."),
]


def clause_named(library: "Library", id_: str) -> "Clause":
    """The clause with this id. Raises UsageProblem, with the nearest id, where there is none."""
    from tenderkit.errors import UsageProblem
    from tenderkit.findings import nearest

    if id_ not in library.clauses:
        raise UsageProblem(f"there is no clause “{id_}”", nearest(id_, library.clauses))
    return library.clauses[id_]
