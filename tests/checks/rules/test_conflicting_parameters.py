# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, found, keys, noted
from tests.support import Table

RULE = "conflicting-parameters"
THREE = {"parameters": {"warranty-minimum": {"warranty-years": 3}}}


@pytest.mark.parametrize(
    ("note", "more"),
    [
        ("Warranty of 5 years after delivery.", THREE),
        ("A 24-month warranty.", THREE),
        ("With five years of warranty.", {}),
        ("Spare parts for 3 years after delivery.", {}),
        ("Security updates for seven years after delivery.", {}),
        ("A guarantee of 1 year.", {}),
    ],
)
def test_another_number_than_that_of_the_clause_is_found(note: str, more: Table) -> None:
    assert keys(RULE, lots=noted(note, **more)) == [NOTE]


@pytest.mark.parametrize(
    ("note", "more"),
    [
        ("Warranty of 3 years after delivery.", THREE),
        ("A 36-month warranty.", THREE),
        ("Used for five years, and under warranty.", THREE),
        ("Spare parts for 5 years after delivery.", {}),
        ("Repaired within 5 days of the notice under the warranty.", {}),
        ("Security updates each month.", {}),
    ],
)
def test_the_same_number_and_other_matters_pass(note: str, more: Table) -> None:
    assert keys(RULE, lots=noted(note, **more)) == []


def test_the_message_names_both_numbers_and_the_parameter() -> None:
    (finding,) = found(RULE, lots=noted("Warranty of 5 years after delivery.", **THREE))
    assert "5 years" in finding.message
    assert "3 years in warranty-minimum.warranty-years" in finding.message
