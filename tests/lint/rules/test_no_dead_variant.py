# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, shipped
from tests.support import clause, profile

RULE = "no-dead-variant"
PLACES = {"aa": profile(members=["AT"]), "cc": profile(parent="aa")}


def messages(applies: Any, *whens: Any) -> list[str]:
    variants = {f"v{n}": {"when": when, "title": "T"} for n, when in enumerate(whens, 1)}
    whole = catalogue(
        {"a": clause(applies=[applies] if isinstance(applies, dict) else applies, variants=variants)}, PLACES
    )
    return [finding.message for finding in found(RULE, whole)]


@pytest.mark.parametrize(
    ("applies", "when", "reason"),
    [
        ({"acquisition": ["purchase"]}, {"acquisition": ["take-back"]}, "no acquisition model fits all of it"),
        ({"categories": ["laptop"]}, {"acquisition": ["take-back"]}, "a take-back lot has no items"),
        ({"acquisition": ["consumables"]}, {"has-returns": True}, "a consumables lot takes no old equipment"),
        ({"data": ["personal"]}, {"data": ["none"]}, "no answer to `data` fits all of it"),
        ({"min-months": 36}, {"max-months": 24}, "no term has at least 36 and at most 24 months"),
        ({"accepts-refurbished": True}, {"accepts-refurbished": False}, "no answer to `accepts-refurbished`"),
    ],
)
def test_a_variant_that_contradicts_its_clause_is_found(applies: Any, when: Any, reason: str) -> None:
    (message,) = messages(applies, when)
    assert message.startswith("the variant “v1” never holds where the clause applies: ")
    assert reason in message


@pytest.mark.parametrize(
    ("applies", "whens"),
    [
        ({}, [{"acquisition": ["lease"]}, {"acquisition": ["lease"], "categories": ["laptop"]}]),
        ({}, [{"categories": ["laptop", "tablet"]}, {"categories": ["tablet"], "place": ["aa"]}]),
        ({"acquisition": ["lease"]}, [{"acquisition": ["lease", "service"]}, {"categories": ["laptop"]}]),
        ({}, [{"jurisdictions": ["aa"]}, {"jurisdictions": ["cc"]}]),
        ({}, [{"min-months": 12}, {"min-months": 24}]),
        ({}, [{"min-quantity": 10}, {"min-quantity": 100}]),
        ({"acquisition": ["take-back"]}, [{"has-returns": True}, {"data": ["personal"]}]),
        ({"data": ["personal"]}, [{"data": ["personal", "classified"]}, {"acquisition": ["lease"]}]),
        ({}, [{}, {"acquisition": ["lease"]}]),
    ],
)
def test_a_variant_behind_a_wider_one_is_found(applies: Any, whens: list[Any]) -> None:
    assert messages(applies, *whens) == [
        "the variant “v2” is never reached: “v1” holds wherever it does, and stands before it"
    ]


def test_two_variants_may_hide_a_third() -> None:
    whens = {"acquisition": ["lease"]}, {"acquisition": ["purchase"]}, {"acquisition": ["lease", "purchase"]}
    assert messages({}, *whens) == [
        "the variant “v3” is never reached: “v1” or “v2” holds wherever it does, and stands before it"
    ]


@pytest.mark.parametrize(
    ("applies", "whens"),
    [
        ({}, [{"acquisition": ["lease"], "categories": ["laptop"]}, {"acquisition": ["lease"]}]),
        ({}, [{"categories": ["tablet"]}, {"categories": ["laptop", "tablet"]}]),
        ({}, [{"jurisdictions": ["cc"]}, {"jurisdictions": ["aa"]}]),
        ({}, [{"min-months": 24}, {"min-months": 12}]),
        ({}, [{"min-quantity": 10, "categories": ["laptop"]}, {"min-quantity": 10}]),
        # A lot whose data class nobody gave meets none of them.
        ({}, [{"data": ["none", "internal", "personal", "classified"]}, {"acquisition": ["lease"]}]),
        ({}, [{"has-returns": True}, {"acquisition": ["take-back", "purchase"]}]),
        ([{"acquisition": ["lease"]}, {"categories": ["laptop"]}], [{"acquisition": ["lease"]}, {"data": ["none"]}]),
        ({}, [{"accepts-refurbished": True}, {"accepts-refurbished": False}]),
    ],
)
def test_a_variant_that_some_lot_reaches_passes(applies: Any, whens: list[Any]) -> None:
    assert messages(applies, *whens) == []


def test_a_variant_may_need_one_block_only() -> None:
    blocks = [{"acquisition": ["purchase"]}, {"return-categories": ["laptop"]}]
    assert messages(blocks, {"acquisition": ["take-back"]}) == []


def test_the_finding_stands_at_the_variant() -> None:
    one = clause(
        applies=[{"acquisition": ["lease"]}], variants={"v": {"when": {"acquisition": ["repair"]}, "title": "T"}}
    )
    (finding,) = found(RULE, one)
    assert str(finding.place) == "useful-life/a.toml: variants.v.when"


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
