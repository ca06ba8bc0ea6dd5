# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest

from tenderkit.library.library import Overlay
from tests.support import Table, choose, clause, excluded, library, lot, said

RULE = "hidden-clause-required"
NEEDS_B = clause(requires=["b"])


def found(clauses: dict[str, Table], hidden: tuple[str, ...], **content: list[Table]) -> list[tuple[int | None, str]]:
    """The lots and messages that are found where house rules hide clauses."""
    rules = Overlay({"en": "Ours"}, "1", file="ours/library.toml", hide=hidden)
    whole = replace(library(clauses), overlays=(rules,))
    return [(finding.place.lot, finding.message) for finding in said(choose(whole, **content), RULE)]


@pytest.mark.parametrize(
    ("clauses", "hidden", "lots"),
    [
        ({"a": NEEDS_B, "b": clause()}, ("b",), [1]),
        ({"a": NEEDS_B, "b": clause(), "c": NEEDS_B}, ("b",), [1, 1]),
        ({"a": NEEDS_B, "b": clause(), "c": clause()}, ("b", "c"), [1]),
        ({"a": clause(requires=["b", "c"]), "b": clause(), "c": clause()}, ("b", "c"), [1, 1]),
        ({"a": clause(requires=["b", "c"]), "b": clause(), "c": clause()}, ("c",), [1]),
    ],
)
def test_a_clause_that_requires_a_hidden_one_is_found(
    clauses: dict[str, Table], hidden: tuple[str, ...], lots: list[int]
) -> None:
    assert [number for number, _ in found(clauses, hidden)] == lots


@pytest.mark.parametrize(
    ("clauses", "hidden", "content"),
    [
        ({"a": NEEDS_B, "b": clause()}, (), {}),
        ({"a": NEEDS_B, "b": clause()}, ("a",), {}),
        ({"a": NEEDS_B, "b": clause()}, ("a", "b"), {}),
        ({"a": clause(), "b": clause()}, ("b",), {}),
        ({"a": NEEDS_B, "b": clause()}, ("b",), {"excluded": excluded("a")}),
        ({"a": clause(requires=["b"], applies=[{"acquisition": ["lease"]}]), "b": clause()}, ("b",), {}),
    ],
)
def test_hiding_what_nothing_in_the_annex_requires_passes(
    clauses: dict[str, Table], hidden: tuple[str, ...], content: dict[str, list[Table]]
) -> None:
    assert found(clauses, hidden, **content) == []


def test_each_lot_that_has_the_clause_is_named_with_the_house_rules() -> None:
    clauses = {"a": clause(requires=["b"], applies=[{"acquisition": ["lease"]}]), "b": clause()}
    ((number, message),) = found(clauses, ("b",), lots=[lot(), lot(acquisition="lease")])
    assert (number, "ours/library.toml" in message) == (2, True)
