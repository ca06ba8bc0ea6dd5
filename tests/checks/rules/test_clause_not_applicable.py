# SPDX-License-Identifier: Apache-2.0
"""What an inclusion brings into a lot for which the clause is not made."""

import pytest

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.rules.clause_not_applicable import find_faults
from tests.support import Table, choose, clause, english, library, lot

INCLUDED = [{"clause": "a", "reason": "A test."}]


def messages(applies: Table, bought: Table, included: list[Table], **more: object) -> list[str]:
    selection = choose(library({"a": clause(applies=[applies], **more)}), lots=[bought], included=included)
    return [fault.message for fault in find_faults(CheckedPurchase(selection, english()))]


@pytest.mark.parametrize(
    ("applies", "bought", "named"),
    [
        ({"data": ["classified"]}, lot(), "data = classified"),
        ({"has-returns": True}, lot(), "has-returns = True"),
        ({"min-months": 60}, lot(), "min-months = 60"),
        ({"min-quantity": 500}, lot(), "min-quantity = 500"),
        ({"data": ["classified"], "acquisition": ["purchase"]}, lot(), "data = classified"),
    ],
)
def test_a_clause_for_other_lots_is_found(applies: Table, bought: Table, named: str) -> None:
    (message,) = messages(applies, bought, INCLUDED)
    assert named in message


@pytest.mark.parametrize(
    ("applies", "included", "more"),
    [
        ({}, INCLUDED, {}),
        ({"data": ["personal"]}, INCLUDED, {}),
        ({"acquisition": ["lease"]}, INCLUDED, {}),
        ({"data": ["classified"]}, [], {}),
        ({}, INCLUDED, {"sets": []}),
        ({}, INCLUDED, {"levels": ["comprehensive"]}),
    ],
)
def test_a_clause_for_this_lot_and_one_of_another_size_pass(
    applies: Table, included: list[Table], more: Table
) -> None:
    assert messages(applies, lot(), included, **more) == []
