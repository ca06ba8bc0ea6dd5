# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "number-without-anchor"


@pytest.mark.parametrize(
    "text",
    [
        "Delivered within four weeks.",
        "Battery life of 10 hours.",
        "Faults are mended within 5 working days.",
        "Parts are kept for seven years.",
        "A warranty of 3 years.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Delivered within four weeks of the order.",
        "Pupils aged 7 to 10 years use them.",
        "Old units are three to six years old.",
        "We bought the old ones 5 years ago.",
        "13 to 14 inches, at most 1.5 kg.",
        "At least 8 GB of memory and 256 GB of storage.",
        "A warranty of 3 years after delivery.",
        "Faults are mended within 5 working days of the written notice.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
