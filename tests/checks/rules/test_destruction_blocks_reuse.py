# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import RETURN, handed_over, keys

RULE = "destruction-blocks-reuse"


@pytest.mark.parametrize(
    "text",
    [
        "All hard drives shall be shredded.",
        "The contractor shall destroy the media.",
        "Hard drives are shredded on site.",
        "The disks shall be drilled.",
        "The contractor shall crush the units.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert RETURN in keys(RULE, lots=handed_over(text))


@pytest.mark.parametrize(
    "text",
    [
        "A medium that cannot be erased shall be destroyed.",
        "The drives shall be erased, not destroyed.",
        "The drives shall not be shredded.",
        "Kept in the store that was damaged by fire.",
        "Some drives were removed before.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=handed_over(text)) == []
