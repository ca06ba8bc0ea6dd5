# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "returns-twice"


def returned(*lines: Table) -> Table:
    return lot() | {"returns": [{"category": "laptop", "quantity": 50, **line} for line in lines]}


@pytest.mark.parametrize(
    ("lots", "key"),
    [
        ([returned({}, {})], "lots.1.returns.2"),
        ([returned({}, {"quantity": 20})], "lots.1.returns.2"),
        ([returned({"condition": "defect"}, {"category": "tablet"}, {"condition": "defect"})], "lots.1.returns.3"),
        ([returned({"note": "In the store."}, {"note": "In the store."})], "lots.1.returns.2"),
        ([returned({}), returned({})], "lots.2.returns.1"),
        ([returned({}), lot(), returned({"category": "tablet"}, {})], "lots.3.returns.2"),
    ],
)
def test_old_equipment_that_is_listed_twice_is_found(lots: list[Table], key: str) -> None:
    assert keys(RULE, lots=lots) == [key]


@pytest.mark.parametrize(
    "lots",
    [
        [returned({}, {"condition": "defect"})],
        [returned({}, {"moved-by": "authority"})],
        [returned({}, {"given-to": "person"})],
        [returned({}, {"note": "At the branch offices."})],
        [returned({}, {"category": "tablet"})],
        [returned({}), returned({"quantity": 51})],
        [returned({}), returned({"note": "At the branch offices."})],
    ],
)
def test_lines_with_one_difference_pass(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots) == []


def test_the_message_names_the_other_line() -> None:
    (finding,) = found(RULE, lots=[returned({}), returned({})])
    assert "lots.1.returns.1" in finding.message
    assert finding.place.lot == 2
