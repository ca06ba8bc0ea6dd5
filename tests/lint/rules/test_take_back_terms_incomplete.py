# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, keys, shipped
from tests.support import clause, performance

RULE = "take-back-terms-incomplete"
WHOLE = (
    "The contractor shall collect the units from each site, within 10 working days of the request, at no charge.\n\n"
    "A request covers at least 5 units."
)


def duty(text: str, **more: Any) -> dict[str, Any]:
    return performance(text={"requirement": text}, **more)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("The contractor shall take back the units after use.", "who pays, where, within what time"),
        ("After use the contractor shall take the units back.", "who pays, where, within what time"),
        ("The contractor shall collect old equipment free of charge.", "say where, within what time and"),
        ("Old laptops shall be collected at no cost from the sites named, within 10 days.", "say from what quantity"),
        ("The contractor shall accept the return of empty cartridges.", "who pays, where"),
        (WHOLE.replace("from each site, ", ""), "does not say where"),
        (WHOLE.replace("A request covers at least 5 units.", "The price covers loading."), "from what quantity on"),
        (WHOLE.replace(", at no charge", ""), "does not say who pays"),
        (WHOLE.replace("within 10 working days of", "upon"), "does not say within what time"),
        (
            f"{WHOLE.replace('within 10 working days of', 'upon')} It shall pay within 30 days.",
            "does not say within what time",
        ),
    ],
)
def test_what_a_take_back_leaves_open_is_named(text: str, missing: str) -> None:
    (one,) = found(RULE, duty(text))
    assert missing in one.message
    assert one.place.key == "text.requirement"


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "On request the contractor shall, within 30 days, pick up any number of units at the premises of the"
        " contracting authority at its own cost.",
        "The contractor shall collect faulty units for repair and return them within 5 days.",
        "The contractor shall collect feedback from users of the units.",
        "The contractor shall take back the packaging of the units at delivery.",
        "The contractor shall test each unit collected after use.",
        "The contractor shall name the operator that will collect the units.",
        "The contractor shall not take back a unit before the end of its use.",
        "The contractor shall collect a unit only with the signed record.",
        "The contracting authority will collect the units from the contractor.",
    ],
)
def test_whole_terms_and_other_collections_pass(text: str) -> None:
    assert keys(RULE, duty(text)) == []


def test_a_variant_says_all_of_it_itself() -> None:
    words = {
        "when": {"acquisition": ["lease"]},
        "requirement": "The contractor shall collect the units at no charge.",
    }
    assert keys(RULE, duty(WHOLE, variants={"leased": words})) == ["variants.leased.requirement"]
    assert keys(RULE, duty(WHOLE, variants={"leased": {"when": words["when"], "title": "Another"}})) == []


def test_a_clause_may_build_on_the_collection_of_one_that_it_requires() -> None:
    short = "The contractor shall collect the units in locked boxes."
    whole = catalogue({"a": duty(short, requires=["b"]), "b": duty(WHOLE)})
    assert keys(RULE, whole) == []
    assert keys(RULE, catalogue({"a": duty(short, requires=["b"]), "b": performance()})) == ["text.requirement"]


def test_only_contract_performance_clauses_are_looked_at() -> None:
    assert keys(RULE, clause(text={"requirement": "The contractor shall take back the units."})) == []


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []


def test_a_price_for_each_collection_or_any_unit_settles_the_quantity() -> None:
    priced = WHOLE.replace("A request covers at least 5 units.", "The authority pays the price for each collection.")
    assert found(RULE, duty(priced)) == []
    assert found(RULE, duty(WHOLE.partition("\n")[0].replace("the units", "any unit"))) == []
