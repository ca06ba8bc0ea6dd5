# SPDX-License-Identifier: Apache-2.0
import datetime
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.library.jurisdiction import Limit
from tenderkit.library.library import Overlay
from tests.lint.seeded import catalogue, found, shipped
from tests.support import clause, limit, parameter, profile

RULE = "contradicting-limits"
OLD, NEW = datetime.date(2021, 3, 1), datetime.date(2025, 6, 20)
LAPTOPS, TABLETS = {"categories": ["laptop"]}, {"categories": ["tablet"]}


def messages(*limits: Any, another: Any = (), **more: Any) -> list[str]:
    case = {"core": 5, "anchor": "after-delivery", "max": 12, "min": 2}
    one = clause(parameters={"years": parameter(case, **more), "other": parameter(case)})
    places = {"xx": profile(limits=list(limits)), "yy": profile(limits=list(another))}
    return [finding.message for finding in found(RULE, catalogue({"a": one}, places))]


def at(value: Any, **more: Any) -> Any:
    return limit("a.years", value, **{"anchor": "after-delivery", **more})


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (at(5), at(7)),
        (at(5, from_=NEW), at(7, from_=NEW)),
        (at(5, **LAPTOPS), at(7, categories=["laptop", "tablet"])),
        (at(5, **LAPTOPS), at(7)),
        (at(5, **LAPTOPS), at(7, acquisition=["purchase"])),
    ],
)
def test_two_values_from_the_same_day_contradict_each_other(one: Any, two: Any) -> None:
    (message,) = messages(one, two)
    assert message.startswith("on a.years, “5” and “7” hold from the same day for the same equipment")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (at(5), at(5)),
        (at(5, **LAPTOPS), at(7, **TABLETS)),
        (at(5), at(7, anchor="after-end-of-production")),
        (at(5), at(60, unit="months")),
        (at(5), at(7, mark="M")),
        (at(5), limit("a.other", 7, anchor="after-delivery")),
        (at(5, acquisition=["lease"]), at(7, acquisition=["purchase"])),
        (at(5, categories=["laptop"]), at(7, **{"return-categories": ["tablet"]})),
        (at(5, from_=OLD), at(7, from_=NEW)),
        (at(7, from_=OLD, until=datetime.date(2025, 6, 19)), at(5, from_=NEW)),
        (at(7, from_=OLD), at(5, from_=NEW, **LAPTOPS)),
    ],
)
def test_limits_that_leave_room_for_each_other_pass(one: Any, two: Any) -> None:
    assert messages(one, two) == messages(two, one) == []


def test_limits_of_two_profiles_hold_together() -> None:
    assert messages(at(5), another=[at(7)]) == []


@pytest.mark.parametrize(("old", "new", "direction"), [(7, 5, "min"), (5, 7, "max")])
def test_a_later_limit_may_not_weaken_an_earlier_one_unsaid(old: int, new: int, direction: str) -> None:
    limits = at(new, from_=NEW, **TABLETS), at(old, from_=OLD, **TABLETS)
    (message,) = messages(*limits, direction=direction)
    assert message.startswith(f"on a.years, “{new}” from 2025-06-20 silently takes the place of the stricter “{old}”")


@pytest.mark.parametrize(
    ("old", "new", "wrong"), [(["a", "b"], ["a"], True), (["a"], ["b", "a"], False), (["a", "b"], ["b", "a"], False)]
)
def test_a_later_list_asks_for_all_of_the_earlier_one(old: list[str], new: list[str], wrong: bool) -> None:
    case = {"core": ["a"], "anchor": None}
    one = clause(parameters={"parts": parameter(case, type="list", unit=None)})
    limits = [limit("a.parts", v, unit=None, from_=day) for v, day in ((old, OLD), (new, NEW))]
    assert bool(found(RULE, catalogue({"a": one}, {"xx": profile(limits=limits)}))) is wrong


def test_a_limit_does_not_end_before_it_starts() -> None:
    assert messages(at(5, from_=NEW, until=OLD)) == ["the limit ends on 2021-03-01, before it starts on 2025-06-20"]


@pytest.mark.parametrize(
    ("value", "direction", "expected"),
    [
        (13, "min", ["the value “13” for a.years lies above 12, the usual maximum of the clause"]),
        (12, "min", []),
        (1, "min", []),
        (1, "max", ["the value “1” for a.years lies below 2, the usual minimum of the clause"]),
        (13, "max", []),
    ],
)
def test_a_limit_lies_within_the_bounds_of_the_clause(value: int, direction: str, expected: list[str]) -> None:
    assert messages(at(value), direction=direction) == expected


def test_one_case_with_room_for_a_limit_is_enough() -> None:
    cases = {"core": 5, "max": 6, **LAPTOPS}, {"core": 5, "max": 20}
    one = clause(parameters={"years": parameter(*cases)})
    for lines, expected in ((LAPTOPS, 0), (TABLETS, 0), ({}, 0)):
        limits = [limit("a.years", 10, **lines)]
        assert len(found(RULE, catalogue({"a": one}, {"xx": profile(limits=limits)}))) == expected
    narrow = clause(parameters={"years": parameter(cases[0])})
    assert len(found(RULE, catalogue({"a": narrow}, {"xx": profile(limits=[limit("a.years", 10)])}))) == 1


def test_a_replaced_duty_is_one_of_the_same_profile() -> None:
    def duties(replaces: str) -> list[dict[str, Any]]:
        new = {"id": "new", "text": {"en": "Do."}, "source": "a-law", "mark": "C", "replaces": replaces}
        return [{**new, "id": "old", "replaces": None}, new]

    said = [
        (f.message, str(f.place))
        for f in found(RULE, catalogue({"a": clause()}, {"xx": profile(duties=duties("odl")), "yy": profile()}))
    ]
    message = "the duty “new” replaces “odl”, which this profile does not have"
    assert said == [(message, "jurisdictions/xx.toml: duties.2.replaces")]
    assert found(RULE, catalogue({"a": clause()}, {"xx": profile(duties=duties("old"))})) == []


def test_the_limits_of_a_library_on_top_are_looked_at() -> None:
    one = catalogue({"a": clause(parameters={"years": parameter()})})
    limits = tuple(Limit(("a.years",), value, "a-law", "C", own=True) for value in (5, 7))
    overlay = Overlay({"en": "Ours"}, "1", file="ours/library.toml", limits=limits)
    (finding,) = found(RULE, replace(one, library=replace(one.library, overlays=(overlay,))))
    assert str(finding.place) == "ours/library.toml: limits.2"


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
