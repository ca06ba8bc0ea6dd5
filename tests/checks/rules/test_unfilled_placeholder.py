# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted
from tests.support import lot

RULE = "unfilled-placeholder"


@pytest.mark.parametrize(
    "note",
    [
        "Keyboard in [language].",
        "Colour: TBD.",
        "Delivered by ____.",
        "Screen size to be confirmed.",
        "Delivered to ‹place›.",
        "At least XXX GB.",  # the mark of a number that the author left open: the rule has to find it
        "Delivered on …… May.",
    ],
)
def test_a_prompt_in_a_note_is_found(note: str) -> None:
    assert NOTE in keys(RULE, lots=noted(note))


@pytest.mark.parametrize(
    "note",
    [
        "Keyboard in Arabic and English.",
        "As agreed in the market dialogue [3].",
        "Size XXL bags.",
        "Delivered to be used at once.",
        "And so on …",
        "The school said: “[…] no adapters.”",
    ],
)
def test_a_complete_note_passes(note: str) -> None:
    assert NOTE not in keys(RULE, lots=noted(note))


def test_a_value_that_is_not_set_is_found_and_one_that_is_set_is_not() -> None:
    old = {"laptop": 50}
    assert "lots.1.parameters.take-back.sites" in keys(RULE, lots=[lot(returns=old)])
    values = {"take-back": {"sites": ["Main store, 12 School Road"]}}
    assert "lots.1.parameters.take-back.sites" not in keys(RULE, lots=[lot(returns=old, parameters=values)])


def test_gaps_that_other_rules_find_are_left_to_them() -> None:
    found = keys(RULE, lots=[lot(weights={"life-cycle-cost-award": 80, "quality": 20})])
    assert not any(word in str(key) for key in found for word in ("sheet", "criteria", "weights"))
