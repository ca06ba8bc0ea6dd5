# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import NOTE, keys, noted

RULE = "selection-disproportionate"


@pytest.mark.parametrize(
    "text",
    [
        "Yearly turnover of at least ten times the contract value.",
        "The contract value is EUR 400,000. Turnover of at least EUR 2,000,000.",
        "Annual sales of five times the estimated value.",
        "Turnover of 3 times the contract price in each of the last three years.",
        "Turnover of at least EUR 9 million for a contract value of EUR 3 million.",
    ],
)
def test_more_than_twice_the_value_is_found(text: str) -> None:
    assert NOTE in keys(RULE, lots=noted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Yearly turnover of at least the contract value.",
        "Turnover of EUR 900,000.",
        "Turnover of at least twice the contract value.",
        "The contract value is EUR 400,000. Turnover of at least EUR 800,000.",
        "Three times the number of units of last year.",
    ],
)
def test_up_to_twice_the_value_passes(text: str) -> None:
    assert keys(RULE, lots=noted(text)) == []
