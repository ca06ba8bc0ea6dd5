# SPDX-License-Identifier: Apache-2.0
from tenderkit.findings import Finding, Place, suggest_nearest


def test_a_finding_is_an_error_unless_it_says_otherwise() -> None:
    assert Finding("a-rule", "is wrong").severity == "error"


def test_the_json_of_a_finding_has_the_fixed_shape() -> None:
    found = Finding("a-rule", "is wrong", "Mend it.", "warn", Place("x.toml", "lots.1.title", 1, "take-back"))
    assert found.as_json() == {
        "severity": "warn",
        "rule": "a-rule",
        "place": {"file": "x.toml", "key": "lots.1.title", "lot": 1, "clause": "take-back"},
        "message": "is wrong",
        "fix": "Mend it.",
    }


def test_what_a_place_does_not_know_is_null_in_json() -> None:
    assert Finding("a-rule", "is wrong").as_json()["place"] == {
        "file": None,
        "key": None,
        "lot": None,
        "clause": None,
    }


def test_changing_the_json_leaves_the_finding_as_it_is() -> None:
    found = Finding("a-rule", "is wrong", place=Place("x.toml"))
    found.as_json()["place"]["file"] = "y.toml"
    assert found.place.file == "x.toml"


def test_a_place_prints_file_and_key() -> None:
    assert str(Place("x.toml", "lots.1.title")) == "x.toml: lots.1.title"


def test_a_place_prints_what_it_knows() -> None:
    assert str(Place(key="lots.1.title")) == "lots.1.title"
    assert str(Place()) == ""


def test_a_misspelt_word_is_told_the_nearest_one() -> None:
    assert suggest_nearest("laptpo", ["desktop", "laptop", "tablet"]) == "Did you mean “laptop”?"


def test_capitals_do_not_hide_the_nearest_word() -> None:
    assert suggest_nearest("Laptop", ["desktop", "laptop"]) == "Did you mean “laptop”?"


def test_half_a_name_is_enough() -> None:
    assert suggest_nearest("bateries", ["battery-endurance", "take-back"]) == "Did you mean “battery-endurance”?"


def test_where_no_word_is_near_all_are_named() -> None:
    assert suggest_nearest("xyz", ["tablet", "laptop"]) == "Known here: laptop, tablet."


def test_of_very_many_words_twenty_are_named() -> None:
    many = [f"word-{n:02}" for n in range(30)]
    assert suggest_nearest("xyz", many) == f"Known here: {', '.join(many[:20])}, …."


def test_where_nothing_is_known_nothing_is_said() -> None:
    assert suggest_nearest("xyz", []) == ""


def test_a_word_need_not_be_text() -> None:
    assert suggest_nearest(4711, ["laptop"]) == "Known here: laptop."
