# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys
from tests.support import Table, lot

RULE = "award-formula-undefined"
SPREAD = {"price-difference": 5000}
POINTS = {"price": 80, "end-of-use-quality-points": 20}


def back(**overrides: object) -> Table:
    return lot(**{"acquisition": "take-back", "weights": POINTS, **overrides})


@pytest.mark.parametrize(
    "lots",
    [
        [back()],
        [back(weights=None)],
        [back(sheet={"repairs": "none"})],
        [lot(weights={"price": 100}), back()],
        [back(returns={"display": 20}, data=None)],
    ],
)
def test_a_formula_without_its_figure_is_found(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots) == [f"lots.{len(lots)}.sheet.price-difference"]


@pytest.mark.parametrize(
    "lots",
    [
        [back(sheet=SPREAD)],
        [back(weights={"price": 100})],
        [lot(weights={"price": 100})],
        [lot()],
        [lot(acquisition="lease")],
    ],
)
def test_a_complete_formula_passes(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots) == []


@pytest.mark.parametrize(
    ("lots", "missing"),
    [
        ([lot(weights={"price": 80, "quality": 20})], [1]),
        ([lot(weights={"life-cycle-cost-award": 80, "warranty-extension-points": 20})], [1]),
        ([back(), lot(weights={"price": 100})], [1]),
        ([lot(weights={"price": 80, "quality": 20}, sheet={"no-points-from": 5000})], []),
        ([lot(weights={"price": 100})], []),
    ],
)
def test_where_no_score_depends_on_others_a_ceiling_is_asked_for(lots: list[Table], missing: list[int]) -> None:
    found = keys(RULE, lots=lots, tender={"country": "PT"})
    assert found == [f"lots.{number}.sheet.no-points-from" for number in missing]
