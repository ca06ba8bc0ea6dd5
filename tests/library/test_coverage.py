# SPDX-License-Identifier: Apache-2.0
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tenderkit.library.coverage import Scheme, TopicCoverage, count_sizes, count_states, match_topics
from tenderkit.library.library import Library, Overlay
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.author_files import read_coverage
from tenderkit.library.reading.schema import get_validator
from tests.support import clause, edit, library, the_problem

# The catalogue that the library is written after, by hand, so that a slip in coverage.toml does not confirm itself.
_CATALOGUE = """
life-cycle-cost-award ecolabel-specification ecolabel-points environmental-management-system repair-capacity
recycler-certification waste-operator-permits data-security-capability refurbisher-quality-system
substance-control-programme integrity-record data-centre-operations-competence reparability-points
circularity-score-points warranty-minimum warranty-extension-points extended-service-agreement repair-turnaround
spare-parts spare-parts-supply-terms repair-information replaceable-key-parts no-repair-locks unit-approvals
reused-parts-permitted drop-test rugged-environment-tests durability-points protective-case battery-endurance
battery-endurance-points battery-electrical-performance battery-health-information battery-charge-management
battery-user-replaceable battery-mid-life-replacement ups-battery-data software-update-support
server-firmware-support secure-erase-function licence-portability standard-ports-and-chargers
no-bundled-accessories offer-without-accessories-points upgradeability modular-server-network-design
recycled-plastic-content recycled-plastic-points critical-raw-materials-data restricted-substances svhc-disclosure
hazardous-substance-points halogen-limits substitution-procedure plastic-marking design-for-recycling
recyclability-points packaging minerals-due-diligence energy-performance-computers energy-performance-displays
energy-performance-network-av energy-points power-management-defaults carbon-footprint-points
manufacturer-climate-target low-emission-delivery server-efficiency server-power-points server-operating-range
server-utilisation-points cooling-best-practice facility-efficiency-points facility-commissioning waste-heat
waste-heat-points renewable-energy-minimum renewable-energy-points refrigerant-gwp-limit refrigerant-gwp-points
it-energy-and-utilisation-report facility-report energy-performance-imaging paper-saving-features
no-cartridge-blocking remanufacturable-consumables remanufactured-cartridge-share remanufactured-cartridge-points
cartridge-take-back page-yield-declaration consumables-hazardous-substances imaging-emissions-and-noise
print-fleet-review pay-per-page-terms print-fleet-reuse-commitment print-service-report refurbished-share-minimum
refurbished-grading refurbished-warranty refurbished-battery-information refurbished-quality-points
refurbished-software refurbished-provenance refurbished-unit-test-report minimum-use-term end-of-term-reuse
lease-return-terms longevity-incentive repair-custody repair-first-service repair-framework-performance exit-plan
end-of-use-service take-back secure-collection-and-custody data-sanitisation erasure-certificate
reuse-before-recycling treatment-standard recovery-targets battery-handling export-control
used-equipment-export-test no-dumping downstream-transparency value-sharing social-reuse incident-notice
end-of-use-quality-points end-of-use-report label-and-model-change epr-registration circularity-report remedies
scored-values audit-right product-data-file asset-register user-guidance subcontractor-flow-down improvement-plan
supply-chain-due-diligence spare-units manufacture-date encryption-by-default importer-duties social-employment
informal-collectors service-staff installation-and-packaging security-rules destruction-machines
reserved-status battery-exchange
"""
CATALOGUE = _CATALOGUE.split()
BUYER_STEPS = {
    "data-class",
    "need-check",
    "market-sounding",
    "ownership-comparison",
    "lot-design",
    "circular-subject-matter",
    "fleet-needs-assessment",
    "tender-documents",
    "defence-procurement",
    "confirm-edition",
}
# Once a buyer step, now a clause that is printed once.
GENERAL_RULES = {
    "place-in-contract",
    "equivalence-paragraph",
    "acceptance-of-clauses",
    "proof-stages",
    "processor-terms",
}
MAPPED = ("l1061-topics", "eu-gpp-computers", "eu-gpp-imaging", "eu-gpp-data-centres", "elsewhere")
OWN_READINGS = ("e-waste-hierarchy", "l1061-aims")


@cache
def shipped() -> dict[str, Scheme]:
    return read_coverage(shipped_data.find_data_folder() / "clauses", (), shipped_data.load_shipped_data().library)


def named(*schemes: str) -> tuple[set[str], set[str]]:
    """The clauses and the buyer steps that schemes name."""
    topics = [topic for name in schemes for topic in shipped()[name].topics.values()]
    return {c for topic in topics for c in topic.clauses}, {s for topic in topics for s in topic.steps}


# The shipped file


def test_the_catalogue_has_its_length() -> None:
    assert len(CATALOGUE) == len(set(CATALOGUE)) == 154
    assert len(BUYER_STEPS) == 10


def test_nothing_is_named_that_is_not_in_the_catalogue() -> None:
    clauses, steps = named(*shipped())
    assert clauses - {*CATALOGUE, *GENERAL_RULES} == set()
    assert steps - BUYER_STEPS == set()


def test_the_whole_catalogue_answers_a_topic_or_a_criterion() -> None:
    clauses, steps = named(*MAPPED)
    assert {*CATALOGUE, *GENERAL_RULES} - clauses == set()
    assert BUYER_STEPS - steps == set()


def test_the_library_is_the_catalogue() -> None:
    whole = shipped_data.load_shipped_data().library
    assert set(whole.clauses) == {*CATALOGUE, *GENERAL_RULES}
    assert set(whole.buyer_steps) == BUYER_STEPS


def test_no_topic_waits_for_a_clause_or_a_step() -> None:
    rows = match_topics(shipped(), shipped_data.load_shipped_data().library)
    assert [row.id for row in rows if row.state != "covered"] == []


def test_every_scheme_has_all_its_topics() -> None:
    assert {name: len(scheme.topics) for name, scheme in shipped().items()} == {
        "l1061-topics": 113,
        "e-waste-hierarchy": 6,
        "l1061-aims": 4,
        "eu-gpp-computers": 46,
        "eu-gpp-imaging": 23,
        "eu-gpp-data-centres": 34,
        "elsewhere": 4,
    }


@pytest.mark.parametrize(
    ("scheme", "series"),
    [
        (
            "l1061-topics",
            {"A": 7, "B": 9, "C": 28, "D": 11, "E": 6, "F": 7, "G": 7, "H": 6, "I": 16, "J": 14, "K": 2},
        ),
        ("eu-gpp-computers", {"G21:SC": 2, "G21:TS": 28, "G21:AC": 13, "G21:CPC": 3}),
        ("eu-gpp-data-centres", {"GDC:SC": 3, "GDC:TS": 10, "GDC:AC": 11, "GDC:CPC": 10}),
    ],
)
def test_the_topics_are_numbered_without_a_gap(scheme: str, series: dict[str, int]) -> None:
    assert list(shipped()[scheme].topics) == [f"{a}{n}" for a, last in series.items() for n in range(1, last + 1)]


def test_every_topic_is_answered_by_something() -> None:
    topics = [topic for scheme in shipped().values() for topic in scheme.topics.values()]
    assert [t.title for t in topics if not (t.clauses or t.steps)] == []


def test_no_two_topics_in_our_own_words_have_the_same_title() -> None:
    titles = [topic.title for topic in shipped()["l1061-topics"].topics.values()]
    assert sorted(set(titles)) == sorted(titles)


def test_the_numbers_of_the_imaging_subjects_are_never_printed() -> None:
    assert [name for name, scheme in shipped().items() if scheme.ids == "unprinted"] == ["eu-gpp-imaging"]
    assert all(id_.startswith("IMG:") for id_ in shipped()["eu-gpp-imaging"].topics)


def test_what_is_a_reading_of_this_project_says_so() -> None:
    for name in OWN_READINGS:
        assert shipped()[name].mark == "P"
        assert "this project's own reading" in shipped()[name].note


def test_l1061_is_pointed_to_by_clauses_whose_headings_are_known() -> None:
    known = {"6.1", "6.2", "6.3", "6.4", "6.5", "7", "9", *(f"8.{n}" for n in range(1, 11))}
    schemes = [scheme for scheme in shipped().values() if scheme.source == "itu-t-l1061-2023"]
    pointers = {p for scheme in schemes for topic in scheme.topics.values() for p in topic.pointer}
    assert pointers <= known
    assert len(schemes) == 3


def test_a_clause_that_cites_l1061_answers_a_topic_that_points_there() -> None:
    topics = shipped()["l1061-topics"].topics.values()
    for one in shipped_data.load_shipped_data().library.clauses.values():
        cited = {s.clause for s in one.sources if s.id == "itu-t-l1061-2023" and s.clause}
        cited = {c for c in cited if re.fullmatch(r"[\d.]+", c)}
        assert cited <= {p for topic in topics if one.id in topic.clauses for p in topic.pointer}, one.id


# What is compared


def schemes(**topics: Any) -> dict[str, Scheme]:
    table = {"title": "A scheme", "mark": "P", "topics": {id_: {"title": id_, **t} for id_, t in topics.items()}}
    found: dict[str, Scheme] = get_validator(dict[str, Scheme]).validate_python({"a-scheme": table})
    return found


def whole() -> Library:
    made = library(
        {"there": clause(), "too": clause(), "drafted": clause(status="draft"), "gone": clause(status="withdrawn")}
    )
    step = next(iter(shipped_data.load_shipped_data().library.buyer_steps.values()))
    return replace(made, buyer_steps={"a-step": step})


def compared(of: Library | None = None, **topics: Any) -> dict[str, TopicCoverage]:
    return {row.id: row for row in match_topics(schemes(**topics), of or whole())}


@pytest.mark.parametrize(
    ("topic", "state"),
    [
        ({"clauses": ["there", "too"]}, "covered"),
        ({"clauses": ["there"], "steps": ["a-step"]}, "covered"),
        ({"steps": ["a-step"]}, "covered"),
        ({"clauses": ["there", "planned"]}, "partly"),
        ({"clauses": ["planned"], "steps": ["a-step"]}, "partly"),
        ({"clauses": ["there"], "steps": ["another-step"]}, "partly"),
        ({"clauses": ["planned"]}, "hole"),
        ({"steps": ["there"]}, "hole"),
        ({"clauses": ["drafted"]}, "hole"),
        ({"clauses": ["gone"]}, "hole"),
        ({}, "hole"),
    ],
)
def test_the_state_of_a_topic(topic: dict[str, Any], state: str) -> None:
    assert compared(T1=topic)["T1"].state == state


def test_a_topic_tells_what_is_there_and_what_is_missing_in_its_own_order() -> None:
    row = compared(T1={"clauses": ["too", "planned", "there", "drafted"], "steps": ["no-step", "a-step"]})["T1"]
    assert (row.clauses, row.missing_clauses) == (("too", "there"), ("planned", "drafted"))
    assert (row.steps, row.missing_steps) == (("a-step",), ("no-step",))


def test_a_clause_that_is_hidden_is_not_there() -> None:
    hiding = replace(whole(), overlays=(Overlay(title={"en": "Ours"}, version="1", hide=("too",)),))
    row = compared(hiding, T1={"clauses": ["there", "too"]})["T1"]
    assert row.missing_clauses == ("too",)


def test_the_counts_name_every_state() -> None:
    rows = compared(T1={"clauses": ["there"]}, T2={"clauses": ["planned"]}, T3={"clauses": ["too"]}).values()
    assert count_states(rows) == {"covered": 2, "partly": 0, "hole": 1}
    assert count_states([]) == {"covered": 0, "partly": 0, "hole": 0}


# Reading


def changed(copied: Path, pattern: str, new: str) -> Any:
    edit(copied / "clauses" / "coverage.toml", pattern, new)
    return the_problem(lambda: read_coverage(copied / "clauses", (), shipped_data.load_shipped_data().library))


def test_a_key_that_is_misspelt_is_named_with_the_one_that_was_meant(copied: Path) -> None:
    found = changed(copied, r"^(A5  = .*)pointer", r"\1pionter")
    assert found.place.file == "coverage.toml"
    assert found.place.key == "l1061-topics.topics.A5.pionter"
    assert found.fix == "Did you mean “pointer”?"


def test_an_id_that_stands_twice_in_a_topic_is_refused(copied: Path) -> None:
    found = changed(copied, r'clauses = \["take-back"\]', 'clauses = ["take-back", "take-back"]')
    assert found.message == "names the same id twice"


def test_a_topic_that_stands_twice_is_refused(copied: Path) -> None:
    assert changed(copied, r"^A6  =", "A5  =").rule == "toml"


def test_a_level_that_is_not_known_is_refused(copied: Path) -> None:
    assert changed(copied, r'level = "graded"', 'level = "some"').place.key == "eu-gpp-computers.topics.G21:TS1.level"


def test_a_source_that_is_not_there_is_named_with_the_nearest(copied: Path) -> None:
    found = changed(copied, r'^source = "itu-t-l1061-2023"', 'source = "itu-t-l1061-2024"')
    assert found.place.key == "l1061-topics.source"
    assert "itu-t-l10" in found.fix


OURS = """\
[house-rules]
title = "House rules"
mark = "P"
[house-rules.topics]
H1 = { title = "Old equipment", clauses = ["take-back", "our-clause"] }
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A library on top without a scheme of its own."""
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "library.toml").write_text('title.en = "Ours"\nversion = "1"\n', encoding="utf-8")
    return folder


def on_top(folder: Path) -> dict[str, Scheme]:
    return read_coverage(
        shipped_data.find_data_folder() / "clauses", [folder], shipped_data.load_shipped_data().library
    )


def test_a_library_on_top_needs_no_scheme(ours: Path) -> None:
    assert on_top(ours) == shipped()


def test_a_library_on_top_adds_a_scheme_behind_those_below(ours: Path) -> None:
    (ours / "coverage.toml").write_text(OURS, encoding="utf-8")
    found = on_top(ours)
    assert list(found) == [*shipped(), "house-rules"]
    row = match_topics({"house-rules": found["house-rules"]}, shipped_data.load_shipped_data().library)[0]
    assert (row.state, row.missing_clauses) == ("partly", ("our-clause",))


def test_a_library_on_top_replaces_a_scheme_of_the_same_name(ours: Path) -> None:
    (ours / "coverage.toml").write_text(OURS.replace("house-rules", "l1061-aims"), encoding="utf-8")
    assert on_top(ours)["l1061-aims"].title == "House rules"
    assert on_top(ours).keys() == shipped().keys()


# --- by size and priority ---


def reached(*sets: str, clauses: tuple[str, ...] = ("a",)) -> TopicCoverage:
    topic = (
        get_validator(Scheme)
        .validate_python({"title": "S", "mark": "M", "topics": {"T": {"title": "A topic", "clauses": list(clauses)}}})
        .topics["T"]
    )
    return TopicCoverage("s", "T", topic, clauses, () if clauses else ("need-check",), (), (), frozenset(sets))


@pytest.mark.parametrize(
    ("sets", "size"),
    [
        (("short", "standard"), "short"),
        (("standard",), "standard"),
        (("large",), "large"),
        (("short-lease", "standard"), "short"),
        (("priority-repair",), "full"),
        ((), "full"),
    ],
)
def test_a_topic_is_answered_from_the_smallest_size_of_its_clauses_on(sets: tuple[str, ...], size: str) -> None:
    assert reached(*sets).smallest_size == size


def test_a_topic_with_steps_alone_counts_in_no_size() -> None:
    assert reached(clauses=()).smallest_size is None
    rows = [reached("short"), reached("large"), reached(), reached(clauses=())]
    assert count_sizes(rows) == {"short": 1, "standard": 1, "large": 2, "full": 3}


def test_priorities_that_bring_in_a_topic_are_named() -> None:
    assert reached("standard", "priority-repair", "priority-long-life").priorities == ("long-life", "repair")
