# SPDX-License-Identifier: Apache-2.0
"""A purchase with this fault is refused: it has no selection, and the finding is that of the refusal."""

import pytest

from tenderkit.library.library import Library
from tests.support import Table, choose, clause, ids, included, library, limit, lot, parameter, profile, refused

RULE = "conflicting-clauses"
LEASED = clause(conflicts=[{"clause": "b", "when": {"acquisition": ["lease"]}}])
SEVEN = clause(conflicts=[{"clause": "b", "when": {"years": 7}}])
YEARS = clause(parameters={"years": parameter({"core": 5, "comprehensive": 7})})
PLAIN = clause(conflicts=["b"])


def made(clauses: dict[str, Table]) -> Library:
    """A library in which the law of Kenya asks for seven years, where clause `b` has years."""
    has_years = "parameters" in clauses["b"]
    return library(clauses, {"ke": profile(limits=[limit("b.years", 7)] if has_years else [])})


@pytest.mark.parametrize(
    ("clauses", "content"),
    [
        ({"a": PLAIN, "b": clause()}, {}),
        ({"a": clause(), "b": clause(conflicts=["a"])}, {}),
        ({"a": LEASED, "b": clause()}, {"lots": [lot(acquisition="lease")]}),
        ({"a": SEVEN, "b": YEARS}, {"tender": {"level": "comprehensive"}}),
        ({"a": SEVEN, "b": YEARS}, {"parameters": {"b": {"years": 7}}}),
        ({"a": SEVEN, "b": YEARS}, {"tender": {"country": "KE"}}),
    ],
)
def test_two_included_clauses_that_contradict_each_other_are_found(clauses: dict[str, Table], content: Table) -> None:
    (finding,) = refused(made(clauses), included=included("a", "b"), **content)
    assert (finding.rule, finding.severity, finding.place.key) == (RULE, "error", "included")


@pytest.mark.parametrize(
    ("clauses", "inclusions", "content"),
    [
        ({"a": PLAIN, "b": clause()}, ("a",), {}),
        ({"a": PLAIN, "b": clause()}, (), {}),
        ({"a": PLAIN, "b": clause(), "c": clause()}, ("a", "c"), {}),
        ({"a": LEASED, "b": clause()}, ("a", "b"), {}),
        ({"a": SEVEN, "b": YEARS}, ("a", "b"), {}),
        ({"a": SEVEN, "b": YEARS}, ("a", "b"), {"parameters": {"b": {"years": 8}}, "tender": {"country": "KE"}}),
    ],
)
def test_one_of_the_two_and_a_conflict_that_does_not_hold_pass(
    clauses: dict[str, Table], inclusions: tuple[str, ...], content: Table
) -> None:
    chosen = choose(made(clauses), included=included(*inclusions), **content)
    assert set(inclusions) <= set(ids(chosen))
