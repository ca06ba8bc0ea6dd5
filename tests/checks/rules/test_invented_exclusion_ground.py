# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "invented-exclusion-ground"


@pytest.mark.parametrize(
    "text",
    [
        "Tenderers that exported waste in the last five years shall be excluded.",
        "Firms with complaints will be excluded from the procedure.",
        "Tenderers shall be excluded for late delivery.",
        "A tenderer that was late before shall be excluded.",
        "Tenderers without a workshop shall be excluded.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "No unit is exported as waste.",
        "Adapters are excluded from the price.",
        "Old laptops without battery are excluded.",
        "The contractor shall export no waste without consent.",
        "Spare parts that wear are excluded from the warranty.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
