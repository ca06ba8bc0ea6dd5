# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "data-none"


@pytest.mark.parametrize(
    "content",
    [
        lot(data="none"),
        lot({"imaging-equipment": 5}, data="none"),
        lot({"storage-media": 5}, data="none"),
        lot({"display": 50, "network-equipment": 1}, data="none"),
        lot({"display": 40}, {"laptop": 5}, data="none"),
        lot(acquisition="take-back", returns={"smartphone": 5}, data="none"),
    ],
)
def test_units_that_can_store_data_are_found(content: Table) -> None:
    assert keys(RULE, lots=[lot(), content]) == ["lots.2.data"]


@pytest.mark.parametrize(
    "content",
    [
        lot({"display": 40}, data="none"),
        lot({"accessory": 40}, {"display": 10}, data="none"),
        lot({"ups-battery": 4}, data="none"),
        lot(data="internal"),
        lot({"display": 40}, data=None),
        lot(acquisition="take-back", returns={"display": 5}, data="none"),
    ],
)
def test_another_class_and_units_without_data_pass(content: Table) -> None:
    assert keys(RULE, lots=[content]) == []


def test_the_message_names_the_units() -> None:
    (finding,) = found(RULE, lots=[lot({"laptop": 1, "display": 50}, data="none")])
    assert "laptop" in finding.message
    assert "display" not in finding.message
