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
