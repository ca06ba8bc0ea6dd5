# SPDX-License-Identifier: Apache-2.0
"""What is valid and yet odd is told, with place and way out; what is usual is left alone."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from tenderkit import read_purchase, select
from tenderkit.checks.sense import find_odd_entries
from tenderkit.findings import Finding
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.lint.catalogue import Catalogue
from tenderkit.purchase.device_names import add_device_names
from tests.support import PURCHASE_FILES, Table, example_purchase, lot, purchase, purchase_data, vocabulary

TODAY = datetime.date(2026, 11, 29)


def odd(*, today: datetime.date | None = TODAY, language: str = "en", **content: Any) -> list[Finding]:
    data = load_shipped_data()
    bought = replace(purchase(data.library, **content), language=language)
    catalogue = Catalogue(add_device_names(data.in_language(language).library, bought), lists=data.word_lists)
    return list(find_odd_entries(bought, catalogue, data.language(language), today))


def rules(**content: Any) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.place.key) for finding in odd(**content)]


def noted(note: str, **lot_keys: Any) -> list[Table]:
    items = [{"category": "laptop", "quantity": 10, "note": note}]
    return [lot(**{"items": None, **lot_keys}) | {"items": items}]


# --- dates ---


@pytest.mark.parametrize(
    ("launch", "today", "is_odd"),
    [
        (datetime.date(2020, 1, 15), TODAY, True),
        (datetime.date(2024, 11, 28), TODAY, True),
        (datetime.date(2024, 11, 29), TODAY, False),
        (datetime.date(2027, 1, 15), TODAY, False),
        (datetime.date(2024, 2, 29), datetime.date(2026, 2, 28), False),
        (datetime.date(2024, 2, 29), datetime.date(2026, 3, 1), True),
        (datetime.date(2020, 1, 15), None, False),
    ],
)
def test_a_launch_more_than_two_years_ago_is_odd(
    launch: datetime.date, today: datetime.date | None, is_odd: bool
) -> None:
    warned = rules(tender={"launch": launch}, today=today)
    assert warned == ([("launch-long-ago", "tender.launch")] if is_odd else [])


@pytest.mark.parametrize(("day", "is_odd"), [(14, True), (15, False), (16, False)])
def test_a_delivery_before_the_launch_is_odd(day: int, is_odd: bool) -> None:
    lots = [lot(), lot(delivery_from=datetime.date(2027, 1, day))]
    warned = odd(tender={"launch": datetime.date(2027, 1, 15)}, lots=lots)
    assert [f.rule for f in warned] == ["delivery-before-launch"] * is_odd
    if is_odd:
        assert (warned[0].place.key, warned[0].place.lot) == ("lots.2.delivery-from", 2)
        assert "14 January 2027" in warned[0].message
        assert "15 January 2027" in warned[0].message


# --- quantities ---


@pytest.mark.parametrize(
    ("category", "quantity", "is_odd"),
    [
        ("laptop", 6_000_000, True),
        ("laptop", 500_001, True),
        ("laptop", 500_000, False),
        ("server", 50_001, True),
        ("server", 50_000, False),
        ("accessory", 500_001, False),
        ("accessory", 5_000_001, True),
    ],
)
def test_an_implausible_quantity_is_odd_by_category(category: str, quantity: int, is_odd: bool) -> None:
    assert rules(lots=[lot({category: quantity})]) == [("quantity-very-large", "lots.1.items")] * is_odd


def test_the_lines_of_a_category_are_added_up() -> None:
    lines = [{"category": "tablet", "quantity": 300_000}] * 2
    assert rules(lots=[lot() | {"items": lines}]) == [("quantity-very-large", "lots.1.items")]


def test_an_implausible_quantity_of_old_equipment_is_odd() -> None:
    lots = [lot(acquisition="take-back", returns={"laptop": 700_000})]
    assert rules(lots=lots) == [("quantity-very-large", "lots.1.returns")]


def test_the_warning_on_a_quantity_names_it_and_its_limit() -> None:
    (warning,) = odd(lots=[lot({"laptop": 6_000_000})])
    assert "6,000,000 laptops" in warning.message
    assert "500,000" in warning.message


@pytest.mark.parametrize(("quantity", "is_odd"), [(333_333, False), (333_334, True)])
def test_all_lots_together_have_a_limit(quantity: int, is_odd: bool) -> None:
    lots = [lot({"laptop": quantity}), lot({"tablet": quantity}), lot({"desktop": quantity})]
    assert rules(lots=lots) == ([("quantities-very-large", "lots")] if is_odd else [])


def test_consumables_do_not_count_to_all_lots_together() -> None:
    lots = [lot({"consumables": 2_000_000}, acquisition="consumables", data=None)]
    assert rules(lots=lots) == []


# --- answers that contradict each other ---


@pytest.mark.parametrize(
    ("contract", "basis", "is_odd"),
    [
        ("framework", "fixed", True),
        ("framework", None, False),
        ("contract", "fixed", False),
        ("call-off", None, False),
    ],
)
def test_fixed_quantities_are_odd_in_a_framework_agreement(contract: str, basis: str | None, is_odd: bool) -> None:
    warned = rules(tender={"contract": contract}, lots=[lot(quantity_basis=basis)])
    assert warned == [("framework-fixed", "lots.1.quantity-basis")] * is_odd


@pytest.mark.parametrize(
    ("acquisition", "answer", "is_odd"),
    [
        ("refurbished", False, True),
        ("refurbished", True, False),
        ("refurbished", None, False),
        ("lease", False, False),
    ],
)
def test_a_refurbished_lot_beside_a_no_to_refurbished_units_is_odd(
    acquisition: str, answer: bool | None, is_odd: bool
) -> None:
    answers = None if answer is None else {"accepts-refurbished": answer}
    warned = rules(lots=[lot(acquisition=acquisition, answers=answers)])
    assert warned == [("refurbished-contradicted", "lots.1.answers.accepts-refurbished")] * is_odd


def returned(*lines: Table) -> list[Table]:
    return [{"category": "laptop", "quantity": 50, **line} for line in lines]


@pytest.mark.parametrize(
    ("second", "is_odd"),
    [
        ({}, True),
        ({"quantity": 20}, True),
        ({"condition": "defect"}, False),
        ({"moved-by": "authority"}, False),
        ({"given-to": "person"}, False),
        ({"note": "At the branch offices."}, False),
        ({"category": "tablet"}, False),
    ],
)
def test_old_equipment_listed_twice_in_a_lot_is_odd(second: Table, is_odd: bool) -> None:
    lots = [lot() | {"returns": returned({}, second)}]
    assert rules(lots=lots) == [("returns-twice", "lots.1.returns.2")] * is_odd


@pytest.mark.parametrize(("quantity", "is_odd"), [(50, True), (20, False)])
def test_the_same_old_equipment_in_two_lots_is_odd(quantity: int, is_odd: bool) -> None:
    back = lot(acquisition="take-back") | {"returns": returned({"quantity": quantity})}
    warned = odd(lots=[lot() | {"returns": returned({})}, back])
    assert [f.rule for f in warned] == ["returns-twice"] * is_odd
    if is_odd:
        assert warned[0].place.key == "lots.2.returns.1"
        assert "lots.1.returns.1" in warned[0].message


# --- the authority's own words ---


@pytest.mark.parametrize(
    ("note", "rule", "words"),
    [
        ("At least as fast as a Dell.", "brand-or-model-named", "“Dell”"),
        ("EliteBook or similar", "brand-or-model-named", "“EliteBook”"),
        ("Processor: Intel.", "brand-or-model-named", "“Intel”"),
        ("As model X1-22b, please.", "brand-or-model-named", "“model X1-22b”"),
        ("Part number 4XB0Q.", "brand-or-model-named", "“Part number 4XB0Q”"),
        ("New only.", "refurbished-excluded", "“New only”"),
        ("All units must be new.", "refurbished-excluded", "“units must be new”"),
        ("No refurbished devices.", "refurbished-excluded", "“No refurbished”"),
        ("The units are made in Germany.", "origin-requirement", "“made in Germany”"),
        ("Only domestic products count.", "origin-requirement", "“domestic”"),
        ("A D\u0435ll.", "brand-or-model-named", "“Dell”"),
        ("A De\u200bll.", "brand-or-model-named", "“Dell”"),
    ],
)
def test_what_a_clause_may_not_say_is_odd_in_a_note(note: str, rule: str, words: str) -> None:
    warned = [finding for finding in odd(lots=noted(note)) if finding.rule == rule]
    assert [finding.place.key for finding in warned] == ["lots.1.items.1.note"]
    assert words in warned[0].message
    assert warned[0].fix


@pytest.mark.parametrize(
    "note",
    [
        "13 to 14 inches, at most 1.5 kg, keyboard in Arabic and English.",
        "A model of this year; several models may be offered.",
        "New or refurbished.",
        "They must be new because the warranty of the building ends.",
        "The canon of works of the school stands on them. Apples, oracles.",
        "For schools in Kenya and the European Union.",
        "µSD card, 5 kΩ, 3D-принтер, Größe 14″, ١٤ بوصة",
    ],
)
def test_a_usual_note_is_left_alone(note: str) -> None:
    assert rules(lots=noted(note)) == []


def test_titles_criteria_and_values_are_read_as_well() -> None:
    criteria = {
        "weights": {"price": 80, "quality": {"Samsung feel": 20}},
        "criteria": {"Samsung feel": "Like an iPad."},
    }
    warned = rules(tender={"title": "HP laptops"}, lots=[lot(title="ThinkPads", **criteria)])
    assert warned == [
        ("brand-or-model-named", key)
        for key in (
            "tender.title",
            "lots.1.title",
            "lots.1.criteria.Samsung feel",
            "lots.1.weights.quality.Samsung feel",
        )
    ]


def test_the_names_of_what_a_sheet_prices_are_read_as_well() -> None:
    sheet = {"repairs": {"laptop": {"Samsung battery": 1, "screen": 2}}, "items": {"ThinkPad pen": 3}}
    warned = rules(lots=[lot(sheet=sheet)])
    keys = ["lots.1.sheet.repairs.laptop.Samsung battery", "lots.1.sheet.items.ThinkPad pen"]
    assert warned == [("brand-or-model-named", key) for key in keys]


def test_old_equipment_may_have_a_make_and_an_origin() -> None:
    back = lot(acquisition="take-back", title="Old Dell laptops")
    back["returns"] = returned({"note": "Dell, made in China."})
    assert rules(lots=[back]) == []


@pytest.mark.parametrize("acquisition", ["repair", "consumables"])
def test_machines_to_be_served_may_have_a_make_but_no_new_parts_only(acquisition: str) -> None:
    category = "consumables" if acquisition == "consumables" else "laptop"
    item = {"category": category, "quantity": 10, "note": "For Kyocera machines. New only."}
    content = lot(acquisition=acquisition, title="For Kyocera machines", data="personal") | {"items": [item]}
    warned = rules(tender={"title": "For Kyocera machines"}, lots=[content])
    assert warned == [("refurbished-excluded", "lots.1.items.1.note")]


# --- letters ---


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ({"tender": {"title": "L\u0430ptops"}}, "tender.title"),
        ({"tender": {"authority": "Minis\u03bfry"}}, "tender.authority"),
        ({"lots": [lot(title="\uff2captops")]}, "lots.1.title"),
        ({"excluded": [{"clause": "take-back", "reason": "T\u03bfo dear."}]}, "excluded.1.reason"),
    ],
)
def test_a_letter_that_looks_like_another_is_odd(content: Table, key: str) -> None:
    assert rules(**content) == [("look-alike-letters", key)]


def test_invisible_letters_are_odd_and_named_once() -> None:
    (warning,) = odd(tender={"title": "Lap\u200btops\u200b and\u2060 more"})
    assert (warning.rule, warning.place.key) == ("invisible-letters", "tender.title")
    assert "(U+200B and U+2060)" in warning.message


# --- words, and what a run says ---


def test_every_warning_has_words_in_each_language() -> None:
    for language in ("en", "ar"):
        texts = load_shipped_data().frames[language].texts["sense"]
        assert {f"{key.removesuffix('-fix')}{end}" for key in texts for end in ("", "-fix")} == texts.keys()


def test_an_arabic_purchase_is_warned_in_arabic() -> None:
    (warning,) = odd(language="ar", lots=[lot({"laptop": 6_000_000})])
    assert "حاسوب" in warning.message
    assert "{" not in warning.message + warning.fix


def test_another_device_is_named_as_the_purchase_names_it() -> None:
    device = dict.fromkeys(("battery", "stores-data", "screen", "carried", "consumables"), False)
    item = {"category": "other-device", "quantity": 600_000, "name": "body cameras", **device}
    (warning,) = odd(lots=[lot() | {"items": [item]}])
    assert "body cameras" in warning.message


def test_the_python_interface_gives_the_same_warnings() -> None:
    data = load_shipped_data()
    content = purchase_data(tender={"launch": datetime.date(2020, 1, 15)}, lots=[lot({"laptop": 6_000_000})])
    bought = read_purchase(content, data)
    warned = {f.rule: str(f.place) for f in select(bought, data, name="odd.toml", today=TODAY).findings}
    assert warned["quantity-very-large"] == "odd.toml: lots.1.items"
    assert warned["launch-long-ago"] == "odd.toml: tender.launch"
    assert "launch-long-ago" not in {f.rule for f in select(bought, data).findings}


@pytest.mark.parametrize("name", PURCHASE_FILES)
def test_no_example_is_odd(name: str) -> None:
    data = load_shipped_data()
    bought = example_purchase(name)
    catalogue = Catalogue(add_device_names(data.library, bought), lists=data.word_lists)
    assert find_odd_entries(bought, catalogue, data.language("en"), bought.tender.launch) == ()


def test_the_limits_name_categories_of_the_vocabulary() -> None:
    from tenderkit.checks import sense

    assert vocabulary().categories.keys() >= (sense._SERVERS | sense._SMALL_THINGS)
