# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, found, handed_over, keys, noted
from tests.support import Table, lot

RULE = "brand-or-model-named"


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("At least as fast as a Dell.", "Dell"),
        ("EliteBook or similar", "EliteBook"),
        ("Processor: Intel.", "Intel"),
        ("As model X1-22b, please.", "model X1-22b"),
        ("Part number 4XB0Q.", "Part number 4XB0Q"),
        ("A D\u0435ll.", "Dell"),
        ("A De\u200bll.", "Dell"),
    ],
)
def test_a_make_or_a_model_is_found(note: str, name: str) -> None:
    (finding,) = found(RULE, lots=noted(note))
    assert finding.place.key == NOTE
    assert f"“{name}”" in finding.message
    assert finding.fix


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("أجهزة لينوفو أو ما يعادلها.", "لينوفو"),
        ("حاسوب محمول طراز X1-22b", "طراز X1-22b"),
        ("هاتف سامسُونج", "سامسونج"),
        ("معالج Intel Core i5", "Core i5"),
        ("حاسوب MacBook", "MacBook"),
    ],
)
def test_a_make_or_a_model_is_found_in_an_arabic_purchase(note: str, name: str) -> None:
    (finding,) = found(RULE, language="ar", lots=noted(note))
    assert finding.place.key == NOTE
    assert f"“{name}”" in finding.message or f"«{name}»" in finding.message


@pytest.mark.parametrize(
    "note",
    [
        "13 to 14 inches, at most 1.5 kg, keyboard in Arabic and English.",
        "A model of this year; several models may be offered.",
        "The canon of works of the school stands on them. Apples, oracles.",
        "Sharp edges are covered; brothers and a galaxy of users.",
        "µSD card, 5 kΩ, 3D-принтер, Größe 14″, ١٤ بوصة",
        "Delldorf, Acerola, a power of 2 hp.",
    ],
)
def test_words_that_only_look_like_a_name_pass(note: str) -> None:
    assert keys(RULE, lots=noted(note)) == []


@pytest.mark.parametrize(
    "note",
    [
        "طراز هذا العام",
        "أي طراز يحقق 9,000 نقطة",
        "شاشة 14 بوصة بدقة 1920",
        "حاسوب بدون بيانات",
        "وزن لا يزيد على 1.5 كجم",
    ],
)
def test_arabic_words_that_only_look_like_a_name_pass(note: str) -> None:
    assert keys(RULE, language="ar", lots=noted(note)) == []


def test_titles_criteria_and_values_are_read_as_well() -> None:
    weights = {"price": 80, "quality": {"Samsung feel": 20}}
    lots = [lot(title="ThinkPads", weights=weights, criteria={"Samsung feel": "Like an iPad."})]
    assert keys(RULE, tender={"title": "HP laptops"}, lots=lots) == [
        "tender.title",
        "lots.1.criteria.Samsung feel",
        "lots.1.title",
        "lots.1.weights.quality.Samsung feel",
    ]


def test_the_names_of_what_a_sheet_prices_are_read_as_well() -> None:
    sheet = {"repairs": {"laptop": {"Samsung battery": 1, "screen": 2}}, "items": {"ThinkPad pen": 3}}
    expected = ["lots.1.sheet.items.ThinkPad pen", "lots.1.sheet.repairs.laptop.Samsung battery"]
    assert keys(RULE, lots=[lot(sheet=sheet)]) == expected


def served(acquisition: str, category: str, note: str) -> list[Table]:
    item = {"category": category, "quantity": 10, "note": note}
    return [lot(acquisition=acquisition, title="For Kyocera machines") | {"items": [item]}]


@pytest.mark.parametrize(
    "lots",
    [
        handed_over("Dell, bought in 2020."),
        [lot(acquisition="take-back", title="Old Dell laptops")],
        served("repair", "laptop", "ThinkPads of 2022."),
        served("consumables", "consumables", "For Kyocera machines."),
    ],
)
def test_equipment_that_is_there_may_have_a_make_and_passes(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots) == []


def test_a_title_for_all_lots_passes_only_where_all_serve_machines() -> None:
    repair, tender = served("repair", "laptop", "Old."), {"title": "For Kyocera machines"}
    assert keys(RULE, tender=tender, lots=repair) == []
    assert keys(RULE, tender=tender, lots=[*repair, lot()]) == ["tender.title"]
