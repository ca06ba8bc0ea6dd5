# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "label-without-equivalent"


@pytest.mark.parametrize(
    "text",
    [
        "Display with ENERGY STAR.",
        "The printers shall carry Blue Angel.",
        "Registered in EPEAT, with no equivalent.",
        "Units with TCO Certified. Equivalent colours are accepted.",
        "Nordic Swan or better.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Display with the limits of ENERGY STAR 8.0 or an equivalent label.",
        "Blue Angel or an equivalent label.",
        "Energy stars are drawn on the box.",
        "The TCO of the units is calculated in the cost sheet.",
        "No label such as EPEAT is required.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
