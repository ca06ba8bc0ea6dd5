# SPDX-License-Identifier: Apache-2.0
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderkit.selection.award_weights import find_award_weights
from tests.support import award, choose, clause, english, ids, library, lot, part, refused, rule, said

Table = dict[str, Any]
LCC = "life-cycle-cost-award"
ENGLISH = english()


def weights(clauses: dict[str, Table], share: int | None = None, given: Table | None = None) -> Any:
    """The weights of the one lot of a tender."""
    tender = {} if share is None else {"environment-weight": share}
    lots = [lot() if given is None else lot(weights=given)]
    return part(choose(library(clauses), tender=tender, lots=lots)).weights


def problems(clauses: dict[str, Table], share: int | None = None, given: Table | None = None) -> list[str]:
    tender = {} if share is None else {"environment-weight": share}
    found = refused(library(clauses), tender=tender, lots=[lot() if given is None else lot(weights=given)])
    return [f.message for f in found if f.place.key != "lots"]


# --- no points for the environment ---


def test_without_points_for_the_environment_its_criteria_are_out() -> None:
    selection = choose(library({"a": award(), "b": award()}), tender={"environment-weight": 0})
    assert (rule(selection, "a"), part(selection).weights) == ((False, "excluded"), {"price": 100})


def test_a_criterion_that_the_authority_includes_needs_points() -> None:
    included = [{"clause": "a", "reason": "x"}]
    found = refused(library({"a": award()}), tender={"environment-weight": 0}, included=included)
    assert [f.place.key for f in found] == ["tender.environment-weight"]


# --- weights of the lot ---


def test_the_weights_of_a_lot_are_taken_as_they_are() -> None:
    given = {"price": 70, "a": 20.5, "b": 9.5}
    assert weights({"a": award(), "b": award()}, given=given) == {"price": 70, "a": 20.5, "b": 9.5}


def test_the_weights_of_a_lot_go_before_the_environment_weight() -> None:
    assert weights({"a": award()}, 30, {"price": 90, "a": 10}) == {"price": 90, "a": 10}


def test_quality_may_be_one_number() -> None:
    assert weights({"a": award()}, given={"price": 60, "quality": 30, "a": 10})["quality"] == 30


def test_quality_may_be_a_table_of_names() -> None:
    given = {"price": 60, "quality": {"Delivery": 20, "Training": 10}, "a": 10}
    assert weights({"a": award()}, given=given) == {
        "price": 60,
        "quality: Delivery": 20,
        "quality: Training": 10,
        "a": 10,
    }


def test_a_selected_criterion_that_has_no_weight_is_out() -> None:
    selection = choose(library({"a": award(), "b": award()}), lots=[lot(weights={"price": 90, "a": 10})])
    assert rule(selection, "b") == (False, "excluded")


def test_life_cycle_cost_without_a_weight_is_out_and_leaves_the_price_in_its_place() -> None:
    selection = choose(library({LCC: award(), "a": award()}), lots=[lot(weights={"price": 90, "a": 10})])
    assert ids(selection) == ["a"]


def test_a_weight_for_a_criterion_that_is_not_selected_is_refused() -> None:
    (message,) = problems({"a": award(applies=[{"categories": ["display"]}])}, given={"price": 90, "a": 10})
    assert "“a”" in message


def test_a_weight_for_a_clause_that_is_no_award_criterion_is_refused() -> None:
    (message,) = problems({"a": clause()}, given={"price": 90, "a": 10})
    assert "“a”" in message


def test_price_beside_life_cycle_cost_is_refused() -> None:
    (message,) = problems({LCC: award()}, given={"price": 50, LCC: 50})
    assert "price" in message
    assert LCC in message


def test_life_cycle_cost_may_hold_all_that_the_price_would() -> None:
    assert weights({LCC: award(), "a": award()}, given={LCC: 80, "a": 20}) == {LCC: 80, "a": 20}


@pytest.mark.parametrize(("price", "total"), [(89, "99"), (91, "101"), (89.5, "99.5")])
def test_weights_that_do_not_total_100_are_refused_with_their_sum(price: float, total: str) -> None:
    (message,) = problems({"a": award()}, given={"price": price, "a": 10})
    assert f"total {total}," in message


def test_the_parts_of_quality_count_towards_the_total() -> None:
    given = {"price": 60, "quality": {"Delivery": 20, "Training": 11}, "a": 10}
    (message,) = problems({"a": award()}, given=given)
    assert "total 101," in message


def test_tenths_add_up_without_an_error_of_rounding() -> None:
    given = {"price": 99.7, "a": 0.1, "b": 0.2}
    assert weights({"a": award(), "b": award()}, given=given) == given


def test_more_than_one_decimal_is_refused() -> None:
    messages = problems({"a": award()}, given={"price": 89.95, "a": 10.05})
    assert ["decimal" in m for m in messages] == [True, True]


@pytest.mark.parametrize("wrong", [-1, 101, True, "10"])
def test_a_weight_is_a_number_from_0_to_100(wrong: Any) -> None:
    (message,) = problems({"a": award()}, given={"price": 90, "a": wrong})
    assert message == "must be a number from 0 to 100"


# --- environment weight ---


def test_the_environment_weight_is_shared_equally_and_the_rest_is_the_price() -> None:
    assert weights({"a": award(), "b": award()}, 20) == {"price": 80, "a": 10, "b": 10}


def test_what_cannot_be_shared_equally_goes_to_the_first_in_clause_order() -> None:
    assert weights({"a": award(), "b": award(), "c": award()}, 20) == {"price": 80, "a": 7, "b": 7, "c": 6}


def test_the_order_of_clauses_and_not_the_rank_decides_who_gets_more() -> None:
    clauses = {"a": award(rank=90), "b": award(rank=10)}
    assert weights(clauses, 21) == {"price": 79, "a": 11, "b": 10}


def test_life_cycle_cost_takes_the_place_of_the_price() -> None:
    assert weights({LCC: award(), "a": award(), "b": award()}, 20) == {LCC: 80, "a": 10, "b": 10}


def test_all_points_may_go_to_the_environment() -> None:
    assert weights({"a": award()}, 100) == {"price": 0, "a": 100}


def test_without_any_other_criterion_the_price_gets_100_with_a_warning() -> None:
    selection = choose(library({"a": clause()}), tender={"environment-weight": 20})
    assert part(selection).weights == {"price": 100}
    assert [(f.severity, f.place.lot) for f in said(selection, "environment-weight-unused")] == [("warn", 1)]


def test_without_any_other_criterion_life_cycle_cost_gets_100_with_a_warning() -> None:
    selection = choose(library({LCC: award()}), tender={"environment-weight": 20})
    assert part(selection).weights == {LCC: 100}
    assert len(said(selection, "environment-weight-unused")) == 1


def test_with_another_criterion_there_is_no_warning() -> None:
    selection = choose(library({"a": award()}), tender={"environment-weight": 20})
    assert said(selection, "environment-weight-unused") == []


def test_fewer_points_than_criteria_are_refused() -> None:
    (message,) = problems({"a": award(), "b": award()}, 1)
    assert "a, b" in message


def test_as_many_points_as_criteria_are_enough() -> None:
    assert weights({"a": award(), "b": award()}, 2) == {"price": 98, "a": 1, "b": 1}


def test_criteria_beyond_the_cap_get_no_points() -> None:
    clauses = {f"c{n}": award() for n in range(6)}
    assert weights(clauses, 20) == {"price": 80, "c0": 5, "c1": 5, "c2": 5, "c3": 5}


def test_each_lot_shares_the_environment_weight_among_its_own_criteria() -> None:
    whole = library({"a": award(), "b": award(applies=[{"categories": ["display"]}])})
    selection = choose(whole, tender={"environment-weight": 20}, lots=[lot(), lot({"display": 40})])
    assert part(selection, 1).weights == {"price": 80, "a": 20}
    assert part(selection, 2).weights == {"price": 80, "a": 10, "b": 10}


# --- neither ---


def test_without_either_key_the_weights_are_undecided() -> None:
    assert weights({"a": award()}) is None


def test_a_life_cycle_cost_that_decides_alone_has_all_the_points() -> None:
    assert weights({LCC: award()}) == {LCC: 100}


# --- properties ---


@given(st.integers(0, 100), st.integers(0, 8), st.booleans())
def test_shared_weights_always_total_100(share: int, others: int, with_cost: bool) -> None:
    criteria = [*(f"c{n}" for n in range(others)), *([LCC] if with_cost else [])]
    found, problems = find_award_weights(1, None, criteria, share, tuple, str, ENGLISH)
    if found is None:
        assert [p.severity for p in problems] == ["error"]
        assert share < others
    else:
        assert sum(found.values()) == 100
        assert found.keys() == {LCC if with_cost else "price", *criteria}


@given(st.integers(1, 100), st.integers(1, 8))
def test_shared_weights_differ_by_one_point_at_most_and_never_rise(share: int, others: int) -> None:
    found, _ = find_award_weights(1, None, [f"c{n}" for n in range(others)], share, tuple, str, ENGLISH)
    if found is not None:
        points = [found[f"c{n}"] for n in range(others)]
        assert points == sorted(points, reverse=True)
        assert max(points) - min(points) <= 1


@given(st.lists(st.integers(0, 1000), max_size=4))
def test_tenths_that_total_100_are_always_accepted(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), 1000]
    shares = [(high - low) / 10 for low, high in pairwise(edges)]
    given_ = {f"c{n}": share for n, share in enumerate(shares)}
    assert weights({name: award() for name in given_}, given=given_) == given_


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_tenths_that_do_not_total_100_are_always_refused(one: int, other: int) -> None:
    if one + other != 1000:
        assert any("total" in m for m in problems({"a": award()}, given={"price": one / 10, "a": other / 10}))


# --- withdrawn criteria ---


def fixes(clauses: dict[str, Table], given: Table) -> list[str]:
    """What to do about weights that are refused."""
    return [f.fix for f in refused(library(clauses), lots=[lot(weights=given)]) if f.rule == "weights"]


def test_a_weight_for_a_withdrawn_criterion_names_its_successor() -> None:
    clauses = {
        "a": award(status="withdrawn", successor=["points-by-grade"]),
        "points-by-grade": award(),
        "aa": award(),
    }
    # “aa” is spelt more like it, and would be wrong.
    assert fixes(clauses, {"price": 90, "a": 10}) == ["It was withdrawn: name “points-by-grade” instead."]


def test_a_weight_for_a_withdrawn_criterion_without_successor_says_to_take_it_out() -> None:
    found = fixes({"a": award(status="withdrawn"), "b": award()}, {"price": 90, "a": 10})
    assert found == ["It was withdrawn and nothing stands in its place: take it out."]


def test_a_weight_for_a_criterion_that_is_not_in_names_the_nearest() -> None:
    given = {"price": 80, "point": 10, "points": 10}
    assert fixes({"points": award(status="draft"), "point": award()}, given) == ["Did you mean “point”?"]


def test_a_withdrawn_criterion_is_not_proposed_for_the_environment_weight() -> None:
    clauses = {"a": award(status="withdrawn", successor=["c"]), "b": clause(), "c": award(sets=[])}
    (found,) = said(choose(library(clauses), tender={"environment-weight": 20}), "environment-weight-unused")
    assert found.fix.startswith("Bring one in (c),")
