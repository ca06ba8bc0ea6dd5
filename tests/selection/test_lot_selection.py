# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tenderkit.selection.selection import Reason
from tests.support import (
    award,
    choose,
    clause,
    decision,
    excluded,
    ids,
    included,
    library,
    limit,
    lot,
    parameter,
    pick,
    printed,
    profile,
    refused,
    rule,
    said,
    select_ids,
)

Table = dict[str, Any]
KENYA = {"country": "KE"}
SHORT = {"proportionality": "short"}


# --- step 6: requires, with ---


def test_a_required_clause_comes_back_where_proportionality_dropped_it() -> None:
    whole = library({"a": clause(requires=["b"]), "b": clause(sets=[])})
    assert rule(choose(whole), "b") == (True, "requires")


def test_the_reason_of_a_clause_that_came_back_names_who_needs_it() -> None:
    whole = library({"a": clause(requires=["b"]), "b": clause(sets=[])})
    assert decision(choose(whole), "b").reason.clauses == ("a",)


def test_a_required_clause_that_the_set_holds_is_in_by_its_own_lines() -> None:
    whole = library({"a": clause(requires=["b"]), "b": clause()})
    assert rule(choose(whole), "b") == (True, "applies")


def test_what_a_required_clause_requires_comes_back_too() -> None:
    whole = library({"a": clause(requires=["b"]), "b": clause(sets=[], requires=["c"]), "c": clause(sets=[])})
    assert select_ids(whole) == ["a", "b", "c"]


def test_a_clause_that_is_out_brings_nothing_back() -> None:
    whole = library({"a": clause(applies=[{"acquisition": ["lease"]}], requires=["b"]), "b": clause(sets=[])})
    assert rule(choose(whole), "b") == (False, "proportionality")


def test_a_required_clause_whose_own_lines_fail_stays_out() -> None:
    whole = library({"a": clause(requires=["b"]), "b": clause(applies=[{"categories": ["display"]}])})
    selection = choose(whole)
    assert ids(selection) == ["a"]
    assert rule(selection, "b") == (False, "applies")


def test_a_requirement_that_cannot_fit_counts_as_met_and_the_reason_says_so() -> None:
    whole = library({"a": clause(requires=["b"]), "b": clause(applies=[{"categories": ["display"]}])})
    assert decision(choose(whole), "a").reason.unmet == ("b",)


def test_a_requirement_that_is_met_is_not_called_unmet() -> None:
    whole = library({"a": clause(requires=["b"]), "b": clause(sets=[])})
    assert decision(choose(whole), "a").reason.unmet == ()


def test_a_cycle_of_requirements_is_legal() -> None:
    whole = library({"a": clause(requires=["b"]), "b": clause(sets=[], requires=["a"])})
    assert select_ids(whole) == ["a", "b"]


def test_a_cycle_of_requirements_does_not_carry_itself() -> None:
    whole = library({"a": clause(sets=[], requires=["b"]), "b": clause(sets=[], requires=["a"])})
    assert select_ids(whole) == []


def test_a_clause_stands_beside_one_that_is_in() -> None:
    whole = library({"a": clause(applies=[{"with": ["b", "c"]}]), "b": clause(status="draft"), "c": clause()})
    assert rule(choose(whole), "a") == (True, "requires")


def test_the_reason_of_a_clause_beside_another_names_the_one_that_is_in() -> None:
    whole = library({"a": clause(applies=[{"with": ["b", "c"]}]), "b": clause(status="draft"), "c": clause()})
    assert decision(choose(whole), "a").reason == Reason("beside", ("c",))


def test_a_clause_whose_partners_are_all_out_is_out() -> None:
    whole = library({"a": clause(applies=[{"with": ["b"]}]), "b": clause(status="draft")})
    selection = choose(whole)
    assert rule(selection, "a") == (False, "requires")
    assert decision(selection, "a").reason == Reason("alone", ("b",))


def test_a_clause_may_stand_beside_one_that_stands_beside_another() -> None:
    whole = library({"a": clause(applies=[{"with": ["b"]}]), "b": clause(applies=[{"with": ["c"]}]), "c": clause()})
    assert select_ids(whole) == ["a", "b", "c"]


def test_a_clause_may_stand_beside_one_that_was_brought_back() -> None:
    whole = library({"a": clause(applies=[{"with": ["b"]}]), "b": clause(sets=[]), "c": clause(requires=["b"])})
    assert select_ids(whole) == ["a", "b", "c"]


def test_a_clause_beside_another_brings_back_what_it_requires() -> None:
    whole = library({"a": clause(), "b": clause(applies=[{"with": ["a"]}], requires=["c"]), "c": clause(sets=[])})
    assert select_ids(whole) == ["a", "b", "c"]


def test_two_clauses_that_stand_only_beside_each_other_are_out() -> None:
    whole = library({"a": clause(applies=[{"with": ["b"]}]), "b": clause(applies=[{"with": ["a"]}])})
    assert select_ids(whole) == []


def test_a_line_with_does_not_lift_proportionality() -> None:
    whole = library({"a": clause(sets=[], applies=[{"with": ["b"]}]), "b": clause()})
    assert rule(choose(whole), "a") == (False, "proportionality")


def test_a_block_without_with_needs_no_partner() -> None:
    whole = library({"a": clause(applies=[{"with": ["b"]}, {"categories": ["laptop"]}]), "b": clause(status="draft")})
    assert rule(choose(whole), "a") == (True, "applies")


# --- step 7: conflicts ---


def test_the_clause_in_which_a_conflict_stands_gives_way() -> None:
    selection = choose(library({"a": clause(conflicts=["b"]), "b": clause()}))
    assert rule(selection, "a") == (False, "conflicts")
    assert rule(selection, "b") == (True, "applies")


def test_the_reason_names_the_clause_that_another_gave_way_to() -> None:
    assert decision(choose(library({"a": clause(conflicts=["b"]), "b": clause()})), "a").reason.clauses == ("b",)


def test_a_conflict_with_a_clause_that_is_out_is_none() -> None:
    whole = library({"a": clause(conflicts=["b"]), "b": clause(sets=[])})
    assert rule(choose(whole), "a") == (True, "applies")


def test_a_conflict_with_a_clause_that_was_brought_back_counts() -> None:
    whole = library({"a": clause(conflicts=["b"]), "b": clause(sets=[]), "c": clause(requires=["b"])})
    assert rule(choose(whole), "a") == (False, "conflicts")


def test_a_conflict_may_hold_for_some_facts_only() -> None:
    whole = library({"a": clause(conflicts=[{"clause": "b", "when": {"acquisition": ["lease"]}}]), "b": clause()})
    assert rule(choose(whole), "a") == (True, "applies")
    assert rule(choose(whole, lots=[lot(acquisition="lease")]), "a") == (False, "conflicts")


def conflict_on_years(when: Table) -> Any:
    return library(
        {
            "a": clause(conflicts=[{"clause": "b", "when": when}]),
            "b": clause(parameters={"years": parameter({"core": 5, "comprehensive": 7})}),
        },
        {"ke": profile(limits=[limit("b.years", 7)])},
    )


def test_a_conflict_may_hold_for_some_values_of_the_named_clause_only() -> None:
    whole = conflict_on_years({"years": 7})
    assert rule(choose(whole), "a") == (True, "applies")
    assert rule(choose(whole, tender={"level": "comprehensive"}), "a") == (False, "conflicts")


def test_a_conflict_tests_the_value_of_the_authority() -> None:
    whole = conflict_on_years({"years": 9})
    assert rule(choose(whole, parameters={"b": {"years": 9}}), "a") == (False, "conflicts")


def test_a_conflict_tests_the_value_after_the_law_moved_it() -> None:
    assert rule(choose(conflict_on_years({"years": 7}), tender=KENYA), "a") == (False, "conflicts")


def test_a_list_of_values_in_a_conflict_is_ored() -> None:
    assert rule(choose(conflict_on_years({"years": [4, 5]})), "a") == (False, "conflicts")


def test_facts_and_values_of_a_conflict_are_anded() -> None:
    whole = conflict_on_years({"years": 5, "acquisition": ["lease"]})
    assert rule(choose(whole), "a") == (True, "applies")
    assert rule(choose(whole, lots=[lot(acquisition="lease")]), "a") == (False, "conflicts")


def test_an_undecided_value_makes_no_conflict() -> None:
    whole = conflict_on_years({"years": 5})
    assert rule(choose(whole, parameters={"b": {"years": "undecided"}}), "a") == (True, "applies")


def test_what_stands_beside_a_clause_that_gave_way_leaves_with_it() -> None:
    whole = library({"a": clause(conflicts=["b"]), "b": clause(), "c": clause(applies=[{"with": ["a"]}])})
    assert rule(choose(whole), "c") == (False, "requires")


def test_an_included_clause_never_gives_way() -> None:
    selection = choose(library({"a": clause(conflicts=["b"]), "b": clause()}), included=included("a"))
    assert ids(selection) == ["a"]
    assert rule(selection, "b") == (False, "conflicts")


def test_two_included_clauses_that_conflict_are_refused() -> None:
    whole = library({"a": clause(conflicts=["b"]), "b": clause()})
    (finding,) = refused(whole, included=included("a", "b"))
    assert (finding.severity, finding.place.lot) == ("error", 1)
    assert "“a”" in finding.message
    assert "“b”" in finding.message


def test_two_included_clauses_whose_conflict_does_not_hold_stand_together() -> None:
    whole = library({"a": clause(conflicts=[{"clause": "b", "when": {"acquisition": "lease"}}]), "b": clause()})
    assert select_ids(whole, included=included("a", "b")) == ["a", "b"]


# --- step 8: replaces ---


def test_a_replaced_clause_leaves() -> None:
    selection = choose(library({"a": clause(), "b": clause(replaces=["a"])}))
    assert ids(selection) == ["b"]
    assert decision(selection, "a").reason == Reason("replaced", ("b",))


def test_a_clause_is_replaced_only_where_the_replacing_one_is_in() -> None:
    whole = library({"a": clause(), "b": clause(replaces=["a"], applies=[{"acquisition": ["lease"]}])})
    assert select_ids(whole) == ["a"]
    assert select_ids(whole, lots=[lot(acquisition="lease")]) == ["b"]


def test_a_clause_is_replaced_per_category() -> None:
    whole = library({"a": clause(), "b": clause(replaces=["a"], applies=[{"categories": ["tablet"]}])})
    selection = choose(whole, lots=[lot({"laptop": 60, "tablet": 40})])
    assert pick(selection, "a").items == ("laptop",)
    assert pick(selection, "b").items == ("tablet",)


def test_returns_are_replaced_apart_from_items() -> None:
    whole = library({"a": clause(), "b": clause(replaces=["a"], applies=[{"return-categories": ["laptop"]}])})
    selection = choose(whole, lots=[lot({"laptop": 60}, {"laptop": 40})])
    assert (pick(selection, "a").items, pick(selection, "a").returns) == (("laptop",), ())


def test_a_clause_that_was_replaced_for_some_categories_has_values_for_the_others_only() -> None:
    whole = library(
        {
            "a": clause(parameters={"years": parameter()}),
            "b": clause(replaces=["a"], applies=[{"categories": ["tablet"]}]),
        }
    )
    selection = choose(whole, lots=[lot({"laptop": 60, "tablet": 40})])
    assert list(pick(selection, "a").values["years"]) == ["laptop"]


def test_chains_of_replacement_follow() -> None:
    whole = library({"a": clause(), "b": clause(replaces=["a"]), "c": clause(replaces=["b"])})
    assert select_ids(whole) == ["c"]


def test_a_chain_follows_through_a_clause_that_is_out() -> None:
    whole = library({"a": clause(), "b": clause(sets=[], replaces=["a"]), "c": clause(replaces=["b"])})
    assert select_ids(whole) == ["c"]


def test_a_chain_of_replacement_follows_per_category() -> None:
    whole = library(
        {
            "a": clause(),
            "b": clause(replaces=["a"], applies=[{"categories": ["laptop", "tablet"]}]),
            "c": clause(replaces=["b"], applies=[{"categories": ["laptop"]}]),
        }
    )
    selection = choose(whole, lots=[lot({"laptop": 60, "tablet": 40, "display": 10})])
    assert pick(selection, "a").items == ("display",)
    assert pick(selection, "b").items == ("tablet",)
    assert pick(selection, "c").items == ("laptop",)


def test_a_replacing_clause_that_gave_way_replaces_nothing() -> None:
    whole = library({"a": clause(), "b": clause(replaces=["a"], conflicts=["c"]), "c": clause()})
    assert select_ids(whole) == ["a", "c"]


def test_a_replacing_clause_that_is_excluded_replaces_nothing() -> None:
    whole = library({"a": clause(), "b": clause(replaces=["a"])})
    assert select_ids(whole, excluded=excluded("b")) == ["a"]


def test_a_replacing_criterion_beyond_the_cap_replaces_nothing() -> None:
    whole = library({"a": clause(), "b": award(replaces=["a"], rank=20), "c": award(rank=10)})
    assert select_ids(whole, tender=SHORT) == ["a", "c"]


# --- step 10: exclusions ---


def test_an_excluded_clause_is_out() -> None:
    assert rule(choose(library({"a": clause()}), excluded=excluded("a")), "a") == (False, "excluded")


def test_the_reason_of_an_exclusion_is_the_authoritys_own() -> None:
    selection = choose(library({"a": clause()}), excluded=excluded("a"))
    assert decision(selection, "a").reason.words == "Words on excluding."


def test_excluding_what_another_clause_requires_is_refused() -> None:
    (finding,) = refused(library({"a": clause(requires=["b"]), "b": clause()}), excluded=excluded("b"))
    assert (finding.severity, finding.rule, finding.place.clause) == ("error", "excluded", "b")


def test_the_refusal_of_an_exclusion_names_all_that_would_go() -> None:
    whole = library(
        {
            "alpha": clause(requires=["beta"]),
            "beta": clause(requires=["gamma"]),
            "delta": clause(requires=["gamma"]),
            "gamma": clause(),
            "omega": clause(),
        }
    )
    (finding,) = refused(whole, excluded=excluded("gamma"))
    assert all(word in finding.message for word in ("alpha", "beta", "delta"))
    assert "omega" not in finding.message


def test_excluding_a_clause_that_only_a_requirement_brought_back_is_refused() -> None:
    whole = library({"a": clause(requires=["b"]), "b": clause(sets=[])})
    assert [f.place.clause for f in refused(whole, excluded=excluded("b"))] == ["b"]


def test_excluding_a_clause_together_with_what_needs_it_is_fine() -> None:
    whole = library({"a": clause(requires=["b"]), "b": clause(), "c": clause()})
    assert select_ids(whole, excluded=excluded("a", "b")) == ["c"]


def test_excluding_a_clause_that_only_a_clause_outside_requires_is_fine() -> None:
    whole = library({"a": clause(requires=["b"], applies=[{"acquisition": ["lease"]}]), "b": clause(), "c": clause()})
    assert select_ids(whole, excluded=excluded("b")) == ["c"]


def test_excluding_a_clause_that_only_a_replaced_clause_requires_is_fine() -> None:
    whole = library({"a": clause(requires=["b"]), "b": clause(), "c": clause(replaces=["a"])})
    assert select_ids(whole, excluded=excluded("b")) == ["c"]


def test_all_exclusions_that_cannot_be_carried_out_are_told_at_once() -> None:
    whole = library({"a": clause(requires=["b", "c"]), "b": clause(), "c": clause()})
    assert [f.place.clause for f in refused(whole, excluded=excluded("b", "c"))] == ["b", "c"]


def test_excluding_what_would_not_be_in_anyway_warns() -> None:
    selection = choose(library({"a": clause(sets=[])}), excluded=excluded("a"))
    assert rule(selection, "a") == (False, "proportionality")
    assert [(f.severity, f.place.clause) for f in said(selection, "exclusion-unused")] == [("warn", "a")]


def test_excluding_what_would_be_in_does_not_warn() -> None:
    selection = choose(library({"a": clause()}), excluded=excluded("a"))
    assert said(selection, "exclusion-unused") == []


def test_an_excluded_clause_of_a_priority_is_out_by_the_exclusion() -> None:
    whole = library({"a": clause(sets=["priority-repair"])})
    selection = choose(whole, tender={"priorities": ["repair"]}, excluded=excluded("a"))
    assert rule(selection, "a") == (False, "excluded")


def test_an_excluded_clause_that_gave_way_before_is_out_by_conflict() -> None:
    whole = library({"a": clause(conflicts=["b"]), "b": clause()})
    assert rule(choose(whole, excluded=excluded("a")), "a") == (False, "conflicts")


def test_an_excluded_criterion_beyond_the_cap_is_out_by_proportionality() -> None:
    whole = library({"a": award(rank=10), "b": award(rank=20)})
    assert rule(choose(whole, tender=SHORT, excluded=excluded("b")), "b") == (False, "proportionality")


def test_what_stands_beside_an_excluded_clause_leaves_with_it() -> None:
    whole = library({"a": clause(), "b": clause(applies=[{"with": ["a"]}])})
    assert rule(choose(whole, excluded=excluded("a")), "b") == (False, "requires")


# --- step 10: inclusions ---


def test_including_overrides_the_lines_of_applies() -> None:
    lines = {"acquisition": ["lease"], "data": ["none"], "min-months": 60, "use": ["outdoors"]}
    assert rule(choose(library({"a": clause(applies=[lines])}), included=included("a")), "a") == (True, "included")


def test_including_overrides_jurisdiction_and_place() -> None:
    lines = {"jurisdictions": ["ke"], "place": ["ke"]}
    whole = library({"a": clause(applies=[lines])}, {"ke": profile()})
    assert rule(choose(whole, included=included("a")), "a") == (True, "included")


def test_including_overrides_a_line_with() -> None:
    whole = library({"a": clause(applies=[{"with": ["b"]}]), "b": clause(status="draft")})
    assert select_ids(whole, included=included("a")) == ["a"]


def test_including_overrides_the_level() -> None:
    whole = library({"a": clause(levels=["comprehensive"])})
    assert rule(choose(whole, included=included("a")), "a") == (True, "included")


def test_including_overrides_proportionality() -> None:
    assert rule(choose(library({"a": clause(sets=[])}), included=included("a")), "a") == (True, "included")


def test_including_does_not_override_the_status() -> None:
    (finding,) = refused(library({"a": clause(status="draft")}), included=included("a"))
    assert (finding.severity, finding.place.clause) == ("error", "a")


def test_including_a_clause_that_fits_no_category_is_refused() -> None:
    whole = library({"a": clause(applies=[{"categories": ["display"]}])})
    (finding,) = refused(whole, included=included("a"))
    assert (finding.severity, finding.rule, finding.place.lot, finding.place.clause) == ("error", "included", 1, "a")


def test_an_included_clause_covers_the_categories_of_its_lines_only() -> None:
    whole = library({"a": clause(applies=[{"categories": ["tablet"], "acquisition": ["lease"]}])})
    selection = choose(whole, lots=[lot({"laptop": 60, "tablet": 40})], included=included("a"))
    assert pick(selection, "a").items == ("tablet",)


def test_an_included_clause_on_returns_needs_returns() -> None:
    whole = library({"a": clause(applies=[{"return-categories": ["laptop"]}])})
    assert [f.rule for f in refused(whole, included=included("a"))] == ["included"]


def test_an_included_clause_brings_back_what_it_requires() -> None:
    whole = library({"a": clause(sets=[], requires=["b"]), "b": clause(sets=[])})
    selection = choose(whole, included=included("a"))
    assert rule(selection, "b") == (True, "requires")


def test_the_reason_of_an_inclusion_is_the_authoritys_own() -> None:
    selection = choose(library({"a": clause(sets=[])}), included=included("a"))
    assert decision(selection, "a").reason.words == "Words on including."


def test_including_what_is_in_anyway_leaves_its_rule() -> None:
    assert rule(choose(library({"a": clause()}), included=included("a")), "a") == (True, "applies")


# --- what is covered ---


def test_a_clause_covers_the_union_of_its_blocks() -> None:
    whole = library({"a": clause(applies=[{"categories": ["laptop"]}, {"return-categories": ["display"]}])})
    found = pick(choose(whole, lots=[lot({"laptop": 60, "tablet": 40}, {"display": 5})]), "a")
    assert (found.items, found.returns, found.whole) == (("laptop",), ("display",), False)


def test_a_clause_that_covers_everything_says_so() -> None:
    found = pick(choose(library({"a": clause()}), lots=[lot({"laptop": 60}, {"display": 5})]), "a")
    assert (found.items, found.returns, found.whole) == (("laptop",), ("display",), True)


def test_a_clause_on_items_does_not_cover_a_lot_with_returns_as_a_whole() -> None:
    whole = library({"a": clause(applies=[{"categories": ["laptop"]}])})
    assert not pick(choose(whole, lots=[lot({"laptop": 60}, {"laptop": 5})]), "a").whole


def test_the_text_of_a_partly_replaced_clause_names_the_categories_left() -> None:
    whole = library({"a": clause(), "b": clause(replaces=["a"], applies=[{"categories": ["tablet"]}])})
    selection = choose(whole, lots=[lot({"laptop": 60, "tablet": 40})])
    assert printed(selection, "a").covers == "For laptops provided."


def test_picks_come_in_the_order_of_sections_then_of_clauses() -> None:
    whole = library(
        {
            "b": clause(kind="contract-performance-clause", group="reporting"),
            "c": clause(kind="contract-performance-clause"),
            "d": award(),
            "e": clause(),
            "f": clause(kind="selection-criterion"),
            "a": clause(position=200),
        }
    )
    assert select_ids(whole) == ["f", "e", "a", "d", "c", "b"]


# --- what an inclusion or an exclusion does to the other steps ---


def test_an_included_clause_does_not_give_way_to_the_one_that_replaces_it() -> None:
    whole = library({"a": clause(replaces=["b"]), "b": clause(sets=[])})
    assert select_ids(whole, included=included("b")) == ["a", "b"]


def test_an_inclusion_that_changes_nothing_warns() -> None:
    whole = library({"a": award(), "b": award()})
    selection = choose(whole, included=included("b"), lots=[lot(weights={"price": 60, "a": 40})])
    assert rule(selection, "b") == (False, "excluded")
    assert [f.place.clause for f in said(selection, "inclusion-unused")] == ["b"]


def test_an_inclusion_that_works_does_not_warn() -> None:
    selection = choose(library({"a": clause(sets=[])}), included=included("a"))
    assert said(selection, "inclusion-unused") == []


def test_including_overrides_with() -> None:
    whole = library({"a": clause(status="draft"), "b": clause(applies=[{"with": ["a"]}])})
    selection = choose(whole, included=included("b"))
    assert rule(selection, "b") == (True, "included")
    assert decision(selection, "b").reason.words == "Words on including."


def test_excluding_what_would_leave_anyway_is_no_error() -> None:
    whole = library({"a": clause(), "b": clause(conflicts=["a"]), "c": clause(requires=["b"])})
    selection = choose(whole, excluded=excluded("b"))
    assert ids(selection) == ["a", "c"]
    assert rule(selection, "b") == (False, "conflicts")


@pytest.mark.parametrize("positions", [(1, 2, 3), (3, 2, 1), (2, 1, 3)])
def test_the_order_of_print_does_not_decide_who_gives_way(positions: tuple[int, int, int]) -> None:
    a, b, c = positions
    whole = library(
        {
            "a": clause(position=a, conflicts=["b"]),
            "b": clause(position=b, conflicts=["c"]),
            "c": clause(position=c),
        }
    )
    assert sorted(select_ids(whole)) == ["a", "c"]


def test_what_only_a_replaced_clause_needed_leaves_with_it() -> None:
    whole = library({"a": clause(replaces=["b"]), "b": clause(requires=["c"]), "c": clause(sets=[])})
    selection = choose(whole)
    assert ids(selection) == ["a"]
    assert rule(selection, "c") == (False, "proportionality")


def test_a_required_clause_that_gave_way_is_not_called_unfit() -> None:
    whole = library({"a": clause(replaces=["b"]), "b": clause(), "c": clause(requires=["b"])})
    assert decision(choose(whole), "c").reason.unmet == ()


def test_the_cap_is_named_before_the_missing_weight() -> None:
    criteria = {f"c{n}": award(rank=n) for n in range(6)}
    selection = choose(library(criteria), lots=[lot(weights={"price": 60, "c0": 40})])
    assert [decision(selection, f"c{n}").rule for n in range(6)] == [
        "applies",
        *["excluded"] * 3,
        *["proportionality"] * 2,
    ]


# --- withdrawn clauses that a purchase still names ---

NEW = {"new": clause(), "newer": clause()}
GONE = {"status": "withdrawn", "successor": list(NEW)}
NAME = "It was withdrawn: name “new” and “newer” instead."


def with_gone(**overrides: Any) -> Any:
    """A library with a withdrawn clause `gone` and what stands in its place."""
    return library({"gone": clause(**{**GONE, **overrides}), **NEW})


def test_including_a_withdrawn_clause_names_its_successors() -> None:
    (found,) = refused(with_gone(), included=included("gone"))
    assert (found.rule, found.place.clause, found.fix) == ("included", "gone", NAME)
    assert "its status is withdrawn" in found.message


def test_including_a_withdrawn_clause_in_one_lot_names_that_lot_alone() -> None:
    changes = [{"clause": "gone", "reason": "Still.", "lot": 2}]
    assert [f.place.lot for f in refused(with_gone(), lots=[lot(), lot()], included=changes)] == [2]


def test_including_a_withdrawn_clause_without_successor_says_to_take_it_out() -> None:
    (found,) = refused(with_gone(successor=[]), included=included("gone"))
    assert found.fix == "It was withdrawn and nothing stands in its place: take it out."


def test_including_a_draft_promises_no_successor() -> None:
    (found,) = refused(library({"a": clause(status="draft")}), included=included("a"))
    assert found.fix == "Take it out of `included`."


def test_a_withdrawn_rule_of_the_whole_tender_that_is_included_names_its_successor() -> None:
    rules = {
        "general/gone": clause(kind="general-rule", status="withdrawn", successor=["new"]),
        "general/new": clause(kind="general-rule"),
    }
    (found,) = said(choose(library(rules), included=included("gone")), "inclusion-unused")
    assert found.fix == "It was withdrawn: name “new” instead."


def test_a_withdrawn_clause_that_is_excluded_stays_out_with_a_warning_that_names_its_successors() -> None:
    selection = choose(with_gone(), excluded=excluded("gone"))
    assert rule(selection, "gone") == (False, "status")
    assert [f.fix for f in said(selection, "exclusion-unused")] == [NAME]


def test_a_clause_that_requires_a_withdrawn_one_does_not_bring_it_back() -> None:
    whole = library({"a": clause(requires=["gone"]), "gone": clause(**{**GONE, "successor": ["a"]})})
    assert select_ids(whole) == ["a"]
    assert decision(choose(whole), "a").reason.unmet == ("gone",)


def test_a_withdrawn_clause_drives_nothing_out() -> None:
    whole = library({"a": clause(conflicts=["gone"]), "b": clause(), "gone": clause(**GONE, replaces=["b"]), **NEW})
    assert select_ids(whole) == ["a", "b", "new", "newer"]
