# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tenderkit.library.clause import Step
from tenderkit.selection.award_criteria import find_line_share
from tenderkit.selection.selection import Reason
from tests.support import (
    award,
    choose,
    clause,
    decision,
    excluded,
    included,
    library,
    limit,
    lot,
    parameter,
    pick,
    profile,
    rule,
    select_ids,
    steps,
)

KENYA = {"country": "KE"}
SHORT = {"proportionality": "short"}


# --- scales ---


def scaled(*values: float, **scale: Any) -> Any:
    """An award criterion `a` with a scale above the years that `b` asks for: five."""
    return library(
        {
            "a": award(scale=steps(*values, **{"starts-above": "b.years"}, **scale)),
            "b": clause(parameters={"years": parameter({"core": 5})}),
        },
        {"ke": profile(limits=[limit("b.years", 7)])},
    )


def left(selection: Any, category: str = "laptop") -> list[float]:
    return [s.from_ for s in pick(selection, "a").steps[category]]


def test_steps_at_or_below_the_specified_value_fall_away() -> None:
    assert left(choose(scaled(4, 5, 6, 8))) == [6, 8]


def test_a_value_of_the_authority_takes_steps_away() -> None:
    assert left(choose(scaled(4, 5, 6, 8), parameters={"b": {"years": 6}})) == [8]


def test_a_limit_of_law_takes_steps_away() -> None:
    assert left(choose(scaled(4, 5, 6, 8), tender=KENYA)) == [8]


def test_a_criterion_without_a_step_left_is_out_by_conflict() -> None:
    assert rule(choose(scaled(4, 5)), "a") == (False, "conflicts")


def test_the_reason_of_a_criterion_without_a_step_names_the_specification() -> None:
    assert decision(choose(scaled(4, 5)), "a").reason == Reason("nothing-above", ("b",))


@pytest.mark.parametrize("only", [{"categories": ["tablet"]}, {"levels": ["comprehensive"]}])
def test_the_reason_of_a_criterion_whose_steps_are_for_others_names_no_specification(only: dict[str, Any]) -> None:
    others = [{"from": 8, "share": 1.0, **only}]
    assert decision(choose(scaled(8, steps=others)), "a").reason == Reason("no-steps")


def test_steps_fall_away_by_category() -> None:
    lots = [lot({"laptop": 60, "tablet": 40})]
    selection = choose(scaled(6, 8), lots=lots, parameters={"b": {"years": {"tablet": 7}}})
    assert left(selection, "laptop") == [6, 8]
    assert left(selection, "tablet") == [8]


def test_a_criterion_is_in_where_one_category_has_steps_left() -> None:
    lots = [lot({"laptop": 60, "tablet": 40})]
    selection = choose(scaled(6, 8), lots=lots, parameters={"b": {"years": {"tablet": 9}}})
    assert left(selection, "laptop") == [6, 8]
    assert "tablet" not in pick(selection, "a").items


def test_a_line_that_loses_steps_starts_at_the_specified_value_without_points() -> None:
    line = [{"from": 0, "share": 0.0}, {"from": 4, "share": 0.5}, {"from": 8, "share": 1.0}]
    steps_left = pick(choose(scaled(type="linear", steps=line)), "a").steps["laptop"]
    # Five years earn 0.625 of the whole line: what lies above them is stretched to the whole share.
    assert [(s.from_, s.share) for s in steps_left] == [(5, 0), (8, 1)]
    lower = pick(choose(scaled(type="linear", steps=line), parameters={"b": {"years": 2}}), "a").steps["laptop"]
    assert [(s.from_, s.share) for s in lower] == [(2, 0), (4, 0.3333), (8, 1)]


def test_a_line_above_the_specified_value_stays() -> None:
    line = [{"from": 6, "share": 0.0}, {"from": 8, "share": 1.0}]
    assert left(choose(scaled(type="linear", steps=line))) == [6, 8]


def test_a_line_that_ends_at_the_specified_value_is_out() -> None:
    line = [{"from": 0, "share": 0.0}, {"from": 5, "share": 1.0}]
    assert rule(choose(scaled(type="linear", steps=line)), "a") == (False, "conflicts")


@pytest.mark.parametrize(("value", "share"), [(-1, 0), (0, 0.1), (2, 0.3), (4, 0.5), (6, 0.75), (8, 1), (100, 1)])
def test_the_share_rises_evenly_between_the_steps(value: float, share: float) -> None:
    line = tuple(Step(at, given) for at, given in ((0.0, 0.1), (4.0, 0.5), (8.0, 1.0)))
    assert find_line_share(line, value) == pytest.approx(share)


def test_relative_steps_count_from_the_specified_value_and_stay() -> None:
    assert left(choose(scaled(1, 2, relative=True))) == [1, 2]


def test_where_the_specification_is_out_all_steps_stay() -> None:
    selection = choose(scaled(4, 5, 6), excluded=excluded("b"))
    assert left(selection) == [4, 5, 6]


def test_where_the_specification_does_not_cover_a_category_all_its_steps_stay() -> None:
    whole = library(
        {
            "a": award(scale=steps(4, 6, **{"starts-above": "b.years"})),
            "b": clause(applies=[{"categories": ["laptop"]}], parameters={"years": parameter({"core": 5})}),
        }
    )
    selection = choose(whole, lots=[lot({"laptop": 60, "tablet": 40})])
    assert left(selection, "laptop") == [6]
    assert left(selection, "tablet") == [4, 6]


def test_where_the_specified_value_is_undecided_all_steps_stay() -> None:
    assert left(choose(scaled(4, 5, 6), parameters={"b": {"years": "undecided"}})) == [4, 5, 6]


def test_a_step_may_be_for_some_categories_only() -> None:
    scale = {"type": "steps", "steps": [{"categories": ["tablet"], "from": 6, "share": 1}, {"from": 8, "share": 1}]}
    selection = choose(library({"a": award(scale=scale)}), lots=[lot({"laptop": 60, "tablet": 40})])
    assert left(selection, "tablet") == [6, 8]
    assert left(selection, "laptop") == [8]


def test_a_step_may_be_for_one_level_only() -> None:
    scale = {"type": "steps", "steps": [{"levels": ["core"], "from": 6, "share": 1}, {"from": 8, "share": 1}]}
    whole = library({"a": award(scale=scale)})
    assert left(choose(whole)) == [6, 8]
    assert left(choose(whole, tender={"level": "comprehensive"})) == [8]


# --- step 9: the cap on award criteria ---


@pytest.mark.parametrize(("size", "expected"), [("short", 1), ("standard", 4), ("full", 6)])
def test_a_lot_has_at_most_one_four_or_six_award_criteria(size: str, expected: int) -> None:
    whole = library({f"c{n}": award() for n in range(8)})
    assert len(select_ids(whole, tender={"proportionality": size})) == expected


def test_the_lowest_ranks_stay() -> None:
    whole = library({"a": award(rank=30), "b": award(rank=10), "c": award(rank=20)})
    assert select_ids(whole, tender=SHORT) == ["b"]


def test_at_equal_rank_the_order_of_clauses_decides() -> None:
    whole = library(
        {
            "end-of-life/a": award(group="end-of-use"),
            "useful-life/c": award(group="battery"),
            "useful-life/b": award(group="battery"),
        }
    )
    assert select_ids(whole, tender=SHORT) == ["b"]


def test_a_criterion_beyond_the_cap_is_out_by_proportionality() -> None:
    whole = library({"a": award(rank=10), "b": award(rank=20)})
    assert rule(choose(whole, tender=SHORT), "b") == (False, "proportionality")


def test_life_cycle_cost_counts_towards_the_cap() -> None:
    whole = library({"life-cycle-cost-award": award(rank=10), **{f"c{n}": award(rank=20) for n in range(5)}})
    assert select_ids(whole) == ["c0", "c1", "c2", "life-cycle-cost-award"]


def test_life_cycle_cost_is_capped_by_its_rank_too() -> None:
    whole = library({"life-cycle-cost-award": award(rank=20), "a": award(rank=10)})
    assert select_ids(whole, tender=SHORT) == ["a"]


def test_a_criterion_that_is_no_longer_in_takes_no_room() -> None:
    whole = library({"a": award(rank=10, conflicts=["c"]), "b": award(rank=20), "c": clause()})
    assert select_ids(whole, tender=SHORT) == ["c", "b"]


def test_a_replaced_criterion_takes_no_room() -> None:
    whole = library({"a": award(rank=10), "b": award(rank=20, replaces=["a"])})
    assert select_ids(whole, tender=SHORT) == ["b"]


def test_other_clauses_are_not_capped() -> None:
    whole = library({f"c{n}": clause() for n in range(9)})
    assert len(select_ids(whole, tender=SHORT)) == 9


def test_a_criterion_named_in_the_weights_is_never_capped() -> None:
    whole = library({f"c{n}": award() for n in range(6)})
    weights = {"price": 70, **{f"c{n}": 5 for n in range(6)}}
    assert len(select_ids(whole, lots=[lot(weights=weights)])) == 6


def test_an_included_criterion_is_never_capped() -> None:
    whole = library({"a": award(rank=10), "b": award(rank=20), "c": award(rank=30)})
    assert select_ids(whole, tender=SHORT, included=included("b", "c")) == ["b", "c"]


def test_included_criteria_leave_the_rest_of_the_room_to_the_others() -> None:
    whole = library({f"c{n}": award(rank=n) for n in range(6)})
    assert select_ids(whole, included=included("c5")) == ["c0", "c1", "c2", "c5"]
