# SPDX-License-Identifier: Apache-2.0
from datetime import date
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, keys, shipped
from tests.support import clause, limit, parameter, profile

RULE = "below-legal-floor"
EU = {"place": ["eu"], "anchor": "after-delivery", "min": 1, "max": 10}


def library(*cases: dict[str, Any], limits: list[dict[str, Any]] | None = None, **more: Any) -> Any:
    """A parameter in years with these cases; the law of “eu” asks for 7 of laptops, “fr” lies below it."""
    law = [limit("parts.years", 7, anchor="after-delivery", categories=["laptop"])] if limits is None else limits
    over = {key: more.pop(key) for key in ("direction", "type", "unit", "grades") if key in more}
    made = clause(parameters={"years": parameter(*cases, **over)}, **more)
    return catalogue({"parts": made}, {"eu": profile(limits=law), "fr": profile(parent="eu")})


@pytest.mark.parametrize("place", [{"place": ["eu"]}, {"place": ["fr"]}, {"jurisdictions": ["eu", "fr"]}])
def test_a_figure_for_the_place_of_the_limit_keeps_to_it(place: dict[str, Any]) -> None:
    wrong = {**EU, "core": 5, "comprehensive": 6}
    del wrong["place"]
    assert keys(RULE, library({**wrong, **place})) == [
        "parameters.years.cases.1.core",
        "parameters.years.cases.1.comprehensive",
    ]
    assert keys(RULE, library({**wrong, **place, "core": 7, "comprehensive": 8})) == []


def test_a_clause_for_the_place_binds_its_cases() -> None:
    case = {"core": 5, "anchor": "after-delivery"}
    both = [{"place": ["eu"]}, {"acquisition": ["lease"], "jurisdictions": ["fr"]}]
    assert keys(RULE, library(case, applies=both)) == ["parameters.years.cases.1.core"]
    assert keys(RULE, library(case, applies=[*both, {}])) == []


def test_a_default_for_every_place_may_be_lower() -> None:
    assert keys(RULE, library({"core": 5, "anchor": "after-delivery"})) == []
    assert keys(RULE, library({"core": 5, "anchor": "after-delivery", "place": ["eu", "international"]})) == []


def test_a_figure_from_the_source_of_the_limit_is_that_of_the_limit() -> None:
    told = {"value": 5, "mark": "D", "source": "a-law"}
    assert keys(RULE, library({"core": told, "anchor": "after-delivery"})) == ["parameters.years.cases.1.core"]
    assert keys(RULE, library({"core": {**told, "source": "another-law"}, "anchor": "after-delivery"})) == []
    assert keys(RULE, library({"core": {**told, "value": 7}, "anchor": "after-delivery"})) == []


def test_a_bound_does_not_call_the_law_unusual() -> None:
    case = {"core": 5, "anchor": "after-delivery"}
    (one,) = found(RULE, library({**case, "max": 6}))
    assert one.place.key == "parameters.years.cases.1.max"
    assert one.message == "the bound 6 calls 7 unusual, which the law of “eu” demands"
    assert keys(RULE, library({**case, "min": 1, "max": 7})) == []


def test_a_ceiling_is_a_limit_the_other_way_round() -> None:
    days = [limit("parts.years", 4, anchor="after-delivery")]
    case = {**EU, "core": 5, "min": 5}
    assert keys(RULE, library(case, limits=days, direction="max")) == [
        "parameters.years.cases.1.core",
        "parameters.years.cases.1.min",
    ]
    assert keys(RULE, library({**EU, "core": 3}, limits=days, direction="max")) == []


@pytest.mark.parametrize(
    ("kind", "bad", "good"),
    [({"type": "grade", "grades": ["C", "B", "A"]}, "C", "A"), ({"type": "list"}, ["fan"], ["fan", "battery"])],
)
def test_grades_and_lists_have_limits_too(kind: dict[str, Any], bad: Any, good: Any) -> None:
    law = [limit("parts.years", "B" if kind["type"] == "grade" else ["battery"], unit=None)]
    kind["unit"] = None
    assert keys(RULE, library({"core": bad, "place": ["eu"]}, limits=law, **kind)) == [
        "parameters.years.cases.1.core"
    ]
    assert keys(RULE, library({"core": good, "place": ["eu"]}, limits=law, **kind)) == []


@pytest.mark.parametrize(
    "other",
    [
        {"mark": "M"},
        {"anchor": "from-new"},
        {"unit": "months"},
        {"categories": ["display"]},
        {"acquisition": ["lease"]},
    ],
)
def test_a_limit_that_does_not_bind_the_case_is_none(other: dict[str, Any]) -> None:
    law = [limit("parts.years", 7, **{"anchor": "after-delivery", "categories": ["laptop"], **other})]
    assert keys(RULE, library({**EU, "core": 5, "max": 6, "categories": ["laptop"]}, limits=law)) == []


def test_refurbished_units_are_not_bound() -> None:
    assert keys(RULE, library({**EU, "core": 1, "acquisition": ["refurbished"]})) == []
    assert keys(RULE, library({**EU, "core": 1}, applies=[{"acquisition": ["refurbished"]}])) == []


def test_of_several_limits_the_mildest_counts_and_undecided_is_no_figure() -> None:
    law = [limit("parts.years", n, anchor="after-delivery", from_=date(2020 + n, 1, 1)) for n in (5, 8)]
    assert keys(RULE, library({**EU, "core": 5}, limits=law)) == []
    assert keys(RULE, library({**EU, "core": 4}, limits=law)) == ["parameters.years.cases.1.core"]
    assert keys(RULE, library({**EU, "core": "undecided"}, limits=law)) == []


def test_the_finding_names_figure_and_limit() -> None:
    (one,) = found(RULE, library({**EU, "core": 5}))
    assert one.message == "5 lies on the wrong side of 7, the limit of “eu”"
    assert one.fix == "Raise it to the limit, or ask for a proof instead."
    assert one.place.file == "useful-life/parts.toml"


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
