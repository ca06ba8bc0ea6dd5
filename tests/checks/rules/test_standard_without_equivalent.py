# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "standard-without-equivalent"


@pytest.mark.parametrize(
    "text",
    [
        "Wireless network by IEEE 802.11ax-2021.",
        "Tested by EN 61960-3:2017.",
        "Tested by ISO 7779:2018; equivalent methods are not accepted.",
        "Erased under NIST SP 800-88 Rev. 2.",
        "Recycled by a firm certified under R2v3. Or equivalent colours.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Wireless network by IEEE 802.11ax-2021 or equivalent.",
        "Tested by EN 61960-3:2017 or by an equivalent method.",
        "No standard such as EN 50614 is required.",
        "Screens of 14 inches, 16 GB of memory.",
        "Delivered to the rooms E 12 and B 7.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
