# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderkit.library.condition import FIXED_LINES, Facts, can_hold, trace_condition

LOT = Facts(
    acquisition="lease",
    items={"laptop": 40, "tablet": 60},
    returns={"laptop": 30, "mixed-ict": 5},
    data="personal",
    months=36,
    has_returns=True,
    proportionality="short",
    jurisdictions=frozenset({"de", "eu"}),
    place=frozenset({"fr", "eu"}),
    answers={"accepts-refurbished": True, "sites": 3, "use": "office"},
    present_clauses=frozenset({"take-back"}),
)


def holds(lines: dict[str, Any], facts: Facts = LOT) -> bool:
    return trace_condition([lines], facts).holds


# --- and, or ---


def test_a_block_without_lines_always_holds() -> None:
    assert holds({}, Facts(acquisition="purchase"))


def test_no_block_at_all_never_holds() -> None:
    assert not trace_condition([], LOT).holds


def test_no_block_at_all_counts_no_units() -> None:
    assert trace_condition([], LOT).quantity == 0


def test_lines_of_a_block_are_anded() -> None:
    assert holds({"acquisition": "lease", "data": "personal"})
    assert not holds({"acquisition": "lease", "data": "none"})


def test_blocks_are_ored() -> None:
    assert trace_condition([{"acquisition": "repair"}, {"data": "personal"}], LOT).holds
    assert not trace_condition([{"acquisition": "repair"}, {"data": "none"}], LOT).holds


def test_a_list_inside_a_line_is_ored() -> None:
    assert holds({"acquisition": ("purchase", "lease")})
    assert not holds({"acquisition": ("purchase", "service")})


def test_a_single_word_stands_for_a_list_of_one() -> None:
    assert holds({"acquisition": "lease"})
    assert holds({"acquisition": ["lease"]})


@pytest.mark.parametrize(
    "lines",
    [
        {"data": ("none", "internal", "personal", "classified")},
        {"currency": ("EUR", "KES")},
        {"min-months": 1},
        {"max-months": 240},
        {"accepts-refurbished": True},
        {"accepts-refurbished": False},
        {"sites": 0},
    ],
    ids=lambda lines: "-".join(lines),
)
def test_an_unanswered_fact_never_matches(lines: dict[str, Any]) -> None:
    assert not holds(lines, Facts(acquisition="purchase", items={"laptop": 1}))


# --- each kind of line ---


def test_categories_are_looked_for_among_items_only() -> None:
    assert holds({"categories": "tablet"})
    assert not holds({"categories": "mixed-ict"})


def test_return_categories_are_looked_for_among_returns_only() -> None:
    assert holds({"return-categories": "mixed-ict"})
    assert not holds({"return-categories": "tablet"})


def test_data_is_the_class_of_the_lot() -> None:
    assert holds({"data": ("personal", "classified")})
    assert not holds({"data": "classified"})


def test_the_data_class_none_is_an_answer() -> None:
    assert holds({"data": "none"}, replace(LOT, data="none"))


def test_has_returns_is_tested_both_ways() -> None:
    assert holds({"has-returns": True})
    assert not holds({"has-returns": False})
    assert holds({"has-returns": False}, replace(LOT, returns={}, has_returns=False))


def test_own_criteria_are_tested_both_ways() -> None:
    assert holds({"own-criteria": False})
    assert not holds({"own-criteria": True})
    assert holds({"own-criteria": True}, replace(LOT, own_criteria=True))


def test_clauses_that_must_not_be_there_are_tested() -> None:
    there = replace(LOT, present_clauses=frozenset({"a"}))
    assert holds({"without": ["b", "c"]}, there)
    assert not holds({"without": ["a", "b"]}, there)
    assert not holds({"with": ["a"], "without": ["a"]}, there)


def test_jurisdictions_are_those_of_the_authority() -> None:
    assert holds({"jurisdictions": "de"})
    assert holds({"jurisdictions": "eu"})
    assert not holds({"jurisdictions": "fr"})


def test_place_is_where_product_law_holds() -> None:
    assert holds({"place": "fr"})
    assert not holds({"place": "de"})


def test_proportionality_is_the_size_of_the_set() -> None:
    assert holds({"proportionality": "short"})
    assert not holds({"proportionality": ("standard", "full")})


def test_min_months_includes_its_bound() -> None:
    assert holds({"min-months": 36})
    assert not holds({"min-months": 37})


def test_max_months_includes_its_bound() -> None:
    assert holds({"max-months": 36})
    assert not holds({"max-months": 35})


def test_min_quantity_counts_the_matching_categories_only() -> None:
    assert holds({"categories": "laptop", "min-quantity": 40})
    assert not holds({"categories": "laptop", "min-quantity": 41})


def test_max_quantity_counts_the_matching_categories_only() -> None:
    assert holds({"categories": "laptop", "max-quantity": 40})
    assert not holds({"categories": "laptop", "max-quantity": 39})


def test_quantities_of_several_matching_categories_add_up() -> None:
    assert holds({"categories": ("laptop", "tablet"), "min-quantity": 100})
    assert not holds({"categories": ("laptop", "tablet"), "min-quantity": 101})


def test_quantities_of_returns_count_where_the_line_names_returns() -> None:
    assert holds({"return-categories": ("laptop", "mixed-ict"), "min-quantity": 35})
    assert not holds({"return-categories": ("laptop", "mixed-ict"), "min-quantity": 36})


def test_with_wants_one_of_the_named_clauses() -> None:
    assert holds({"with": ("take-back", "spare-parts")})
    assert not holds({"with": "spare-parts"})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"accepts-refurbished": True}, True),
        ({"accepts-refurbished": False}, False),
        ({"sites": 3}, True),
        ({"sites": 4}, False),
        ({"use": ("office", "outdoors")}, True),
        ({"use": "outdoors"}, False),
    ],
)
def test_any_declared_fact_can_be_tested(lines: dict[str, Any], expected: bool) -> None:
    assert holds(lines) is expected


def test_yes_is_not_the_number_one() -> None:
    assert not holds({"accepts-refurbished": 1})
    assert not holds({"sites": True}, replace(LOT, answers={"sites": 1}))


# --- what is covered ---


def test_a_block_without_category_lines_covers_items_and_returns() -> None:
    whole = trace_condition([{}], LOT)
    assert whole.items == {"laptop", "tablet"}
    assert whole.returns == {"laptop", "mixed-ict"}


def test_a_block_on_categories_covers_no_returns() -> None:
    one = trace_condition([{"categories": ("laptop", "mixed-ict")}], LOT)
    assert one.items == {"laptop"}
    assert one.returns == frozenset()


def test_a_block_on_return_categories_covers_no_items() -> None:
    one = trace_condition([{"return-categories": ("laptop", "tablet")}], LOT)
    assert one.items == frozenset()
    assert one.returns == {"laptop"}


def test_the_cover_is_the_union_of_the_blocks_that_hold() -> None:
    both = trace_condition(
        [{"categories": "laptop"}, {"categories": "tablet"}, {"return-categories": "mixed-ict"}], LOT
    )
    assert both.items == {"laptop", "tablet"}
    assert both.returns == {"mixed-ict"}


def test_a_block_that_does_not_hold_adds_nothing_to_the_cover() -> None:
    one = trace_condition([{"categories": "laptop"}, {"categories": "tablet", "acquisition": "repair"}], LOT)
    assert one.items == {"laptop"}


# --- the reason ---


def test_the_lines_of_the_first_block_that_holds_are_kept() -> None:
    kept = trace_condition([{"acquisition": "repair"}, {"data": "personal"}, {"sites": 3}], LOT)
    assert kept.lines == {"data": "personal"}


def test_the_failing_lines_of_the_block_that_came_nearest_are_kept() -> None:
    far = {"acquisition": "repair", "data": "none", "min-months": 48}
    near = {"acquisition": "lease", "data": "none", "min-months": 12}
    assert trace_condition([far, near], LOT).lines == {"data": "none"}


def test_skipped_lines_are_not_tested() -> None:
    assert trace_condition([{"acquisition": "repair", "data": "personal"}], LOT, skip={"acquisition"}).holds
    assert not trace_condition([{"acquisition": "repair", "data": "none"}], LOT, skip={"acquisition"}).holds


def test_a_test_may_be_of_some_lines_only() -> None:
    assert trace_condition([{"acquisition": "repair", "data": "personal"}], LOT, only={"data"}).holds
    assert not trace_condition([{"acquisition": "repair", "data": "personal"}], LOT, only={"acquisition"}).holds


def test_facts_about_one_category_keep_its_items_and_returns_only() -> None:
    about = LOT.narrow_to("laptop")
    assert about.items == {"laptop": 40}
    assert about.returns == {"laptop": 30}
    assert about.months == 36


# --- what can hold ---


@pytest.mark.parametrize(
    ("block", "category", "model", "expected"),
    [
        ({}, None, None, True),
        ({}, "laptop", "take-back", True),
        ({"acquisition": ("purchase", "lease")}, None, None, True),
        ({"acquisition": ("purchase", "lease")}, None, "lease", True),
        ({"acquisition": "lease"}, "laptop", "lease", True),
        ({"acquisition": "lease"}, "laptop", "repair", False),
        ({"categories": ("laptop", "tablet")}, "tablet", None, True),
        ({"categories": ("laptop", "tablet")}, "display", None, False),
        ({"categories": "laptop"}, "laptop", "purchase", True),
        ({"return-categories": "laptop"}, "laptop", "purchase", True),
        ({"return-categories": "laptop"}, "tablet", "take-back", False),
        # What else a lot is, is not known.
        ({"data": "none", "min-months": 240, "jurisdictions": "ke", "with": "take-back"}, "laptop", "lease", True),
        # A take-back lot has no items, a lot of consumables no returns.
        ({"categories": "laptop"}, None, "take-back", False),
        ({"return-categories": "laptop"}, None, "take-back", True),
        ({"return-categories": "consumables"}, None, "consumables", False),
        ({"categories": "consumables"}, None, "consumables", True),
        ({"categories": "laptop", "return-categories": "laptop"}, "laptop", "take-back", False),
    ],
)
def test_a_block_can_hold_where_nothing_that_is_known_speaks_against_it(
    block: dict[str, Any], category: str | None, model: str | None, expected: bool
) -> None:
    assert can_hold(block, category, model) is expected


# --- properties ---

CATEGORIES = ("laptop", "tablet", "display")
WORDS: dict[str, st.SearchStrategy[Any]] = {
    "categories": st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2),
    "return-categories": st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2),
    "acquisition": st.lists(st.sampled_from(("purchase", "lease")), min_size=1, max_size=2),
    "currency": st.lists(st.sampled_from(("EUR", "KES")), min_size=1, max_size=2),
    "data": st.lists(st.sampled_from(("none", "personal")), min_size=1, max_size=2),
    "has-returns": st.booleans(),
    "own-criteria": st.booleans(),
    "jurisdictions": st.lists(st.sampled_from(("eu", "ke")), min_size=1, max_size=2),
    "place": st.lists(st.sampled_from(("eu", "ke")), min_size=1, max_size=2),
    "proportionality": st.lists(st.sampled_from(("short", "full")), min_size=1, max_size=2),
    "min-months": st.integers(1, 60),
    "max-months": st.integers(1, 60),
    "with": st.lists(st.sampled_from(("a", "b")), min_size=1, max_size=2),
    "without": st.lists(st.sampled_from(("a", "b")), min_size=1, max_size=2),
    "accepts-refurbished": st.booleans(),
}
BLOCKS = st.fixed_dictionaries({}, optional=WORDS)
QUANTITIES = st.dictionaries(st.sampled_from(CATEGORIES), st.integers(1, 100), max_size=3)
FACTS = st.builds(
    Facts,
    acquisition=st.sampled_from(("purchase", "lease")),
    items=QUANTITIES,
    returns=QUANTITIES,
    data=st.sampled_from((None, "none", "personal")),
    months=st.none() | st.integers(1, 60),
    has_returns=st.booleans(),
    own_criteria=st.booleans(),
    proportionality=st.sampled_from(("short", "full")),
    jurisdictions=st.frozensets(st.sampled_from(("eu", "ke"))),
    place=st.frozensets(st.sampled_from(("eu", "ke"))),
    answers=st.dictionaries(st.just("accepts-refurbished"), st.booleans()),
    present_clauses=st.frozensets(st.sampled_from(("a", "b"))),
    currency=st.sampled_from((None, "EUR", "KES")),
)


def test_the_properties_speak_of_every_line_but_the_quantities() -> None:
    # What a quantity line counts depends on the category lines beside it, so fewer lines may count otherwise.
    assert WORDS.keys() - {"accepts-refurbished"} == FIXED_LINES - {"min-quantity", "max-quantity"}


@given(BLOCKS, FACTS, st.data())
def test_a_condition_with_fewer_lines_holds_at_least_as_often(
    block: dict[str, Any], facts: Facts, data: st.DataObject
) -> None:
    kept = data.draw(st.sets(st.sampled_from(sorted(block)))) if block else set()
    fewer = {line: wanted for line, wanted in block.items() if line in kept}
    assert holds(fewer, facts) or not holds(block, facts)


@given(st.lists(BLOCKS, max_size=4), BLOCKS, FACTS)
def test_a_further_block_never_takes_cover_away(
    blocks: list[dict[str, Any]], more: dict[str, Any], facts: Facts
) -> None:
    before, after = trace_condition(blocks, facts), trace_condition([*blocks, more], facts)
    assert after.holds >= before.holds
    assert after.items >= before.items
    assert after.returns >= before.returns


@given(st.lists(BLOCKS, min_size=1, max_size=4), FACTS)
def test_where_nothing_holds_the_reason_names_lines_that_fail(blocks: list[dict[str, Any]], facts: Facts) -> None:
    found = trace_condition(blocks, facts)
    if not found.holds:
        assert found.lines
        assert all(not holds({line: wanted}, facts) for line, wanted in found.lines.items())


@given(BLOCKS, FACTS)
def test_what_holds_for_a_lot_can_hold_for_its_model_and_for_what_it_covers(
    block: dict[str, Any], facts: Facts
) -> None:
    found = trace_condition([block], facts)
    if found.holds:
        assert can_hold(block, None, facts.acquisition)
        assert all(can_hold(block, category, facts.acquisition) for category in found.items | found.returns)


def test_a_line_may_want_every_answer_but_one() -> None:
    lines = {"accepts-refurbished": [True, "unanswered"]}
    open_ = Facts(acquisition="purchase", items={"laptop": 1})
    assert holds(lines, open_)
    assert holds(lines, replace(open_, answers={"accepts-refurbished": True}))
    assert not holds(lines, replace(open_, answers={"accepts-refurbished": False}))
