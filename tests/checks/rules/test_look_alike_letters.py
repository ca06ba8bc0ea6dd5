# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted
from tests.support import Table, lot

RULE = "look-alike-letters"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ({"tender": {"title": "L\u0430ptops"}}, "tender.title"),
        ({"tender": {"authority": "Minis\u03bfry"}}, "tender.authority"),
        ({"lots": [lot(title="\uff2captops")]}, "lots.1.title"),
        ({"lots": noted("14-inch scr\u0435en")}, NOTE),
        ({"excluded": [{"clause": "take-back", "reason": "T\u03bfo dear."}]}, "excluded.1.reason"),
        ({"language": "ar", "lots": noted("حاسوب M\u0430cBook")}, NOTE),
    ],
)
def test_a_letter_of_another_alphabet_is_found(content: Table, key: str) -> None:
    assert keys(RULE, **content) == [key]


@pytest.mark.parametrize(
    "note",
    [
        "Laptops for the Größe of a bag, naïve users",
        "µSD card, 5 kΩ, 3D-принтер, 14″",
        "ноутбук and notebook",
        "Ελληνικά and English",
        "حاسوب محمول 14 بوصة، USB-C",
        "حاسوب HP أو ما يعادله",
    ],
)
def test_words_of_one_alphabet_each_pass(note: str) -> None:
    assert keys(RULE, lots=noted(note)) == []
