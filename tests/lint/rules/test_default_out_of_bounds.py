# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.library.jurisdiction import Limit
from tenderkit.library.library import Overlay
from tests.lint.seeded import catalogue, found, shipped
from tests.support import clause, parameter

RULE = "default-out-of-bounds"
CASES = (
    {"core": 5, "min": 3, "max": 7, "categories": ["laptop"]},
    {"core": 2, "min": 1, "max": 4},
)
CLAUSE = clause(parameters={"years": parameter(*CASES)})


def said(value: Any, *limits: Limit) -> list[str]:
    made = catalogue({"a": CLAUSE})
    overlay = Overlay({"en": "Ours"}, "1", file="ours/library.toml", defaults={"a": {"years": value}}, limits=limits)
    faults = found(RULE, replace(made, library=replace(made.library, overlays=(overlay,))))
    assert {(f.place.file, f.place.key) for f in faults} <= {("ours/library.toml", "defaults.a.years")}
    return [f.message for f in faults]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (9, "9 lies outside the usual range 3 to 7"),
        (0, "0 lies outside the usual range 3 to 7"),
        ({"laptop": 2}, "2 lies outside the usual range 3 to 7"),
        ({"laptop": 5, "tablet": 8}, "8 lies outside the usual range 1 to 4"),
    ],
)
def test_a_default_outside_the_bounds_is_found(value: Any, message: str) -> None:
    assert said(value) == [message]


@pytest.mark.parametrize("value", [3, 1, {"laptop": 7, "tablet": 1}, "undecided"])
def test_a_default_within_the_bounds_of_a_case_passes(value: Any) -> None:
    assert said(value) == []


@pytest.mark.parametrize(("value", "messages"), [(3, ["3 is moved to 4 by your own limit"]), (4, [])])
def test_a_default_below_a_limit_of_ones_own_is_found(value: int, messages: list[str]) -> None:
    assert said(value, Limit(("a.years",), 4, "a-law", "C", own=True)) == messages


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
