# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys
from tests.support import Table, included, lot

RULE = "environment-weight-unused"
CONSUMABLES = lot({"consumables": 5}, acquisition="consumables", data=None)
REPAIR, REFURBISHED = lot(acquisition="repair"), lot(acquisition="refurbished")


@pytest.mark.parametrize(
    ("weight", "lots"),
    [
        (20, [REPAIR]),
        (1, [REPAIR]),
        (20, [CONSUMABLES]),
        (20, [REFURBISHED]),
        (20, [REPAIR, lot()]),
    ],
)
def test_a_weight_that_no_criterion_takes_is_found(weight: int, lots: list[Table]) -> None:
    assert keys(RULE, tender={"environment-weight": weight}, lots=lots) == ["lots.1.weights"]


@pytest.mark.parametrize(
    ("weight", "lots", "inclusions"),
    [
        (20, [lot()], []),
        (20, [lot(acquisition="lease")], []),
        (0, [REPAIR], []),
        (None, [REPAIR], []),
        (20, [REPAIR | {"weights": {"price": 100}}], []),
        (20, [REFURBISHED], included("refurbished-quality-points")),
    ],
)
def test_a_criterion_no_weight_or_weights_of_the_lot_pass(
    weight: int | None, lots: list[Table], inclusions: list[Table]
) -> None:
    assert keys(RULE, tender={"environment-weight": weight}, lots=lots, included=inclusions) == []
