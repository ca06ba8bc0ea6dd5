# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, keys, shipped
from tests.support import award, clause, parameter, steps

RULE = "award-repeats-minimum"
LAPTOP = {"core": 3, "comprehensive": 5, "anchor": "after-delivery", "categories": ["laptop"]}
TABLET = {"core": 2, "anchor": "after-delivery", "categories": ["tablet"]}


def asked(scale: dict[str, Any], **more: Any) -> Any:
    """A criterion beside a specification that asks for 3 and 5 years of laptops, 2 of tablets."""
    spec = clause(parameters={"warranty-years": parameter(LAPTOP, TABLET, title="Length")}, **more.pop("spec", {}))
    points = award(
        text={"title": "Points for warranty"}, **{"applies": [{"categories": ["laptop", "tablet"]}], **more}
    )
    return catalogue({"warranty": spec, "points": {**points, "scale": scale}})


def above(*given: float, **more: Any) -> dict[str, Any]:
    return steps(*given, **{"starts-above": "warranty.warranty-years"}, **more)


@pytest.mark.parametrize("first", [1, 2])
def test_a_step_that_never_counts_is_found(first: int) -> None:
    assert keys(RULE, asked(above(first, 6))) == ["scale.steps.1.from"]


def test_a_step_for_one_category_and_level_is_measured_by_its_own_value() -> None:
    scale = above(6, 7)
    scale["steps"] = [
        {"from": 3, "share": 0.5, "categories": ["laptop"], "levels": ["core"]},
        {"from": 3, "share": 0.5, "categories": ["tablet"]},
        {"from": 5, "share": 0.7, "categories": ["laptop"], "levels": ["comprehensive"]},
        {"from": 6, "share": 1.0},
    ]
    assert keys(RULE, asked(scale)) == ["scale.steps.1.from", "scale.steps.3.from"]


def test_a_step_that_counts_for_something_passes() -> None:
    # Three years are nothing new for laptops, but more than is asked of tablets.
    assert keys(RULE, asked(above(3, 6))) == []


@pytest.mark.parametrize(
    "more",
    [
        {"applies": [{"categories": ["laptop", "display"]}]},
        {"spec": {"applies": [{"acquisition": ["purchase"]}]}},
        {"spec": {"sets": ["standard"]}},
        {"spec": {"levels": ["comprehensive"]}},
    ],
)
def test_a_step_counts_where_the_specification_is_not(more: dict[str, Any]) -> None:
    assert keys(RULE, asked(above(2, 6), **more)) == []


def test_a_required_specification_is_there_whatever_its_sets() -> None:
    assert keys(RULE, asked(above(2, 6), spec={"sets": ["standard"]}, requires=["warranty"])) == [
        "scale.steps.1.from"
    ]


def test_zero_beyond_the_minimum_is_the_minimum() -> None:
    assert keys(RULE, asked(above(0, 1, relative=True))) == ["scale.steps.1.from"]
    assert keys(RULE, asked(above(1, 2, relative=True))) == []
    line = {**above(0, 2, relative=True), "type": "linear"}
    line["steps"] = [{"from": 0, "share": 0.0}, {"from": 2, "share": 1.0}]
    assert keys(RULE, asked(line)) == []


def test_a_scale_on_what_a_specification_asks_for_names_it() -> None:
    (one,) = found(RULE, asked(steps(4, 5)))
    assert one.message == (
        "“warranty.warranty-years” already asks for such a value, and the scale does not start above it"
    )
    assert one.fix == 'Add starts-above = "warranty.warranty-years".'
    assert (one.place.clause, one.place.key) == ("points", "scale")


@pytest.mark.parametrize(
    ("scale", "more"),
    [
        (steps(4, 5, unit="months"), {}),
        (steps(4, 5, anchor="from-acceptance"), {}),
        (steps(4, 5), {"applies": [{"categories": ["display"]}], "spec": {"applies": [{"categories": ["laptop"]}]}}),
        (steps(4, 5), {"spec": {"kind": "contract-performance-clause", "text": {"remedy": "None."}}}),
    ],
)
def test_another_value_need_not_be_named(scale: dict[str, Any], more: dict[str, Any]) -> None:
    assert keys(RULE, asked(scale, **more)) == []


def test_years_of_something_else_need_not_be_named() -> None:
    spec = clause(parameters={"parts-years": parameter(LAPTOP, title="Sale of spare parts")})
    points = award(text={"title": "Points for updates"}, scale=steps(4, 5))
    assert keys(RULE, catalogue({"spare-parts": spec, "update-points": points})) == []


def test_the_finding_names_step_and_value() -> None:
    (one,) = found(RULE, asked(above(2, 6)))
    assert one.message == "step 1 (from 2) never counts: “warranty.warranty-years” asks for 2"
    assert one.fix == "Let it start above that value, or take it out."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
