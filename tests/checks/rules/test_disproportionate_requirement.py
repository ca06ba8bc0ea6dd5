# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys
from tests.support import Table, lot

RULE = "disproportionate-requirement"
FEW = {"value": None}
HIGH = {**FEW, "level": "comprehensive"}


@pytest.mark.parametrize(
    ("tender", "lots"),
    [
        (HIGH, [lot({"laptop": 12})]),
        (HIGH, [lot({"display": 5}, data="none")]),
        (HIGH, [lot({"server": 2})]),
        ({**HIGH, "proportionality": "short"}, [lot({"tablet": 25})]),
        ({"level": "comprehensive", "value": {"amount": 9000, "currency": "EUR"}}, [lot({"laptop": 12})]),
    ],
)
def test_the_high_level_in_a_small_purchase_is_found(tender: Table, lots: list[Table]) -> None:
    assert keys(RULE, tender=tender, lots=lots) == ["tender.level"]


@pytest.mark.parametrize(
    ("tender", "lots"),
    [
        (FEW, [lot({"laptop": 12})]),
        (HIGH, [lot({"laptop": 600})]),
        (HIGH, [lot({"server": 3})]),
        ({"level": "comprehensive", "value": {"amount": 90_000, "currency": "EUR"}}, [lot({"laptop": 12})]),
        (FEW, [lot({"tablet": 25})]),
    ],
)
def test_the_usual_level_and_larger_purchases_pass(tender: Table, lots: list[Table]) -> None:
    assert keys(RULE, tender=tender, lots=lots) == []
