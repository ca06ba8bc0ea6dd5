# SPDX-License-Identifier: Apache-2.0
"""What shipped clauses ask where units are lent during repairs, given away, or treated under the law of a place."""

from functools import cache

import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.annex.annex import Annex, compose
from tests.support import Table, choose, english, lot

LIBRARY = load_shipped_data().library
GIVEN = {"routes": ["school-or-charity", "parts", "recycling"], "acquisition": "take-back"}


@cache
def read(country: str, data: str = "personal", **terms: object) -> Annex:
    repaired = lot({"tablet": 60}, acquisition="repair", data=data, **terms)
    tender = {"country": country, "priorities": ["repair"], "proportionality": "standard"}
    return compose(choose(LIBRARY, tender=tender, lots=[repaired]), english())


def give(months: int = 12, **terms: object) -> Annex:
    given: Table = lot(returns={"smartphone": 600}, months=months, **{**GIVEN, **terms})
    return compose(choose(LIBRARY, tender={"country": "KE", "proportionality": "standard"}, lots=[given]), english())


def buy(country: str, data: str) -> Annex:
    bought = lot({"video-conferencing": 60}, {"projector-av": 60}, data=data)
    return compose(
        choose(LIBRARY, tender={"country": country, "proportionality": "standard"}, lots=[bought]), english()
    )


def tell(annex: Annex, id_: str) -> str:
    (text,) = {"\n".join(printed.requirement) for printed in annex.selected if printed.clause.id == id_}
    return text


def ids(annex: Annex) -> set[str]:
    return {printed.clause.id for printed in annex.selected}


@pytest.mark.parametrize(("data", "method"), [("internal", "clear"), ("personal", "purge")])
def test_a_loan_unit_is_sanitised_before_and_after_each_loan(data: str, method: str) -> None:
    told = tell(read("CH", data), "repair-first-service")
    assert f"each storage medium of a loan unit by the method {method} of “Data sanitisation”" in told
    assert "before each hand-over and within ten working days after each return" in told


def test_a_loan_unit_without_data_is_not_sanitised() -> None:
    assert "sanitise" not in tell(read("CH", "none"), "repair-first-service")


def test_how_many_loans_are_owed_is_a_gap_and_nothing_is_supplied_outside_the_prices() -> None:
    annex = read("CH")
    keys = {point.key for point in annex.open_points}
    assert "lots.1: parameters.repair-first-service.loan-units" in keys
    assert "in place of a unit that cannot be repaired" not in tell(annex, "repair-first-service")


def test_a_repairer_is_insured_for_a_sum_and_owes_a_late_replacement() -> None:
    annex = read("CH")
    assert "lots.1: parameters.repair-custody.insured-sum" in {point.key for point in annex.open_points}
    told = tell(annex, "remedies")
    assert "late collection, repair, replacement, loan or return" in told
    assert "function test" not in told


def test_a_gift_has_no_clause_on_whole_units_sold_abroad_and_no_second_register() -> None:
    assert {"used-equipment-export-test", "asset-register", "environmental-management-system"}.isdisjoint(ids(give()))
    assert "asset-register" in ids(give(months=24))
    assert "used-equipment-export-test" in ids(give(routes=["re-use", "recycling"]))


def test_a_gift_stays_property_and_is_measured() -> None:
    told = tell(give(), "reuse-before-recycling")
    assert "Despite the hand-over list, a unit of the contracting authority stays its property" in told
    assert "fails where no operating system for it gets them" in told
    assert "as shown or by discharge of one in ten of its model" in told
    assert "or that no receiver took within 90 days after the test" in told


def test_a_kenyan_gift_and_its_points_are_open_points_of_law() -> None:
    keys = {point.key for point in give().open_points}
    assert {"tender.settled.gift-of-equipment", "tender.settled.points-for-a-service"} <= keys


@pytest.mark.parametrize(("country", "is_told"), [("NL", True), ("DE", False)])
def test_only_a_dutch_site_needs_the_european_standard(country: str, *, is_told: bool) -> None:
    told = tell(buy(country, "internal"), "treatment-standard")
    assert ("Of a site in the Netherlands, only a declaration of conformity" in told) is is_told


def test_dutch_costs_are_capped_where_the_caps_stand() -> None:
    annex = buy("NL", "internal")
    told = tell(annex, "remedies")
    assert "Costs and refunds together are capped at the price of the lot." in told


@pytest.mark.parametrize(("data", "is_purge"), [("internal", False), ("personal", True)])
def test_purge_is_demanded_where_the_class_of_data_asks_for_it(data: str, *, is_purge: bool) -> None:
    told = tell(buy("NL", data), "secure-erase-function")
    assert ("to the level purge" in told) is is_purge


def test_a_medium_is_destroyed_by_a_deadline_and_old_units_leave_the_rate() -> None:
    annex = buy("NL", "internal")
    told = tell(annex, "data-sanitisation")
    assert "the contractor shall destroy the medium within twice this time." in told
    assert "Destroyed: particles with no edge over" in told
    assert "units over ten years from new" in tell(annex, "reuse-before-recycling")


@pytest.mark.parametrize(("country", "is_told"), [("NL", True), ("CH", False), ("KE", False)])
def test_a_document_of_european_law_is_named_under_it_alone(country: str, *, is_told: bool) -> None:
    (guidance,) = {
        str(printed.guidance) for printed in read(country).selected if printed.clause.id == "data-security-capability"
    }
    assert ("European Single Procurement Document" in guidance) is is_told


def test_times_of_a_repair_count_from_their_own_events() -> None:
    assert "until 15 working days after the order of the part" in tell(read("CH"), "repair-turnaround")


def test_units_from_care_are_handed_over_disinfected() -> None:
    assert "those from care or laboratories disinfected" in tell(read("CH"), "repair-custody")


@pytest.mark.parametrize("country", ["NL", "KE"])
def test_the_class_of_data_of_a_board_is_confirmed(country: str) -> None:
    bought = lot({"signage-display": 60}, data="internal")
    annex = compose(choose(LIBRARY, tender={"country": country}, lots=[bought]), english())
    assert "tender.settled.data-class" in {point.key for point in annex.open_points}
