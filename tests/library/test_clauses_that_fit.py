# SPDX-License-Identifier: Apache-2.0
"""What the shipped clauses ask in the purchases that they are for, and no more."""

from typing import Any

import pytest

from tenderkit.library.reading import shipped_data
from tenderkit.papers.blocks import list_texts
from tenderkit.papers.evaluation import build_evaluation
from tests.support import annex, lot, printed

DATA = shipped_data.load_shipped_data()


def requirement(id_: str, one_lot: dict[str, Any], **tender: Any) -> str:
    """The duties of a clause in a purchase of one lot."""
    made = annex(DATA.library, tender={"country": "DE", "proportionality": "standard", **tender}, lots=[one_lot])
    return " ".join(printed(made.selection, id_).requirement)


def open_keys(one_lot: dict[str, Any], **tender: Any) -> set[str]:
    """The keys of the open points of a purchase of one lot."""
    return {point.key for point in annex(DATA.library, tender=tender, lots=[one_lot]).open_points}


def test_in_germany_lots_and_lump_sums_wait_for_a_reason() -> None:
    small, large = ({"amount": amount, "currency": "EUR"} for amount in (50_000, 900_000))
    lump_sums, division = "tender.settled.lump-sums", "tender.settled.division-into-lots"
    assert {lump_sums, division} & open_keys(lot(), country="DE", value=small) == {lump_sums}
    assert {lump_sums, division} <= open_keys(lot(), country="DE", value=large)
    assert not {lump_sums, division} & open_keys(lot(), country="AT", value=large)


def test_in_spain_a_reserved_contract_is_for_the_two_kinds_of_operator_that_the_law_names() -> None:
    lots = lot({}, {"laptop": 600}, acquisition="take-back", routes=["school-or-charity", "recycling"])
    words = requirement("reserved-status", lots, country="ES", reserved=True)
    assert "empresa de inserción" in words
    assert "sheltered workshop" not in words
    assert "sheltered workshop" in requirement("reserved-status", lots, country="DE", reserved=True)
    assert "To lose the status before the contract ends is a serious breach" in words
    reserve, property_ = "tender.settled.reserved-contract", "tender.settled.gifts-of-property"
    assert {reserve, property_} <= open_keys(lots, country="ES", reserved=True)


def test_in_spain_old_units_leave_the_inventory_whether_they_are_given_away_or_sold() -> None:
    sold = open_keys(lot({}, {"laptop": 600}, acquisition="take-back"), country="ES")
    assert "tender.settled.gifts-of-property" in sold
    assert "tender.settled.reserved-contract" not in sold


@pytest.mark.parametrize("reserved", [False, True])
def test_who_treats_old_units_is_a_duty_and_no_gate_where_the_contract_is_reserved(reserved: bool) -> None:
    returned = lot({}, {"laptop": 600}, acquisition="take-back")
    tender = {"country": "ES", "proportionality": "standard", "reserved": reserved}
    asked = {clause.clause.id for clause in annex(DATA.library, tender=tender, lots=[returned]).context.selected}
    assert ("recycler-certification" in asked, "treatment-standard" in asked) == (not reserved, reserved)


def test_in_spain_a_take_back_lot_waits_for_means_beside_penalties() -> None:
    means = "tender.settled.means-beside-penalties"
    assert means in open_keys(lot(acquisition="take-back"), country="ES")
    assert means not in open_keys(lot(), country="ES")
    assert means not in open_keys(lot(acquisition="take-back"), country="FR")


def test_the_caps_of_spain_hold_for_intent_too() -> None:
    text = requirement("remedies", lot(), country="ES")
    assert "No amount, intent included, shall exceed 10 % of the contract value." in text
    assert "No amount" not in requirement("remedies", lot(), country="AT")


def test_a_loose_battery_need_not_be_tested() -> None:
    batteries = lot({"ups-battery": 180}, {"ups-battery": 240}, data="none", months=60)
    text = requirement("reuse-before-recycling", batteries)
    assert "A loose battery may count as failed without a test" in text
    assert "30 days after collection." in text
    assert "loose battery" not in requirement("reuse-before-recycling", lot())


def test_a_battery_is_taken_along_where_the_contractor_fits_one() -> None:
    text = requirement("take-back", lot({"ups-battery": 180}, {"ups-battery": 240}, data="none", months=60))
    assert "Where it fits a new battery, the contractor shall disconnect the old one" in text


def test_old_units_are_tied_to_the_order_that_names_them() -> None:
    assert "until three months after the delivery whose order names them, or else the last" in requirement(
        "take-back", lot(returns={"laptop": 80})
    )


@pytest.mark.parametrize("acquisition", ["purchase", "take-back"])
def test_media_destroyed_on_the_premises_wait_two_months(acquisition: str) -> None:
    text = requirement("data-sanitisation", lot(acquisition=acquisition, on_site=True))
    assert "the time to destroy media is instead 2 months after the hand-over." in text
    assert "the time to destroy media" not in requirement("data-sanitisation", lot(acquisition=acquisition))


def test_who_works_on_the_premises_is_named_and_may_be_refused() -> None:
    text = requirement("secure-collection-and-custody", lot(on_site=True))
    assert "The contracting authority may check them by its own rules and refuse any" in text
    assert "refuse any" not in requirement("secure-collection-and-custody", lot())


def test_in_a_small_purchase_media_with_personal_data_travel_locked() -> None:
    text = requirement("data-sanitisation", lot({"laptop": 48}), proportionality="short")
    assert "keep media locked up and, on the way, in a locked vehicle or sealed parcel." in text
    assert "locked vehicle" not in requirement("data-sanitisation", lot({"laptop": 48}))


def test_where_users_exchange_the_battery_the_price_is_that_of_the_battery() -> None:
    made = annex(DATA.library, tender={"country": "DE", "priorities": ["long-life"]}, lots=[lot({"laptop": 100})])
    clause = printed(made.selection, "battery-mid-life-replacement")
    text = " ".join(clause.requirement)
    # One price is asked, and that one is compared: nothing is ordered at a price that no sheet has.
    assert "Where users can exchange the battery, it delivers it alone." in text
    assert "unless users can exchange it, the work" in text
    assert "lower price" not in text
    assert "or, where users can exchange the battery, of the battery delivered alone" in clause.question


def test_a_retail_price_is_asked_only_where_a_part_has_a_limit() -> None:
    def ask(category: str) -> str:
        made = annex(
            DATA.library, tender={"country": "DE", "proportionality": "standard"}, lots=[lot({category: 100})]
        )
        return printed(made.selection, "spare-parts").question

    assert "retail price" in ask("laptop")
    assert "retail price" not in ask("server")


def test_the_panel_ticks_only_what_a_tender_can_miss() -> None:
    made = annex(DATA.library, tender={"country": "DE", "proportionality": "standard"}, lots=[lot({"laptop": 100})])
    (evaluated,) = build_evaluation(made).lots
    asked = {gate.title: " ".join(gate.asked) for gate in evaluated.gates}
    assert "period of sale of spare parts" in asked["Spare parts stay available"]
    assert "refunded" not in asked["Spare parts stay available"]
    assert "measurement of the capacity" not in asked["Minimum warranty"]


def test_in_a_take_back_lot_prices_of_both_signs_do_not_cancel_out() -> None:
    for country, by_price in (("DE", False), ("ES", True), ("PT", True), ("IT", True), ("EG", True)):
        made = annex(DATA.library, tender={"country": country}, lots=[lot(acquisition="take-back")])
        words = " ".join(list_texts(made.blocks))
        assert "the price counts without its sign, whoever pays it." in words
        each = "whoever pays it. In it, the single prices of the lot are added up without their signs;"
        assert (f"{each} if half the value of the units is higher, that counts instead." in words) != by_price


def test_a_broken_promise_costs_at_least_what_the_price_formula_makes_of_its_points() -> None:
    def state(country: str, **keys: object) -> str:
        weights = {"price": 80, "quality": 20}
        made = annex(DATA.library, tender={"country": country}, lots=[lot(weights=weights, **keys)])
        words = " ".join(list_texts(made.blocks))
        is_raised = "V of that clause counts in place of the contract value" in words
        assert is_raised == (country == "DE" and "acquisition" in keys)
        return " ".join(printed(made.selection, "scored-values").requirement)

    divisor = "V is the contract value or, if higher, the amount by which the formula with this weight divides."
    for country, keys in (("DE", {"acquisition": "take-back"}), ("PT", {})):
        assert divisor in state(country, **keys)
    assert "V is the contract value. " in state("DE")
