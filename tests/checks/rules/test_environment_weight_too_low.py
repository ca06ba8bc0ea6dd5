# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys
from tests.support import Table, lot

RULE = "environment-weight-too-low"


def weights(points: float, other: str = "warranty-extension-points", price: str = "price") -> list[Table]:
    return [lot(weights={price: 100 - points, other: points})]


@pytest.mark.parametrize(
    "content",
    [
        {"lots": weights(5)},
        {"lots": weights(9.9)},
        {"lots": weights(1, "battery-endurance-points")},
        {"lots": [*weights(20), *weights(5)]},
        {"lots": [lot(weights={"price": 60, "warranty-extension-points": 5, "quality": 35})]},
    ],
)
def test_a_weight_below_ten_is_found(content: Table) -> None:
    assert keys(RULE, **content) == [f"lots.{len(content['lots'])}.weights"]


@pytest.mark.parametrize(
    "content",
    [
        {"lots": weights(10)},
        {"lots": weights(20)},
        {"lots": [lot(weights={"price": 100})]},
        {"lots": [lot()]},
        {"lots": weights(5, price="life-cycle-cost-award")},
    ],
)
def test_more_points_or_other_ways_pass(content: Table) -> None:
    assert keys(RULE, **content) == []


def test_it_is_silent_where_a_duty_is_missed() -> None:
    assert keys(RULE, tender={"country": "NO"}, lots=weights(5)) == []
    assert keys("duty-missed", tender={"country": "NO"}, lots=weights(5)) == ["lots.1.weights"]
