# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import RETURN, handed_over, keys

RULE = "take-back-terms-incomplete"


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall take back the units after use.",
        "The contractor shall collect the laptops.",
        "The contractor shall pick up the equipment at each school.",
        "The contractor shall collect the units within ten days of the request.",
        "The contractor shall take the units back at no charge.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert RETURN in keys(RULE, lots=handed_over(text))


@pytest.mark.parametrize(
    "text",
    [
        "From the ground floor of each school.",
        "The contractor shall collect units at each site at no charge within 10 days of a request of at least 5.",
        "Ready in March.",
        "The contracting authority collects the units in one store.",
        "They may be kept by the school.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=handed_over(text)) == []
