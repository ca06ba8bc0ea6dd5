# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.support import (
    choose,
    clause,
    decision,
    ids,
    library,
    lot,
    parameter,
    pick,
    refused,
    rule,
    said,
)

Table = dict[str, Any]


RULE = {"general/equivalence-paragraph": clause(kind="general-rule")}


def test_a_general_rule_stands_once_before_the_lots() -> None:
    selection = choose(library(RULE), lots=[lot(), lot()])
    assert [ids(selection, number) for number in (0, 1, 2)] == [["equivalence-paragraph"], [], []]


def test_other_clauses_repeat_per_lot() -> None:
    selection = choose(library({"a": clause()}), lots=[lot(), lot()])
    assert [ids(selection, number) for number in (0, 1, 2)] == [[], ["a"], ["a"]]


def test_every_clause_is_decided_once_for_the_tender_or_once_per_lot() -> None:
    selection = choose(library({**RULE, "a": clause(), "b": clause(status="draft")}), lots=[lot(), lot()])
    assert [list(p.decisions) for p in selection.parts] == [["equivalence-paragraph"], ["a", "b"], ["a", "b"]]


def test_a_general_rule_that_is_excluded_is_out() -> None:
    changes = [{"clause": "equivalence-paragraph", "reason": "We have our own."}]
    selection = choose(library(RULE), excluded=changes)
    assert rule(selection, "equivalence-paragraph", 0) == (False, "excluded")


def general(**overrides: Any) -> Table:
    return clause(kind="general-rule", group="general", **overrides)


def test_a_general_rule_can_be_included() -> None:
    whole = library({"general/x": general(sets=[])})
    assert rule(choose(whole), "x", 0) == (False, "proportionality")
    selection = choose(whole, included=[{"clause": "x", "reason": "We want it."}])
    assert rule(selection, "x", 0) == (True, "included")


@pytest.mark.parametrize("what", ["included", "excluded"])
def test_a_general_rule_cannot_be_changed_for_one_lot(what: str) -> None:
    (finding,) = refused(library(RULE), **{what: [{"clause": "equivalence-paragraph", "reason": "R", "lot": 1}]})
    assert (finding.rule, finding.place.lot) == (what, 1)


def test_a_general_rule_that_a_clause_requires_is_brought_back() -> None:
    whole = library({"general/x": general(sets=[]), "a": clause(requires=["x"])})
    selection = choose(whole)
    assert rule(selection, "x", 0) == (True, "requires")
    assert decision(selection, "a").reason.unmet == ()


def test_a_general_rule_may_stand_beside_a_clause() -> None:
    files = {"general/x": general(applies=[{"with": ["a"]}]), "a": clause(applies=[{"categories": ["tablet"]}])}
    assert rule(choose(library(files)), "x", 0) == (False, "requires")
    assert rule(choose(library(files), lots=[lot({"tablet": 50})]), "x", 0) == (True, "applies")


def test_a_general_rule_is_tested_like_other_clauses() -> None:
    whole = library({"general/x": clause(kind="general-rule", status="draft")})
    assert rule(choose(whole), "x", 0) == (False, "status")


VALUED = {
    "general/proof": general(
        parameters={"days": parameter({"core": 10, "comprehensive": 5}, unit="days", direction="max")}
    )
}


def test_a_value_of_a_general_rule_holds_for_all_that_the_tender_covers() -> None:
    selection = choose(library(VALUED), lots=[lot({"laptop": 5}), lot({"display": 5}, {"tablet": 3})])
    values = pick(selection, "proof", 0).values["days"]
    assert {c: value.value for c, value in values.items()} == {"laptop": 10, "display": 10, "tablet": 10}


@pytest.mark.parametrize(
    ("given", "value", "origin"),
    [({}, 5, "proposed"), ({"parameters": {"proof": {"days": 7}}}, 7, "buyer")],
)
def test_a_value_of_a_general_rule_follows_the_level_and_the_authority(given: Table, value: int, origin: str) -> None:
    selection = choose(library(VALUED), tender={"level": "comprehensive"}, **given)
    found = pick(selection, "proof", 0).values["days"]["laptop"]
    assert (found.value, found.origin) == (value, origin)


def test_a_value_of_a_general_rule_is_not_given_for_one_lot() -> None:
    selection = choose(library(VALUED), lots=[lot(parameters={"proof": {"days": 7}})])
    assert pick(selection, "proof", 0).values["days"]["laptop"].value == 10
    assert [f.place.key for f in said(selection, "parameter-unused")] == ["lots.1.parameters.proof"]
