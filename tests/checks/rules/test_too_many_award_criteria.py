# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys
from tests.support import Table, lot

RULE = "too-many-award-criteria"


def own(count: int, **more: object) -> list[Table]:
    names = {f"Plan {number}": 5 for number in range(count)}
    weights = {"price": 100 - 5 * count, "quality": names} if names else {"price": 100}
    return [lot(weights=weights, criteria=dict.fromkeys(names, "Points."), **more)]


@pytest.mark.parametrize(
    ("size", "count"), [("short", 2), ("short", 3), ("standard", 5), ("large", 6), ("full", 7), ("standard", 8)]
)
def test_more_criteria_than_the_size_carries_are_found(size: str, count: int) -> None:
    assert keys(RULE, tender={"proportionality": size}, lots=own(count)) == ["lots.1.weights"]


@pytest.mark.parametrize(
    ("size", "count"), [("short", 1), ("short", 0), ("standard", 4), ("large", 5), ("full", 6), ("full", 5)]
)
def test_as_many_as_the_size_carries_pass(size: str, count: int) -> None:
    assert keys(RULE, tender={"proportionality": size}, lots=own(count)) == []


def test_criteria_of_the_library_and_own_ones_are_counted_together() -> None:
    weights = {"life-cycle-cost-award": 60, "warranty-extension-points": 10, "battery-endurance-points": 10}
    criteria = {"Plan": "Points.", "Dates": "Points."}
    lots = [lot(weights={**weights, "quality": {"Plan": 10, "Dates": 10}}, criteria=criteria)]
    assert keys(RULE, tender={"proportionality": "standard"}, lots=lots) == ["lots.1.weights"]
    assert keys(RULE, tender={"proportionality": "large"}, lots=lots) == []
