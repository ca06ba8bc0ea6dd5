# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, shipped
from tests.support import award, clause, limit, parameter, profile, steps

RULE = "withdrawn-clause-named"
GONE = clause(status="withdrawn", successor=["new"], parameters={"years": parameter()})


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (clause(requires=["gone"]), "requires"),
        (clause(replaces=["gone"]), "replaces"),
        (clause(conflicts=["gone"]), "conflicts.1"),
        (clause(applies=[{}, {"with": ["new", "gone"]}]), "applies.2.with"),
        (award(scale=steps(6, **{"starts-above": "gone.years"})), "scale.starts-above"),
    ],
)
def test_a_clause_that_leans_on_a_withdrawn_one_is_found(made: dict[str, Any], key: str) -> None:
    (one,) = found(RULE, catalogue({"a": made, "gone": GONE, "new": clause()}))
    assert (one.place.key, one.place.clause) == (key, "a")
    assert one.fix == "Name “new” instead."


def test_a_limit_on_a_withdrawn_clause_is_found() -> None:
    profiles = {"ke": profile(limits=[limit("gone.years", 7)])}
    (one,) = found(RULE, catalogue({"gone": GONE, "new": clause()}, profiles))
    assert (one.place.file, one.place.key) == ("jurisdictions/ke.toml", "limits.1")


def test_withdrawn_clauses_may_lean_on_each_other_and_name_successors() -> None:
    other = clause(status="withdrawn", requires=["gone"])
    assert (
        found(RULE, catalogue({"other": other, "gone": GONE, "new": clause(requires=["other2"]), "other2": clause()}))
        == []
    )


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
