# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "consumer-law-as-buyer-right"


@pytest.mark.parametrize(
    "text",
    [
        "The rights of Directive (EU) 2019/771 apply.",
        "Warranty under Directive 2019/771.",
        "Repair under Directive (EU) 2024/1799.",
        "Consumer rights apply: Directive (EU) 2019/771.",
        "As in 2024/1799.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Warranty of three years after delivery.",
        "Directive (EU) 2019/771 does not apply.",
        "Part number 771 of 2019.",
        "Order 2019-771.",
        "The rights of the contract apply.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
