# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys
from tests.support import Table, lot

RULE = "points-above-weight"
NAMED = {"price": 70, "quality": {"Plan": 20, "Staff": 10}}


def weighed(criteria: Table, weights: Table | None = None) -> Table:
    return lot(weights=weights or {"price": 80, "quality": 20}, criteria=criteria)


@pytest.mark.parametrize(
    ("criteria", "weights", "key"),
    [
        ({"quality": "30 points for a whole plan, 10 for an outline."}, None, "quality"),
        ({"quality": "10 points for an outline, 20.5 points for a plan."}, None, "quality"),
        ({"quality": "A plan earns 100 points."}, None, "quality"),
        ({"Plan": "20 points for a plan.", "Staff": "15 points for ten years."}, NAMED, "Staff"),
        ({"quality": "30 \u0646\u0642\u0637\u0629 لخطة كاملة."}, None, "quality"),
    ],
)
def test_more_points_than_the_weight_are_found(criteria: Table, weights: Table | None, key: str) -> None:
    assert keys(RULE, lots=[weighed(criteria, weights)]) == [f"lots.1.criteria.{key}"]


@pytest.mark.parametrize(
    ("criteria", "weights"),
    [
        ({"quality": "20 points for a plan, 10 for an outline."}, None),
        ({"quality": "Two points for each of ten steps."}, None),
        ({"quality": "A plan of 30 pages at most; 20 points if it has all 25 parts."}, None),
        ({"quality": "12.5 points for a plan within 30 days."}, None),
        ({"Plan": "20 points for a plan.", "Staff": "10 points for ten years."}, NAMED),
    ],
)
def test_as_many_points_as_the_weight_pass(criteria: Table, weights: Table | None) -> None:
    assert keys(RULE, lots=[weighed(criteria, weights)]) == []
