# SPDX-License-Identifier: Apache-2.0
"""Media and units on their routes: destroyed, used again or given away."""

from typing import Any

import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.clause_text import PrintedClause
from tests.support import annex, example, lot


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


def test_loose_media_that_are_not_used_again_are_offered_to_nobody() -> None:
    clause = print_sanitisation("storage-media", routes=["recycling"])
    assert clause.title == "Data sanitisation"
    assert "by the method purge" in clause.requirement[0]
    assert "re-use" not in " ".join(clause.requirement)


def read_clause(name: str, number: int, id_: str) -> PrintedClause:
    """A clause of a lot of a purchase, as the annex prints it for that lot."""
    return next(clause for clause in example(name).lots[number - 1].clauses if clause.clause.id == id_)


def test_media_to_be_destroyed_are_no_waste_equipment_and_not_prepared_for_re_use() -> None:
    treatment = read_clause("es-hospital-e-waste", 3, "treatment-standard")
    assert treatment.title == "Permits and treatment of the remains"
    words = " ".join((*treatment.requirement, *treatment.verification.values()))
    assert "remains of storage media only to permitted operators" in words
    assert "re-use" not in words
    assert "waste equipment" not in words


def test_a_clause_that_a_lot_without_re_use_shares_speaks_of_it_only_where_it_is_allowed() -> None:
    one = example("es-hospital-e-waste")
    spoken = {
        (each.printed.clause.id, sentence)
        for each in one.shared
        if 2 in each.printed.lots
        for text in each.printed.requirement
        for sentence in text.split(". ")
        if "re-use" in sentence
    }
    assert {id_ for id_, _ in spoken} == {"recycler-certification"}
    first, *others = read_clause("es-hospital-e-waste", 2, "recycler-certification").requirement
    assert "or, where allowed, prepare for re-use" in first
    assert [text.count("re-use") for text in others] == [1, 1, 0]
    assert "for preparing for re-use EN 50614:2020" in others[0]
    assert "A site that only sorts, tests and prepares for re-use may" in others[1]


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
