# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys, without
from tests.support import Table, lot

RULE = "used-equipment-untested"
TESTS = (
    "refurbished-grading",
    "refurbished-share-minimum",
    "refurbished-quality-points",
    "refurbished-unit-test-report",
    "used-equipment-export-test",
    "value-sharing",
)


def refurbished(**overrides: object) -> Table:
    return lot(**{"acquisition": "refurbished", **overrides})


@pytest.mark.parametrize(
    "lots",
    [
        [refurbished()],
        [refurbished(items={"desktop": 100})],
        [refurbished(items={"tablet": 30})],
        [lot(), refurbished()],
        [refurbished(months=24)],
    ],
)
def test_refurbished_units_without_a_test_are_found(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots, excluded=without(*TESTS)) == [f"lots.{len(lots)}.acquisition"]


@pytest.mark.parametrize(
    ("lots", "excluded"),
    [
        ([refurbished()], ()),
        ([refurbished(items={"desktop": 100})], ()),
        ([lot()], TESTS),
        ([lot(acquisition="repair")], TESTS),
        ([refurbished()], ("refurbished-unit-test-report",)),
    ],
)
def test_units_that_are_tested_or_new_pass(lots: list[Table], excluded: tuple[str, ...]) -> None:
    assert keys(RULE, lots=lots, excluded=without(*excluded)) == []
