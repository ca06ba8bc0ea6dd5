# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import CRITERION, keys, scored
from tests.support import Table

RULE = "award-repeats-minimum"
THREE: Table = {"parameters": {"warranty-minimum": {"warranty-years": 3}}}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("10 points for a warranty of 2 years.", THREE),
        ("10 points for a warranty of 3 years after delivery.", THREE),
        ("5 points for a 24-month warranty.", {}),
        ("5 points for spare parts for 4 years.", {}),
        ("5 points for updates for three years.", {}),
    ],
)
def test_points_for_what_a_clause_demands_are_found(text: str, more: Table) -> None:
    assert keys(RULE, lots=scored("Plan", text, **more)) == [CRITERION]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("10 points for a warranty of 5 years.", THREE),
        ("5 points for a 36-month warranty.", {}),
        ("5 points for spare parts for 8 years.", {}),
        ("10 points for each year of warranty above the minimum.", THREE),
        ("10 points for a plan for the 2 years after delivery.", THREE),
    ],
)
def test_points_for_more_and_for_other_things_pass(text: str, more: Table) -> None:
    assert keys(RULE, lots=scored("Plan", text, **more)) == []
