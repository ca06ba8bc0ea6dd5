# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest

from tests.support import Table, choose, clause, library, limit, parameter, profile, said

RULE = "legal-hint"
ANCHORED = parameter({"core": 5, "anchor": "after-delivery"})


def messages(law: Table, years: Table | None = None, country: str = "KE") -> list[str]:
    """The messages for a clause that asks for five years, at a place with one limit of law."""
    whole = library({"a": clause(parameters={"years": years or parameter()})}, {"ke": profile(limits=[law])})
    return [finding.message for finding in said(choose(whole, tender={"country": country}), RULE)]


@pytest.mark.parametrize(
    ("law", "years"),
    [
        (limit("a.years", 7, mark="M"), None),
        (limit("a.years", 7, mark="D"), None),
        (limit("a.years", 84, unit="months"), None),
        (limit("a.years", 7, anchor="after-end-of-production"), ANCHORED),
        (limit("a.years", 7), ANCHORED),
    ],
)
def test_a_figure_that_changes_no_value_is_found(law: Table, years: Table | None) -> None:
    (message,) = messages(law, years)
    assert "it changes no value here" in message


@pytest.mark.parametrize(
    ("law", "years", "country"),
    [
        (limit("a.years", 7), None, "KE"),
        (limit("a.years", 7, anchor="after-delivery"), ANCHORED, "KE"),
        (limit("a.years", 7, mark="M", until=date(2027, 1, 14)), None, "KE"),
        (limit("a.years", 7, mark="M", categories=["tablet"]), None, "KE"),
        (limit("a.years", 7, mark="M"), None, "NO"),
    ],
)
def test_a_figure_that_counts_or_concerns_others_passes(law: Table, years: Table | None, country: str) -> None:
    assert messages(law, years, country) == []
