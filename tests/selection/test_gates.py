# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.support import (
    choose,
    clause,
    decision,
    library,
    lot,
    profile,
    rule,
    select_ids,
)

Table = dict[str, Any]
KENYA = {"country": "KE"}
SHORT = {"proportionality": "short"}
FULL = {"proportionality": "full"}


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_only_stable_clauses_are_in(status: str) -> None:
    assert rule(choose(library({"a": clause(status=status)})), "a") == (False, "status")


def test_a_stable_clause_that_fits_is_in_by_its_own_lines() -> None:
    assert rule(choose(library({"a": clause()})), "a") == (True, "applies")


def test_a_clause_for_another_jurisdiction_is_out() -> None:
    whole = library({"a": clause(applies=[{"jurisdictions": ["ke"]}])}, {"ke": profile()})
    assert rule(choose(whole, tender={"country": "IN"}), "a") == (False, "jurisdiction")
    assert rule(choose(whole, tender=KENYA), "a") == (True, "applies")


def test_a_clause_for_a_profile_is_in_for_those_below_it() -> None:
    whole = library(
        {"a": clause(applies=[{"jurisdictions": ["east"]}])}, {"east": profile(), "ke": profile(parent="east")}
    )
    assert rule(choose(whole, tender=KENYA), "a") == (True, "applies")


def test_a_clause_for_a_profile_is_out_for_those_above_it() -> None:
    whole = library(
        {"a": clause(applies=[{"jurisdictions": ["ke"]}])},
        {"east": profile(members=["UG"]), "ke": profile(parent="east")},
    )
    assert rule(choose(whole, tender={"country": "UG"}), "a") == (False, "jurisdiction")


def test_a_clause_for_another_place_of_delivery_is_out_by_jurisdiction() -> None:
    whole = library({"a": clause(applies=[{"place": ["ke"]}])}, {"ke": profile()})
    assert rule(choose(whole, tender={"country": "KE", "delivery-country": "IN"}), "a") == (False, "jurisdiction")
    assert rule(choose(whole, tender={"country": "IN", "delivery-country": "KE"}), "a") == (True, "applies")


def test_a_clause_of_another_level_is_out() -> None:
    whole = library({"a": clause(levels=["comprehensive"])})
    assert rule(choose(whole), "a") == (False, "level")
    assert rule(choose(whole, tender={"level": "comprehensive"}), "a") == (True, "applies")


def test_levels_say_strictly_where_a_clause_exists() -> None:
    whole = library({"a": clause(levels=["core"])})
    assert rule(choose(whole, tender={"level": "comprehensive"}), "a") == (False, "level")


def test_a_clause_whose_lines_fail_is_out() -> None:
    whole = library({"a": clause(applies=[{"categories": ["display"]}])})
    assert rule(choose(whole), "a") == (False, "applies")


def test_the_reason_names_the_failing_lines_of_the_best_block() -> None:
    far = {"categories": ["display"], "acquisition": ["lease"], "min-months": 60}
    near = {"categories": ["laptop"], "acquisition": ["purchase"], "min-months": 60}
    found = decision(choose(library({"a": clause(applies=[far, near])})), "a")
    assert found.reason.lines == {"min-months": 60}


def test_a_clause_outside_the_set_is_out() -> None:
    whole = library({"a": clause(sets=["standard"])})
    assert rule(choose(whole, tender=SHORT), "a") == (False, "proportionality")
    assert rule(choose(whole), "a") == (True, "applies")


def test_the_standard_set_does_not_hold_what_is_only_in_the_short_one() -> None:
    assert rule(choose(library({"a": clause(sets=["short"])})), "a") == (False, "proportionality")


def test_full_keeps_all() -> None:
    assert select_ids(library({"a": clause(sets=[]), "b": clause(sets=["short"])}), tender=FULL) == ["a", "b"]


@pytest.mark.parametrize(
    ("size", "model"),
    [("short", "take-back"), ("short", "refurbished"), ("short", "lease"), ("standard", "take-back")],
)
def test_a_set_of_an_acquisition_model_counts_in_lots_of_that_model_only(size: str, model: str) -> None:
    whole = library({"a": clause(sets=[f"{size}-{model}"])})
    tender = {"proportionality": size}
    assert rule(choose(whole, tender=tender, lots=[lot(acquisition=model)]), "a") == (True, "applies")
    assert rule(choose(whole, tender=tender), "a") == (False, "proportionality")


def test_a_set_of_a_model_counts_at_its_own_size_only() -> None:
    whole = library({"a": clause(sets=["short-lease"])})
    assert rule(choose(whole, lots=[lot(acquisition="lease")]), "a") == (False, "proportionality")


EVERYTHING_WRONG = {
    "status": "draft",
    "levels": ["comprehensive"],
    "sets": [],
    "applies": [{"jurisdictions": ["ke"], "categories": ["display"], "with": ["b"]}],
}


@pytest.mark.parametrize(
    ("mended", "expected"),
    [
        ({}, "status"),
        ({"status": "stable"}, "jurisdiction"),
        ({"status": "stable", "applies": [{"categories": ["display"], "with": ["b"]}]}, "level"),
        (
            {
                "status": "stable",
                "applies": [{"categories": ["display"], "with": ["b"]}],
                "levels": ["core"],
            },
            "applies",
        ),
        ({"status": "stable", "applies": [{"with": ["b"]}], "levels": ["core"]}, "proportionality"),
        ({"status": "stable", "applies": [{"with": ["b"]}], "levels": ["core"], "sets": ["standard"]}, "requires"),
    ],
)
def test_the_rule_is_the_first_step_that_failed(mended: Table, expected: str) -> None:
    whole = library({"a": clause(**EVERYTHING_WRONG | mended), "b": clause(status="draft")}, {"ke": profile()})
    assert rule(choose(whole, tender={"country": "IN"}), "a") == (False, expected)
