# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import CRITERION, NOTE, found, handed_over, keys, noted, scored

RULE = "origin-requirement"


@pytest.mark.parametrize(
    ("note", "phrase"),
    [
        ("The units are made in Germany.", "made in Germany"),
        ("Only domestic products count.", "domestic"),
        ("EU-made units.", "EU-made"),
        ("No products from China.", "No products from China"),
        ("At least 40 % local content.", "local content"),
        ("In strong boxes, M\u0430de in Kenya.", "Made in Kenya"),
    ],
)
def test_a_demand_on_origin_is_found(note: str, phrase: str) -> None:
    (finding,) = found(RULE, lots=noted(note))
    assert finding.place.key == NOTE
    assert f"“{phrase}”" in finding.message
    assert finding.fix


@pytest.mark.parametrize(
    "note",
    [
        "أجهزة مصنوعة في مصر.",
        "صُنِعَ في ألمانيا",
        "منتجات محلية فقط",
        "أجهزة محلية الصنع",
        "المصنعة في الصين غير مقبولة",
        "Made in Egypt",
    ],
)
def test_a_demand_on_origin_is_found_in_an_arabic_purchase(note: str) -> None:
    assert keys(RULE, language="ar", lots=noted(note)) == [NOTE]


@pytest.mark.parametrize(
    "note",
    [
        "For schools in Kenya and the European Union.",
        "Delivered to schools in Kenya.",
        "Made in 2026 or later.",
        "Manuals produced in French or English.",
        "Plugs for domestic sockets.",
        "Manufactured in accordance with European law.",
    ],
)
def test_what_says_nothing_of_origin_passes(note: str) -> None:
    assert keys(RULE, lots=noted(note)) == []


@pytest.mark.parametrize(
    "note",
    ["للمدارس في مصر", "التسليم في ألمانيا", "مصنوعة في عام 2026", "لوحة مفاتيح عربية", "مصنوعة من الألومنيوم"],
)
def test_what_says_nothing_of_origin_passes_in_an_arabic_purchase(note: str) -> None:
    assert keys(RULE, language="ar", lots=noted(note)) == []


def test_criteria_are_read_as_well() -> None:
    assert keys(RULE, lots=scored("Plan", "Points for units made in Kenya.")) == [CRITERION]


def test_notes_on_old_equipment_pass() -> None:
    assert keys(RULE, lots=handed_over("Dell, made in China.")) == []
