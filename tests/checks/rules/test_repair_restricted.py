# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "repair-restricted"


@pytest.mark.parametrize(
    "text",
    [
        "The warranty is void if the unit is opened by a third party.",
        "Repairs only by authorised service partners.",
        "Only original spare parts may be used.",
        "The contracting authority shall not open the units.",
        "Service manuals are confidential.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "A repair by a third party does not end the warranty.",
        "Repairs by the school workshop.",
        "Spare parts new or re-used.",
        "The units are opened with a common screwdriver.",
        "Service manuals are published.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
