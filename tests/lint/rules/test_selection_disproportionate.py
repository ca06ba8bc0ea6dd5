# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying

RULE = "selection-disproportionate"


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall have had a yearly turnover of at least ten times the contract value.",
        "The tenderer shall have had a turnover of 2.5 times the estimated annual contract value.",
        "The value of the contract is EUR 400,000. The tenderer shall have had a turnover of EUR 5,000,000.",
        "The estimated value is 1.5 million EUR over two years. The turnover is at least 4 million EUR.",
        "The contract value is KES 20 000 000. A turnover of KES 60 000 000 is required.",
        "The contract value is €400.000. The tenderer shall have had a turnover of €1.000.000.",
    ],
)
def test_more_than_twice_the_value_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall have had a yearly turnover of at least twice the contract value.",
        "The tenderer shall have had a yearly turnover of 2 times the contract value.",
        "The value of the contract is EUR 400,000. The tenderer shall have had a turnover of EUR 800,000.",
        "The value of the contract is USD 400,000. The tenderer shall have had a turnover of KES 5,000,000.",
        "The estimated value is 1.5 million EUR. The turnover is at least 3 million EUR.",
        "The tenderer shall have had a turnover of EUR 5,000,000.",
        "The penalty is three times the contract value.",
    ],
)
def test_up_to_twice_the_value_passes(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_the_finding_names_the_words_and_the_way_out() -> None:
    (one,) = found(RULE, saying("The yearly turnover shall be ten times the contract value."))
    assert one.message == "“ten times the contract value” is more than twice the value of the contract"
    assert one.fix.startswith("Ask for at most twice the value of the contract")
