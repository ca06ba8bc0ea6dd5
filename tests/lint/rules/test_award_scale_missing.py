# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import found, keys, shipped
from tests.support import award, steps

RULE = "award-scale-missing"
BOTH = [{"categories": ["laptop", "tablet"]}]


def scored(*given: dict[str, Any], **more: Any) -> dict[str, Any]:
    return award(applies=BOTH, scale={**steps(), "steps": list(given)}, **more)


@pytest.mark.parametrize(
    "given",
    [
        [{"from": 1, "share": 1.0, "categories": ["laptop"]}],
        [{"from": 1, "share": 1.0, "levels": ["core"]}],
        [{"from": 1, "share": 0.5}, {"from": 2, "share": 0.9}],
        # The tablets of the comprehensive level get 0.5 at most.
        [
            {"from": 1, "share": 0.5},
            {"from": 2, "share": 1.0, "levels": ["core"]},
            {"from": 2, "share": 1.0, "categories": ["laptop"]},
        ],
    ],
)
def test_what_the_scale_leaves_out_is_found(given: list[dict[str, Any]]) -> None:
    assert set(keys(RULE, scored(*given))) == {"scale.steps"}


@pytest.mark.parametrize(
    "given",
    [
        [{"from": 1, "share": 0.5}, {"from": 2, "share": 1.0}],
        [{"from": 2, "share": 1.0, "categories": ["laptop"]}, {"from": 1, "share": 1.0, "categories": ["tablet"]}],
        [{"from": 2, "share": 1.0, "levels": ["core"]}, {"from": 3, "share": 1.0, "levels": ["comprehensive"]}],
    ],
)
def test_a_scale_for_all_passes(given: list[dict[str, Any]]) -> None:
    assert keys(RULE, scored(*given)) == []


def test_a_level_that_the_criterion_does_not_have_needs_no_steps() -> None:
    only = {"from": 1, "share": 1.0, "levels": ["comprehensive"]}
    assert keys(RULE, scored(only, levels=["comprehensive"])) == []
    assert keys(RULE, scored(only)) == ["scale.steps"]


def test_a_block_without_categories_needs_steps_for_all() -> None:
    one = {"from": 1, "share": 1.0, "categories": ["laptop"]}
    (core, _) = found(RULE, award(applies=[{}], scale={**steps(), "steps": [one]}))
    assert "“display”" in core.message
    assert "“laptop”" not in core.message


def test_offers_compared_with_each_other_need_no_steps() -> None:
    assert keys(RULE, award(applies=BOTH)) == []


def test_the_finding_names_categories_and_level() -> None:
    laptop = {"from": 1, "share": 1.0, "categories": ["laptop"]}
    tablet = {"from": 1, "share": 0.8, "categories": ["tablet"], "levels": ["core"]}
    short, bare = found(RULE, scored(laptop, tablet))
    assert short.message == "the steps for “tablet” at the level “core” never reach the whole share"
    assert bare.message == "no step covers “tablet” at the level “comprehensive”"
    assert bare.fix == "Add steps for it, or take it out of [[applies]]."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
