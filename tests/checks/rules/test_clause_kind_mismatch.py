# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import CRITERION, found, keys, scored

RULE = "clause-kind-mismatch"


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall offer at least two years of warranty.",
        "The contractor shall deliver within ten days of the order.",
        "The units shall have a matt screen.",
        "The contractor shall train the users.",
        "Tenderers shall offer a service desk.",
    ],
)
def test_the_fault_is_found(text: str) -> None:
    assert CRITERION in keys(RULE, lots=scored("Plan", text))


@pytest.mark.parametrize(
    "text",
    [
        "10 points for each year of warranty offered above the second.",
        "Up to 20 points for the plan: 10 for dates, 10 for names.",
        "5 points for a matt screen.",
        "The tenderer shall enclose its plan, which is scored.",
        "Points by the number of training days offered.",
    ],
)
def test_what_comes_close_passes(text: str) -> None:
    assert keys(RULE, lots=scored("Plan", text)) == []


def test_the_message_speaks_of_a_criterion_and_of_no_clause() -> None:
    (finding,) = found(RULE, lots=scored("Plan", "The contractor shall train the users."))
    assert finding.message == "“The contractor shall” does not belong into an award criterion"
