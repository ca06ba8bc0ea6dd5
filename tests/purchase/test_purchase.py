# SPDX-License-Identifier: Apache-2.0
import datetime
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenderkit.library.question import PURCHASE_KEYS
from tenderkit.library.shape import format_key
from tenderkit.purchase.purchase import Line, Lot, Tender, sum_quantities
from tests.support import GIGANTIC, filled, keys, lot, only, purchase_data, put, read, wrong

LAUNCH = datetime.date(2027, 1, 15)
LAPTOP = {"category": "laptop", "quantity": 100}
HUGE = 10**30


def take_back(**overrides: Any) -> Any:
    return lot(acquisition="take-back", **overrides)


# --- every key ---


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("language", "fr"),
        ("tender.title", "Laptops for twelve schools"),
        ("tender.reference", "EDU-2027-014"),
        ("tender.authority", "Ministry of Education"),
        ("tender.launch", datetime.date(2030, 2, 28)),
        ("tender.country", "KE"),
        ("tender.delivery-country", "TZ"),
        ("tender.jurisdiction", "international"),
        ("tender.level", "core"),
        ("tender.level", "comprehensive"),
        ("tender.proportionality", "short"),
        ("tender.proportionality", "standard"),
        ("tender.proportionality", "large"),
        ("tender.proportionality", "full"),
        ("tender.environment-weight", 0),
        ("tender.environment-weight", 100),
        ("tender.value", {"amount": 450000, "currency": "EUR"}),
        ("tender.value", {"amount": 0.5, "currency": "KES"}),
        ("tender.authority-kind", "central"),
        ("tender.authority-kind", "sub-central"),
        ("tender.priorities", []),
        ("tender.priorities", ["repair", "long-life"]),
        ("tender.reserved", True),
        ("tender.contract", "contract"),
        ("tender.contract", "framework"),
        ("tender.contract", "call-off"),
        ("tender.version", "2 b"),
        ("tender.status", "draft"),
        ("tender.status", "final"),
        ("tender.answers", {"sites": 12}),
        ("lots.0.title", "Laptops"),
        ("lots.0.acquisition", "purchase"),
        ("lots.0.acquisition", "lease"),
        ("lots.0.acquisition", "service"),
        ("lots.0.acquisition", "refurbished"),
        ("lots.0.acquisition", "repair"),
        ("lots.0.acquisition", "print-service"),
        ("lots.0.acquisition", "consumables"),
        ("lots.0.months", 48),
        ("lots.0.data", "none"),
        ("lots.0.data", "internal"),
        ("lots.0.data", "personal"),
        ("lots.0.data", "classified"),
        ("lots.0.options", [12, 12]),
        ("lots.0.quantity-basis", "fixed"),
        ("lots.0.quantity-basis", "estimate"),
        ("lots.0.quantity-basis", "per-year"),
        ("lots.0.delivery-from", datetime.date(2027, 6, 1)),
        ("lots.0.items", [{**LAPTOP, "note": "for the teachers"}]),
        ("lots.0.items", [{**LAPTOP, "models": [99, 1]}]),
        ("lots.0.items", [{**LAPTOP, "models": [25, 25, 25, 25]}]),
        ("lots.0.returns", [{"category": "mixed-ict", "quantity": 40}]),
        ("lots.0.returns", [{"category": "storage-media", "media": "flash", "quantity": 40}]),
        ("lots.0.unit-months", 48),
        ("lots.0.report-months", 6),
        ("lots.0.one-for-one", True),
        ("lots.0.on-site", False),
        ("lots.0.routes", ["own-re-use", "destruction"]),
        ("lots.0.returns", [{**LAPTOP, "condition": "working", "moved-by": "authority", "given-to": "person"}]),
        ("lots.0.weights", {"price": 80, "points": 20}),
        ("lots.0.parameters", {"spec": {"years": 7}}),
        ("lots.0.answers", {"accepts-refurbished": True, "use": "outdoors"}),
        ("parameters", {"spec": {"years": 7}}),
        ("included", [{"clause": "bare", "reason": "We want it.", "lot": 1}]),
        ("excluded", [{"clause": "bare", "reason": "We have it."}]),
    ],
    ids=str,
)
def test_a_key_of_the_contract_is_accepted(path: str, value: Any) -> None:
    assert wrong(put(path, value)) == []


def test_only_these_keys_are_required() -> None:
    assert wrong({"tenderkit": 1, "language": "en", "tender": {}, "lots": [{}]}) != []
    assert set(keys({})) == {"tenderkit", "language", "tender", "lots"}
    assert set(keys(put("tender", {}))) == {"tender.title", "tender.launch"}
    assert set(keys(put("lots.0", {"data": "none", "items": [LAPTOP]}))) == {"lots.1.title", "lots.1.acquisition"}


def test_the_defaults_are_those_of_the_contract() -> None:
    found = read(purchase_data())
    assert found.tender.level == "core"
    assert found.tender.contract == "contract"
    assert (found.tender.version, found.tender.status) == ("1", "draft")
    assert found.tender.proportionality is None
    assert found.tender.country is None
    assert found.tender.environment_weight is None
    assert found.lots[0].quantity_basis == "estimate"
    assert found.lots[0].weights is None
    assert found.lots[0].options == ()
    assert (found.tender.priorities, found.tender.authority_kind, found.tender.reserved) == ((), None, False)
    assert (found.lots[0].unit_months, found.lots[0].on_site, found.lots[0].one_for_one) == (None, None, False)
    assert found.lots[0].routes == ("re-use", "parts", "recycling")
    assert found.lots[0].items[0].models is None


def test_old_equipment_is_in_mixed_condition_and_taken_away_by_the_contractor_unless_its_line_says_otherwise() -> (
    None
):
    line = read(put("lots.0", take_back())).lots[0].returns[0]
    assert (line.condition, line.moved_by, line.given_to) == ("mixed", "contractor", None)


def test_the_quantities_of_a_call_off_are_fixed_unless_its_file_says_otherwise() -> None:
    call_off = put("tender.contract", "call-off")
    assert read(call_off).lots[0].quantity_basis == "fixed"
    assert read(put("lots.0.quantity-basis", "per-year", call_off)).lots[0].quantity_basis == "per-year"
    assert keys(put("lots", [1], call_off)) == ["lots.1"]
    assert keys(put("lots", 1, call_off)) == ["lots"]


def test_a_purchase_cannot_be_changed() -> None:
    found = read(purchase_data())
    with pytest.raises(FrozenInstanceError):
        found.tender.title = "Another"  # type: ignore[misc]


# --- unknown keys, unknown words ---


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("langauge", "language"),
        ("exclude", "excluded"),
        ("tender.environment_weight", "environment-weight"),
        ("tender.lanuch", "launch"),
        ("tender.value.curency", "currency"),
        ("lots.0.quantity-base", "quantity-basis"),
        ("lots.0.acquisiton", "acquisition"),
        ("lots.0.items.0.quantitiy", "quantity"),
    ],
)
def test_an_unknown_key_names_the_nearest_one(path: str, nearest: str) -> None:
    finding = only(put(path, "x", put("tender.value", {"amount": 1, "currency": "EUR"})))
    assert finding.rule == "unknown-key"
    assert finding.place.key == path.replace(".0", ".1")
    assert finding.fix == f"Did you mean “{nearest}”?"


def test_a_misspelt_key_that_is_needed_names_the_right_one() -> None:
    found = wrong(put("lots.0.items", [{"catgory": "laptop", "quantity": 1}]))
    assert "Did you mean “category”?" in [f.fix for f in found if f.place.key == "lots.1.items.1.catgory"]


@pytest.mark.parametrize(
    ("path", "word", "nearest"),
    [
        ("tender.country", "KN E", ""),
        ("tender.country", "ke", ""),
        ("tender.delivery-country", "UK", ""),
        ("tender.jurisdiction", "internatonal", "international"),
        ("tender.level", "comprehensiv", "comprehensive"),
        ("tender.proportionality", "sort", "short"),
        ("tender.proportionality", "larg", "large"),
        ("tender.priorities", ["repair", "long-live"], "long-life"),
        ("tender.contract", "frame-work", "framework"),
        ("tender.value", {"amount": 1, "currency": "EURO"}, ""),
        ("lots.0.acquisition", "pruchase", "purchase"),
        ("lots.0.acquisition", "rent", ""),
        ("lots.0.data", "personnel", "personal"),
        ("lots.0.quantity-basis", "estimated", "estimate"),
        ("lots.0.items", [{"category": "labtop", "quantity": 1}], "laptop"),
        ("lots.0.returns", [{"category": "tablets", "quantity": 1}], "tablet"),
        ("lots.0.routes", ["reuse"], "re-use"),
        ("lots.0.returns", [{**LAPTOP, "condition": "workin"}], "working"),
        ("lots.0.returns", [{**LAPTOP, "moved-by": "authorities"}], "authority"),
        ("lots.0.returns", [{**LAPTOP, "given-to": "persons"}], "person"),
        ("included", [{"clause": "bar", "reason": "x"}], "bare"),
        ("excluded", [{"clause": "spce", "reason": "x"}], "spec"),
        ("lots.0.answers", {"accept-refurbished": True}, "accepts-refurbished"),
        ("tender.answers", {"site": 1}, "sites"),
        ("parameters", {"spek": {"years": 1}}, "spec"),
        ("parameters", {"spec": {"year": 1}}, "years"),
        ("lots.0.parameters", {"spec": {"years": {"laptops": 1}}}, "laptop"),
        ("lots.0.weights", {"price": 50, "point": 50}, "points"),
    ],
    ids=str,
)
def test_an_unknown_word_is_refused_with_the_nearest_one(path: str, word: Any, nearest: str) -> None:
    found = wrong(put(path, word))
    assert found
    assert all(f.fix for f in found)
    if nearest:
        assert f"Did you mean “{nearest}”?" in [f.fix for f in found]


def test_a_kind_of_authority_that_is_not_known_is_refused_with_those_that_are() -> None:
    finding = only(put("tender.authority-kind", "city"))
    assert finding.place.key == "tender.authority-kind"
    assert "central" in finding.message + finding.fix
    assert "sub-central" in finding.message + finding.fix


def test_a_language_without_texts_names_those_that_are_there() -> None:
    finding = only(put("language", "tlh"))
    assert finding.place.key == "language"
    assert finding.fix == "Available: en, fr."


# --- wrong types ---

WHOLE_NUMBERS = [
    "tender.environment-weight",
    "lots.0.months",
    "lots.0.unit-months",
    "lots.0.report-months",
    "lots.0.options.0",
    "lots.0.items.0.quantity",
    "lots.0.items.0.models.0",
    "lots.0.returns.0.quantity",
    "included.0.lot",
    "parameters.spec.years",
    "lots.0.parameters.spec.years",
    "tender.answers.sites",
]


@pytest.mark.parametrize("path", WHOLE_NUMBERS)
@pytest.mark.parametrize(
    "value", [True, False, 1.0, 1.5, "12", "", [12], {"a": 1}, LAUNCH, float("nan"), float("inf")]
)
def test_what_is_no_whole_number_is_refused(path: str, value: Any) -> None:
    found = keys(put(path, value, filled()))
    assert found
    assert all(str(key).startswith(path.replace(".0", ".1")) for key in found)


@pytest.mark.parametrize("path", ["tender.reserved", "lots.0.one-for-one", "lots.0.on-site"])
@pytest.mark.parametrize("value", [0, 1, 1.0, "true", "yes", [True], {"a": True}, LAUNCH])
def test_what_is_neither_true_nor_false_is_refused(path: str, value: Any) -> None:
    assert keys(put(path, value)) == [path.replace(".0", ".1")]


@pytest.mark.parametrize("value", [True, 1.0, "1", 0, 2, 2.0, GIGANTIC, [1]])
def test_the_format_version_is_the_whole_number_1(value: Any) -> None:
    assert keys(put("tenderkit", value)) == ["tenderkit"]


TEXTS = [
    "language",
    "tender.title",
    "tender.reference",
    "tender.authority",
    "tender.country",
    "tender.level",
    "tender.contract",
    "tender.version",
    "lots.0.title",
    "lots.0.acquisition",
    "lots.0.data",
    "lots.0.quantity-basis",
    "tender.priorities.0",
    "lots.0.routes.0",
    "lots.0.returns.0.condition",
    "lots.0.returns.0.moved-by",
    "lots.0.returns.0.given-to",
    "lots.0.items.0.category",
    "lots.0.items.0.note",
    "included.0.clause",
    "included.0.reason",
]


@pytest.mark.parametrize("path", TEXTS)
@pytest.mark.parametrize("value", [True, 12, 1.5, ["x"], {"a": 1}, LAUNCH])
def test_what_is_no_text_is_refused(path: str, value: Any) -> None:
    found = keys(put(path, value, filled()))
    assert path.replace(".0", ".1") in found


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("tender", "x", "must be a table"),
        ("tender", [], "must be a table"),
        ("lots", {}, "must be a list"),
        ("lots", "x", "must be a list"),
        ("lots.0", "x", "must be a table"),
        ("lots.0.items", "laptop", "must be a list"),
        ("lots.0.items", {"category": "laptop", "quantity": 1}, "must be a list"),
        ("lots.0.items.0", "laptop", "must be a table"),
        ("lots.0.items.0.models", 2, "must be a list"),
        ("lots.0.items.0", ["laptop", 2], "must be a table"),
        ("lots.0.options", 12, "must be a list"),
        ("lots.0.routes", "re-use", "must be a list"),
        ("tender.priorities", "repair", "must be a list"),
        ("tender.value", 450000, "must be a table"),
        ("included", {"clause": "bare", "reason": "x"}, "must be a list"),
        ("included", ["bare"], "must be a table"),
        ("parameters", 5, "must be a table of clauses"),
        ("parameters", {"spec": 5}, "must be a table of parameters"),
        ("tender.answers", [], "must be a table of answers"),
        ("lots.0.weights", 5, "must be a table of weights"),
        ("lots.0.weights", {}, "must be a table of weights"),
    ],
    ids=str,
)
def test_another_shape_is_refused(path: str, value: Any, message: str) -> None:
    assert message in [f.message.partition(", not ")[0] for f in wrong(put(path, value))]


# --- limits ---


@pytest.mark.parametrize("quantity", [1, 10_000_000])
def test_the_bounds_of_a_quantity_are_accepted(quantity: int) -> None:
    assert wrong(put("lots.0.items.0.quantity", quantity)) == []


@pytest.mark.parametrize("quantity", [0, -1, 10_000_001, HUGE, GIGANTIC, -GIGANTIC, 0.5, -0.0])
@pytest.mark.parametrize("line", ["items", "returns"])
def test_a_quantity_beyond_its_bounds_is_refused(line: str, quantity: Any) -> None:
    data = put(f"lots.0.{line}", [{"category": "laptop", "quantity": quantity}])
    assert keys(data) == [f"lots.1.{line}.1.quantity"]


@pytest.mark.parametrize("months", [1, 240])
@pytest.mark.parametrize("path", ["lots.0.months", "lots.0.unit-months", "lots.0.options.0"])
def test_the_bounds_of_months_are_accepted(path: str, months: int) -> None:
    assert wrong(put(path, months, filled())) == []


@pytest.mark.parametrize("months", [0, -1, 241, HUGE, GIGANTIC])
@pytest.mark.parametrize("path", ["lots.0.months", "lots.0.unit-months", "lots.0.options.0"])
def test_months_beyond_their_bounds_are_refused(path: str, months: int) -> None:
    assert keys(put(path, months, filled())) == [path.replace(".0", ".1")]


@pytest.mark.parametrize(("months", "accepted"), [(1, True), (12, True), (0, False), (13, False)])
def test_reports_come_every_one_to_twelve_months(months: int, accepted: bool) -> None:
    found = keys(put("lots.0.report-months", months, filled()))
    assert found == ([] if accepted else ["lots.1.report-months"])


def test_routes_that_are_given_name_at_least_one() -> None:
    assert keys(put("lots.0.routes", [])) == ["lots.1.routes"]


@pytest.mark.parametrize("weight", [-1, 101, HUGE, GIGANTIC])
def test_an_environment_weight_beyond_its_bounds_is_refused(weight: int) -> None:
    assert keys(put("tender.environment-weight", weight)) == ["tender.environment-weight"]


@pytest.mark.parametrize(
    "amount", [0, -1, float("nan"), float("inf"), -float("inf"), True, "450000", GIGANTIC, HUGE, None]
)
def test_a_wrong_amount_is_refused(amount: Any) -> None:
    assert keys(put("tender.value", {"amount": amount, "currency": "EUR"})) == ["tender.value.amount"]


@pytest.mark.parametrize("number", [0, -1, HUGE, 3])
def test_a_lot_that_is_not_there_cannot_be_changed(number: int) -> None:
    data = put("excluded", [{"clause": "bare", "reason": "x", "lot": number}])
    assert keys(data) == ["excluded.1.lot"]


def test_200_lots_are_accepted() -> None:
    assert wrong(put("lots", [lot()] * 200)) == []


def test_201_lots_are_refused() -> None:
    finding = only(put("lots", [lot()] * 201))
    assert finding.place.key == "lots"
    assert "200" in finding.message


def test_no_lot_at_all_is_refused() -> None:
    assert keys(put("lots", [])) == ["lots"]


@pytest.mark.parametrize("line", ["items", "returns"])
def test_200_lines_are_accepted(line: str) -> None:
    assert wrong(put(f"lots.0.{line}", [LAPTOP] * 200)) == []


@pytest.mark.parametrize("line", ["items", "returns"])
def test_201_lines_are_refused(line: str) -> None:
    finding = only(put(f"lots.0.{line}", [LAPTOP] * 201))
    assert finding.place.key == f"lots.1.{line}"
    assert "200" in finding.message


# --- lots that do not fit their model ---


def test_a_take_back_lot_has_no_items() -> None:
    finding = only(put("lots.0", take_back(items={"laptop": 5})))
    assert finding.rule == "contradiction"
    assert finding.place.key == "lots.1.items"
    assert finding.place.lot == 1


def test_a_take_back_lot_needs_returns() -> None:
    assert keys(put("lots.0", take_back(returns={}, items={}))) == ["lots.1.returns"]


def test_a_take_back_lot_with_returns_is_accepted() -> None:
    assert wrong(put("lots.0", take_back())) == []


def test_a_consumables_lot_has_no_returns() -> None:
    data = put("lots.0", lot({"consumables": 10}, {"laptop": 5}, acquisition="consumables"))
    assert keys(data) == ["lots.1.returns"]


@pytest.mark.parametrize(
    "acquisition", ["purchase", "lease", "service", "refurbished", "repair", "print-service", "consumables"]
)
def test_all_other_lots_need_an_item(acquisition: str) -> None:
    assert keys(put("lots.0", lot({}, acquisition=acquisition))) == ["lots.1.items"]


def test_the_data_class_is_needed_where_an_item_stores_data() -> None:
    finding = only(put("lots.0", lot({"laptop": 1, "display": 1}, data=None)))
    assert finding.place.key == "lots.1.data"
    assert "laptop" in finding.message
    assert "display" not in finding.message


def test_the_data_class_is_needed_where_old_equipment_stores_data() -> None:
    assert keys(put("lots.0", lot({"display": 1}, {"mixed-ict": 1}, data=None))) == ["lots.1.data"]


def test_the_data_class_is_not_needed_where_nothing_stores_data() -> None:
    assert wrong(put("lots.0", lot({"display": 1}, {"display": 1}, data=None))) == []


def test_equipment_of_unknown_kinds_is_not_bought() -> None:
    data = put("lots.0", lot({"laptop": 1, "mixed-ict": 5}))
    assert keys(data) == ["lots.1.items.2.category"]


def test_equipment_of_unknown_kinds_can_be_handed_over() -> None:
    assert wrong(put("lots.0", take_back(returns={"mixed-ict": 5}))) == []


@pytest.mark.parametrize("line", [{"category": "storage-media"}, {"cpv": "30234000"}, {"cpv": "30233132-5"}], ids=str)
def test_loose_media_are_of_several_kinds_unless_their_line_says_otherwise(line: dict[str, Any]) -> None:
    lines = [{**line, "quantity": 5}, {**line, "quantity": 7, "media": "magnetic"}]
    found = read(put("lots.0.returns", lines, put("lots.0", take_back())))
    assert [returned.media for returned in found.lots[0].returns] == ["mixed", "magnetic"]


def test_other_equipment_has_no_kind_of_media() -> None:
    assert read(purchase_data()).lots[0].items[0].media is None
    finding = only(put("lots.0.items", [{**LAPTOP, "media": "flash"}]))
    assert (finding.rule, finding.place.key) == ("contradiction", "lots.1.items.1.media")
    assert "“laptop” is another category" in finding.message
    assert finding.fix == 'Remove it, or write category = "storage-media".'


def test_the_kind_of_media_of_a_code_of_other_equipment_is_refused() -> None:
    assert keys(put("lots.0.items", [{"cpv": "30213100", "quantity": 1, "media": "flash"}])) == [
        "lots.1.items.1.media"
    ]


def test_an_unknown_kind_of_media_names_the_nearest() -> None:
    line = {"category": "storage-media", "quantity": 5, "media": "magnetik"}
    finding = only(put("lots.0.returns", [line], put("lots.0", take_back())))
    assert finding.rule == "unknown-word"
    assert "magnetic" in finding.fix


@pytest.mark.parametrize(
    ("key", "value"),
    [("condition", "working"), ("moved-by", "authority"), ("given-to", "person"), ("condition", "x")],
)
def test_what_is_said_of_old_equipment_is_refused_on_a_line_that_is_bought(key: str, value: str) -> None:
    data = put("lots.0.items", [LAPTOP, {**LAPTOP, key: value}])
    (finding,) = (f for f in wrong(data) if f.rule == "contradiction")
    assert finding.place.key == f"lots.1.items.2.{key}"
    assert finding.message == "is said of old equipment only"
    assert finding.fix == "Take it out, or move the line to `returns`."


@pytest.mark.parametrize("shares", [[60, 30], [60, 41], [50, 50, 50]], ids=str)
def test_shares_of_models_add_up_to_100(shares: list[int]) -> None:
    finding = only(put("lots.0.items", [LAPTOP, {**LAPTOP, "models": shares}]))
    assert (finding.rule, finding.place.key) == ("weights", "lots.1.items.2.models")
    assert finding.message == f"the shares of the models add up to {sum(shares)}, not to 100"


@pytest.mark.parametrize("shares", [[], [99], [20, 20, 20, 20, 20]], ids=str)
def test_shares_are_those_of_two_to_four_models(shares: list[int]) -> None:
    assert set(keys(put("lots.0.items.0.models", shares))) == {"lots.1.items.1.models"}


@pytest.mark.parametrize(("shares", "place"), [([0, 100], 1), ([101, -1], 1), ([60, 40.0], 2), ([60, "40"], 2)])
def test_each_share_is_a_whole_number_from_1_to_99(shares: list[Any], place: int) -> None:
    assert f"lots.1.items.1.models.{place}" in keys(put("lots.0.items.0.models", shares))


def test_a_share_is_at_least_one_unit() -> None:
    line = {**LAPTOP, "quantity": 2, "models": [60, 40]}
    finding = only(put("lots.0.items", [LAPTOP, line]))
    assert (finding.rule, finding.place.key) == ("contradiction", "lots.1.items.2.models")
    assert "40 % of 2" in finding.message
    assert wrong(put("lots.0.items", [{**line, "quantity": 3}])) == []


@pytest.mark.parametrize("acquisition", ["repair", "consumables"])
def test_shares_of_models_are_refused_where_a_category_has_one_price(acquisition: str) -> None:
    category = "consumables" if acquisition == "consumables" else "laptop"
    line = {"category": category, "quantity": 10, "models": [60, 40]}
    data = put("lots.0.acquisition", acquisition, purchase_data(lots=[lot({category: 10})]))
    finding = only(put("lots.0.items", [line], data))
    assert (finding.rule, finding.place.key) == ("contradiction", "lots.1.items.1.models")


def test_lines_to_repair_are_one() -> None:
    lines = [{**LAPTOP, "quantity": 4, "note": "light"}, {**LAPTOP, "quantity": 5}]
    found = read(put("lots.0.items", lines, put("lots.0.acquisition", "repair")))
    assert [(model.units, model.note) for model in found.lots[0].list_models("laptop")] == [(9, "")]


def test_shares_of_models_are_refused_on_a_line_that_is_handed_over() -> None:
    finding = only(put("lots.0.returns", [LAPTOP, {**LAPTOP, "models": [60, 40]}]))
    assert (finding.rule, finding.place.key) == ("contradiction", "lots.1.returns.2.models")
    assert finding.message == "is said of what is bought only"
    assert finding.fix == "Take it out, or move the line to `items`."


def test_routes_are_no_contradiction_where_nothing_old_is_handed_over() -> None:
    assert wrong(put("lots.0.routes", ["parts", "recycling"])) == []
    assert wrong(put("lots.0.routes", ["recycling"], put("lots.0", lot({"display": 1}, data=None)))) == []


# --- CPV codes ---


@pytest.mark.parametrize("code", ["30213100", "30213100-6", "30213130"])
def test_a_cpv_code_stands_for_its_category(code: str) -> None:
    found = read(put("lots.0.items", [{"cpv": code, "quantity": 7}]))
    assert found.lots[0].items[0].category == "laptop"
    assert found.lots[0].items[0].cpv == code
    assert found.lots[0].categories == ("laptop",)


def test_a_cpv_code_may_stand_beside_its_category() -> None:
    assert wrong(put("lots.0.items", [{"cpv": "30213100-6", "category": "laptop", "quantity": 7}])) == []


def test_a_cpv_code_of_another_category_is_a_contradiction() -> None:
    finding = only(put("lots.0.items", [{"cpv": "30231300", "category": "laptop", "quantity": 7}]))
    assert finding.rule == "contradiction"
    assert finding.place.key is not None
    assert finding.place.key.startswith("lots.1.items.1")
    assert "display" in finding.message
    assert "laptop" in finding.message


@pytest.mark.parametrize("code", ["99999999", "30200000", "03000000-1", "00000000"])
def test_a_cpv_code_that_belongs_nowhere_is_refused(code: str) -> None:
    finding = only(put("lots.0.items", [{"cpv": code, "quantity": 7}]))
    assert code in finding.message
    assert "laptop" in finding.fix


@pytest.mark.parametrize("code", ["3021310", "302131001", "30213100-66", "30213100-", "30213100 ", "laptop", "", " "])
def test_what_is_no_cpv_code_is_refused(code: str) -> None:
    assert wrong(put("lots.0.items", [{"cpv": code, "quantity": 7}])) != []


def test_a_cpv_code_is_text() -> None:
    assert "must be text" in only(put("lots.0.items", [{"cpv": 30213100, "quantity": 7}])).message


def test_a_line_needs_a_category_or_a_code() -> None:
    finding = only(put("lots.0.items", [{"quantity": 7}]))
    assert finding.rule == "missing-key"


def test_an_item_by_code_counts_where_data_are_stored() -> None:
    data = put("lots.0.items", [{"cpv": "30213100", "quantity": 7}], put("lots.0", lot(data=None)))
    assert keys(data) == ["lots.1.data"]


# --- included and excluded ---


@pytest.mark.parametrize("key", ["included", "excluded"])
def test_a_change_needs_its_reason(key: str) -> None:
    assert keys(put(key, [{"clause": "bare"}])) == [f"{key}.1.reason"]


@pytest.mark.parametrize(
    ("included", "excluded"),
    [(None, None), (None, 1), (1, None), (1, 1)],
)
def test_a_clause_cannot_be_included_and_excluded(included: int | None, excluded: int | None) -> None:
    def change(lot_number: int | None) -> Any:
        whole = {"clause": "bare", "reason": "x", "lot": lot_number}
        return [{k: v for k, v in whole.items() if v is not None}]

    data = put("excluded", change(excluded), put("included", change(included), purchase_data()))
    finding = only(data)
    assert finding.rule == "contradiction"
    assert "bare" in finding.message


def test_a_clause_may_be_included_in_one_lot_and_excluded_in_another() -> None:
    data = put("lots", [lot(), lot()])
    data = put("included", [{"clause": "bare", "reason": "x", "lot": 1}], data)
    assert wrong(put("excluded", [{"clause": "bare", "reason": "x", "lot": 2}], data)) == []


def test_changes_hold_for_all_lots_where_none_is_named() -> None:
    data = put("lots", [lot(), lot()])
    data = put(
        "excluded",
        [{"clause": "bare", "reason": "everywhere"}, {"clause": "spec", "reason": "here", "lot": 2}],
        data,
    )
    found = read(data)
    assert found.list_changes("excluded", 1) == {"bare": "everywhere"}
    assert found.list_changes("excluded", 2) == {"bare": "everywhere", "spec": "here"}
    assert found.list_changes("included", 1) == {}


# --- all at once ---


def test_all_problems_are_told_at_once_with_keys_counted_from_1() -> None:
    data = {
        "tenderkit": 1,
        "langauge": "en",
        "tender": {"title": "x" * 401, "country": "XX", "launch": "soon"},
        "lots": [
            lot(months=0, data="secret"),
            {
                "title": "A lot",
                "acquisition": "buy",
                "items": [LAPTOP, {"category": "laptpo", "quantity": 0}, {"category": "tablet", "quantity": 1.5}],
            },
            take_back(items={"laptop": 5}),
        ],
        "parameters": {"spec": {"years": "x", "yaers": 1}, "spek": {}},
        "included": [{"clause": "bar", "reason": "x", "lot": 0}],
    }
    assert set(keys(data)) == {
        "language",
        "langauge",
        "tender.title",
        "tender.country",
        "tender.launch",
        "lots.1.months",
        "lots.1.data",
        "lots.2.acquisition",
        "lots.2.data",
        "lots.2.items.2.category",
        "lots.2.items.2.quantity",
        "lots.2.items.3.quantity",
        "lots.3.items",
        "parameters.spec.years",
        "parameters.spec.yaers",
        "parameters.spek",
        "included.1.clause",
        "included.1.lot",
    }


def test_a_single_problem_in_the_only_lot_is_told_alone() -> None:
    assert keys(put("lots.0.months", 0, purchase_data())) == ["lots.1.months"]


def test_every_problem_of_a_lot_names_its_number() -> None:
    found = wrong(put("lots", [lot(), lot(months=0, data=None)]))
    assert {f.place.lot for f in found} == {2}


def test_a_contradiction_is_told_beside_a_wrong_type_in_the_same_lot() -> None:
    assert set(keys(put("lots.0", take_back(items={"laptop": 5}, months=0)))) == {"lots.1.months", "lots.1.items"}


def test_a_contradiction_of_the_tender_is_told_beside_a_wrong_type() -> None:
    data = put("excluded", [{"clause": "bare", "reason": "x", "lot": 9}], put("lots.0.months", 0))
    assert set(keys(data)) == {"lots.1.months", "excluded.1.lot"}


def test_all_problems_of_a_line_are_told() -> None:
    data = put("lots.0.items", [{"cpv": "99999999", "quantity": 0, "nte": "x"}])
    found = keys(data)
    assert "lots.1.items.1.quantity" in found
    assert "lots.1.items.1.nte" in found
    assert len(found) == 3


# --- quantities ---


def test_lines_of_one_category_are_added_up() -> None:
    found = read(put("lots.0.items", [LAPTOP, {"category": "tablet", "quantity": 3}, LAPTOP]))
    assert sum_quantities(found.lots[0].items) == {"laptop": 200, "tablet": 3}


def models(*lines: dict[str, Any], category: str = "laptop") -> list[tuple[int, str]]:
    """The units and the note of each model of a category in a lot with these lines."""
    found = read(put("lots.0.items", [{"category": "laptop", **line} for line in lines]))
    return [(model.units, model.note) for model in found.lots[0].list_models(category)]


def test_a_line_is_of_one_model_unless_it_gives_shares() -> None:
    assert models({"quantity": 12}) == [(12, "")]
    assert models({"quantity": 12, "note": "light"}) == [(12, "light")]


def test_lines_with_other_notes_are_models_of_their_own() -> None:
    lines = {"quantity": 12, "note": "light"}, {"quantity": 5}, {"quantity": 7, "note": "large"}
    assert models(*lines) == [(12, "light"), (5, ""), (7, "large")]


def test_lines_with_the_same_note_are_one_model_at_the_place_of_the_first() -> None:
    lines = {"quantity": 12, "note": "light"}, {"quantity": 5}, {"quantity": 7, "note": "light"}, {"quantity": 1}
    assert models(*lines) == [(19, "light"), (6, "")]


def test_a_line_with_shares_has_a_model_for_each_and_takes_in_no_other_line() -> None:
    lines = {"quantity": 5}, {"quantity": 10, "models": [60, 40]}, {"quantity": 7}
    assert models(*lines) == [(12, ""), (6, ""), (4, "")]
    twice = {"quantity": 10, "note": "light", "models": [60, 40]}
    assert models(twice, twice) == [(6, "light"), (4, "light")] * 2


def test_only_lines_that_are_bought_in_the_category_have_models() -> None:
    lines = {"category": "tablet", "quantity": 3}, {"quantity": 5}
    assert models(*lines, category="tablet") == [(3, "")]
    assert models(*lines, category="display") == []
    back = read(put("lots.0.returns", [LAPTOP], put("lots.0.items", [{"category": "tablet", "quantity": 3}])))
    assert back.lots[0].list_models("laptop") == ()


def test_a_model_of_another_device_is_that_of_its_kind() -> None:
    properties = dict.fromkeys(("battery", "stores-data", "screen", "carried", "consumables"), False)
    lines = [
        {"category": "other-device", "quantity": n, "name": name, **properties}
        for n, name in ((4, "sensors"), (9, "card readers"))
    ]
    found = read(put("lots.0.items", lines)).lots[0]
    assert [[model.units for model in found.list_models(kind)] for kind in found.categories] == [[4], [9]]


@pytest.mark.parametrize(
    ("quantity", "shares", "units"),
    [
        (101, [60, 40], [61, 40]),
        (99, [60, 40], [59, 40]),
        (100, [33, 33, 34], [33, 33, 34]),
        (10, [33, 33, 34], [3, 3, 4]),
        (11, [50, 50], [6, 5]),
        (7, [25, 25, 25, 25], [2, 2, 2, 1]),
        (10_000_000, [99, 1], [9_900_000, 100_000]),
    ],
)
def test_units_that_shares_leave_over_go_to_the_largest_remainders(
    quantity: int, shares: list[int], units: list[int]
) -> None:
    assert [found for found, _ in models({"quantity": quantity, "models": shares})] == units


@given(
    st.integers(100, 10_000_000), st.lists(st.integers(1, 99), min_size=1, max_size=3).filter(lambda x: sum(x) < 100)
)
@settings(max_examples=50, deadline=None)
def test_the_units_of_all_models_are_those_of_the_line_and_near_their_shares(quantity: int, some: list[int]) -> None:
    shares = [*some, 100 - sum(some)]
    units = [found for found, _ in models({"quantity": quantity, "models": shares})]
    assert sum(units) == quantity
    assert all(abs(n - quantity * share / 100) < 1 for n, share in zip(units, shares, strict=True))


def test_categories_stand_in_the_order_of_the_file_bought_before_returned() -> None:
    found = read(put("lots.0", lot({"tablet": 1, "laptop": 1}, {"display": 1, "tablet": 1})))
    assert found.lots[0].categories == ("tablet", "laptop", "display")


# --- anything at all ---

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.dates()
    | st.sampled_from([GIGANTIC, "undecided", "laptop", "spec", "price", "{{ 7*7 }}"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["spec", "years", "laptop", "price", "quality", "", "a b", "0"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
PATHS = [
    *WHOLE_NUMBERS,
    *TEXTS,
    "tenderkit",
    "tender",
    "lots",
    "parameters",
    "parameters.spec.parts",
    "included",
    "tender.launch",
    "tender.value",
    "tender.answers",
    "lots.0",
    "lots.0.items",
    "lots.0.weights",
    "lots.0.weights.quality",
    "lots.0.delivery-from",
]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PATHS), VALUES, st.sampled_from(["toml", "json"]))
def test_whatever_stands_at_a_key_is_accepted_or_told_in_our_words(path: str, value: Any, form: str) -> None:
    for finding in wrong(put(path, value, filled()), form):
        assert finding.place.file == "x.toml"
        assert "Input should be" not in finding.message
        assert "Value error" not in finding.message


def test_a_question_may_set_every_key_of_a_purchase_and_no_other() -> None:
    shapes: dict[str, Any] = {"tender": Tender, "lot": Lot, "line": Line}
    keys = {scope: tuple(format_key(field.name) for field in fields(shape)) for scope, shape in shapes.items()}
    assert keys == PURCHASE_KEYS


def test_a_place_is_a_part_of_the_country() -> None:
    data = put("tender.country", "GB", purchase_data())
    assert wrong(put("tender.place", "GB-SCT", data)) == []
    finding = only(put("tender.place", "US-CA", data))
    assert finding.rule == "contradiction"
    assert "GB" in finding.fix


@pytest.mark.parametrize(("key", "value"), [("suppliers", 3), ("call-off", "rotation")])
def test_keys_of_a_framework_agreement_are_refused_in_another_contract(key: str, value: Any) -> None:
    data = put(f"lots.0.{key}", value, purchase_data())
    finding = only(data)
    assert finding.rule == "contradiction"
    assert wrong(put("tender.contract", "framework", data)) == []
