# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import CRITERION, NOTE, found, handed_over, keys, noted, scored
from tests.support import lot

RULE = "refurbished-excluded"


@pytest.mark.parametrize(
    ("note", "phrase"),
    [
        ("New only.", "New only"),
        ("All units must be new.", "units must be new"),
        ("No refurbished devices.", "No refurbished"),
        ("Brand-new units in boxes.", "Brand-new"),
        ("Used parts are not accepted.", "Used parts are not accepted"),
        ("Laptops, factory\u00ad sealed.", "factory sealed"),
    ],
)
def test_words_that_shut_refurbished_units_out_are_found(note: str, phrase: str) -> None:
    (finding,) = found(RULE, lots=noted(note))
    assert finding.place.key == NOTE
    assert f"“{phrase}”" in finding.message
    assert finding.fix


@pytest.mark.parametrize(
    "note",
    [
        "أجهزة جديدة فقط.",
        "أجهزة غير مستعملة.",
        "جديدةٌ وغيرُ مستخدمةٍ",
        "لا تقبل الأجهزة المجددة.",
        "لم يسبق استخدامها",
        "New only.",
    ],
)
def test_words_that_shut_refurbished_units_out_are_found_in_an_arabic_purchase(note: str) -> None:
    assert keys(RULE, language="ar", lots=noted(note)) == [NOTE]


@pytest.mark.parametrize(
    "note",
    [
        "New or refurbished.",
        "They must be new because the warranty of the building ends.",
        "New, because the units go into an approved medical system.",
        "Unused units of the last delivery stay in the store.",
        "The battery is new.",
        "A new model each year.",
    ],
)
def test_a_way_in_a_reason_and_other_uses_pass(note: str) -> None:
    assert keys(RULE, lots=noted(note)) == []


@pytest.mark.parametrize(
    "note",
    ["أجهزة جديدة أو مجددة.", "مجددة أو جديدة", "بطارية جديدة", "طراز جديد كل عام", "جديدة أو مستعملة"],
)
def test_a_way_in_and_other_uses_pass_in_an_arabic_purchase(note: str) -> None:
    assert keys(RULE, language="ar", lots=noted(note)) == []


def test_criteria_and_supplies_are_read_as_well() -> None:
    assert keys(RULE, lots=scored("Plan", "Points for units that are factory sealed.")) == [CRITERION]
    item = {"category": "consumables", "quantity": 10, "note": "New only."}
    assert keys(RULE, lots=[lot(acquisition="consumables", data=None) | {"items": [item]}]) == [NOTE]


def test_notes_on_old_equipment_pass() -> None:
    assert keys(RULE, lots=handed_over("Brand new, never used.")) == []
