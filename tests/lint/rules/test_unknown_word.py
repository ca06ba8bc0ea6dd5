# SPDX-License-Identifier: Apache-2.0
import pytest

from tenderkit.lint.rule import load_rules
from tests.lint.seeded import Table
from tests.support import clause, faults_of, library

RULE = "unknown-word"


@pytest.mark.parametrize(
    "one",
    [
        clause(applies=[{"acepts-refurbished": True}]),
        clause(text={"requirement": "For {{ part_years }}."}),
        clause(applies=[{"categories": ["lap-top"]}]),
        clause(requires=["b"]),
    ],
)
def test_reading_refuses_what_the_page_describes(one: Table) -> None:
    assert [fault.rule for fault in faults_of(library({"a": one}, faulty=True))] == [RULE]


def test_the_page_comes_without_a_check_of_its_own() -> None:
    rule = load_rules()[RULE]
    assert rule.check is None
    assert rule.summary == "a name that is not declared in the library."
