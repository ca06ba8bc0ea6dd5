# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import found, keys, shipped
from tests.support import award, steps

RULE = "award-cliff"


def scored(*values: float, **scale: Any) -> dict[str, Any]:
    return award(scale=steps(*values, **scale))


@pytest.mark.parametrize("unit", ["years", "full-cycles", "score", "percent", None])
def test_steps_on_a_measured_value_are_found(unit: str | None) -> None:
    assert keys(RULE, scored(100, 200, unit=unit)) == ["scale.type"]


@pytest.mark.parametrize("unit", ["features", "label-tier", "accessories", "undertakings", "steps", "times"])
def test_steps_on_a_class_a_tier_or_a_count_pass(unit: str) -> None:
    assert keys(RULE, scored(1, 2, unit=unit)) == []


def line(*shares: float) -> dict[str, Any]:
    return scored(type="linear", steps=[{"from": at, "share": share} for at, share in enumerate(shares)])


@pytest.mark.parametrize(("shares", "faults"), [((0.0, 1.0), 0), ((0.05, 1.0), 0), ((0.06, 1.0), 1), ((0.5, 1.0), 1)])
def test_a_line_starts_low(shares: tuple[float, ...], faults: int) -> None:
    assert keys(RULE, line(*shares)) == ["scale.steps.1.share"] * faults


def test_each_category_and_level_has_a_line_of_its_own() -> None:
    given = [
        {"from": 0, "share": 0.0, "categories": ["laptop"]},
        {"from": 1, "share": 0.3, "levels": ["core"]},
        {"from": 2, "share": 1.0},
    ]
    clause = scored(type="linear", steps=given)
    clause["applies"] = [{"categories": ["laptop", "tablet"]}]
    first, second = found(RULE, clause)
    assert first.message == "the line starts with 30% of the points: below 1 there are none"
    assert second.message == "the line starts with 100% of the points: below 2 there are none"


def test_the_finding_names_the_unit() -> None:
    (one,) = found(RULE, scored(1, 2))
    assert one.message == "steps on “years”, which is measured: at each step a small difference decides"
    assert one.fix == "Use the type linear, or a unit that is `counted` in the vocabulary."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
