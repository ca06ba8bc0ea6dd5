# SPDX-License-Identifier: Apache-2.0
"""Media and units on their routes: destroyed, used again or given away."""

from typing import Any

import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.clause_text import PrintedClause
from tests.support import annex, lot


def print_sanitisation(category: str, **overrides: Any) -> PrintedClause:
    returned = lot({}, {category: 100}, acquisition="take-back", **overrides)
    built = annex(load_shipped_data().library, lots=[returned])
    return next(clause for clause in built.context.selected if clause.clause.id == "data-sanitisation")


@pytest.mark.parametrize("data", ["internal", "personal"])
@pytest.mark.parametrize("category", ["storage-media", "laptop", "mixed-ict"])
def test_where_destruction_is_the_route_the_method_is_to_destroy(category: str, data: str) -> None:
    clause = print_sanitisation(category, data=data, routes=["destruction", "recycling"])
    methods = {value.value for value in clause.pick.values["method"].values()}
    assert (clause.title, methods) == ("Destruction of storage media", {"destroy"})


def test_loose_media_with_another_route_are_sanitised_and_used_again() -> None:
    clause = print_sanitisation("storage-media")
    assert clause.title == "Data sanitisation"
    assert "by the method purge" in clause.requirement[0]
    assert "loose medium that passes the check and works for re-use" in clause.requirement[2]


def test_of_units_alone_no_loose_medium_is_spoken_of() -> None:
    assert "loose medium" not in " ".join(print_sanitisation("laptop").requirement)


@pytest.mark.parametrize("routes", [["school-or-charity", "parts", "recycling"], ["own-re-use", "recycling"]])
def test_units_that_are_given_away_are_offered_to_nobody_else_before(routes: list[str]) -> None:
    returned = lot({}, {"smartphone": 600}, acquisition="take-back", routes=routes)
    built = annex(load_shipped_data().library, lots=[returned])
    printed = {clause.clause.id: " ".join(clause.requirement) for clause in built.context.selected}
    assert "free or at no more than a usual price" not in printed["reuse-before-recycling"]
    assert "free of charge" in printed["reuse-before-recycling"]
    assert "value-sharing" not in printed
