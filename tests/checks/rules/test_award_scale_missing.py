# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "award-scale-missing"


def weighted(quality: object, criteria: Table | None = None) -> list[Table]:
    return [lot(weights={"price": 80, "quality": quality}, criteria=criteria or {})]


@pytest.mark.parametrize(
    ("lots", "names"),
    [
        (weighted(20), ["quality"]),
        (weighted({"Plan": 20}), ["Plan"]),
        (weighted({"Plan": 10, "Training": 10}), ["Plan", "Training"]),
        (weighted({"Plan": 10, "Training": 10}, {"Plan": "5 points for each date."}), ["Training"]),
        ([lot(), *weighted({"Plan": 20})], ["Plan"]),
    ],
)
def test_a_criterion_without_text_is_found(lots: list[Table], names: list[str]) -> None:
    assert keys(RULE, lots=lots) == [f"lots.{len(lots)}.criteria.{name}" for name in names]


@pytest.mark.parametrize(
    "lots",
    [
        weighted(20, {"quality": "5 points for each date in the plan."}),
        weighted({"Plan": 20}, {"Plan": "5 points for each date."}),
        [lot(weights={"price": 100})],
        [lot(weights={"price": 80, "warranty-extension-points": 20})],
        [lot()],
    ],
)
def test_a_criterion_with_text_or_scale_passes(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots) == []


def test_the_message_names_the_criterion() -> None:
    (finding,) = found(RULE, lots=weighted({"Plan": 20}))
    assert "“Plan”" in finding.message
