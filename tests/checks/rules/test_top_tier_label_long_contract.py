# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "top-tier-label-long-contract"


@pytest.mark.parametrize(
    ("months", "note"),
    [
        (48, "EPEAT Gold or equivalent."),
        (25, "EPEAT Gold or equivalent."),
        (36, "EPEAT Climate+ or equivalent."),
        (60, "Power supplies with 80 PLUS Titanium or equivalent."),
        (48, "The highest tier of the label or equivalent."),
    ],
)
def test_the_highest_tier_in_a_long_contract_is_found(months: int, note: str) -> None:
    assert keys(RULE, lots=noted(note, months=months)) == [NOTE]


@pytest.mark.parametrize(
    ("months", "note"),
    [
        (24, "EPEAT Gold or equivalent."),
        (12, "EPEAT Climate+ or equivalent."),
        (48, "The criteria of EPEAT at the silver tier, or equivalent."),
        (48, "5 points for EPEAT Gold or equivalent."),
        (48, "Gold-coloured cases."),
    ],
)
def test_a_short_term_a_middle_tier_and_points_pass(months: int, note: str) -> None:
    assert keys(RULE, lots=noted(note, months=months)) == []
