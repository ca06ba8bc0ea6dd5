# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, shipped
from tests.support import clause

RULE = "requires-closure"


def messages(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    whole = catalogue({"a": clause(requires=["b"], **one), "b": clause(**other)})
    return [finding.message for finding in found(RULE, whole)]


def missing(*sets: str) -> list[str]:
    return [f"“b” is required but not in {', '.join(f'“{s}”' for s in sets)}, where this clause is"]


@pytest.mark.parametrize(
    ("sets", "others", "expected"),
    [
        (["short", "standard"], ["standard"], missing("short")),
        (["short", "standard"], ["standard", "short-lease"], missing("short")),
        (["short", "standard"], [], missing("short", "standard")),
        (["short-lease", "standard"], ["standard"], missing("short-lease")),
        (["short-lease", "standard"], ["standard", "short-take-back"], missing("short-lease")),
        (["short-lease", "standard"], ["standard", "short-lease"], []),
        (["short-lease", "standard"], ["short", "standard"], []),
        (["standard"], ["short", "standard"], []),
        ([], ["standard"], []),
    ],
)
def test_a_set_holds_what_its_clauses_require(sets: list[str], others: list[str], expected: list[str]) -> None:
    assert messages({"sets": sets}, {"sets": others}) == expected


def test_the_sets_of_all_acquisition_models_together_are_enough() -> None:
    lease_or_back = [{"acquisition": ["lease", "take-back"]}]
    both = ["standard", "short-lease", "short-take-back"]
    assert messages({"applies": lease_or_back}, {"sets": both}) == []
    assert messages({"applies": lease_or_back}, {"sets": both[:2]}) == missing("short")


@pytest.mark.parametrize(
    ("applies", "others"),
    [
        ([{"acquisition": ["lease"]}], [{"acquisition": ["take-back"]}]),
        ([{"acquisition": ["take-back"]}], [{"categories": ["laptop"]}]),
        ([{"data": ["none"]}], [{"data": ["personal"]}]),
        ([{}], [{"proportionality": ["standard", "full"]}]),
        ([{"has-returns": False}], [{"return-categories": ["laptop"]}]),
    ],
)
def test_a_clause_that_never_meets_the_required_one_passes(applies: list[Any], others: list[Any]) -> None:
    assert messages({"applies": applies}, {"applies": others, "sets": ["standard"]}) == []


def test_clauses_of_different_levels_never_meet() -> None:
    assert messages({"levels": ["core"]}, {"levels": ["comprehensive"], "sets": []}) == []


def test_the_finding_stands_at_requires() -> None:
    (one,) = found(RULE, catalogue({"a": clause(requires=["b"]), "b": clause(sets=["standard"])}))
    assert str(one.place) == "useful-life/a.toml: requires"
    assert one.fix.startswith("Add “short” to the sets of “b”")


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
