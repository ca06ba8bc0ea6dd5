# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "price-not-compared"
LONG = {"priorities": ["long-life"], "proportionality": "short"}
PRICED = {"weights": {"price": 100}, "data": "none"}
SHARES = ("lots.1.sheet.service-share", "lots.1.sheet.battery-share")


@pytest.mark.parametrize(
    ("sheet", "missing"),
    [
        ({}, SHARES),
        ({"battery-share": 30}, SHARES[:1]),
        ({"service-share": {"laptop": 5}}, SHARES[1:]),
        ({"battery-share": {"laptop": 0.5}}, SHARES[:1]),
        ({"working-share": 70}, SHARES),
    ],
)
def test_an_option_without_a_share_is_not_compared(sheet: Table, missing: tuple[str, ...]) -> None:
    assert keys(RULE, tender=LONG, lots=[lot(sheet=sheet, **PRICED)]) == sorted(missing)


@pytest.mark.parametrize(
    "sheet",
    [
        {"battery-share": 30, "service-share": 5},
        {"battery-share": {"laptop": 100}, "service-share": {"laptop": 0.5}},
        {"battery-share": 1, "service-share": {"laptop": 5}},
    ],
)
def test_an_option_with_a_share_passes(sheet: Table) -> None:
    assert keys(RULE, tender=LONG, lots=[lot(sheet=sheet, **PRICED)]) == []


def test_the_warning_names_clause_and_figure() -> None:
    finding, *_ = found(RULE, tender=LONG, lots=[lot(sheet={"service-share": 5}, **PRICED)])
    assert "One battery replacement at a fixed price" in finding.message
    assert finding.place.key == "lots.1.sheet.battery-share"


@pytest.mark.parametrize(
    ("tender", "overrides"),
    [
        ({"proportionality": "short"}, {}),
        # What counts in a repair lot is listed under `repairs`.
        (LONG, {"acquisition": "repair"}),
    ],
)
def test_a_lot_without_such_options_passes(tender: Table, overrides: Table) -> None:
    assert keys(RULE, tender=tender, lots=[lot(**PRICED, **overrides)]) == []
