# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, included, lot

RULE = "inclusion-unused"
PRICE = lot(weights={"price": 100})


def weighted(*criteria: str) -> Table:
    return lot(weights={"price": 100 - 10 * len(criteria), **dict.fromkeys(criteria, 10)})


@pytest.mark.parametrize(
    ("lots", "inclusions"),
    [
        ([PRICE], included("energy-points")),
        ([PRICE], included("warranty-extension-points")),
        ([PRICE, PRICE], included("energy-points")),
        ([weighted("warranty-extension-points")], included("energy-points", "warranty-extension-points")),
        ([lot(), PRICE], [{**included("energy-points")[0], "lot": 2}]),
    ],
)
def test_an_inclusion_without_effect_is_found(lots: list[Table], inclusions: list[Table]) -> None:
    assert keys(RULE, lots=lots, included=inclusions) == ["included"]


@pytest.mark.parametrize(
    ("lots", "inclusions"),
    [
        ([lot()], included("spare-units")),
        ([lot()], included("energy-points")),
        ([weighted("energy-points")], included("energy-points")),
        ([PRICE, weighted("energy-points")], included("energy-points")),
        ([PRICE, weighted("energy-points")], [{**included("energy-points")[0], "lot": 2}]),
        ([PRICE], []),
    ],
)
def test_an_inclusion_that_brings_a_clause_in_passes(lots: list[Table], inclusions: list[Table]) -> None:
    assert keys(RULE, lots=lots, included=inclusions) == []


def test_the_finding_names_the_clause() -> None:
    (finding,) = found(RULE, lots=[PRICE], included=included("energy-points"))
    assert finding.place.clause == "energy-points"
