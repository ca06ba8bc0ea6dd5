# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import Table, catalogue, found, keys, shipped
from tests.support import QUESTIONS, clause, parameter

RULE = "unused-fact"
TEST = {"sites": 3}


def asked(one: Table, **more: Any) -> Any:
    """A catalogue with one question, whose fact is `sites`."""
    return catalogue({"a": one}, questions={"sites": {**QUESTIONS["sites"], **more}})


def test_a_fact_that_nothing_tests_is_found() -> None:
    assert keys(RULE, asked(clause())) == ["sites"]


@pytest.mark.parametrize(
    "one",
    [
        clause(applies=[{}, TEST]),
        clause(variants={"v": {"when": TEST, "title": "T"}}),
        clause(parameters={"years": parameter({"core": 5, **TEST})}),
        clause(sources=[{"id": "a-law", "mark": "C", "when": TEST}]),
    ],
)
def test_a_condition_of_a_clause_uses_a_fact(one: Table) -> None:
    assert keys(RULE, asked(one)) == []


def test_an_example_alone_uses_no_fact() -> None:
    assert keys(RULE, asked(clause(examples=[{"facts": TEST, "applies": True}]))) == ["sites"]


@pytest.mark.parametrize("more", [{"record": True}, {"key": "value"}])
def test_an_answer_that_is_no_fact_passes(more: dict[str, Any]) -> None:
    assert keys(RULE, asked(clause(), **more)) == []


def test_another_question_may_depend_on_a_fact() -> None:
    use = {**QUESTIONS["use"], "record": True, "applies": [{"sites": 3}]}
    assert keys(RULE, catalogue({"a": clause()}, questions={"sites": QUESTIONS["sites"], "use": use})) == []


def test_the_finding_names_the_question() -> None:
    (one,) = found(RULE, asked(clause()))
    assert (one.message, str(one.place)) == ("nothing tests the answer to “sites”", "questions.toml: sites")


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
