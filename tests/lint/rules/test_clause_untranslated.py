# SPDX-License-Identifier: Apache-2.0
from tests.lint.seeded import found, in_french
from tests.support import clause, library

RULE = "clause-untranslated"
ONE = library({"a": clause(), "b": clause(), "c": clause(status="withdrawn")})


def test_clauses_with_a_title_alone_or_with_nothing_are_named_once() -> None:
    (one,) = found(RULE, in_french(ONE, a={"title": "Un titre"}))
    assert (one.message, one.severity) == ("2 of 2 clauses have no text in “fr”: a, b", "info")


def test_nothing_is_told_where_all_are_translated() -> None:
    whole = {"title": "Un titre", "requirement": "Le soumissionnaire le fait."}
    assert found(RULE, in_french(ONE, a=whole, b=whole)) == []
