# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "material-or-process-prescribed"


@pytest.mark.parametrize(
    "text",
    [
        "The housing shall be made of aluminium.",
        "The case must be made of magnesium.",
        "The frame shall be made of carbon fibre.",
        "The housing shall consist of steel.",
        "The units shall be made of bioplastic.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "The housing shall be made of aluminium or another material that can be recycled.",
        "The housing is made of aluminium today.",
        "The housing shall not be made of PVC.",
        "The housing shall bear a weight of 50 kg.",
        "The case must be made of magnesium or equivalent.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
