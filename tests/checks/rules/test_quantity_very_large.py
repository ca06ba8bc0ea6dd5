# SPDX-License-Identifier: Apache-2.0
import pytest

from tenderkit.purchase import usual_limits
from tests.checks.checked import found, keys
from tests.support import Table, lot, vocabulary

RULE = "quantity-very-large"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (lot({"laptop": 500_001}), "items"),
        (lot({"laptop": 6_000_000}), "items"),
        (lot({"server": 50_001}), "items"),
        (lot({"accessory": 5_000_001}), "items"),
        (
            lot()
            | {"items": [{"category": "tablet", "quantity": 300_000}, {"category": "tablet", "quantity": 200_001}]},
            "items",
        ),
        (lot(acquisition="take-back", returns={"laptop": 700_000}), "returns"),
        (lot(returns={"storage": 50_001}), "returns"),
    ],
)
def test_more_of_a_category_than_anybody_buys_is_found(content: Table, key: str) -> None:
    assert keys(RULE, lots=[lot({"display": 5}, data=None), content]) == [f"lots.2.{key}"]


@pytest.mark.parametrize(
    "lots",
    [
        [lot({"laptop": 500_000})],
        [lot({"server": 50_000})],
        [lot({"accessory": 500_001})],
        [lot({"accessory": 5_000_000})],
        [lot({"laptop": 300_000, "tablet": 300_000})],
        [lot({"laptop": 300_000}), lot({"laptop": 300_000})],
        [lot({"laptop": 300_000}, {"laptop": 300_000})],
    ],
)
def test_as_many_as_large_tenders_buy_passes(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots) == []


def test_the_message_names_the_quantity_and_its_limit() -> None:
    (finding,) = found(RULE, lots=[lot({"laptop": 6_000_000})])
    assert "6,000,000 laptops" in finding.message
    assert "500,000" in finding.message


def test_the_message_is_in_the_language_of_the_purchase() -> None:
    (finding,) = found(RULE, language="ar", lots=[lot({"laptop": 6_000_000})])
    assert "حاسوب" in finding.message
    assert "{" not in finding.message + finding.fix


def test_another_device_is_named_as_the_purchase_names_it() -> None:
    device = dict.fromkeys(("battery", "stores-data", "screen", "carried", "consumables"), False)
    item = {"category": "other-device", "quantity": 600_000, "name": "body cameras", **device}
    (finding,) = found(RULE, lots=[lot() | {"items": [item]}])
    assert "body cameras" in finding.message


def test_the_limits_name_categories_of_the_vocabulary() -> None:
    assert vocabulary().categories.keys() >= (usual_limits.SERVERS | usual_limits.SMALL_THINGS)
