# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

from tenderkit.library.language import Frame
from tests.lint.seeded import found, in_french
from tests.support import clause, library

RULE = "clause-untranslated"
WHOLE = {"title": "Un titre", "requirement": "Le soumissionnaire le fait."}
ONE = library({"a": clause(), "b": clause(), "c": clause(status="withdrawn")})


def test_clauses_with_a_title_alone_or_with_nothing_are_named_once() -> None:
    (one,) = found(RULE, in_french(ONE, a={"title": "Un titre"}))
    assert (one.message, one.severity) == ("2 of 2 clauses have no text in “fr”: a, b", "info")


def test_nothing_is_told_where_all_are_translated() -> None:
    assert found(RULE, in_french(ONE, a=WHOLE, b=WHOLE)) == []


def test_of_a_language_of_small_purchases_the_clauses_of_its_set_count() -> None:
    small, other = clause(sets=["short"]), clause(sets=["standard"])
    one = in_french(library({"a": small, "b": small, "c": other}), a=WHOLE)
    limited = replace(one, frames={"fr": Frame("fr-FR", "ltr", "latin", set="short")})
    (told,) = found(RULE, limited)
    assert told.message == "1 of 2 clauses have no text in “fr”: b"
