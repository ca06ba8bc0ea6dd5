# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "superseded-reference"


@pytest.mark.parametrize(
    "text",
    [
        "Media erased by DoD 5220.22-M or equivalent.",
        "Erased under NIST SP 800-88 Rev. 1 or equivalent.",
        "By NIST 800-88r1 or equivalent.",
        "Disks are degaussed.",
        "Erased by DoD 5220 or equivalent.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Media erased by NIST SP 800-88 Rev. 2 (September 2025) or equivalent.",
        "DoD 5220.22-M is not accepted.",
        "NIST SP 800-88 Rev. 1 is not accepted.",
        "Part number 800-88.",
        "Delivered to room 5220.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
