# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, keys, shipped
from tests.support import clause

RULE = "example-fails"
LAPTOPS = {"acquisition": "purchase", "categories": ["laptop"]}


def trying(*examples: tuple[Any, bool], **more: Any) -> Any:
    return clause(examples=[{"facts": facts, "applies": applies} for facts, applies in examples], **more)


@pytest.mark.parametrize(
    ("block", "facts", "applies"),
    [
        ({"acquisition": ["purchase"]}, LAPTOPS, True),
        ({"acquisition": ["lease"]}, LAPTOPS, False),
        ({"categories": ["laptop"]}, {"return-categories": ["laptop"], "acquisition": "take-back"}, False),
        ({"own-criteria": True}, {"acquisition": "purchase", "own-criteria": True}, True),
        ({"own-criteria": True}, {"acquisition": "purchase"}, False),
        ({"has-returns": True}, {"return-categories": ["laptop"], "acquisition": "take-back"}, True),
        ({"data": ["personal"]}, LAPTOPS, False),
        ({"jurisdictions": ["international"]}, {**LAPTOPS, "jurisdictions": ["international"]}, True),
        ({"accepts-refurbished": True}, {**LAPTOPS, "accepts-refurbished": True}, True),
        ({"min-quantity": 50}, {**LAPTOPS, "min-quantity": 50}, True),
        ({"min-quantity": 50}, {**LAPTOPS, "max-quantity": 49}, False),
        ({"min-months": 36}, {**LAPTOPS, "min-months": 36}, True),
        ({"min-months": 36}, {**LAPTOPS, "max-months": 24}, False),
        ({"proportionality": ["short"]}, {**LAPTOPS, "proportionality": "short"}, True),
        ({"proportionality": ["short"]}, LAPTOPS, False),
        ({"with": ["a"]}, LAPTOPS, True),
    ],
)
def test_an_example_that_holds_passes_and_its_opposite_fails(block: Any, facts: Any, applies: bool) -> None:
    sure = ({"acquisition": "repair"}, True)
    for says, expected in ((applies, []), (not applies, ["examples.2"])):
        assert keys(RULE, trying(sure, (facts, says), applies=[{"acquisition": ["repair"]}, block])) == expected


def test_a_clause_has_an_example_and_one_that_applies() -> None:
    assert [f.message for f in found(RULE, clause())] == ["there are no examples"]
    lease = [{"acquisition": ["lease"]}]
    assert [f.message for f in found(RULE, trying((LAPTOPS, False), applies=lease))] == [
        "there is no example where the clause applies"
    ]


def test_a_withdrawn_clause_needs_none() -> None:
    assert keys(RULE, catalogue({"a": clause(status="withdrawn")})) == []


def test_the_finding_names_the_line_that_fails() -> None:
    lease = [{"acquisition": ["lease"], "data": ["personal"]}]
    (one,) = found(RULE, trying(({**LAPTOPS, "data": "personal"}, True), applies=lease))
    assert one.message == "the example says that the clause applies, but “acquisition” fails in the nearest block"
    assert str(one.place) == "useful-life/a.toml: examples.1"


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
