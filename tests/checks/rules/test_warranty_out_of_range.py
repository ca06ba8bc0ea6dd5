# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "warranty-out-of-range"


@pytest.mark.parametrize(
    "text",
    [
        "Warranty of ten years after delivery.",
        "A warranty of six months after delivery.",
        "A 10-year warranty.",
        "The warranty lasts 8 years.",
        "A guarantee of 120 months.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Warranty of three years after delivery.",
        "A warranty of seven years.",
        "Parts for ten years after delivery.",
        "A warranty of 12 months.",
        "Ten laptops with a warranty of 2 years.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
