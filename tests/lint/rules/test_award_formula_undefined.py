# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, keys, shipped
from tests.support import award, clause, parameter, steps

RULE = "award-formula-undefined"


def scored(scale: dict[str, Any], **more: Any) -> Any:
    """A criterion beside a specification that asks for 3 years after delivery."""
    spec = clause(parameters={"years": parameter({"core": 3, "comprehensive": 4, "anchor": "after-delivery"})})
    return catalogue({"spec": spec, "points": award(scale=scale, **more)})


def pairs(*given: tuple[float, float], **more: Any) -> dict[str, Any]:
    return steps(**{"type": "steps", **more}) | {"steps": [{"from": v, "share": s} for v, s in given]}


@pytest.mark.parametrize(
    ("scale", "key"),
    [
        (pairs((1, 0.5), (1, 1.0)), "scale.steps.2"),
        # Fewer watts are better, but whoever reaches a step gets its share.
        (pairs((20, 1.0), (30, 0.5)), "scale.steps.2"),
        (pairs((1, 0.5), (2, 0.5), (3, 1.0)), "scale.steps.2"),
        (pairs((2, 0.5), (1, 1.0)), "scale.steps.2"),
        (pairs((1, 1.0), type="linear"), "scale.steps"),
        (
            pairs((2, 0.5), type="linear") | {"steps": [{"from": 2, "share": 0}, {"from": 2, "share": 1}]},
            "scale.steps.2",
        ),
        (pairs((1, 1.0), relative=True), "scale.relative"),
        (pairs((1, 1.0), type="lowest"), "scale.steps"),
        ({"type": "lowest", "starts-above": "spec.years"}, "scale.starts-above"),
        ({"type": "lowest", "relative": True}, "scale.relative"),
        ({"type": "lowest", "whole": True}, "scale.whole"),
        (pairs((48, 1.0), unit="months", **{"starts-above": "spec.years"}), "scale.unit"),
        (pairs((5, 1.0), anchor="from-acceptance", **{"starts-above": "spec.years"}), "scale.anchor"),
    ],
)
def test_a_scale_without_one_result_is_found(scale: dict[str, Any], key: str) -> None:
    assert set(keys(RULE, scored(scale))) == {key}


@pytest.mark.parametrize(
    "scale",
    [
        {"type": "lowest"},
        pairs((1, 0.5), (2, 1.0)),
        pairs((2, 1.0), (1, 0.5)),
        pairs((1, 0), (5, 1.0), type="linear"),
        pairs((1, 0.5), (2, 1.0), relative=True, **{"starts-above": "spec.years"}),
        pairs((5, 0.5), (6, 1.0), anchor="after-delivery", **{"starts-above": "spec.years"}),
    ],
)
def test_a_scale_with_one_result_passes(scale: dict[str, Any]) -> None:
    assert keys(RULE, scored(scale)) == []


def test_steps_of_different_levels_may_start_alike() -> None:
    scale = steps() | {
        "steps": [
            {"from": 1, "share": 1.0, "levels": ["core"]},
            {"from": 1, "share": 0.5, "levels": ["comprehensive"]},
            {"from": 2, "share": 1.0, "levels": ["comprehensive"]},
        ]
    }
    assert keys(RULE, scored(scale)) == []


def test_a_line_that_loses_steps_starts_at_the_required_value() -> None:
    # At the comprehensive level only 8 is left of it, and the line starts at the required value.
    line = pairs((4, 0), (8, 1.0), type="linear", **{"starts-above": "spec.years"})
    assert keys(RULE, scored(line)) == []
    alone = pairs((8, 1.0), type="linear", **{"starts-above": "spec.years"})
    one, _ = found(RULE, scored(alone, applies=[{"categories": ["laptop"]}]))
    assert one.message == "a line needs two steps, and “laptop” has 1 at “core”"
    assert one.fix == "Add a step, or use the type steps."


def test_one_fault_is_told_once_for_all_categories() -> None:
    (one,) = found(RULE, scored(pairs((20, 1.0), (30, 0.5))))
    assert one.message == "30 earns no more than 20"
    assert one.fix == "Let the shares rise; use the type lowest where less is better."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
