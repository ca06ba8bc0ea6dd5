# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys
from tests.support import Table, lot

RULE = "share-of-fixed-returns"
OLD = {"returns": {"laptop": 50}, "weights": {"life-cycle-cost-award": 100}}
FIXED = {**OLD, "quantity_basis": "fixed"}


@pytest.mark.parametrize("share", [60, 0, 99, {"laptop": 99.5}, {"laptop": 1}])
def test_a_share_of_a_fixed_quantity_is_found(share: float | Table) -> None:
    lots = [lot(**OLD), lot(sheet={"handed-over-share": share}, **FIXED)]
    assert keys(RULE, lots=lots) == ["lots.2.sheet.handed-over-share"]


@pytest.mark.parametrize(
    "overrides",
    [
        {**FIXED, "sheet": {"handed-over-share": 100}},
        {**FIXED, "sheet": {"handed-over-share": {"laptop": 100}}},
        {**FIXED, "sheet": {}},
        {**FIXED, "returns": {}, "sheet": {"handed-over-share": 60}},
        {**OLD, "sheet": {"handed-over-share": 60}},
    ],
)
def test_an_estimate_or_the_whole_quantity_passes(overrides: Table) -> None:
    assert keys(RULE, lots=[lot(**overrides)]) == []
