# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.library.library import Overlay
from tests.lint.seeded import catalogue, found, shipped
from tests.support import award, clause, profile

RULE = "unreachable-clause"


def messages(**clauses: Any) -> list[str]:
    places = {"aa": profile(members=["AT"]), "bb": profile(members=["BE"]), "cc": profile(parent="aa")}
    return [finding.message for finding in found(RULE, catalogue(clauses, places))]


def applying(*blocks: Any, **more: Any) -> Any:
    return clause(applies=list(blocks), **more)


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ({"categories": ["laptop"], "acquisition": ["take-back"]}, "a take-back lot has no items"),
        (
            {"return-categories": ["laptop"], "acquisition": ["consumables"]},
            "a consumables lot takes no old equipment",
        ),
        ({"acquisition": ["take-back"], "has-returns": False}, "a take-back lot always has old equipment"),
        ({"return-categories": ["laptop"], "has-returns": False}, "old equipment is asked for and ruled out"),
        ({"categories": ["mixed-ict"], "acquisition": ["purchase"]}, "equipment of unknown kinds"),
        ({"min-months": 48, "max-months": 36}, "no term has at least 48 and at most 36 months"),
        ({"min-months": 300}, "no term has at least 300 and at most 240 months"),
        ({"min-quantity": 100, "max-quantity": 10}, "no quantity is at least 100 and at most 10"),
    ],
)
def test_a_block_that_no_lot_meets_is_found(block: Any, reason: str) -> None:
    (message,) = messages(a=applying(block))
    assert message.startswith("no purchase can bring the clause in: block 1: ")
    assert reason in message


@pytest.mark.parametrize(
    "block",
    [
        {},
        {"categories": ["laptop"], "acquisition": ["purchase", "take-back"]},
        {"categories": ["mixed-ict", "laptop"], "acquisition": ["purchase"]},
        {"categories": ["mixed-ict"], "acquisition": ["repair"]},
        {"return-categories": ["mixed-ict"]},
        {"min-months": 36, "max-months": 36},
        {"jurisdictions": ["aa"], "place": ["bb"]},
        {"jurisdictions": ["cc"]},
    ],
)
def test_a_block_that_a_lot_meets_passes(block: Any) -> None:
    assert messages(a=applying(block)) == []


def test_one_block_that_can_hold_is_enough() -> None:
    never = {"categories": ["laptop"], "acquisition": ["take-back"]}
    assert messages(a=applying(never, {"acquisition": ["lease"]})) == []


@pytest.mark.parametrize(
    ("status", "block", "reached"),
    [
        ("stable", {}, True),
        ("draft", {}, False),
        ("withdrawn", {}, False),
        ("stable", {"categories": ["laptop"], "acquisition": ["take-back"]}, False),
    ],
)
def test_a_companion_has_to_be_within_reach(status: str, block: Any, reached: bool) -> None:
    said = messages(a=applying({"with": ["b"]}), b=applying(block, status=status))
    assert [m for m in said if "stands only beside “b”" in m] == said[: not reached]


def test_two_clauses_that_wait_for_each_other_never_come() -> None:
    assert len(messages(a=applying({"with": ["b"]}), b=applying({"with": ["a"]}))) == 2


def test_a_clause_that_is_always_replaced_is_found() -> None:
    narrow = applying({"categories": ["laptop"], "acquisition": ["lease"]})
    assert messages(a=narrow, b=applying({"categories": ["laptop", "tablet"]}, replaces=["a"])) == [
        "“b” replaces it wherever this clause applies, so this one is never printed"
    ]


def test_a_clause_that_always_gives_way_is_found() -> None:
    assert messages(a=applying({"acquisition": ["lease"]}, conflicts=["b"]), b=applying({})) == [
        "“b” wins a conflict wherever this clause applies, so this one is never printed"
    ]


@pytest.mark.parametrize(
    "other",
    [
        applying({"categories": ["tablet"]}, replaces=["a"]),
        applying({"acquisition": ["lease"]}, replaces=["a"]),
        applying({}, replaces=["a"], sets=["standard"]),
        applying({}, replaces=["a"], levels=["core"]),
        applying({}, replaces=["a"], status="draft"),
        applying({}),
    ],
)
def test_a_clause_that_is_replaced_here_and_there_passes(other: Any) -> None:
    assert messages(a=applying({"categories": ["laptop"]}), b=other) == []


def test_the_authority_chooses_among_award_criteria() -> None:
    one = award(applies=[{"acquisition": ["lease"]}], conflicts=["b"])
    assert messages(a=one, b=award(applies=[{}])) == []


def test_two_blocks_may_replace_a_clause_together() -> None:
    both = {"acquisition": ["lease", "purchase"]}
    other = applying({"acquisition": ["lease"]}, {"acquisition": ["purchase", "service"]}, replaces=["a"])
    assert len(messages(a=applying(both), b=other)) == 1


def test_a_conflict_with_a_condition_leaves_lots() -> None:
    conflicts = [{"clause": "b", "when": {"acquisition": ["lease"]}}]
    assert messages(a=applying({}, conflicts=conflicts), b=applying({})) == []


def test_drafts_and_hidden_clauses_are_out_of_reach_by_intention() -> None:
    never = {"categories": ["laptop"], "acquisition": ["take-back"]}
    assert messages(a=applying(never, status="draft")) == []
    one = catalogue({"a": applying(never)})
    overlay = Overlay({"en": "Ours"}, "1", hide=("a",))
    assert found(RULE, replace(one, library=replace(one.library, overlays=(overlay,)))) == []


def test_the_finding_stands_at_the_conditions() -> None:
    (one,) = found(RULE, {**applying({"min-months": 9, "max-months": 3})})
    assert (str(one.place), one.severity) == ("useful-life/a.toml: applies", "warn")


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
