# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderkit.library.cpv import ICT_DIVISIONS, CpvCode, CpvMatch, climb_code_tree, match_code, normalise_code
from tenderkit.library.library import Library, Overlay
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.author_files import read_cpv
from tests.support import award, clause, edit, library, performance, the_problem, vocabulary


@cache
def codes() -> dict[str, CpvCode]:
    return read_cpv(shipped_data.find_data_folder() / "clauses", (), shipped_data.load_shipped_data().library)


@cache
def own() -> dict[str, str]:
    return {c: id_ for id_, word in vocabulary().categories.items() for c in (word.cpv, *word.cpv_also) if c}


def found(code: str, of: Library | None = None) -> CpvMatch:
    return match_code(code, codes(), of or shipped_data.load_shipped_data().library)


# How people write a code


@pytest.mark.parametrize(
    "text",
    [
        "30213100-6",
        "30213100",
        "30213100.0",
        "30213100.6",
        "302131006",
        " 30213100 - 6\n",
        "3021 3100-6",
        "30 21 31 00",
        "30213100\u20136",
        "30213100\u20116",
        "30213100\u00a0-\u00a06",
        "CPV 30213100-6",
        "cpv:30213100",
        "CPV-30213100-6",
        "٣٠٢١٣١٠٠-٦",
        "３０２１３１００",
    ],
)
def test_a_code_may_be_written_in_many_ways(text: str) -> None:
    assert normalise_code(text) == "30213100"


def test_the_check_digit_is_not_looked_at() -> None:
    assert normalise_code("30213100-0") == normalise_code("30213100-6")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3021310", "has 7 digits"),
        ("3021310-0", "has 8 digits"),
        ("302131", "has 6 digits"),
        ("30213100-66", "has 10 digits"),
        ("", "is empty"),
        ("  ", "is empty"),
        ("laptop", "is no CPV code"),
        ("3021310O-6", "is no CPV code"),
        ("30213100-x", "is no CPV code"),
        ("30213100, 30213200", "is no CPV code"),
        ("CPVx30213100", "is no CPV code"),
        ("-", "has 0 digits"),
    ],
)
def test_what_is_no_code_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}"):
        normalise_code(text)


# The way up


@pytest.mark.parametrize(
    ("code", "way"),
    [
        ("30213100", ["30213100", "30213000", "30210000", "30200000", "30000000"]),
        ("30192113", ["30192113", "30192110", "30192100", "30192000", "30190000", "30100000", "30000000"]),
        ("30000000", ["30000000"]),
        ("03100000", ["03100000", "03000000"]),
        ("20010000", ["20010000", "20000000"]),
        ("00000000", ["00000000"]),
    ],
)
def test_the_way_up_blanks_digits_from_the_right_and_ends_at_the_division(code: str, way: list[str]) -> None:
    assert list(climb_code_tree(code)) == way


@pytest.mark.parametrize(
    ("code", "way", "category"),
    [
        ("30213100", ["30213100"], "laptop"),
        ("30213150", ["30213150", "30213100"], "laptop"),
        ("30213199", ["30213199", "30213190", "30213100"], "laptop"),
        ("30231320", ["30231320", "30231300"], "display"),
        ("30232150", ["30232150", "30232100"], "imaging-equipment"),
        ("30125120", ["30125120", "30125100"], "consumables"),
        ("32422000", ["32422000", "32420000"], "network-equipment"),
        ("48822000", ["48822000", "48820000"], "server"),
        ("72514200", ["72514200"], "data-centre"),
        ("72514100", ["72514100"], "cloud-hosting"),
        ("32324600", ["32324600", "32324000"], "signage-display"),
        ("32351200", ["32351200"], "signage-display"),
        ("30234700", ["30234700", "30234000"], "storage-media"),
        # Drives are loose media, the systems that hold them are not.
        ("30233132", ["30233132"], "storage-media"),
        ("30233141", ["30233141", "30233140", "30233100"], "storage"),
        # Its own code is nearer than that of the accessories above it.
        ("30237461", ["30237461", "30237460"], "accessory"),
    ],
)
def test_the_nearest_code_on_the_way_up_decides(code: str, way: list[str], category: str) -> None:
    one = found(code)
    assert [rung.code for rung in one.levels] == way
    assert (one.category, one.acquisition, one.findings) == (category, None, ())
    assert [rung.category for rung in one.levels] == [None] * (len(way) - 1) + [category]


@pytest.mark.parametrize(
    ("code", "decided_by", "acquisition"),
    [
        ("50312600", "50310000", "repair"),
        ("50323000", "50320000", "repair"),
        ("50332000", "50330000", "repair"),
        ("66114000", "66114000", "lease"),
        ("90514000", "90510000", "take-back"),
        ("90523100", "90523000", "take-back"),
        ("98391000", "98391000", "take-back"),
    ],
)
def test_a_code_of_a_service_stands_for_an_acquisition_model(code: str, decided_by: str, acquisition: str) -> None:
    one = found(code)
    assert one.levels[-1].code == decided_by
    assert (one.category, one.acquisition, one.findings) == (None, acquisition, ())


@pytest.mark.parametrize(
    "code", ["03111000", "99999999", "00000000", "30195000", "50100000", "90910000", "80510000", "72250000"]
)
def test_a_code_that_leads_nowhere_names_the_divisions_of_ict(code: str) -> None:
    one = found(code)
    assert (one.category, one.acquisition, one.clauses) == (None, None, ())
    assert one.levels[-1].code == f"{code[:2]}000000"
    (finding,) = one.findings
    assert (finding.severity, finding.rule) == ("warn", "cpv-unknown")
    assert finding.fix == "ICT is bought under the divisions 30, 32, 48, 50, 72 and 90."


@pytest.mark.parametrize(
    ("code", "below"),
    [
        ("30213000", {"laptop": "30213100", "tablet": "30213200", "desktop": "30213300"}),
        ("72514000", {"data-centre": "72514200", "cloud-hosting": "72514100"}),
        ("38000000", {"projector-av": "38652120"}),
    ],
)
def test_a_code_that_is_too_general_names_what_stands_below_it(code: str, below: dict[str, str]) -> None:
    one = found(code)
    assert one.below == below
    assert one.findings[0].fix.startswith("It is too general.")
    assert all(f"{id_} ({other})" in one.findings[0].fix for id_, other in below.items())


def test_a_division_does_not_reach_into_others_that_begin_alike() -> None:
    assert "ups-battery" not in found("30000000").below


@given(st.from_regex(r"[0-9]{8}", fullmatch=True))
def test_the_way_up_agrees_with_the_vocabulary(code: str) -> None:
    assert found(code).category == vocabulary().find_category(code)


def test_every_code_of_a_category_has_words() -> None:
    assert own().keys() - codes().keys() == set()


def test_every_code_above_a_known_one_has_words() -> None:
    above = {step for code in codes() for step in climb_code_tree(code)}
    assert above - codes().keys() == set()


def test_only_a_small_part_of_the_list_is_shipped() -> None:
    assert len(codes()) < 200


def test_no_code_stands_for_a_category_and_for_a_model() -> None:
    assert [
        c for c, entry in codes().items() if entry.acquisition and any(s in own() for s in climb_code_tree(c))
    ] == []


def test_the_divisions_of_ict_are_in_the_file() -> None:
    assert {f"{division}000000" for division in ICT_DIVISIONS} <= codes().keys()


# The clauses


def small() -> Library:
    return library(
        {
            "general/rule": clause(kind="general-rule"),
            "points": award(applies=[{"categories": ["laptop"]}]),
            "laptops": clause(applies=[{"categories": ["laptop", "tablet"]}]),
            "one-laptop": clause(applies=[{"categories": "laptop"}]),
            "phones": clause(applies=[{"categories": ["smartphone"]}, {"return-categories": ["laptop"]}]),
            "displays": clause(applies=[{"categories": ["display"]}]),
            "report": performance(group="reporting", applies=[{"acquisition": ["repair"]}]),
            "repair-laptops": performance(applies=[{"categories": ["laptop"], "acquisition": ["repair", "lease"]}]),
            "handed-over": performance(applies=[{"return-categories": ["laptop"], "acquisition": ["take-back"]}]),
            "bought": performance(applies=[{"categories": ["laptop"], "acquisition": ["purchase"]}]),
            "drafted": clause(status="draft"),
            "withdrawn": clause(status="withdrawn"),
            "hidden": clause(),
        }
    )


def hiding() -> Library:
    return replace(small(), overlays=(Overlay(title={"en": "Ours"}, version="1", hide=("hidden",)),))


def clauses(code: str) -> list[str]:
    return [c.id for c in found(code, hiding()).clauses]


def test_the_clauses_of_a_category_come_in_the_order_of_print() -> None:
    assert clauses("30213100") == [
        "rule",
        "laptops",
        "one-laptop",
        "phones",
        "points",
        "bought",
        "handed-over",
        "repair-laptops",
        "report",
    ]


def test_the_clauses_of_a_model_are_those_of_any_category() -> None:
    assert clauses("50320000") == [
        "rule",
        "displays",
        "laptops",
        "one-laptop",
        "phones",
        "points",
        "repair-laptops",
        "report",
    ]


def test_a_take_back_lot_has_no_items() -> None:
    assert clauses("90514000") == ["rule", "phones", "handed-over"]


def test_a_consumables_lot_has_no_returns() -> None:
    models = {"30125100": CpvCode("Toner cartridges", "consumables")}
    one = match_code("30125100", models, small())
    assert (one.category, one.acquisition) == ("consumables", "consumables")
    assert {"handed-over", "phones"}.isdisjoint(c.id for c in one.clauses)


def test_no_clause_stands_where_the_code_leads_nowhere() -> None:
    assert clauses("03111000") == []


# Reading


def test_a_key_that_is_no_code_is_refused(copied: Path) -> None:
    edit(copied / "clauses" / "cpv.toml", "^30213100 =", "3021310 =")
    found_ = the_problem(lambda: read_cpv(copied / "clauses", (), shipped_data.load_shipped_data().library))
    assert found_.place.file == "cpv.toml"
    assert "3021310" in str(found_.place.key)


def test_a_model_that_is_not_known_is_named_with_the_nearest(copied: Path) -> None:
    edit(copied / "clauses" / "cpv.toml", '"take-back"', '"takeback"')
    problem: Any = the_problem(lambda: read_cpv(copied / "clauses", (), shipped_data.load_shipped_data().library))
    assert (problem.place.key, problem.fix) == ("90510000.acquisition", "Did you mean “take-back”?")


def test_a_library_on_top_adds_codes(tmp_path: Path) -> None:
    (tmp_path / "cpv.toml").write_text(
        '80510000 = { label = "Training", acquisition = "service" }\n', encoding="utf-8"
    )
    added = read_cpv(
        shipped_data.find_data_folder() / "clauses", [tmp_path], shipped_data.load_shipped_data().library
    )
    assert len(added) == len(codes())
    assert match_code("80511000", added, shipped_data.load_shipped_data().library).acquisition == "service"
