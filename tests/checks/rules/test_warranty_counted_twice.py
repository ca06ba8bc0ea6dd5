# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys
from tests.support import Table, lot

RULE = "warranty-counted-twice"
BOTH = {"life-cycle-cost-award": 80, "warranty-extension-points": 20}
PRICED = {"price": 80, "warranty-extension-points": 20}


@pytest.mark.parametrize(
    "overrides",
    [
        {"weights": BOTH, "sheet": {}},
        {"weights": BOTH, "sheet": {"repairs": {"battery": 1}}},
        {"weights": BOTH, "sheet": {"repairs": "One battery for each unit."}},
        {"weights": {**BOTH, "life-cycle-cost-award": 99, "warranty-extension-points": 1}, "sheet": {}},
        # The criteria that the library chooses.
        {"sheet": {"repairs": {"battery": 1}}},
    ],
)
def test_warranty_points_with_repairs_in_the_life_cycle_cost_are_found(overrides: Table) -> None:
    assert len(keys(RULE, lots=[lot(**overrides)])) == 1


def test_repairs_that_nobody_set_are_a_gap_and_no_fault() -> None:
    assert keys(RULE, lots=[lot()]) == []


@pytest.mark.parametrize(
    "overrides",
    [
        {"weights": BOTH, "sheet": {"repairs": "none"}},
        {"weights": PRICED, "sheet": {}},
        {"weights": PRICED, "sheet": {"repairs": {"battery": 1}}},
        {"weights": {"life-cycle-cost-award": 100}, "sheet": {"repairs": {"battery": 1}}},
        {"sheet": {"repairs": "None"}},
    ],
)
def test_one_of_the_two_alone_passes(overrides: Table) -> None:
    assert keys(RULE, lots=[lot(**overrides)]) == []
