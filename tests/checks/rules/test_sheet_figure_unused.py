# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "sheet-figure-unused"
BY_PRICE = {"weights": {"price": 100}}
BY_COST = {"weights": {"life-cycle-cost-award": 100}}
TAKE_BACK = {"acquisition": "take-back", "weights": {"price": 90, "quality": 10}}


@pytest.mark.parametrize(
    ("overrides", "sheet", "unused"),
    [
        (BY_PRICE, {"handed-over-share": 60, "hours-in-use": 1600}, ["handed-over-share", "hours-in-use"]),
        (BY_PRICE, {"labour-hours": 20}, ["labour-hours"]),
        (BY_COST, {"emission-factor": 0.4}, ["emission-factor"]),
        (BY_COST | {"acquisition": "lease"}, {"working-share": {"laptop": 70}}, ["working-share.laptop"]),
        # Without a clause that sells one there is no line for it.
        (BY_COST, {"battery-share": 30}, ["battery-share"]),
        (BY_COST, {"price-difference": 5000}, ["price-difference"]),
    ],
)
def test_a_figure_that_no_sheet_prints_is_found(overrides: Table, sheet: Table, unused: list[str]) -> None:
    assert keys(RULE, lots=[lot(sheet=sheet, **overrides)]) == [f"lots.1.sheet.{key}" for key in unused]


@pytest.mark.parametrize(
    ("figure", "clause"),
    [
        ("battery-share", "battery-mid-life-replacement"),
        ("service-share", "extended-service-agreement"),
        ("case-share", "protective-case"),
    ],
)
def test_the_way_out_names_the_clause_that_counts_the_figure(figure: str, clause: str) -> None:
    (finding,) = found(RULE, lots=[lot(sheet={figure: 30}, **BY_COST)])
    assert f"“{clause}”" in (finding.fix or "")


@pytest.mark.parametrize(
    ("overrides", "sheet"),
    [
        (BY_PRICE, {}),
        (BY_COST, {"hours-in-use": {"laptop": 1600}, "working-share": 70, "repairs": {"battery": 1}}),
        (BY_COST | {"returns": {"laptop": 50}}, {"handed-over-share": 60}),
        (TAKE_BACK, {"price-difference": 5000}),
        ({"acquisition": "repair", **BY_PRICE}, {"labour-hours": 20, "repairs": {"laptop": {"battery": 3}}}),
    ],
)
def test_a_figure_that_counts_passes(overrides: Table, sheet: Table) -> None:
    assert keys(RULE, lots=[lot(sheet=sheet, **overrides)]) == []
