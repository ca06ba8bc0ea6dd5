# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, keys, saying, shipped
from tests.support import award, performance

RULE = "untraced-treatment"
OPEN = "The contractor shall have the equipment recycled."


def duty(text: str, **more: Any) -> dict[str, Any]:
    return performance(text={"requirement": text}, **more)


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall dispose of the units through any licensed party.",
        "Waste equipment shall be recycled by an authorised recycler.",
        "The contractor shall recycle all units in accordance with the law.",
        "The contractor may have units treated by any certified company of its choice.",
        "The contractor shall pass every other unit for recycling to an operator permitted to treat it.",
        OPEN,
    ],
)
def test_treatment_that_nothing_follows_is_found(text: str) -> None:
    assert keys(RULE, duty(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        f"{OPEN}\n\nThe contractor shall prove each later receiver until final treatment.",
        "The contractor shall not treat a unit before the check.",
        "The contractor shall treat data on the units as confidential.",
        "The tenderer shall offer units whose housing holds at least 30 % recycled plastic.",
        "The contractor shall report the recycling of units each year.",
        "The contractor shall recycle packaging.",
    ],
)
def test_treatment_that_is_followed_and_other_treatment_pass(text: str) -> None:
    assert keys(RULE, duty(text)) == []


def test_the_proof_may_ask_for_the_way() -> None:
    proof = {"document": "List of all downstream operators."}
    assert keys(RULE, performance(text={"requirement": OPEN, "verification": proof})) == []


def test_a_required_clause_may_ask_for_the_way() -> None:
    report = duty("The contractor shall name the route of each unit.")
    assert keys(RULE, catalogue({"a": duty(OPEN, requires=["b"]), "b": report})) == []
    assert keys(RULE, catalogue({"a": duty(OPEN), "b": report})) == ["text.requirement"]


def test_a_variant_with_a_proof_of_its_own_is_judged_by_it() -> None:
    proof = {"document": "List of all downstream operators."}
    words = {"when": {"acquisition": ["lease"]}, "requirement": OPEN}
    base = {"requirement": "The contractor shall keep records.", "verification": proof}
    assert keys(RULE, performance(text=base, variants={"leased": words})) == []
    bare = {**words, "verification": {"document": "A statement."}}
    assert keys(RULE, performance(text=base, variants={"leased": bare})) == ["variants.leased.requirement"]


def test_award_criteria_order_no_treatment() -> None:
    assert keys(RULE, award(text={"requirement": OPEN})) == []


def test_the_finding_names_the_open_receiver() -> None:
    (one,) = found(RULE, saying("The contractor shall dispose of the units through any licensed party."))
    assert one.message == (
        "“any licensed” leaves open who treats the equipment, and nothing asks for the way to final treatment"
    )


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
