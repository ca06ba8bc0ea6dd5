# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "quantities-very-large"


@pytest.mark.parametrize(
    "lots",
    [
        [lot({"laptop": 333_334}), lot({"tablet": 333_334}), lot({"desktop": 333_333})],
        [lot({"tablet": 400_000})] * 3,
        [lot({"laptop": 400_000, "tablet": 400_000, "desktop": 200_001})],
        [lot({"laptop": 500_000}, {"laptop": 500_000}), lot({"display": 1}, data=None)],
        [lot({"laptop": 500_000}), lot({"tablet": 500_000}), lot({"server": 1, "accessory": 10})],
    ],
)
def test_all_lots_with_more_than_anybody_buys_are_found(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots) == ["lots"]


@pytest.mark.parametrize(
    "lots",
    [
        [lot({"laptop": 333_334}), lot({"tablet": 333_333}), lot({"desktop": 333_333})],
        [lot({"tablet": 300_000})] * 2,
        [lot({"laptop": 500_000}), lot({"tablet": 500_000}), lot({"accessory": 5_000_000})],
        [lot({"consumables": 2_000_000}, acquisition="consumables", data=None)],
        [lot({"laptop": 500_000}, {"laptop": 500_000})],
    ],
)
def test_as_many_as_large_tenders_buy_passes(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots) == []


def test_it_is_silent_where_one_lot_alone_is_too_large() -> None:
    lots = [lot({"laptop": 500_001}), lot({"tablet": 500_000})]
    assert (keys(RULE, lots=lots), keys("quantity-very-large", lots=lots)) == ([], ["lots.1.items"])


def test_the_message_names_the_sum_and_its_limit() -> None:
    (finding,) = found(RULE, lots=[lot({"tablet": 400_000})] * 3)
    assert "1,200,000" in finding.message
    assert "1,000,000" in finding.message
