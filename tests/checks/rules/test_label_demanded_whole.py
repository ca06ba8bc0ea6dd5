# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "label-demanded-whole"


@pytest.mark.parametrize(
    "text",
    [
        "The units shall carry TCO Certified or an equivalent label.",
        "The units shall meet all criteria of Blue Angel or equivalent.",
        "The units must be registered in EPEAT or equivalent.",
        "Displays shall have TCO Certified, generation 10, or equivalent.",
        "Every unit shall carry EPEAT or an equivalent label.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "The units shall meet the criteria on noise of TCO Certified, generation 10, or equivalent.",
        "EPEAT or an equivalent label counts as proof.",
        "The units shall meet the limits of Blue Angel DE-UZ 78, or equivalent.",
        "No label such as EPEAT is required.",
        "The units shall have a sticker of the school.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
