# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "two-kinds-on-a-line"


def screens(note: str, **line: object) -> Table:
    """A lot of 20 displays with a note on the line."""
    return {**lot(), "items": [{"category": "display", "quantity": 20, "note": note, **line}]}


@pytest.mark.parametrize(
    "note",
    [
        "75 inches, four of them with touch",
        "75 inches, some with touch",
        "75 inches, 4 with touch",
        "half without stand",
        "16 plain, the rest with touch",
    ],
)
def test_a_note_on_a_part_of_the_units_is_found(note: str) -> None:
    assert keys(RULE, lots=[screens(note)]) == ["lots.1.items.1.note"]


@pytest.mark.parametrize("note", ["75 inches, with touch", "each with one stand", "with four ports", "for the hall"])
def test_a_note_on_all_units_passes(note: str) -> None:
    assert keys(RULE, lots=[screens(note)]) == []


def test_several_models_and_a_single_unit_pass() -> None:
    several = screens("four of them with touch", models=[80, 20])
    single = screens("four of them with touch", quantity=1)
    assert keys(RULE, lots=[several, single]) == []


def test_words_of_the_language_of_the_purchase_count() -> None:
    assert keys(RULE, lots=[screens("75 pouces, dont quatre tactiles")], language="fr") == ["lots.1.items.1.note"]


def test_the_message_quotes_the_words() -> None:
    (finding,) = found(RULE, lots=[screens("75 inches, four of them with touch")])
    assert "“of them”" in finding.message
