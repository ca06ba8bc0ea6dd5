# SPDX-License-Identifier: Apache-2.0
import pytest

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.rules.remedy_missing import find_faults
from tests.support import Table, award, choose, clause, english, library, lot, performance

DUTY = {"a-duty": performance()}
REMEDIES = {"remedies": performance()}


def keys(clauses: Table, lots: list[Table]) -> list[str | None]:
    selection = choose(library(clauses), lots=lots)
    return [fault.place.key for fault in find_faults(CheckedPurchase(selection, english()))]


@pytest.mark.parametrize(
    ("clauses", "lots"),
    [
        (DUTY, [lot()]),
        ({**DUTY, "b": performance()}, [lot()]),
        ({**DUTY, "b": clause()}, [lot()]),
        (DUTY, [lot(acquisition="lease")]),
        ({**DUTY, "remedies": performance(applies=[{"acquisition": ["lease"]}])}, [lot()]),
    ],
)
def test_duties_without_consequence_are_found(clauses: Table, lots: list[Table]) -> None:
    assert keys(clauses, lots) == ["lots.1"]


@pytest.mark.parametrize(
    ("clauses", "lots"),
    [
        ({**DUTY, **REMEDIES}, [lot()]),
        ({"b": clause()}, [lot()]),
        ({"b": award()}, [lot()]),
        ({"b": performance(applies=[{"acquisition": ["lease"]}])}, [lot()]),
        ({**DUTY, **REMEDIES}, [lot(acquisition="lease")]),
    ],
)
def test_remedies_or_no_duties_pass(clauses: Table, lots: list[Table]) -> None:
    assert keys(clauses, lots) == []
