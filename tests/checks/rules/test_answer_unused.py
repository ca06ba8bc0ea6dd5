# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys as shipped_keys
from tests.support import Table, choose, clause, library, lot, parameter, said

RULE = "answer-unused"
SITES, USE, USED = {"sites": 3}, {"use": "office"}, {"accepts-refurbished": True}
MANY = {"many": {"when": {"sites": [3]}, "title": "Many sites"}}
YEARS = parameter({"core": 7, "sites": [3]}, {"core": 5})


def keys(one: Table, tender: Table, *lots: Table) -> list[str | None]:
    """The keys that are found with one clause and these answers, of the tender and of each lot."""
    content = {"tender": {"answers": tender}, "lots": [lot(answers=answers) for answers in lots]}
    return [finding.place.key for finding in said(choose(library({"a": one}), **content), RULE)]


@pytest.mark.parametrize(
    ("one", "tender", "lots", "expected"),
    [
        (clause(), SITES, [{}], ["tender.answers.sites"]),
        (clause(), {}, [USE], ["lots.1.answers.use"]),
        (clause(), {}, [{}, USED], ["lots.2.answers.accepts-refurbished"]),
        (clause(), SITES, [USE], ["tender.answers.sites", "lots.1.answers.use"]),
        (clause(applies=[{"use": "office"}]), SITES, [USE], ["tender.answers.sites"]),
        (clause(applies=[{"sites": [3]}], status="withdrawn", successor=[]), SITES, [{}], ["tender.answers.sites"]),
    ],
)
def test_an_answer_on_which_no_clause_depends_is_found(
    one: Table, tender: Table, lots: list[Table], expected: list[str]
) -> None:
    assert keys(one, tender, *lots) == expected


@pytest.mark.parametrize(
    ("one", "tender", "lots"),
    [
        (clause(applies=[{"sites": [3]}]), SITES, [{}]),
        (clause(applies=[{"sites": [4]}]), SITES, [{}]),
        (clause(variants=MANY), SITES, [{}]),
        (clause(parameters={"years": YEARS}), SITES, [{}]),
        (clause(applies=[{"use": "outdoors"}]), {}, [USE]),
        (clause(), {}, [{}]),
    ],
)
def test_an_answer_that_a_clause_tests_passes(one: Table, tender: Table, lots: list[Table]) -> None:
    assert keys(one, tender, *lots) == []


@pytest.mark.parametrize("answer", ["accepts-refurbished", "carried", "outdoors"])
def test_the_answers_that_the_shipped_clauses_test_pass(answer: str) -> None:
    assert shipped_keys(RULE, lots=[lot(answers={answer: True})]) == []
