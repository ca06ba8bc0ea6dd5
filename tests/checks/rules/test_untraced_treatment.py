# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import RETURN, handed_over, keys

RULE = "untraced-treatment"


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall dispose of the units through any licensed party.",
        "The contractor shall recycle the laptops.",
        "The units shall be recycled in accordance with the law.",
        "The contractor shall have the equipment treated.",
        "The equipment shall be disposed of.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert RETURN in keys(RULE, lots=handed_over(text))


@pytest.mark.parametrize(
    "text",
    [
        "The units shall be recycled, and each later receiver proved until final treatment.",
        "They were treated with care.",
        "The contractor shall not dispose of the units.",
        "In boxes of recycled cardboard.",
        "The contractor shall report the recycled mass.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=handed_over(text)) == []
