# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.library.jurisdiction import Limit
from tenderkit.library.library import Library, Overlay
from tenderkit.selection.parameter_value import ParameterValue
from tenderkit.selection.selection import Selection
from tests.support import choose, clause, library, limit, lot, parameter, pick, printed, profile, purchase, said

Table = dict[str, Any]
FLOOR = "a.years"
KENYA = {"country": "KE"}


def made(param: Table | None = None, *limits: Table, **profiles: Table) -> Library:
    """A library of one clause `a` with the parameter `years`; `limits` are those of Kenya."""
    kenya = {"ke": profile(limits=list(limits))} if limits else {}
    return library({"a": clause(parameters={"years": param or parameter()})}, {**kenya, **profiles})


def of(selection: Selection, category: str = "laptop") -> ParameterValue:
    return pick(selection, "a").values["years"][category]


def value(whole: Library, category: str = "laptop", **overrides: Any) -> ParameterValue:
    """The value in a lot delivered in Kenya, unless told otherwise."""
    return of(choose(whole, **{"tender": KENYA, **overrides}), category)


def given(years: Any) -> Table:
    return {"a": {"years": years}}


# --- cases ---


def test_the_first_case_that_matches_wins() -> None:
    whole = made(parameter({"core": 5, "acquisition": "purchase"}, {"core": 7, "data": "personal"}, {"core": 9}))
    assert value(whole).value == 5
    assert value(whole, lots=[lot(acquisition="lease")]).value == 7
    assert value(whole, lots=[lot(acquisition="lease", data="internal")]).value == 9


def test_a_case_on_categories_counts_for_these_only() -> None:
    whole = made(parameter({"core": 3, "categories": ["tablet"]}, {"core": 5}))
    lots = [lot({"laptop": 60, "tablet": 40})]
    assert value(whole, "tablet", lots=lots).value == 3
    assert value(whole, "laptop", lots=lots).value == 5


def test_the_lines_of_a_case_are_tested_on_one_category() -> None:
    whole = made(parameter({"core": 7, "min-quantity": 50}, {"core": 5}))
    lots = [lot({"laptop": 60, "tablet": 40})]
    assert value(whole, "laptop", lots=lots).value == 7
    assert value(whole, "tablet", lots=lots).value == 5


def test_one_library_serves_lots_that_differ_in_numbers_months_and_own_values_alone() -> None:
    whole = made(parameter({"core": 7, "min-quantity": 50}, {"core": 6, "min-months": 48}, {"core": 5}))
    lots = [lot({"laptop": 10}, months=24), lot({"laptop": 10}, months=48), lot({"laptop": 60}, months=24)]
    own = lot({"laptop": 10}, months=24, parameters=given(9))
    found = [value(whole, lots=[one]).value for one in (lots[0], own, *lots)]
    assert found == [5, 9, 5, 6, 7]
    plain = made(parameter({"core": 5}))
    assert [value(plain, lots=[one]).value for one in (lots[0], own, lots[1])] == [5, 9, 5]


def test_a_case_may_speak_of_what_is_returned() -> None:
    whole = made(parameter({"core": 2, "return-categories": ["display"]}, {"core": 5}))
    lots = [lot({"laptop": 60}, {"display": 40})]
    assert value(whole, "display", lots=lots).value == 2
    assert value(whole, "laptop", lots=lots).value == 5


def test_a_case_may_speak_of_the_place() -> None:
    whole = made(parameter({"core": 7, "place": ["ke"]}, {"core": 5}), ke=profile())
    assert value(whole).value == 7
    assert value(whole, tender={"country": "KE", "delivery-country": "IN"}).value == 5


def test_a_case_may_speak_of_the_currency() -> None:
    whole = made(parameter({"core": 7, "currency": ["KES"]}, {"core": 5}))
    assert value(whole, tender={**KENYA, "value": {"amount": 9_000, "currency": "EUR"}}).value == 5
    assert value(whole, tender={**KENYA, "value": {"amount": 9_000, "currency": "KES"}}).value == 7


def test_the_currency_of_a_price_cap_is_that_of_the_tender() -> None:
    whole = made(parameter({"core": 7, "currency": ["KES"]}, {"core": 5}))
    tender = {"country": "KE", "value": None}
    assert value(whole, tender=tender).value == 5
    assert value(whole, tender=tender, lots=[lot(**{"price-cap": {"amount": 900, "currency": "KES"}})]).value == 7


def test_a_category_without_a_case_has_no_value() -> None:
    whole = made(parameter({"core": 3, "categories": ["tablet"]}))
    selection = choose(whole, lots=[lot({"laptop": 60, "tablet": 40})])
    assert list(pick(selection, "a").values["years"]) == ["tablet"]


def test_the_anchor_is_that_of_the_case() -> None:
    whole = made(
        parameter(
            {"core": 5, "anchor": "after-delivery", "categories": ["laptop"]},
            {"core": 5, "anchor": "from-acceptance"},
        )
    )
    lots = [lot({"laptop": 60, "tablet": 40})]
    assert value(whole, "laptop", lots=lots).anchor == "after-delivery"
    assert value(whole, "tablet", lots=lots).anchor == "from-acceptance"


def test_the_level_of_the_tender_picks_the_figure() -> None:
    whole = made(parameter({"core": 5, "comprehensive": 7}))
    assert value(whole, tender={"level": "core"}).value == 5
    assert value(whole, tender={"level": "comprehensive"}).value == 7


def test_a_comprehensive_figure_that_is_absent_equals_the_core_one() -> None:
    assert value(made(parameter({"core": 5})), tender={"level": "comprehensive"}).value == 5


def test_a_case_may_leave_the_value_undecided() -> None:
    found = value(made(parameter({"core": "undecided"})))
    assert (found.value, found.origin) == (None, "undecided")


def test_a_figure_may_be_undecided_at_one_level_only() -> None:
    whole = made(parameter({"core": 5, "comprehensive": {"value": "undecided", "mark": "P"}}))
    assert value(whole, tender={"level": "core"}).value == 5
    assert value(whole, tender={"level": "comprehensive"}).value is None


# --- the authority's values: lot table, lot value, tender table, tender value, case ---

BOTH = {"laptop": 60, "tablet": 40}


@pytest.mark.parametrize(
    ("of_lot", "of_tender", "expected"),
    [
        ({"laptop": 11}, {"laptop": 13}, 11),
        ({"laptop": 11}, 14, 11),
        (12, {"laptop": 13}, 12),
        (12, 14, 12),
        (None, {"laptop": 13}, 13),
        (None, 14, 14),
        (None, None, 5),
    ],
)
def test_the_lot_goes_before_the_tender_and_the_tender_before_the_case(
    of_lot: Any, of_tender: Any, expected: int
) -> None:
    here: Table = {} if of_lot is None else {"parameters": given(of_lot)}
    there: Table = {} if of_tender is None else {"parameters": given(of_tender)}
    assert value(made(), lots=[lot(BOTH, **here)], **there).value == expected


def test_a_category_absent_from_the_lots_table_falls_through_to_the_tenders_table() -> None:
    lots = [lot(BOTH, parameters=given({"laptop": 11}))]
    assert value(made(), "tablet", lots=lots, parameters=given({"tablet": 13})).value == 13


def test_a_category_absent_from_the_lots_table_falls_through_to_the_tenders_value() -> None:
    lots = [lot(BOTH, parameters=given({"laptop": 11}))]
    assert value(made(), "tablet", lots=lots, parameters=given(14)).value == 14


def test_a_category_absent_from_all_tables_falls_through_to_the_case() -> None:
    lots = [lot(BOTH, parameters=given({"laptop": 11}))]
    found = value(made(), "tablet", lots=lots, parameters=given({"laptop": 13}))
    assert (found.value, found.origin) == (5, "proposed")


def test_undecided_in_the_lot_goes_before_a_value_in_the_tender() -> None:
    lots = [lot(parameters=given("undecided"))]
    assert value(made(), lots=lots, parameters=given(14)).value is None


def test_one_category_of_a_table_may_be_undecided() -> None:
    lots = [lot(BOTH, parameters=given({"laptop": 11, "tablet": "undecided"}))]
    assert value(made(), "laptop", lots=lots).value == 11
    assert value(made(), "tablet", lots=lots).value is None


def test_a_category_that_is_not_in_the_lot_is_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        purchase(made(), lots=[lot({"laptop": 60}, parameters=given({"tablet": 11}))])
    assert "lots.1.parameters.a.years.tablet" in [f.place.key for f in caught.value.findings]


@pytest.mark.parametrize("wrong", ["seven", 7.5, True, [7]])
def test_a_value_of_the_wrong_type_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidInput) as caught:
        purchase(made(), parameters=given(wrong))
    assert [(f.place.key, f.rule) for f in caught.value.findings] == [("parameters.a.years", "wrong-type")]


def test_a_value_for_a_clause_that_is_selected_nowhere_warns() -> None:
    selection = choose(library({"a": clause(sets=[], parameters={"years": parameter()})}), parameters=given(7))
    assert [(f.severity, f.place.clause) for f in said(selection, "parameter-unused")] == [("warn", "a")]


def test_a_value_for_a_clause_that_is_selected_does_not_warn() -> None:
    assert said(choose(made(), parameters=given(7)), "parameter-unused") == []


# --- bounds ---


@pytest.mark.parametrize("outside", [2, 11])
def test_a_value_outside_the_bounds_warns_and_stays(outside: int) -> None:
    selection = choose(made(parameter({"core": 5, "min": 3, "max": 10})), parameters=given(outside))
    assert [f.severity for f in said(selection, "outside-bounds")] == ["warn"]
    assert of(selection).value == outside


@pytest.mark.parametrize("inside", [3, 10])
def test_the_bounds_themselves_are_inside(inside: int) -> None:
    selection = choose(made(parameter({"core": 5, "min": 3, "max": 10})), parameters=given(inside))
    assert said(selection, "outside-bounds") == []


def test_the_bounds_are_those_of_the_case() -> None:
    whole = made(parameter({"core": 3, "max": 4, "categories": ["tablet"]}, {"core": 5, "max": 10}))
    selection = choose(whole, lots=[lot(BOTH)], parameters=given(6))
    warnings = said(selection, "outside-bounds")
    assert ["tablet" in f.message and "laptop" not in f.message for f in warnings] == [True]


@pytest.mark.parametrize(
    ("direction", "value", "fix"),
    [
        ("min", 2, "This asks for less than usual: check that it is intended."),
        ("min", 11, "Check that the market can offer it."),
        ("max", 11, "This asks for less than usual: check that it is intended."),
        ("max", 2, "Check that the market can offer it."),
    ],
)
def test_the_warning_tells_a_lenient_value_from_a_demanding_one(direction: str, value: int, fix: str) -> None:
    whole = made(parameter({"core": 5, "min": 3, "max": 10}, direction=direction))
    assert [f.fix for f in said(choose(whole, parameters=given(value)), "outside-bounds")] == [fix]


def test_a_value_outside_bounds_that_are_open_below_is_no_lenient_one() -> None:
    selection = choose(made(parameter({"core": 5, "max": 10})), parameters=given(11))
    assert [f.fix for f in said(selection, "outside-bounds")] == ["Check that the market can offer it."]


def test_a_yes_or_no_is_no_number_that_could_lie_outside() -> None:
    whole = made(parameter({"core": False, "min": 2}, type="boolean", direction="none", unit=None))
    assert said(choose(whole, parameters=given(True)), "outside-bounds") == []


def test_undecided_lies_outside_no_bounds() -> None:
    selection = choose(made(parameter({"core": 5, "min": 3, "max": 10})), parameters=given("undecided"))
    assert said(selection, "outside-bounds") == []


def test_the_warning_names_the_value_that_the_authority_wrote() -> None:
    selection = choose(made(parameter({"core": 5, "min": 3, "max": 10})), parameters=given(0))
    assert [": 0 lies outside" in f.message for f in said(selection, "outside-bounds")] == [True]


# --- limits of law ---


def test_a_floor_raises_a_lower_value() -> None:
    assert value(made(parameter({"core": 5}), limit(FLOOR, 7))).value == 7


def test_a_floor_leaves_a_higher_value() -> None:
    found = value(made(parameter({"core": 9}), limit(FLOOR, 7)))
    assert (found.value, found.origin) == (9, "proposed")


def test_a_ceiling_lowers_a_higher_value() -> None:
    assert value(made(parameter({"core": 9}, direction="max"), limit(FLOOR, 7))).value == 7


def test_a_ceiling_leaves_a_lower_value() -> None:
    found = value(made(parameter({"core": 5}, direction="max"), limit(FLOOR, 7)))
    assert (found.value, found.origin) == (5, "proposed")


GRADE = {"type": "grade", "unit": None, "grades": ["clear", "purge", "destroy"]}


def test_a_limit_on_a_grade_goes_by_the_order_of_the_grades() -> None:
    low = made(parameter({"core": "clear"}, **GRADE), limit(FLOOR, "purge", unit=None))
    high = made(parameter({"core": "destroy"}, **GRADE), limit(FLOOR, "purge", unit=None))
    assert value(low).value == "purge"
    assert value(high).value == "destroy"


def test_a_limit_on_a_list_says_what_it_shall_contain() -> None:
    words = {"type": "list", "unit": None}
    whole = made(parameter({"core": ["battery", "screen"]}, **words), limit(FLOOR, ["screen", "port"], unit=None))
    found = value(whole)
    assert (found.value, found.origin) == (("battery", "screen", "port"), "law")


def test_what_two_profiles_demand_of_a_list_is_demanded_together() -> None:
    words = {"type": "list", "unit": None}
    one = clause(parameters={"years": parameter({"core": ["battery"]}, **words)})
    profiles = {
        "eu": profile(limits=[limit(FLOOR, ["screen"], unit=None)]),
        "ke": profile(parent="eu", limits=[limit(FLOOR, ["port"], unit=None)]),
    }
    found = pick(choose(library({"a": one}, profiles), tender={"country": "KE"}), "a").values["years"]["laptop"]
    assert set(found.value) == {"battery", "screen", "port"}


def test_a_list_that_contains_what_the_law_asks_for_stays() -> None:
    words = {"type": "list", "unit": None}
    whole = made(parameter({"core": ["battery", "screen"]}, **words), limit(FLOOR, ["screen"], unit=None))
    assert value(whole).value == ("battery", "screen")


def test_a_limit_binds_the_categories_it_names_only() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7, categories=["tablet"]))
    assert value(whole, "tablet", lots=[lot(BOTH)]).value == 7
    assert value(whole, "laptop", lots=[lot(BOTH)]).value == 5


def test_one_limit_may_bind_several_parameters() -> None:
    both = {**limit(FLOOR, 7), "parameter": ["a.years", "b.years"]}
    whole = library(
        {"a": clause(parameters={"years": parameter()}), "b": clause(parameters={"years": parameter()})},
        {"ke": profile(limits=[both])},
    )
    selection = choose(whole, tender=KENYA)
    assert [pick(selection, id_).values["years"]["laptop"].value for id_ in ("a", "b")] == [7, 7]


def test_a_limit_moves_no_refurbished_unit() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7))
    found = value(whole, lots=[lot(acquisition="refurbished")])
    assert (found.value, found.origin) == (5, "proposed")


# --- date ---


def test_a_limit_holds_from_its_first_day_on() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7, from_=date(2027, 1, 15)))
    assert value(whole, tender={**KENYA, "launch": date(2027, 1, 15)}).value == 7
    assert value(whole, tender={**KENYA, "launch": date(2027, 1, 14)}).value == 5


def test_a_limit_holds_until_its_last_day() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7, until=date(2027, 1, 15)))
    assert value(whole, tender={**KENYA, "launch": date(2027, 1, 15)}).value == 7
    assert value(whole, tender={**KENYA, "launch": date(2027, 1, 16)}).value == 5


def test_of_one_profile_the_latest_limit_in_force_counts_even_where_it_is_looser() -> None:
    whole = made(
        parameter({"core": 5}),
        limit(FLOOR, 8, from_=date(2020, 1, 1)),
        limit(FLOOR, 6, from_=date(2025, 1, 1)),
        limit(FLOOR, 9, from_=date(2030, 1, 1)),
    )
    assert value(whole).value == 6


def test_a_limit_without_a_date_is_older_than_one_with_a_date() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 6, from_=date(2020, 1, 1)), limit(FLOOR, 8))
    assert value(whole).value == 6


def test_an_unconfirmed_later_limit_does_not_displace_a_confirmed_one() -> None:
    whole = made(
        parameter({"core": 5}),
        limit(FLOOR, 8, from_=date(2020, 1, 1)),
        limit(FLOOR, 6, from_=date(2025, 1, 1), mark="M"),
    )
    assert value(whole).value == 8


def test_the_start_of_delivery_decides_which_limit_holds() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7, from_=date(2027, 6, 1)))
    assert value(whole, lots=[lot(delivery_from=date(2027, 7, 1))]).value == 7
    assert value(whole, lots=[lot(delivery_from=date(2027, 5, 1))]).value == 5


def test_without_a_start_of_delivery_the_launch_decides() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7, from_=date(2027, 6, 1)))
    assert value(whole, tender={**KENYA, "launch": date(2027, 7, 1)}).value == 7


def test_a_limit_that_starts_within_the_term_warns_and_moves_nothing() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7, from_=date(2029, 1, 1)))
    selection = choose(whole, tender=KENYA, lots=[lot(months=48)])
    (warning,) = said(selection, "limit-within-term")
    assert warning.severity == "warn"
    assert "2029-01-01" in warning.message
    assert of(selection).value == 5


def test_a_limit_that_starts_after_the_term_does_not_warn() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7, from_=date(2029, 1, 1)))
    assert said(choose(whole, tender=KENYA, lots=[lot(months=12)]), "limit-within-term") == []


def test_the_term_counts_from_the_start_of_delivery() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7, from_=date(2029, 1, 1)))
    late = lot(months=12, delivery_from=date(2028, 6, 1))
    assert len(said(choose(whole, tender=KENYA, lots=[late]), "limit-within-term")) == 1


def test_a_coming_limit_that_the_value_meets_already_does_not_warn() -> None:
    whole = made(parameter({"core": 9}), limit(FLOOR, 7, from_=date(2029, 1, 1)))
    assert said(choose(whole, tender=KENYA), "limit-within-term") == []


def test_a_coming_limit_warns_for_the_categories_it_will_bind_only() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7, from_=date(2029, 1, 1), categories=["tablet"]))
    selection = choose(whole, tender=KENYA, lots=[lot(BOTH)])
    warnings = said(selection, "limit-within-term")
    assert ["tablet" in f.message and "laptop" not in f.message for f in warnings] == [True]


def test_a_coming_limit_warns_where_the_value_is_undecided() -> None:
    whole = made(parameter({"core": "undecided"}), limit(FLOOR, 7, from_=date(2029, 1, 1)))
    assert len(said(choose(whole, tender=KENYA), "limit-within-term")) == 1


# --- place ---


def test_product_law_is_that_of_the_place_of_delivery() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7))
    assert value(whole, tender={"country": "IN", "delivery-country": "KE"}).value == 7
    assert value(whole, tender={"country": "KE", "delivery-country": "IN"}).value == 5


def test_product_law_does_not_follow_a_chosen_jurisdiction() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7), un=profile(limits=[limit(FLOOR, 9)]))
    assert value(whole, tender={"country": "KE", "jurisdiction": "un"}).value == 7


def test_the_limits_of_a_parent_hold_too() -> None:
    whole = made(ke=profile(parent="east"), east=profile(limits=[limit(FLOOR, 7)]))
    assert value(whole).value == 7


@pytest.mark.parametrize(("own", "of_parent"), [(8, 6), (6, 8)])
def test_across_profiles_the_strictest_floor_counts(own: int, of_parent: int) -> None:
    whole = made(
        ke=profile(parent="east", limits=[limit(FLOOR, own)]), east=profile(limits=[limit(FLOOR, of_parent)])
    )
    assert value(whole).value == 8


@pytest.mark.parametrize(("own", "of_parent"), [(4, 3), (3, 4)])
def test_across_profiles_the_strictest_ceiling_counts(own: int, of_parent: int) -> None:
    whole = made(
        parameter({"core": 5}, direction="max"),
        ke=profile(parent="east", limits=[limit(FLOOR, own)]),
        east=profile(limits=[limit(FLOOR, of_parent)]),
    )
    assert value(whole).value == 3


def test_the_source_is_that_of_the_strictest_limit() -> None:
    whole = made(
        ke=profile(parent="east", limits=[limit(FLOOR, 6)]),
        east=profile(limits=[limit(FLOOR, 8, source="another-law", clause="Art 4")]),
    )
    found = value(whole)
    assert (found.source, found.clause) == ("another-law", "Art 4")


def test_the_latest_of_each_profile_is_found_before_the_strictest_of_all() -> None:
    whole = made(
        ke=profile(
            parent="east",
            limits=[limit(FLOOR, 9, from_=date(2020, 1, 1)), limit(FLOOR, 6, from_=date(2025, 1, 1))],
        ),
        east=profile(limits=[limit(FLOOR, 7)]),
    )
    assert value(whole).value == 7


def test_product_law_also_reaches_the_countries_it_names() -> None:
    whole = made(eu=profile(members=["FR"], product_law_also=["NO"], limits=[limit(FLOOR, 7)]))
    assert value(whole, tender={"country": "NO"}).value == 7
    assert value(whole, tender={"country": "CH"}).value == 5


def test_product_law_also_adds_to_a_countrys_own_profile() -> None:
    whole = made(eu=profile(product_law_also=["NO"], limits=[limit(FLOOR, 7)]), no=profile(limits=[limit(FLOOR, 6)]))
    assert value(whole, tender={"country": "NO"}).value == 7


# --- hints ---


@pytest.mark.parametrize("mark", ["D", "T", "M", "P"])
def test_an_unconfirmed_limit_is_a_hint(mark: str) -> None:
    selection = choose(made(parameter({"core": 5}), limit(FLOOR, 7, mark=mark)), tender=KENYA)
    assert of(selection).value == 5
    assert [f.severity for f in said(selection, "legal-hint")] == ["info"]


def test_a_limit_in_another_unit_is_a_hint() -> None:
    selection = choose(made(parameter({"core": 5}), limit(FLOOR, 84, unit="months")), tender=KENYA)
    assert of(selection).value == 5
    assert [f.severity for f in said(selection, "legal-hint")] == ["info"]


def test_a_hint_gives_the_limit_and_why_it_changes_no_value() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 84, unit="months", from_=date(2026, 1, 1)))
    assert [f.message for f in said(choose(whole, tender=KENYA), "legal-hint")] == [
        "for laptops: a-law sets 84 months from 2026-01-01; it changes no value here, because it is not confirmed "
        "or has another unit or starting point than the clause"
    ]


def test_a_limit_with_another_anchor_is_a_hint() -> None:
    anchored = parameter({"core": 5, "anchor": "after-delivery"})
    selection = choose(made(anchored, limit(FLOOR, 7, anchor="after-end-of-production")), tender=KENYA)
    assert of(selection).value == 5
    assert [f.severity for f in said(selection, "legal-hint")] == ["info"]


def test_a_limit_without_the_anchor_of_the_case_is_a_hint() -> None:
    anchored = parameter({"core": 5, "anchor": "after-delivery"})
    selection = choose(made(anchored, limit(FLOOR, 7)), tender=KENYA)
    assert of(selection).value == 5
    assert len(said(selection, "legal-hint")) == 1


def test_a_limit_with_the_unit_and_anchor_of_the_case_counts() -> None:
    anchored = parameter({"core": 5, "anchor": "after-delivery"})
    selection = choose(made(anchored, limit(FLOOR, 7, anchor="after-delivery")), tender=KENYA)
    assert of(selection).value == 7
    assert said(selection, "legal-hint") == []


def test_a_limit_that_has_ended_is_no_hint() -> None:
    whole = made(parameter({"core": 5}), limit(FLOOR, 7, mark="M", until=date(2020, 1, 1)))
    assert said(choose(whole, tender=KENYA), "legal-hint") == []


# --- limits of the authority itself ---


def own_limit_on(
    param: Table, *, unit: str | None = None, anchor: str | None = None, parameters: Table | None = None
) -> Selection:
    """The selection with a floor of 7 that a library on top sets for `a.years`."""
    floor = Limit(("a.years",), 7, "house-rules", "C", unit=unit, anchor=anchor, own=True)
    overlay = Overlay({"en": "House"}, "1", "library.toml", limits=(floor,))
    return choose(replace(made(param), overlays=(overlay,)), parameters=parameters or {})


@pytest.mark.parametrize(("unit", "anchor"), [(None, None), ("years", None), (None, "after-delivery")])
def test_an_own_limit_may_leave_out_its_unit_and_its_anchor(unit: str | None, anchor: str | None) -> None:
    value = of(own_limit_on(parameter({"core": 5, "anchor": "after-delivery"}), unit=unit, anchor=anchor))
    assert (value.value, value.origin, value.source) == (7, "buyer", "house-rules")


@pytest.mark.parametrize(
    ("unit", "anchor"),
    [
        ("months", "after-delivery"),
        ("years", "after-end-of-production"),
        ("months", None),
        (None, "after-end-of-production"),
    ],
)
def test_an_own_limit_in_another_unit_or_with_another_anchor_is_a_hint(unit: str | None, anchor: str | None) -> None:
    selection = own_limit_on(parameter({"core": 5, "anchor": "after-delivery"}), unit=unit, anchor=anchor)
    assert of(selection).value == 5
    assert [f.severity for f in said(selection, "legal-hint")] == ["info"]


# --- the buyer's value and the law ---


def test_a_limit_moves_the_value_of_the_authority_with_a_warning() -> None:
    selection = choose(made(parameter(), limit(FLOOR, 7)), tender=KENYA, parameters=given(6))
    (warning,) = said(selection, "below-legal-floor")
    assert (warning.severity, warning.place.lot, warning.place.clause) == ("warn", 1, "a")
    assert of(selection).value == 7


def test_the_warning_on_a_moved_value_names_both_values_and_whose_limit_it_is() -> None:
    law = choose(made(parameter(), limit(FLOOR, 7)), tender=KENYA, parameters=given(6))
    own = own_limit_on(parameter(), parameters=given(6))
    assert [f.message for selection in (law, own) for f in said(selection, "below-legal-floor")] == [
        "for laptops: 6 was changed to 7, a limit of law at the place of delivery (a-law)",
        "for laptops: 6 was changed to 7, a limit of the authority itself (house-rules)",
    ]


def test_a_moved_value_remembers_what_it_was() -> None:
    assert value(made(parameter(), limit(FLOOR, 7)), parameters=given(6)).moved_from == 6


def test_a_stricter_value_of_the_authority_stays_without_a_warning() -> None:
    selection = choose(made(parameter(), limit(FLOOR, 7)), tender=KENYA, parameters=given(8))
    assert of(selection).value == 8
    assert said(selection, "below-legal-floor") == []


def test_a_default_that_the_law_moves_does_not_warn() -> None:
    assert said(choose(made(parameter(), limit(FLOOR, 7)), tender=KENYA), "below-legal-floor") == []


def test_undecided_stays_open_in_spite_of_a_limit() -> None:
    found = value(made(parameter(), limit(FLOOR, 7)), parameters=given("undecided"))
    assert (found.value, found.origin) == (None, "undecided")


def test_the_gap_of_an_undecided_value_prints_the_limit() -> None:
    text = {"requirement": "Parts for {{ years }}."}
    whole = library(
        {"a": clause(text=text, parameters={"years": parameter()})}, {"ke": profile(limits=[limit(FLOOR, 7)])}
    )
    selection = choose(whole, tender=KENYA, parameters=given("undecided"))
    (paragraph,) = printed(selection, "a").requirement
    assert "7 years" in paragraph


# --- origin ---


def test_a_value_that_the_law_raised_is_law() -> None:
    found = value(made(parameter(), limit(FLOOR, 7, clause="s. 4")))
    assert (found.origin, found.source, found.clause) == ("law", "a-law", "s. 4")


def test_a_value_that_the_law_lowered_is_law() -> None:
    assert value(made(parameter(direction="max"), limit(FLOOR, 4))).origin == "law"


def test_a_default_that_equals_the_law_is_law() -> None:
    found = value(made(parameter({"core": 7}), limit(FLOOR, 7)))
    assert (found.origin, found.source, found.moved_from) == ("law", "a-law", None)


def test_a_value_of_the_authority_that_equals_the_law_is_the_buyers() -> None:
    found = value(made(parameter(), limit(FLOOR, 7)), parameters=given(7))
    assert (found.origin, found.source) == ("buyer", None)


def test_a_value_of_the_authority_that_the_law_moved_is_law() -> None:
    assert value(made(parameter(), limit(FLOOR, 7)), parameters=given(6)).origin == "law"


def test_a_value_of_the_authority_is_the_buyers() -> None:
    assert value(made(), parameters=given(7)).origin == "buyer"


def test_a_value_of_the_authority_that_equals_the_default_is_the_buyers() -> None:
    assert value(made(parameter({"core": 7})), parameters=given(7)).origin == "buyer"


@pytest.mark.parametrize("mark", ["C", "D"])
def test_a_confirmed_figure_is_cited(mark: str) -> None:
    found = value(made(parameter({"core": 5, "mark": mark, "source": "a-label", "clause": "4.1"})))
    assert (found.origin, found.source, found.clause) == ("cited", "a-label", "4.1")


@pytest.mark.parametrize("mark", ["T", "M", "P"])
def test_a_figure_that_is_not_confirmed_is_proposed(mark: str) -> None:
    found = value(made(parameter({"core": 5, "mark": mark})))
    assert (found.origin, found.source) == ("proposed", None)


def test_each_figure_of_a_case_may_have_a_mark_of_its_own() -> None:
    cited = {"value": 7, "mark": "C", "source": "a-label"}
    whole = made(parameter({"core": 5, "comprehensive": cited}))
    assert value(whole, tender={"level": "core"}).origin == "proposed"
    assert value(whole, tender={"level": "comprehensive"}).origin == "cited"


def test_a_cited_figure_that_is_law_at_the_place_is_law_there_only() -> None:
    whole = made(parameter({"core": 7, "mark": "C", "source": "a-label"}), limit(FLOOR, 7))
    assert value(whole).origin == "law"
    assert value(whole, tender={"country": "IN"}).origin == "cited"


def test_an_undecided_value_has_no_source() -> None:
    whole = made(parameter({"core": "undecided", "mark": "C", "source": "a-label"}))
    found = value(whole)
    assert (found.origin, found.source) == ("undecided", None)
