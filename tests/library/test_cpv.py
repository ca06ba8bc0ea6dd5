# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderkit.library.cpv import (
    ICT_DIVISIONS,
    CpvCode,
    CpvMatch,
    climb_code_tree,
    compute_check_digit,
    match_code,
    normalise_code,
)
from tenderkit.library.library import Library, Overlay
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.author_files import read_cpv
from tenderkit.library.reading.english_words import load_english
from tests.library.cpv_groups import ICT_GROUPS, known_codes, match_groups, official_codes
from tests.support import award, clause, edit, library, performance, the_problem, vocabulary


@cache
def own() -> dict[str, str]:
    return {c: id_ for id_, word in vocabulary().categories.items() for c in (word.cpv, *word.cpv_also) if c}


def found(code: str, of: Library | None = None) -> CpvMatch:
    return match_code(code, known_codes(), of or shipped_data.load_shipped_data().library, load_english())


# How people write a code


@pytest.mark.parametrize(
    "text",
    [
        "30213100-6",
        "30213100",
        "30213100.0",
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


@pytest.mark.parametrize("text", ["30213100-0", "302131007", "CPV 30213100-9", "72212100-5"])
def test_a_wrong_check_digit_is_told_with_the_right_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"has the check digit \d; that of \d{8} is \d"):
        normalise_code(text)


def test_a_number_of_a_spreadsheet_has_no_check_digit() -> None:
    assert normalise_code("30213100.0") == "30213100"


def test_no_check_digit_is_doubted_where_the_formula_was_not_compared() -> None:
    assert compute_check_digit("03111000") is None
    assert normalise_code("03111000-9") == "03111000"


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
        ("32324100", ["32324100", "32324000"], "signage-display"),
        # A digital-TV box has no screen.
        ("32324600", ["32324600"], "other-device"),
        ("31158100", ["31158100", "31158000"], "accessory"),
        ("31431000", ["31431000", "31430000"], "stationary-battery"),
        ("30211100", ["30211100", "30211000"], "server"),
        ("32323500", ["32323500"], "other-device"),
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
        ("90523000", "90523000", "take-back"),
        ("50343000", "50340000", "repair"),
        ("98391000", "98391000", "take-back"),
    ],
)
def test_a_code_of_a_service_stands_for_an_acquisition_model(code: str, decided_by: str, acquisition: str) -> None:
    one = found(code)
    assert one.levels[-1].code == decided_by
    assert (one.category, one.acquisition, one.findings) == (None, acquisition, ())


@pytest.mark.parametrize(
    "code", ["03111000", "99999999", "00000000", "30500000", "50100000", "90910000", "80510000", "50000000"]
)
def test_a_code_with_no_relative_names_the_divisions_of_ict(code: str) -> None:
    one = found(code)
    assert (one.category, one.acquisition, one.clauses) == (None, None, ())
    assert one.levels[-1].code == f"{code[:2]}000000"
    (finding,) = one.findings
    assert (finding.severity, finding.rule) == ("warn", "cpv-unknown")
    assert ("divisions 30, 32, 48, 50, 72 and 90" in finding.fix) is (code[:2] not in ICT_DIVISIONS)


@pytest.mark.parametrize(
    ("code", "relatives"),
    [
        # What stands below a code that is too general, nearest first.
        ("30213000", {"laptop": "30213100", "tablet": "30213200", "desktop": "30213300"}),
        ("72514000", {"cloud-hosting": "72514100", "data-centre": "72514200"}),
        # What stands beside a code.
        ("31151000", {"ups-battery": "31154000", "accessory": "31158000"}),
        ("48800000", {"signage-display": "48813100", "server": "48820000"}),
    ],
)
def test_a_code_of_no_category_names_its_nearest_relatives(code: str, relatives: dict[str, str]) -> None:
    one = found(code)
    assert list(one.relatives.items()) == list(relatives.items())
    assert all(f"{id_} ({other})" in one.findings[0].fix for id_, other in relatives.items())


def test_no_more_than_three_relatives_are_named() -> None:
    assert len(found("30200000").relatives) == 3


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("48311000", "software"),
        ("72230000", "services"),
        ("51611100", "installation"),
        ("30236110", "components"),
        ("32521000", "passive-parts"),
        ("30197110", "supplies"),
        ("31411000", "single-use-batteries"),
        ("90524100", "other-waste"),
    ],
)
def test_a_code_out_of_scope_says_why(code: str, reason: str) -> None:
    one = found(code)
    assert (one.out_of_scope, one.category, one.acquisition, one.clauses) == (reason, None, None, ())
    (finding,) = one.findings
    assert (finding.severity, finding.rule) == ("warn", "cpv-out-of-scope")
    assert vocabulary().out_of_scope[reason].label["en"] in finding.message


@pytest.mark.parametrize("code", ["48820000", "72317000", "30192113", "30191400", "30237410"])
def test_a_nearer_code_of_a_category_is_in_scope(code: str) -> None:
    assert found(code).category
    assert vocabulary().find_out_of_scope(code) is None


# The official list


def test_the_check_digits_are_those_of_the_official_list() -> None:
    computed = {code: compute_check_digit(code[:8]) for code in official_codes()}
    assert sum(digit is not None for digit in computed.values()) > 1300
    assert [code for code, digit in computed.items() if digit not in (None, int(code[9]))] == []


def test_the_codes_of_the_ict_groups_lead_to_a_category_of_their_own_or_out_of_scope() -> None:
    matches = match_groups(ICT_GROUPS)
    assert sum(bool(match.category or match.out_of_scope) for match in matches) >= 1100
    lost = [match.code for match in matches if not (match.levels[-1].leads or match.relatives)]
    assert lost == []


@given(st.from_regex(r"[0-9]{8}", fullmatch=True))
def test_the_way_up_agrees_with_the_vocabulary(code: str) -> None:
    assert found(code).category == vocabulary().find_category(code)


def test_every_code_of_a_category_has_words() -> None:
    assert own().keys() - known_codes().keys() == set()


def test_every_code_above_a_known_one_has_words() -> None:
    above = {step for code in known_codes() for step in climb_code_tree(code)}
    assert above - known_codes().keys() == set()


def test_only_a_small_part_of_the_list_is_shipped() -> None:
    assert len(known_codes()) < 500


def test_no_code_stands_for_a_category_and_for_a_model() -> None:
    assert [
        c for c, entry in known_codes().items() if entry.acquisition and any(s in own() for s in climb_code_tree(c))
    ] == []


def test_the_divisions_of_ict_are_in_the_file() -> None:
    assert {f"{division}000000" for division in ICT_DIVISIONS} <= known_codes().keys()


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
    one = match_code("30125100", models, small(), load_english())
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
    edit(copied / "clauses" / "cpv.toml", r'^(98391000 = .*)"take-back"', r'\1"takeback"')
    problem: Any = the_problem(lambda: read_cpv(copied / "clauses", (), shipped_data.load_shipped_data().library))
    assert (problem.place.key, problem.fix) == ("98391000.acquisition", "Did you mean “take-back”?")


def test_a_library_on_top_adds_codes(tmp_path: Path) -> None:
    (tmp_path / "cpv.toml").write_text(
        '80510000 = { label = "Training", acquisition = "service" }\n', encoding="utf-8"
    )
    added = read_cpv(
        shipped_data.find_data_folder() / "clauses", [tmp_path], shipped_data.load_shipped_data().library
    )
    assert len(added) == len(known_codes())
    of_today = shipped_data.load_shipped_data().library
    assert match_code("80511000", added, of_today, load_english()).acquisition == "service"
