# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest

from tests.checks.checked import keys as shipped_keys
from tests.support import Table, choose, clause, library, limit, lot, parameter, profile, said

RULE = "limit-within-term"
KEY = "lots.1.parameters.a.years"


def keys(first_day: date, content: Table, **overrides: object) -> list[str | None]:
    """What is found where a clause asks for five years, and the law for seven from a day on."""
    law = profile(limits=[limit("a.years", 7, from_=first_day, **overrides)])
    whole = library({"a": clause(parameters={"years": parameter()})}, {"ke": law})
    return [finding.place.key for finding in said(choose(whole, tender={"country": "KE"}, lots=[content]), RULE)]


# The launch is on 15 January 2027, and the term is of 48 months.
@pytest.mark.parametrize(
    ("first_day", "content"),
    [
        (date(2027, 1, 16), lot()),
        (date(2028, 1, 15), lot()),
        (date(2031, 1, 14), lot()),
        (date(2028, 1, 14), lot(months=12)),
        (date(2029, 1, 1), lot(months=12, delivery_from=date(2028, 6, 1))),
        (date(2029, 1, 1), lot(parameters={"a": {"years": 6}})),
    ],
)
def test_a_higher_limit_within_the_term_is_found(first_day: date, content: Table) -> None:
    assert keys(first_day, content) == [KEY]


@pytest.mark.parametrize(
    ("first_day", "content"),
    [
        (date(2027, 1, 15), lot()),
        (date(2031, 1, 16), lot()),
        (date(2028, 1, 16), lot(months=12)),
        (date(2028, 5, 31), lot(months=12, delivery_from=date(2028, 6, 1))),
        (date(2029, 1, 1), lot(parameters={"a": {"years": 7}})),
    ],
)
def test_a_limit_in_force_after_the_term_or_met_passes(first_day: date, content: Table) -> None:
    assert keys(first_day, content) == []


def test_a_limit_for_other_categories_or_not_confirmed_passes() -> None:
    assert keys(date(2029, 1, 1), lot(), categories=["tablet"]) == []
    assert keys(date(2029, 1, 1), lot(), mark="M") == []


@pytest.mark.parametrize(("cycles", "times"), [(799, 1), (800, 0)])
def test_a_limit_of_the_shipped_library_is_found(cycles: int, times: int) -> None:
    phones = lot({"smartphone": 50}, parameters={"battery-endurance": {"cycles": cycles}})
    launch = {"country": "ES", "launch": date(2022, 6, 20)}
    assert len(shipped_keys(RULE, tender=launch, lots=[phones])) == times
