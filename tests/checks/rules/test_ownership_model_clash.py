# SPDX-License-Identifier: Apache-2.0
"""What an inclusion brings into a lot of another acquisition model."""

import pytest

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.rules.ownership_model_clash import find_faults
from tests.support import Table, choose, clause, english, library, lot

INCLUDED = [{"clause": "a", "reason": "A test."}]


def clauses(acquisition: list[str] | None, model: str, included: list[Table]) -> list[str | None]:
    applies = [{}] if acquisition is None else [{"acquisition": acquisition}]
    selection = choose(library({"a": clause(applies=applies)}), lots=[lot(acquisition=model)], included=included)
    return [fault.place.clause for fault in find_faults(CheckedPurchase(selection, english()))]


@pytest.mark.parametrize(
    ("acquisition", "model"),
    [
        (["lease"], "purchase"),
        (["purchase"], "lease"),
        (["purchase", "refurbished"], "service"),
        (["service"], "purchase"),
        (["repair"], "lease"),
    ],
)
def test_a_clause_for_other_models_is_found(acquisition: list[str], model: str) -> None:
    assert clauses(acquisition, model, INCLUDED) == ["a"]


@pytest.mark.parametrize(
    ("acquisition", "model", "included"),
    [
        (["lease"], "lease", INCLUDED),
        (["purchase", "lease"], "lease", INCLUDED),
        (None, "service", INCLUDED),
        (["lease"], "purchase", []),
        (None, "purchase", []),
    ],
)
def test_a_clause_for_the_model_of_the_lot_passes(
    acquisition: list[str] | None, model: str, included: list[Table]
) -> None:
    assert clauses(acquisition, model, included) == []
