# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import CRITERION, found, keys, scored

RULE = "selection-criterion-misused"


@pytest.mark.parametrize(
    "text",
    [
        "10 points for each reference project of the tenderer.",
        "Points by the turnover of the tenderer.",
        "Points for the number of employees.",
        "5 points for each client reference: list of references.",
        "Points for years of experience of the firm.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert CRITERION in keys(RULE, lots=scored("Plan", text))


@pytest.mark.parametrize(
    "text",
    [
        "10 points for a delivery plan with dates by site.",
        "Points for the qualifications of the staff assigned to the contract.",
        "5 points for each hour by which the service answers earlier.",
        "Points for the training plan.",
        "Points for each year of warranty above the second.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=scored("Plan", text)) == []


def test_the_message_speaks_of_a_criterion_and_of_no_clause() -> None:
    (finding,) = found(RULE, lots=scored("Plan", "Points by the turnover of the tenderer."))
    assert finding.message == "“turnover” is about the firm, and this is an award criterion"
