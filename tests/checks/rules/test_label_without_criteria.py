# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "label-without-criteria"


@pytest.mark.parametrize(
    "text",
    [
        "Printers with Blue Angel or an equivalent label.",
        "ENERGY STAR or equivalent.",
        "The units shall carry Nordic Swan or an equivalent label.",
        "Units in the EU Ecolabel or equivalent.",
        "80 PLUS or equivalent.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "The printers shall meet the limits on dust of Blue Angel DE-UZ 219, or equivalent.",
        "Noise below 45 dB(A). Blue Angel or equivalent counts as proof.",
        "Energy use by the method of ENERGY STAR 8.0 or equivalent.",
        "The least TCO over four years.",
        "An angel is printed on the case.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
