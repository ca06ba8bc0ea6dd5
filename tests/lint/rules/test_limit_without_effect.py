# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.library.jurisdiction import Limit
from tenderkit.library.library import Overlay
from tests.lint.seeded import catalogue, found, shipped
from tests.support import clause, limit, parameter, profile

RULE = "limit-without-effect"
CLAUSE = clause(parameters={"years": parameter({"core": 5, "anchor": "after-delivery"})})


def said(one: dict[str, Any]) -> list[str]:
    return [f.message for f in found(RULE, catalogue({"a": CLAUSE}, {"ke": profile(limits=[one])}))]


@pytest.mark.parametrize(
    ("one", "counts"),
    [
        (limit("a.years", 7), "years"),
        (limit("a.years", 7, anchor="from-acceptance"), "years from-acceptance"),
        (limit("a.years", 7, unit="months", anchor="after-delivery"), "months after-delivery"),
        (limit("a.years", 7, unit=None, anchor=None), "no unit and no anchor"),
    ],
)
def test_a_limit_that_counts_otherwise_is_found(one: dict[str, Any], counts: str) -> None:
    assert said(one) == [f"it moves nothing: a.years counts years after-delivery, the limit {counts}"]


def test_a_limit_for_categories_of_another_case_is_found() -> None:
    cases = [
        {"core": 5, "anchor": "after-delivery", "categories": ["laptop"]},
        {"core": 7, "anchor": "from-acceptance"},
    ]
    one = limit("a.years", 7, anchor="after-delivery", categories=["tablet"])
    made = catalogue({"a": clause(parameters={"years": parameter(*cases)})}, {"ke": profile(limits=[one])})
    (fault,) = found(RULE, made)
    assert (fault.place.file, fault.place.key) == ("jurisdictions/ke.toml", "limits.1")


@pytest.mark.parametrize(
    "one", [limit("a.years", 7, anchor="after-delivery"), limit("a.years", 7, mark="M", anchor="from-acceptance")]
)
def test_a_limit_that_binds_or_that_nobody_confirmed_passes(one: dict[str, Any]) -> None:
    assert said(one) == []


@pytest.mark.parametrize(("anchor", "count"), [(None, 0), ("after-delivery", 0), ("from-acceptance", 1)])
def test_a_limit_of_an_organisation_may_leave_out_how_it_counts(anchor: str | None, count: int) -> None:
    own = Limit(("a.years",), 7, "a-law", "C", anchor=anchor, own=True)
    overlay = Overlay({"en": "Ours"}, "1", file="ours/library.toml", limits=(own,))
    made = catalogue({"a": CLAUSE})
    assert len(found(RULE, replace(made, library=replace(made.library, overlays=(overlay,))))) == count


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
