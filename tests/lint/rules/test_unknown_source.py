# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tenderkit.lint.catalogue import Catalogue
from tests.lint.seeded import catalogue, found, keys, shipped
from tests.support import SOURCES, clause, limit, parameter, profile

RULE = "unknown-source"


def cited(ref: dict[str, Any] | None = None, figure: dict[str, Any] | None = None, **source: Any) -> Catalogue:
    """A clause that cites the standard `std`, registered as `source` says."""
    registered = {"title": "EN 61960-3: batteries", "kind": "standard", "status": "in-force", "mark": "C", **source}
    made = clause(
        sources=[{"id": "std", **ref}] if ref else None,
        parameters={"years": parameter({"core": figure or 5})},
    )
    return catalogue({"a": made}, sources={**SOURCES, "std": registered})


NUMBER = {"mark": "C", "supports": "500 full charge cycles"}
FIGURE = {"value": 5, "mark": "D", "source": "std"}


def test_a_number_from_no_edition_is_found() -> None:
    assert keys(RULE, cited(NUMBER)) == ["sources.1"]
    assert keys(RULE, cited(figure=FIGURE)) == ["parameters.years.cases.1.core"]


@pytest.mark.parametrize(
    "source",
    [
        {"edition": "2017"},
        {"title": "EN 61960-3:2017, batteries"},
        {"title": "R2v3, scheme"},
        {"title": "A specification, version 8"},
        {"kind": "law"},
        {"kind": "guide"},
    ],
)
def test_a_known_edition_passes(source: dict[str, Any]) -> None:
    assert keys(RULE, cited(NUMBER, FIGURE, **source)) == []


@pytest.mark.parametrize(
    "ref",
    [{"mark": "C", "supports": "test method"}, {"mark": "C"}, {"mark": "T", "supports": "500 full charge cycles"}],
)
def test_a_topic_needs_no_edition(ref: dict[str, Any]) -> None:
    assert keys(RULE, cited(ref)) == []


def test_a_limit_rests_on_an_edition() -> None:
    made = {"a": clause(parameters={"years": parameter()})}
    sources = {**SOURCES, "std": {"title": "A method", "kind": "standard", "status": "in-force", "mark": "C"}}
    place = {"xx": profile(limits=[limit("a.years", 5), limit("a.years", 5, source="std")])}
    (one,) = found(RULE, catalogue(made, place, sources=sources))
    assert (one.place.file, one.place.key) == ("jurisdictions/xx.toml", "limits.2")


def test_the_finding_names_the_source() -> None:
    (one,) = found(RULE, cited(NUMBER))
    assert one.message == "“std” is cited for a number, and its edition is not known"
    assert one.fix == "Give it an `edition` in sources.toml."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
