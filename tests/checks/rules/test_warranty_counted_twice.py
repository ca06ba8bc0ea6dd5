# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys
from tests.support import Table, lot

RULE = "warranty-counted-twice"
BOTH = {"life-cycle-cost-award": 80, "warranty-extension-points": 20}
PRICED = {"price": 80, "warranty-extension-points": 20}


@pytest.mark.parametrize("repairs", [{}, {"repairs": {"battery": 1}}, {"repairs": "One battery for each unit."}])
def test_warranty_points_beside_repairs_in_the_life_cycle_cost_are_found(repairs: Table) -> None:
    assert len(keys(RULE, lots=[lot(weights=BOTH, sheet=repairs)])) == 1


def test_the_criteria_that_the_library_chooses_are_looked_at_too() -> None:
    assert len(keys(RULE, lots=[lot(sheet={"repairs": {"battery": 1}})])) == 1
    assert keys(RULE, lots=[lot(sheet={"repairs": "None"})]) == []


def test_repairs_that_nobody_set_are_a_gap_and_no_fault() -> None:
    assert keys(RULE, lots=[lot()]) == []


@pytest.mark.parametrize(("weights", "sheet"), [(BOTH, {"repairs": "none"}), (PRICED, {})])
def test_one_of_the_two_alone_passes(weights: Table, sheet: Table) -> None:
    assert keys(RULE, lots=[lot(weights=weights, sheet=sheet)]) == []
