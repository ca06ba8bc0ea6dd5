# SPDX-License-Identifier: Apache-2.0
"""The words that people use for equipment find its category: lists of 60 words in each language of the interview.

The second lists were written without a look at the vocabulary, which then found 51 of the English and 54 of the
Arabic words; what was missed, and more of its kind, has been added since.
"""

import datetime
from functools import cache
from pathlib import Path

import pytest

from tenderkit.interview.asker import ChoiceList
from tenderkit.interview.prompts import Prompts
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.purchase.typed_input import split_count, split_kinds

WORDS = {file.stem: file for file in sorted((Path(__file__).parent / "everyday_words").glob("*.txt"))}
# What everybody sees without scrolling in the lowest window.
SEEN = 3


def find_language(name: str) -> str:
    """The language of a list: `ar` for `ar-2`."""
    return name.partition("-")[0]


def list_equipment(language: str) -> ChoiceList:
    """The choices of the question on equipment."""
    data = load_shipped_data().in_language(language)
    words = data.language(language)
    prompts = Prompts(data.library, words, datetime.date(2026, 11, 30))
    return ChoiceList(
        prompts.list_choices(data.library.questions["items"]),
        prompts.find_coded,
        split=lambda typed: split_count(prompts.write_digits(typed), 1),
        cut=lambda typed: split_kinds(typed, words.joining_words),
    )


@pytest.mark.parametrize("name", WORDS)
def test_at_least_57_of_60_everyday_words_find_their_category_at_the_top_of_the_list(name: str) -> None:
    pairs = [line.split(": ") for line in WORDS[name].read_text(encoding="utf-8").splitlines()]
    equipment = list_equipment(find_language(name))
    missed = [word for word, kind in pairs if kind not in [c.value for c in equipment.find_matching(word)[:SEEN]]]
    assert len(pairs) == len({word for word, _ in pairs}) == 60
    assert len(missed) <= 3, missed


def test_there_is_a_list_for_each_language() -> None:
    assert {find_language(name) for name in WORDS} == set(load_shipped_data().languages)


def test_no_word_is_in_two_lists_of_a_language() -> None:
    lists = [(find_language(name), file.read_text(encoding="utf-8").splitlines()) for name, file in WORDS.items()]
    words = [(language, line) for language, lines in lists for line in lines]
    assert len(words) == len(set(words))


def test_words_of_another_language_are_found_as_well() -> None:
    assert [c.value for c in list_equipment("ar").find_matching("notebook")] == ["laptop"]
    assert [c.value for c in list_equipment("en").find_matching("طابعة")] == ["imaging-equipment"]


def test_two_words_of_a_name_count_for_more_than_one() -> None:
    room = list_equipment("en").find_matching("meeting room camera")
    assert [c.value for c in room] == ["video-conferencing", "other-device"]


def test_what_nothing_is_like_is_something_else() -> None:
    equipment = list_equipment("en")
    other = next(c for c in equipment.choices if c.value == "other-device")
    assert ChoiceList(equipment.choices, otherwise=other).find_matching("xylophone") == [other]
    assert equipment.find_matching("xylophone") == []


@pytest.mark.parametrize(
    ("language", "typed", "kinds"),
    [
        ("en", "450 laptops and 30 projectors", {"laptop": 450, "projector-av": 30}),
        (
            "en",
            "1,200 notebooks, thirty beamers & some 5 switches",
            {"laptop": 1200, "projector-av": 30, "network-equipment": 5},
        ),
        ("en", "60 laptops and tablets", {"laptop": 60, "tablet": 0}),
        ("en", "60 laptops and 5 notebooks", {"laptop": 65}),
        ("en", "60 toner and ink cartridges", {}),
        ("en", "60 printers, copiers and scanners", {}),
        ("ar", "٤٥٠ لابتوب و٣٠ طابعة", {"laptop": 450, "imaging-equipment": 30}),
        ("ar", "450 لابتوب، 30 طابعة", {"laptop": 450, "imaging-equipment": 30}),
        ("fr", "450 ordinateurs portables et 30 projecteurs", {"laptop": 450, "projector-av": 30}),
    ],
)
def test_several_kinds_in_one_line_are_found(language: str, typed: str, kinds: dict[str, int]) -> None:
    assert {kind.value: count for count, kind in list_equipment(language).find_kinds(typed)} == kinds


@cache
def list_choices(language: str, question: str) -> ChoiceList:
    """The choices of a question of the interview."""
    data = load_shipped_data().in_language(language)
    prompts = Prompts(data.library, data.language(language), datetime.date(2026, 11, 30))
    return ChoiceList(prompts.list_choices(data.library.questions[question]))


def find_first(language: str, question: str, typed: str) -> str:
    """The first choice that a typed word finds in a list of the interview."""
    matches = list_choices(language, question).find_matching(typed)
    return str(matches[0].value) if matches else ""


WASTE = {
    "en": ("e-waste", "electronic waste", "waste", "recycling", "recycl", "disposal", "WEEE", "E-Waste"),
    "ar": ("نفايات", "نفايات إلكترونية", "النفايات الإلكترونية", "إعادة التدوير", "تدوير", "التخلص", "المخلفات"),
    "fr": ("déchets", "dechets electroniques", "DEEE", "recyclage", "élimination", "reprise"),
}


@pytest.mark.parametrize(("language", "typed"), [(code, word) for code, words in WASTE.items() for word in words])
def test_words_for_waste_find_the_end_of_life_first(language: str, typed: str) -> None:
    assert find_first(language, "priorities", typed) == "end-of-life"
    assert find_first(language, "acquisition", typed) == "take-back"
    assert find_first(language, "returns", typed) == "mixed-ict" or typed in ("reprise", "recycl")


PRIORITIES = {
    "en": {
        "durability": "long-life",
        "batteries": "long-life",
        "spare parts": "repair",
        "right to repair": "repair",
        "reuse": "second-life",
        "refurbished": "second-life",
        "hazardous substances": "materials",
        "recycled plastic": "materials",
        "carbon": "energy-and-climate",
        "CO2": "energy-and-climate",
        "energy efficiency": "energy-and-climate",
        "ecolabels": "labels",
        "conflict minerals": "supply-chain",
        "child labour": "supply-chain",
        "jobs": "social",
        "donations": "social",
        "delivery": "transport",
        "privacy": "data-security",
        "data wiping": "data-security",
        "landfill": "end-of-life",
        "audits": "contract-management",
        "reporting": "contract-management",
    },
    "ar": {
        "المتانة": "long-life",
        "قطع الغيار": "repair",
        "إعادة الاستخدام": "second-life",
        "مواد خطرة": "materials",
        "كفاءة الطاقة": "energy-and-climate",
        "الكربون": "energy-and-climate",
        "ملصق بيئي": "labels",
        "حقوق الإنسان": "supply-chain",
        "التبرع": "social",
        "التوصيل": "transport",
        "الخصوصية": "data-security",
        "محو البيانات": "data-security",
        "التقارير": "contract-management",
    },
    "fr": {
        "durabilité": "long-life",
        "pièces détachées": "repair",
        "réemploi": "second-life",
        "substances dangereuses": "materials",
        "carbone": "energy-and-climate",
        "écolabel": "labels",
        "droits de l'homme": "supply-chain",
        "insertion": "social",
        "livraison": "transport",
        "RGPD": "data-security",
        "rapports": "contract-management",
    },
}


@pytest.mark.parametrize(
    ("language", "typed", "priority"),
    [(code, word, priority) for code, words in PRIORITIES.items() for word, priority in words.items()],
)
def test_what_buyers_call_a_priority_finds_it_first(language: str, typed: str, priority: str) -> None:
    assert find_first(language, "priorities", typed) == priority


def test_each_priority_has_words_in_each_language() -> None:
    for language, words in PRIORITIES.items():
        known = set(load_shipped_data().in_language(language).library.vocabulary.priorities)
        assert {*words.values(), "end-of-life"} == known


@pytest.mark.parametrize(
    ("language", "name", "kind"),
    [
        ("en", "Nairobi South School Board", "sub-central"),
        ("en", "City of Lyon", "sub-central"),
        ("en", "University Hospital of Leeds", "sub-central"),
        ("en", "Ministry of Education", "central"),
        ("en", "Stadt Musterstadt", "sub-central"),
        ("en", "Bundesministerium des Innern", "central"),
        ("en", "Federal Agency for Examples", None),
        ("en", "Capacity Office", None),
        ("en", "Ministry of Education, School Board North", None),
        ("ar", "وزارة التربية والتعليم", "central"),
        ("ar", "بلدية الناصرية", "sub-central"),
        ("ar", "جامعة القاهرة", "sub-central"),
        ("fr", "Ministère de l’Éducation", "central"),
        ("fr", "Ville de Genève", "sub-central"),
        ("fr", "Hopital régional", "sub-central"),
    ],
)
def test_a_plain_name_says_the_kind_of_an_authority(language: str, name: str, kind: str | None) -> None:
    vocabulary = load_shipped_data().in_language(language).library.vocabulary
    assert vocabulary.find_authority_kind(name) == kind
