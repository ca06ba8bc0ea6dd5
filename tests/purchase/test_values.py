# SPDX-License-Identifier: Apache-2.0
import datetime
from typing import Any

import pytest

from tenderkit.purchase.values import flatten_weights
from tests.support import GIGANTIC, filled, keys, lot, only, put, read, wrong

LAUNCH = datetime.date(2027, 1, 15)
HUGE = 10**30

# --- lengths ---

NAMES = ["tender.title", "tender.reference", "tender.authority", "lots.0.title"]
PROSE = ["lots.0.items.0.note", "included.0.reason", "parameters.spec.words", "lots.0.parameters.spec.words"]


@pytest.mark.parametrize("path", NAMES)
def test_a_name_of_400_characters_is_accepted(path: str) -> None:
    assert wrong(put(path, "é" * 400, filled())) == []


@pytest.mark.parametrize("path", NAMES)
def test_a_name_of_401_characters_is_refused(path: str) -> None:
    finding = only(put(path, "é" * 401, filled()))
    assert finding.place.key == path.replace(".0", ".1")
    assert "400" in finding.message


@pytest.mark.parametrize("path", PROSE)
def test_a_text_of_6000_characters_is_accepted(path: str) -> None:
    assert wrong(put(path, "é" * 6000, filled())) == []


@pytest.mark.parametrize("path", PROSE)
def test_a_text_of_6001_characters_is_refused(path: str) -> None:
    finding = only(put(path, "é" * 6001, filled()))
    assert finding.place.key == path.replace(".0", ".1")
    assert "6000" in finding.message


def test_a_long_text_in_a_list_is_refused() -> None:
    assert keys(put("parameters", {"spec": {"parts": ["battery", "x" * 6001]}})) == ["parameters.spec.parts"]


def test_a_long_name_of_a_criterion_of_its_own_is_refused() -> None:
    data = put("lots.0.weights", {"price": 50, "quality": {"x" * 401: 50}})
    assert keys(data) == [f"lots.1.weights.quality.{'x' * 401}"]


@pytest.mark.parametrize("path", [*NAMES, *PROSE])
@pytest.mark.parametrize("text", ["", "   ", "\u00a0"])
def test_a_text_that_says_nothing_is_refused(path: str, text: str) -> None:
    assert keys(put(path, text, filled())) == [path.replace(".0", ".1")]


# --- characters ---

REFUSED = [
    "\x00",
    "\x01",
    "\x07",
    "\x08",
    "\x0b",
    "\x0c",
    "\r",
    "\x1b",
    "\x7f",
    "\x85",
    "\x9b",
    "\u202a",
    "\u202b",
    "\u202c",
    "\u202d",
    "\u202e",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
    "\ufffe",
    "\uffff",
    "\ud800",
]


@pytest.mark.parametrize("path", [*NAMES, *PROSE])
@pytest.mark.parametrize("character", REFUSED, ids=lambda c: f"U+{ord(c):04X}")
def test_a_character_that_hides_or_breaks_text_is_refused(path: str, character: str) -> None:
    finding = only(put(path, f"one{character}two", filled()), "json")
    assert finding.place.key == path.replace(".0", ".1")
    assert f"U+{ord(character):04X}" in finding.message
    assert character not in finding.message


def test_a_refused_character_in_a_criterion_of_its_own_is_refused() -> None:
    data = put("lots.0.weights", {"price": 50, "quality": {"a\u202eb": 50}})
    assert only(data).rule == "refused-character"


def test_a_refused_character_in_a_list_is_refused() -> None:
    data = put("lots.0.parameters", {"spec": {"parts": ["a\x1bb"]}})
    assert only(data).rule == "refused-character"


@pytest.mark.parametrize("character", ["\n", "\t"])
@pytest.mark.parametrize("path", NAMES)
def test_a_name_stands_on_one_line(path: str, character: str) -> None:
    assert keys(put(path, f"one{character}two", filled())) == [path.replace(".0", ".1")]


@pytest.mark.parametrize("path", PROSE)
def test_other_text_may_have_several_lines(path: str) -> None:
    assert wrong(put(path, "one\ntwo\tthree", filled())) == []


ALLOWED = [
    "{{ 7*7 }}",
    "{% for x in y %}{{ x }}{% endfor %}",
    "{# comment #}",
    "{title} %(title)s ${title}",
    "<w:p><w:r/></w:p>",
    "]]> &amp; & < > \" '",
    '{ INCLUDETEXT "C:\\\\secret.txt" }',
    "MERGEFIELD Name \\* MERGEFORMAT",
    "=cmd|'/c calc'!A0",
    "[click](javascript:alert(1)) `code` | pipe",
    "école, Straße, школа, مدرسة, 学校",
    "👩🏽‍💻 👨‍👩‍👧‍👦 🇰🇪",
    "A\u200eB\u200fC",
    "a\u00adb\u200bc\u2060d\ufeffe",
    "../../etc/passwd",
    "'; DROP TABLE lots; --",
]


@pytest.mark.parametrize("path", [*NAMES, *PROSE])
@pytest.mark.parametrize("text", ALLOWED)
def test_everything_else_is_text(path: str, text: str) -> None:
    assert wrong(put(path, text, filled())) == []


@pytest.mark.parametrize("text", ALLOWED)
def test_text_is_kept_as_it_was_written(text: str) -> None:
    assert read(put("tender.title", text)).tender.title == text


def test_braces_in_an_unknown_word_are_told_literally() -> None:
    assert "“{{ 7*7 }} {message}”" in only(put("lots.0.acquisition", "{{ 7*7 }} {message}")).message


# --- dates ---


@pytest.mark.parametrize("path", ["tender.launch", "lots.0.delivery-from"])
@pytest.mark.parametrize(
    "value",
    [
        datetime.datetime(2027, 1, 15, 12, 0),
        datetime.datetime(2027, 1, 15, tzinfo=datetime.UTC),
        datetime.time(12, 0),
        "2027-01-15",
        20270115,
        2027,
        True,
        ["2027-01-15"],
        datetime.date(1, 1, 1),
        datetime.date(9999, 12, 31),
    ],
    ids=repr,
)
def test_what_is_no_date_of_toml_is_refused(path: str, value: Any) -> None:
    finding = only(put(path, value))
    assert finding.place.key == path.replace(".0", ".1")
    assert finding.rule == "not-a-date"


def test_a_quoted_date_in_toml_says_how_to_write_it() -> None:
    assert only(put("tender.launch", "2027-01-15")).fix == "Write it like 2027-01-15, without quotes."


@pytest.mark.parametrize("path", ["tender.launch", "lots.0.delivery-from"])
def test_an_iso_date_is_accepted_in_json(path: str) -> None:
    data = put("tender.launch", "2027-01-15")
    assert wrong(put(path, "2027-01-16", data), "json") == []
    assert read(put("tender.launch", "2027-01-15"), "json").tender.launch == LAUNCH


@pytest.mark.parametrize(
    "value",
    [
        "2027-02-30",
        "2027-13-01",
        "2027-00-10",
        "2027-1-5",
        "15.01.2027",
        "01/15/2027",
        "2027-01-15T00:00:00",
        "2027-01-15T00:00:00Z",
        "2027-01-15 ",
        "",
        "today",
        1800000000,
        20270115,
        None,
        True,
    ],
    ids=repr,
)
def test_what_is_no_iso_date_is_refused_in_json(value: Any) -> None:
    assert only(put("tender.launch", value), "json").place.key == "tender.launch"


# --- weights ---


@pytest.mark.parametrize(
    "weights",
    [
        {"price": 100},
        {"price": 80, "points": 20},
        {"price": 70, "quality": 20, "points": 10},
        {"price": 70, "quality": {"Plan": 20, "Training": 10}},
        {"price": 33.3, "points": 33.3, "more-points": 33.4},
        {"price": 0.1, "points": 0.2, "more-points": 99.7},
        {"points": 50, "more-points": 50},
        {"quality": 100},
        {"price": 60.0, "points": 40},
        {"price": 60, "quality": {"{{ 7*7 }} & <b>": 40}},
    ],
    ids=str,
)
def test_weights_that_total_100_are_accepted(weights: Any) -> None:
    assert wrong(put("lots.0.weights", weights)) == []


@pytest.mark.parametrize(
    ("weights", "total"),
    [
        ({"price": 80}, "80"),
        ({"price": 80, "points": 21}, "101"),
        ({"price": 33.3, "points": 33.3, "more-points": 33.3}, "99.9"),
        ({"price": 70, "quality": {"Plan": 20, "Training": 11}}, "101"),
    ],
    ids=str,
)
def test_another_total_is_refused_and_named(weights: Any, total: str) -> None:
    finding = only(put("lots.0.weights", weights))
    assert finding.place.key == "lots.1.weights"
    assert total in finding.message.split()[3]


@pytest.mark.parametrize("points", [33.33, 0.05, 1e-9])
def test_more_than_one_decimal_is_refused(points: float) -> None:
    assert keys(put("lots.0.weights", {"price": 50, "points": points})) == ["lots.1.weights.points"]


@pytest.mark.parametrize(
    "points", [-1, 101, True, "50", [50], {"a": 50}, float("nan"), float("inf"), HUGE, GIGANTIC, LAUNCH, None]
)
def test_what_is_no_weight_is_refused(points: Any) -> None:
    assert keys(put("lots.0.weights", {"price": 50, "points": points})) == ["lots.1.weights.points"]


@pytest.mark.parametrize("points", [-1, 101, True, "50", {"a": 50}, float("nan"), GIGANTIC])
def test_what_is_no_weight_is_refused_among_the_authority_s_own_criteria(points: Any) -> None:
    data = put("lots.0.weights", {"price": 50, "quality": {"Plan": points}})
    assert keys(data) == ["lots.1.weights.quality.Plan"]


def test_an_empty_table_of_own_criteria_is_refused() -> None:
    assert keys(put("lots.0.weights", {"price": 100, "quality": {}})) == ["lots.1.weights.quality"]


def test_a_clause_that_is_no_award_criterion_gets_no_weight() -> None:
    finding = only(put("lots.0.weights", {"price": 50, "spec": 50}))
    assert finding.place.key == "lots.1.weights.spec"
    assert "no award criterion" in finding.message


def test_the_points_are_told_by_criterion() -> None:
    weights = {"price": 70, "points": 10, "quality": {"Plan": 15, "Training": 5}}
    assert flatten_weights(weights) == {"price": 70, "points": 10, "quality: Plan": 15, "quality: Training": 5}


# --- parameters ---


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("years", 7),
        ("years", "undecided"),
        ("years", {"laptop": 7}),
        ("years", {"laptop": "undecided"}),
        ("ratio", 1),
        ("ratio", 0.75),
        ("share", 0),
        ("share", 100),
        ("share", 12.5),
        ("method", "destroy"),
        ("grade", "B"),
        ("parts", ["battery", "keyboard"]),
        ("words", "{{ 7*7 }}"),
        ("asked", False),
        ("asked", "undecided"),
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["parameters", "lots.0.parameters"])
def test_a_value_of_the_right_type_is_accepted(path: str, name: str, value: Any) -> None:
    assert wrong(put(path, {"spec": {name: value}})) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("years", 7.0),
        ("years", "seven"),
        ("years", True),
        ("years", [7]),
        ("years", float("nan")),
        ("ratio", "0.75"),
        ("ratio", True),
        ("ratio", float("nan")),
        ("ratio", float("inf")),
        ("ratio", -float("inf")),
        ("share", -1),
        ("share", 101),
        ("share", float("nan")),
        ("share", False),
        ("method", "burn"),
        ("method", 1),
        ("method", True),
        ("method", ["clear"]),
        ("grade", "C"),
        ("grade", ""),
        ("parts", "battery"),
        ("parts", []),
        ("parts", [1]),
        ("words", 5),
        ("words", ["x"]),
        ("words", ""),
        ("asked", 1),
        ("asked", "true"),
        ("years", LAUNCH),
        ("words", LAUNCH),
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["parameters", "lots.0.parameters"])
def test_a_value_of_another_type_is_refused(path: str, name: str, value: Any) -> None:
    finding = only(put(path, {"spec": {name: value}}))
    assert finding.rule in ("wrong-type", "empty-text")
    assert finding.place.key == f"{path.replace('.0', '.1')}.spec.{name}"


@pytest.mark.parametrize("name", ["ratio", "share"])
def test_a_number_too_large_for_anything_is_refused(name: str) -> None:
    assert keys(put("parameters", {"spec": {name: GIGANTIC}})) == [f"parameters.spec.{name}"]


def test_a_whole_number_too_large_for_anything_is_no_bug() -> None:
    assert keys(put("parameters", {"spec": {"years": GIGANTIC}})) in ([], ["parameters.spec.years"])


@pytest.mark.parametrize("name", ["method", "grade", "words", "parts", "asked", "years"])
def test_a_value_of_another_type_is_refused_in_a_table_by_category(name: str) -> None:
    finding = only(put("parameters", {"spec": {name: {"laptop": 1.5}}}))
    assert finding.place.key == f"parameters.spec.{name}.laptop"


def test_the_fix_of_a_wrong_type_names_undecided() -> None:
    assert "undecided" in only(put("parameters", {"spec": {"years": "x"}})).fix


def test_a_clause_without_parameters_says_so() -> None:
    finding = only(put("parameters", {"bare": {"years": 5}}))
    assert finding.fix == "The clause has no parameters."


def test_a_category_that_is_not_in_the_lot_is_refused() -> None:
    data = put("lots", [lot(parameters={"spec": {"years": {"tablet": 7}}}), lot({"tablet": 1})])
    finding = only(data)
    assert finding.rule == "contradiction"
    assert finding.place.key == "lots.1.parameters.spec.years.tablet"
    assert finding.place.lot == 1


def test_a_category_that_is_handed_over_only_is_in_the_lot() -> None:
    data = put("lots.0", lot(returns={"tablet": 1}, parameters={"spec": {"years": {"tablet": 7}}}))
    assert wrong(data) == []


def test_a_tender_table_may_name_what_is_in_any_lot() -> None:
    data = put("lots", [lot(), lot({"tablet": 1})])
    assert wrong(put("parameters", {"spec": {"years": {"tablet": 7}}}, data)) == []


def test_a_tender_table_may_not_name_what_is_in_no_lot() -> None:
    assert keys(put("parameters", {"spec": {"years": {"server": 7}}})) == ["parameters.spec.years.server"]


# --- answers ---


@pytest.mark.parametrize("answer", ["yes", 1, 1.0, None, [True]])
def test_an_answer_of_another_type_is_refused(answer: Any) -> None:
    data = put("lots.0.answers", {"accepts-refurbished": answer})
    assert keys(data) == ["lots.1.answers.accepts-refurbished"]


def test_an_answer_that_is_no_choice_is_refused() -> None:
    finding = only(put("lots.0.answers", {"use": "indoors"}))
    assert "office, outdoors" in finding.message
