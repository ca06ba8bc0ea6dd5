# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "undated-reference"


@pytest.mark.parametrize(
    "text",
    [
        "USB Type-C by the latest version of EN IEC 62680-1-3 or equivalent.",
        "Tested by EN 61960-3 or equivalent.",
        "Law as amended.",
        "By ISO 7779 or equivalent.",
        "The current version of the guide applies.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "USB Type-C by EN IEC 62680-1-3:2022 or equivalent.",
        "Tested by EN 61960-3:2017 or equivalent.",
        "The latest version in force at the launch of the tender.",
        "A laboratory accredited to ISO/IEC 17025 or equivalent.",
        "Delivered with the current school image.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
