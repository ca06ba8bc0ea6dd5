# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from typing import Any

from tenderkit.library.library import Overlay
from tenderkit.lint.catalogue import Catalogue
from tests.lint.seeded import catalogue, found, shipped
from tests.support import clause

RULE = "hidden-clause-required"


def hiding(clauses: dict[str, Any], *ids: str) -> Catalogue:
    made = catalogue(clauses)
    overlay = Overlay({"en": "Ours"}, "1", file="ours/library.toml", hide=ids)
    return replace(made, library=replace(made.library, overlays=(overlay,)))


def test_a_hidden_clause_that_another_requires_is_found() -> None:
    (one,) = found(RULE, hiding({"a": clause(requires=["b"]), "b": clause()}, "b"))
    assert one.message == "“b” is hidden, and “a” requires it"
    assert (one.place.file, one.place.key) == ("ours/library.toml", "hide")


def test_of_many_the_first_are_named() -> None:
    several = {f"a{n}": clause(requires=["b"]) for n in range(5)}
    (one,) = found(RULE, hiding({**several, "b": clause()}, "b"))
    assert one.message == "“b” is hidden, and “a0”, “a1”, “a2” and others require it"


def test_what_nothing_requires_or_only_hidden_clauses_do_passes() -> None:
    made = {
        "a": clause(requires=["b"]),
        "b": clause(),
        "c": clause(),
        "old": clause(status="withdrawn", requires=["c"]),
    }
    assert found(RULE, hiding(made, "a", "b", "c")) == []


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
