# SPDX-License-Identifier: Apache-2.0
"""A value `"none"` for a category: the duty does not hold for it, and the clause says so."""

from typing import Any

import pytest

from tenderkit.papers.clause_text import print_clauses
from tenderkit.selection.selection import Selection
from tests.support import choose, clause, english, library, limit, lot, parameter, profile, refused

BOTH = {"laptop": 5, "tablet": 5}
YEARS = clause(
    parameters={"years": parameter({"core": 3}, title="term of the warranty")},
    text={"title": "Warranty", "requirement": "The tenderer shall give a warranty of {{ years }}."},
)


def chosen(values: Any, profiles: Any = None, **overrides: Any) -> Selection:
    lots = [lot(BOTH, parameters={"warranty": {"years": values}})]
    return choose(library({"warranty": YEARS}, profiles), lots=lots, **overrides)


def printed(selection: Selection) -> tuple[str, tuple[str, ...]]:
    (one,) = print_clauses(selection.library, english(), selection.lots[0])
    return one.covers, one.requirement


def test_the_duty_does_not_hold_for_the_category_and_the_clause_says_so() -> None:
    covers, requirement = printed(chosen({"tablet": "none"}))
    assert covers == "No term of the warranty is set for tablets."
    assert requirement == ("For laptops: The tenderer shall give a warranty of 3 years.",)


def test_nothing_is_said_where_none_is_a_value_that_asks_for_nothing() -> None:
    index = {**parameter({"core": "the price index"}, type="text", title="index"), "off": "none"}
    text = {"title": "Warranty", "requirement": "The tenderer shall repair units.\n\nPrices rise with {{ index }}."}
    indexed = clause(parameters={"index": index}, text=text)
    lots = [lot(BOTH, parameters={"warranty": {"index": "none"}})]
    assert printed(choose(library({"warranty": indexed}), lots=lots)) == ("", ("The tenderer shall repair units.",))


def test_other_categories_keep_their_value_and_nothing_is_said_to_be_unused() -> None:
    selection = chosen({"laptop": 4, "tablet": "none"})
    assert printed(selection)[1] == ("For laptops: The tenderer shall give a warranty of 4 years.",)
    assert {finding.rule for finding in selection.findings} == {"thin-library"}


def test_a_limit_of_law_cannot_be_waived_and_the_buyer_is_told() -> None:
    profiles = {"ke": profile(limits=[limit("warranty.years", 2)])}
    selection = chosen({"tablet": "none"}, profiles, tender={"country": "KE"})
    value = selection.lots[0].picks[0].values["years"]["tablet"]
    assert (value.value, value.origin, value.moved_from) == (2, "law", "none")
    (finding,) = [found for found in selection.findings if found.rule != "thin-library"]
    assert "none was changed to 2" in finding.message
    assert printed(selection)[0] == ""


@pytest.mark.parametrize("value", ["none", ["none"]])
def test_it_is_said_by_category_only(value: Any) -> None:
    (finding,) = refused(library({"warranty": YEARS}), lots=[lot(BOTH, parameters={"warranty": {"years": value}})])
    assert finding.rule == "wrong-type"
