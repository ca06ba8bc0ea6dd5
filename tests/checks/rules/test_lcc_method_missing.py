# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys, scored
from tests.support import Table, lot

RULE = "lcc-method-missing"
COSTS = {"life-cycle-cost-award": 80, "warranty-extension-points": 20}
# Where extra years of warranty get points, the sheet asks for no repairs unless the authority names them.
BATTERIES = {"life-cycle-cost-award": 80, "battery-endurance-points": 20}
SHEET = {
    "hours-in-use": 1600,
    "method-in-use": "Measured by the power meter of the authority.",
    "hours-idle": 400,
    "method-idle": "Measured by the power meter of the authority.",
    "repairs": "One battery for each unit in four years.",
    "working-share": 80,
}
PRICE = {"life-cycle-cost-award": {"electricity-price": 0.25}}


def costed(**overrides: object) -> list[Table]:
    return [lot(**{"weights": COSTS, "sheet": SHEET, "parameters": PRICE, **overrides})]


@pytest.mark.parametrize(
    ("lots", "key"),
    [
        (costed(sheet={}), "lots.1.sheet.hours-in-use"),
        (costed(weights=BATTERIES, sheet={k: v for k, v in SHEET.items() if k != "repairs"}), "lots.1.sheet.repairs"),
        (costed(parameters={}), "lots.1.parameters.life-cycle-cost-award.electricity-price"),
        (scored("Total cost of ownership", "Points."), "lots.1.weights.quality.Total cost of ownership"),
        (scored("Life-cycle costs", "Points."), "lots.1.weights.quality.Life-cycle costs"),
        (scored("TCO over four years", "Points."), "lots.1.weights.quality.TCO over four years"),
    ],
)
def test_an_incomplete_method_is_found(lots: list[Table], key: str) -> None:
    assert key in keys(RULE, lots=lots)


@pytest.mark.parametrize(
    "lots",
    [
        costed(),
        [lot(weights={"price": 80, "warranty-extension-points": 20})],
        scored("Cost of delivery", "Points."),
        scored("Life of the battery", "Points."),
        scored("Plan", "Points."),
    ],
)
def test_a_complete_method_and_other_criteria_pass(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots) == []
