# SPDX-License-Identifier: Apache-2.0
import unicodedata

import pytest

from tenderkit.checks import look_alikes
from tenderkit.checks.look_alikes import find_invisible_letters, find_look_alikes, fold_look_alikes


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("D\u0435ll", "\u0435"),  # a Cyrillic е in a Latin word
        ("\u0421isco", "\u0421"),
        ("n\u043etebook", "\u043e"),
        ("п\u0430рт\u0430 p\u0430рта", "p"),  # a Latin p in a Cyrillic word
        ("Apple\u0391", "\u0391"),  # a Greek Α
        ("\uff24ell", "\uff24"),  # a full-width D
        ("\U0001d403ell", "\U0001d403"),  # a mathematical D
    ],
)
def test_a_word_of_two_scripts_that_look_alike_is_strange(text: str, letter: str) -> None:
    assert [found for _, found in find_look_alikes(text)] == [letter]


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "Größe, naïve, œuvre, ﬁne",
        "ноутбук",
        "3D-принтер",
        "USBшник",
        "5 kΩ, 3 μF, Δt",
        "٤٠٠ حاسوب محمول HP",
        "笔记本电脑A4",
        "Ελληνικά",
        "H₂O, m², №",
    ],
)
def test_a_usual_word_is_not_strange(text: str) -> None:
    assert list(find_look_alikes(text)) == []


@pytest.mark.parametrize("letter", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u180e"])
def test_an_invisible_letter_is_seen_anywhere(letter: str) -> None:
    assert list(find_invisible_letters(f"lap{letter}top")) == [letter]
    assert list(find_invisible_letters(f"حاس{letter}وب")) == [letter]


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_a_joiner_is_needed_in_some_scripts_and_strange_in_others(joiner: str) -> None:
    assert list(find_invisible_letters(f"lap{joiner}top")) == [joiner]
    assert list(find_invisible_letters(f"{joiner}laptop")) == [joiner]
    assert list(find_invisible_letters(f"می{joiner}خواهم क्{joiner}ष 👩{joiner}💻")) == []


def test_a_text_is_folded_to_what_people_read() -> None:
    assert fold_look_alikes("D\u0435\u200bll and \uff28\uff30") == "Dell and HP"
    assert fold_look_alikes("ноутбук, 5 kΩ, café") == "ноутбук, 5 kΩ, café"


@pytest.mark.parametrize(("letters", "script"), [(look_alikes._CYRILLIC, "CYRILLIC"), (look_alikes._GREEK, "GREEK")])
def test_each_letter_has_its_like(letters: tuple[str, str], script: str) -> None:
    strange, latin = letters
    assert len(strange) == len(latin)
    assert {unicodedata.name(letter).partition(" ")[0] for letter in strange} == {script}
    assert latin.isascii()
