# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "local-facility-at-tender"


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall have a repair workshop within 50 km of the city hall.",
        "The tenderer shall have an office in Nairobi.",
        "A local service centre is required.",
        "The tenderer must have a workshop near the school.",
        "Tenderers with a workshop in Kenya only.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Repaired within five working days of the notice of the fault.",
        "Delivered to the workshop of the school.",
        "The units stand in the office in Nairobi.",
        "No local office is required.",
        "Collected from 12 sites within 50 km of the city hall.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
