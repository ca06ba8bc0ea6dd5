# SPDX-License-Identifier: Apache-2.0
from tenderkit.lint.rule import load_rules
from tests.support import clause, faults_of, library

RULE = "verification-missing"


def test_reading_refuses_a_clause_without_proof() -> None:
    bare = clause()
    bare["text"]["verification"] = {}
    faults = faults_of(library({"a": bare, "b": clause()}, faulty=True))
    assert [(f.rule, f.place.clause, f.place.key) for f in faults] == [(RULE, "a", "text.verification")]


def test_lint_leaves_it_to_reading_and_explains_it() -> None:
    rule = load_rules()[RULE]
    assert rule.check is None
    assert rule.summary == "a clause that says no way of proof."
