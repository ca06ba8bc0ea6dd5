# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, keys, saying, shipped
from tests.support import award, clause, parameter, steps

RULE = "warranty-out-of-range"


def term(name: str = "warranty-years", unit: str = "years", title: str = "Length", **case: Any) -> dict[str, Any]:
    return clause(parameters={name: parameter({"anchor": "after-delivery", **case}, unit=unit, title=title)})


@pytest.mark.parametrize(
    ("case", "wrong"),
    [
        ({"core": 8}, ["core"]),
        ({"core": 5, "comprehensive": 10}, ["comprehensive"]),
        ({"core": 2, "min": 1, "max": 15}, ["max"]),
        ({"core": 6, "unit": "months"}, ["core"]),
        ({"core": 24, "min": 6, "max": 96, "unit": "months"}, ["min", "max"]),
        ({"core": 1, "comprehensive": 7, "min": 1, "max": 7}, []),
        ({"core": 12, "max": 84, "unit": "months"}, []),
        ({"core": "undecided"}, []),
        ({"core": 0, "comprehensive": 2}, []),
    ],
)
def test_figures_and_bounds_keep_within_the_market(case: dict[str, Any], wrong: list[str]) -> None:
    assert keys(RULE, term(**case)) == [f"parameters.warranty-years.cases.1.{key}" for key in wrong]


def test_other_terms_are_free() -> None:
    assert keys(RULE, term("parts-years", core=10)) == []
    assert keys(RULE, term("repair-days", "days", "Repair under the warranty", core=20)) == []
    assert keys(RULE, term("cover", title="Guarantee", core=20)) == ["parameters.cover.cases.1.core"]


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall offer a warranty of at least ten years after delivery.",
        "The tenderer shall offer a 10-year warranty.",
        "The units have 6 months of warranty from delivery.",
        "The tenderer shall offer twenty years’ warranty.",
        "The guarantee lasts for 120 months from delivery.",
    ],
)
def test_a_typed_term_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall offer a warranty of three (3) years after delivery.",
        "The tenderer shall offer a 24-month warranty.",
        "The warranty shall last two years and the spare parts shall be on sale for ten years.",
        "Beyond the warranty, parts stay on sale for ten years.",
        "Parts stay on sale for 10 years after the warranty.",
        "A claim under the warranty is answered within 10 days.",
        "The tenderer shall offer updates for ten years.",
    ],
)
def test_a_usual_term_or_another_one_passes(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def scored(**scale: Any) -> Any:
    spec = term(core=3, comprehensive=4)
    return catalogue({"spec": spec, "points": award(scale=steps(**{"type": "steps", **scale}) | scale)})


def test_points_end_where_the_market_does() -> None:
    above = {"starts-above": "spec.warranty-years"}
    far = [{"from": 4, "share": 0.5}, {"from": 10, "share": 1.0}]
    assert keys(RULE, scored(steps=far, **above)) == ["scale.steps.2.from"]
    beyond = [{"from": 4, "share": 0.5}, {"from": 5, "share": 1.0}]
    (one,) = found(RULE, scored(steps=beyond, relative=True, **above))
    assert one.place.key == "scale.steps.2.from"
    assert one.message == "points for a warranty of 8 years"
    assert keys(RULE, award(scale=steps(10, anchor="after-delivery"))) == []


def test_the_finding_names_the_term() -> None:
    (one,) = found(RULE, saying("The tenderer shall offer a warranty of ten years."))
    assert one.message == "a warranty of “ten years”"
    assert one.fix == "Set one to seven years."
    (figure,) = found(RULE, term(core=8))
    assert figure.message == "a warranty of 8 years"


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
