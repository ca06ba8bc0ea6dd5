# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import catalogue, found, keys, saying, shipped
from tests.support import QUESTIONS, clause, parameter

RULE = "destruction-blocks-reuse"
KEY = "text.requirement"


@pytest.mark.parametrize(
    "text",
    [
        "All hard drives shall be physically destroyed.",
        "The contractor shall shred every hard disk on the premises of the contracting authority.",
        "The contractor shall have each storage medium demagnetised and drilled.",
        "The contractor shall ensure the physical destruction of all data carriers.",
        "Hard disks are crushed before the units leave the building.",
        "The contractor shall collect the units and destroy them, and destroy all drives.",
        "After collection the contractor shall destroy all media.",
    ],
)
def test_destruction_as_the_rule_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == [KEY]


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall destroy only a medium that cannot be sanitised.",
        "Where sanitisation fails, the contractor shall destroy the medium.",
        "The contractor shall not destroy a medium that can be sanitised.",
        "No drive shall be destroyed.",
        "The contractor shall destroy media with classified data.",
        "The contractor shall hand over a certificate of destruction for each medium that it destroys.",
        "The contractor shall take a removable medium out before destroying it.",
        "The contractor shall destroy paper labels before it passes on a unit.",
        "A medium that the contractor destroyed without need is replaced by a new one.",
        "The contracting authority may destroy a medium.",
    ],
)
def test_destruction_with_a_reason_passes(text: str) -> None:
    assert keys(RULE, saying(text)) == []


@pytest.mark.parametrize(
    ("routes", "expected"), [(["destruction"], []), (["destruction", "recycling"], ["variants.v.requirement"])]
)
def test_a_variant_for_lots_whose_media_are_handed_over_to_be_destroyed_may_destroy(
    routes: list[str], expected: list[str]
) -> None:
    words = {"when": {"routes": routes}, "requirement": "The contractor shall destroy every medium."}
    question = {**QUESTIONS["use"], "key": "routes", "tested": True, "words": "routes", "kind": "choices"}
    question = {key: value for key, value in question.items() if not key.startswith("choice")}
    questions = {**QUESTIONS, "routes": question}
    assert keys(RULE, catalogue({"a": clause(variants={"v": words})}, questions=questions)) == expected


@pytest.mark.parametrize(("data", "expected"), [("classified", []), ("personal", ["variants.v.requirement"])])
def test_a_variant_for_the_highest_data_class_may_destroy(data: str, expected: list[str]) -> None:
    words = {"when": {"data": [data]}, "requirement": "The contractor shall destroy every medium."}
    assert keys(RULE, clause(variants={"v": words})) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"data": ["classified"]}, []),
        ({"data": ["personal", "classified"]}, ["parameters.method.cases.1.comprehensive"]),
        ({}, ["parameters.method.cases.1.comprehensive"]),
    ],
)
def test_destroy_as_a_value_is_for_the_highest_data_class(data: dict[str, list[str]], expected: list[str]) -> None:
    method = parameter(
        {**data, "core": "clear", "comprehensive": "destroy"}, type="grade", unit=None, grades=["clear", "destroy"]
    )
    assert keys(RULE, clause(parameters={"method": method})) == expected


@pytest.mark.parametrize("text", ["Destroyed media: none.", "Destruction of hard drives"])
def test_a_text_without_a_verb_that_binds_orders_nothing(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_the_finding_names_the_word() -> None:
    (one,) = found(RULE, saying("All drives shall be shredded."))
    assert one.message == "“shredded” is the normal method here"
    assert (one.severity, one.place.file) == ("warn", "useful-life/a.toml")


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
