# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.checks.checked import keys, without
from tests.support import Table, lot

RULE = "parameter-unused"
CYCLES = {"battery-endurance": {"cycles": 1000}}
DESKTOPS = lot({"desktop": 50})


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ({"lots": [DESKTOPS], "parameters": CYCLES}, "parameters.battery-endurance"),
        ({"lots": [lot({"server": 5}), DESKTOPS], "parameters": CYCLES}, "parameters.battery-endurance"),
        ({"lots": [DESKTOPS | {"parameters": CYCLES}]}, "lots.1.parameters.battery-endurance"),
        ({"lots": [lot(), DESKTOPS | {"parameters": CYCLES}]}, "lots.2.parameters.battery-endurance"),
        (
            {"parameters": CYCLES, "excluded": without("battery-endurance", "battery-endurance-points")},
            "parameters.battery-endurance",
        ),
    ],
)
def test_a_value_that_changes_nothing_is_found(content: dict[str, Any], key: str) -> None:
    assert keys(RULE, **content) == [key]


@pytest.mark.parametrize(
    "lots",
    [
        [lot()],
        [lot({"tablet": 5})],
        [DESKTOPS, lot()],
        [lot(), lot({"server": 5})],
        [lot({"desktop": 5, "laptop": 1})],
    ],
)
def test_a_value_that_a_lot_prints_passes(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots, parameters=CYCLES) == []


def test_a_value_of_the_lot_that_has_the_clause_passes() -> None:
    assert keys(RULE, lots=[DESKTOPS, lot(parameters=CYCLES)]) == []
