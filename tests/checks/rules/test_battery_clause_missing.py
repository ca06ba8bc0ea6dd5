# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys, without
from tests.support import Table, lot

RULE = "battery-clause-missing"
BATTERY = (
    "battery-endurance",
    "battery-endurance-points",
    "battery-electrical-performance",
    "battery-health-information",
    "battery-charge-management",
    "battery-user-replaceable",
    "battery-mid-life-replacement",
)
SPAIN: Table = {"country": "ES"}


@pytest.mark.parametrize(
    ("tender", "lots"),
    [
        (SPAIN, [lot()]),
        (SPAIN, [lot({"tablet": 40})]),
        (SPAIN, [lot({"smartphone": 40, "display": 5}, acquisition="lease")]),
        ({"country": "KE", "delivery-country": "FR"}, [lot()]),
        ({"country": "NO"}, [lot()]),
    ],
)
def test_portable_devices_without_a_clause_are_found(tender: Table, lots: list[Table]) -> None:
    assert keys(RULE, tender=tender, lots=lots, excluded=without(*BATTERY)) == ["lots.1.items"]


@pytest.mark.parametrize(
    ("tender", "lots", "excluded"),
    [
        (SPAIN, [lot()], ()),
        (SPAIN, [lot({"desktop": 40})], BATTERY),
        ({"country": "KE"}, [lot()], BATTERY),
        (SPAIN, [lot(acquisition="repair")], BATTERY),
        (SPAIN, [lot(acquisition="take-back")], BATTERY),
        (SPAIN, [lot(acquisition="refurbished")], ()),
    ],
)
def test_other_equipment_places_and_models_pass(tender: Table, lots: list[Table], excluded: tuple[str, ...]) -> None:
    assert keys(RULE, tender=tender, lots=lots, excluded=without(*excluded)) == []


def test_the_message_names_the_equipment() -> None:
    (finding,) = found(RULE, tender=SPAIN, lots=[lot({"tablet": 40})], excluded=without(*BATTERY))
    assert "tablet" in finding.message
