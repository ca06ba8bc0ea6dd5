# SPDX-License-Identifier: Apache-2.0
import datetime
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.library.author_data import SupersededReference
from tenderkit.lint.catalogue import Catalogue
from tests.lint.seeded import catalogue, found, keys, saying, shipped
from tests.support import SOURCES, clause, limit, parameter, profile

RULE = "superseded-reference"
OLD = {
    "erasure-r1": SupersededReference(("SP 800-88 Rev. 1", "NIST SP 800-88 Rev. 1"), "C", ("erasure-r2",)),
    "dod": SupersededReference(("DoD 5220.22-M",), "C", ("erasure-r2", "not-registered"), "Name the method."),
    "shipments": SupersededReference(("A1180", "B1110"), "C", say="Write A1181 or Y49."),
}
NEW = {
    **SOURCES,
    "erasure-r2": {"title": "Sanitisation, revision 2", "kind": "standard", "status": "in-force", "mark": "C"},
    "old-law": {"title": "Old", "kind": "law", "status": "superseded", "superseded-by": "a-law", "mark": "C"},
    "dead-label": {"title": "Dead", "kind": "label", "status": "superseded", "mark": "C"},
}

DUTY = {"id": "d", "text": {"en": "Do it."}, "source": "old-law", "mark": "C"}


def old(*args: Any, **more: Any) -> Catalogue:
    return replace(catalogue(*args, sources=NEW, **more), superseded=OLD)


def one(data: Any) -> Catalogue:
    return old({"a": data})


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        ("Use NIST SP 800-88  rev. 1 or equivalent.", "requirement", "text.requirement"),
        ("It shall not re-use a medium unless it was wiped by DoD 5220.22-M.", "requirement", "text.requirement"),
        ("A record under DoD 5220.22-M.", "document", "text.verification.document"),
        ("Do you work by SP 800-88 Rev. 1?", "question", "text.question"),
        ("Waste of the entry a1180 is not exported.", "requirement", "text.requirement"),
    ],
)
def test_an_old_reference_is_found(text: str, where: str, key: str) -> None:
    assert keys(RULE, one(saying(text, where))) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "Use NIST SP 800-88 Rev. 2 (September 2025) or equivalent.",
        "Waste of the entries A1181 and Y49.",
        "The part A11801 of the unit.",
        "Methods of the withdrawn DoD 5220.22-M.",
        "A record under DoD 5220.22-M is not accepted.",
        "The contractor shall not use the method DoD 5220.22-M.",
    ],
)
def test_what_is_in_force_or_refused_passes(text: str) -> None:
    assert keys(RULE, one(saying(text))) == []


def test_advice_may_name_what_was() -> None:
    assert keys(RULE, one(saying("Old texts name DoD 5220.22-M.", "guidance"))) == []


def test_the_words_of_a_value_are_printed_too() -> None:
    method = parameter({"core": ["DoD 5220.22-M", "purge"]}, type="list", unit=None)
    assert keys(RULE, one(clause(parameters={"method": method}))) == ["parameters.method.cases.1.core"]


def test_a_superseded_source_is_found_wherever_it_is_cited() -> None:
    figure = {"core": {"value": 5, "mark": "C", "source": "old-law"}, "comprehensive": {"value": 6, "mark": "P"}}
    cited = clause(
        sources=[{"id": "a-law", "mark": "C"}, {"id": "dead-label", "mark": "T"}],
        parameters={"years": parameter(figure)},
    )
    place = profile(
        limits=[limit("a.years", 5), limit("a.years", 5, source="old-law")],
        duties=[DUTY],
        weights={"text": {"en": "Weights."}, "source": "old-law", "mark": "M"},
    )
    faults = found(RULE, old({"a": cited}, {"xx": place}))
    assert [(f.place.file, f.place.key) for f in faults] == [
        ("useful-life/a.toml", "sources.2"),
        ("useful-life/a.toml", "parameters.years.cases.1.core"),
        ("jurisdictions/xx.toml", "limits.2"),
        ("jurisdictions/xx.toml", "duties.1"),
        ("jurisdictions/xx.toml", "weights"),
    ]
    assert faults[0].fix == "Cite what is in force instead."
    assert faults[1].message == "the source “old-law” is superseded"
    assert faults[1].fix == "Cite “a-law” instead."


@pytest.mark.parametrize(
    ("until", "of_source", "found_there"),
    [
        ("2024-06-30", "2024-06-30", []),
        ("2024-07-01", "2024-06-30", ["duties.1"]),
        ("2024-06-30", None, ["duties.1"]),
    ],
)
def test_a_duty_that_ends_with_its_source_may_cite_it(
    until: str, of_source: str | None, found_there: list[str]
) -> None:
    made = old({"a": clause()}, {"xx": profile(duties=[{**DUTY, "until": datetime.date.fromisoformat(until)}])})
    ended = datetime.date.fromisoformat(of_source) if of_source else None
    sources = {**made.library.sources, "old-law": replace(made.library.sources["old-law"], until=ended)}
    assert keys(RULE, replace(made, library=replace(made.library, sources=sources))) == found_there


def test_the_finding_says_what_to_write() -> None:
    (first,) = found(RULE, one(saying("Use NIST SP 800-88 Rev. 1 or equivalent.")))
    assert first.message == "“NIST SP 800-88 Rev. 1” is out of date"
    assert first.fix == "Cite “Sanitisation, revision 2” instead."
    (both,) = found(RULE, one(saying("By DoD 5220.22-M.")))
    assert both.fix == "Cite “Sanitisation, revision 2” or “not-registered” instead. Name the method."
    (words,) = found(RULE, one(saying("By B1110.")))
    assert words.fix == "Write A1181 or Y49."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
