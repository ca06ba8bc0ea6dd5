# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys
from tests.support import Table, lot

RULE = "award-weight-missing"
PRICE = {"price": 100}


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"lots": [lot({"display": 50}, data=None)]},
        {"lots": [lot(acquisition="lease")]},
        {"lots": [lot(weights=PRICE), lot()]},
        {"lots": [lot(acquisition="take-back")]},
    ],
)
def test_a_lot_without_weights_is_found(content: Table) -> None:
    assert keys(RULE, **content) == [f"lots.{len(content.get('lots', [1]))}.weights"]


@pytest.mark.parametrize(
    "content",
    [
        {"tender": {"environment-weight": 20}},
        {"tender": {"environment-weight": 2}},
        {"lots": [lot(weights=PRICE)]},
        {"lots": [lot(weights={"price": 80, "warranty-extension-points": 20})]},
        {"lots": [lot(weights={"price": 80, "quality": 20})]},
    ],
)
def test_weights_of_any_kind_pass(content: Table) -> None:
    assert keys(RULE, **content) == []
