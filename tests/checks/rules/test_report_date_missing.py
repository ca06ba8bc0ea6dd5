# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "report-date-missing"


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall send a report on the units collected.",
        "The contractor shall report on all repairs.",
        "The contractor shall hand over a report.",
        "The contractor must submit a report on the batteries.",
        "The contractor shall report the faults to the school.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall report on each unit within ten days of its collection.",
        "The contractor shall send a report every year.",
        "The contractor shall report by 31 January.",
        "A test report of an accredited laboratory.",
        "The school reports faults by telephone.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
