# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys
from tests.support import Table, lot

RULE = "refurbished-contradicted"
NO, YES = {"accepts-refurbished": False}, {"accepts-refurbished": True}
IN_LOT, IN_TENDER = "lots.1.answers.accepts-refurbished", "tender.answers.accepts-refurbished"


def refurbished(answers: Table | None = None, **overrides: object) -> Table:
    return lot(acquisition="refurbished", answers=answers, **overrides)


@pytest.mark.parametrize(
    ("tender", "lots", "key"),
    [
        (None, [refurbished(NO)], IN_LOT),
        (YES, [refurbished(NO)], IN_LOT),
        (NO, [refurbished(NO)], IN_LOT),
        (NO, [refurbished()], IN_TENDER),
        (NO, [lot(), refurbished(items={"desktop": 20})], IN_TENDER),
    ],
)
def test_a_no_to_what_the_lot_buys_is_found(tender: Table | None, lots: list[Table], key: str) -> None:
    assert keys(RULE, tender={"answers": tender}, lots=lots) == [key]


@pytest.mark.parametrize(
    ("tender", "lots"),
    [
        (None, [refurbished()]),
        (None, [refurbished(YES)]),
        (NO, [refurbished(YES)]),
        (NO, [lot()]),
        (None, [lot(acquisition="lease", answers=NO), refurbished()]),
    ],
)
def test_a_yes_no_answer_and_other_lots_pass(tender: Table | None, lots: list[Table]) -> None:
    assert keys(RULE, tender={"answers": tender}, lots=lots) == []
