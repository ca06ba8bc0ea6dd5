# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import CRITERION, NOTE, RETURN, found, handed_over, keys, noted, scored
from tests.support import Table, lot

RULE = "invisible-letters"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ({"lots": [lot(title="Lap\u200btops")]}, "lots.1.title"),
        ({"tender": {"title": "\ufeffLaptops"}}, "tender.title"),
        ({"lots": noted("Key\u00adboard")}, NOTE),
        ({"lots": scored("Plan", "10 points\u2060 for a plan")}, CRITERION),
        ({"lots": handed_over("In the store\u200d")}, RETURN),
        ({"language": "ar", "lots": noted("حاس\u200bوب")}, NOTE),
    ],
)
def test_a_character_that_nobody_sees_is_found(content: Table, key: str) -> None:
    assert keys(RULE, **content) == [key]


@pytest.mark.parametrize(
    "note",
    [
        "Lap tops",
        "Laptops,\u00a0at most 1.5\u202fkg",
        "می\u200cخواهم",
        "क्\u200dष",
        "حاسوبٌ محمولٌ",
        "Line\none",
    ],
)
def test_spaces_joiners_in_their_scripts_and_marks_pass(note: str) -> None:
    assert keys(RULE, lots=noted(note)) == []


def test_each_character_is_named_once() -> None:
    (finding,) = found(RULE, tender={"title": "Lap\u200btops\u200b and\u2060 more"})
    assert "(U+200B and U+2060)" in finding.message
