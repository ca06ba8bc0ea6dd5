# SPDX-License-Identifier: Apache-2.0
from tests.lint.seeded import found, in_french
from tests.support import clause, library

RULE = "translation-stale"
ONE = library({"a": clause()})


def test_a_translation_of_today_passes() -> None:
    assert found(RULE, in_french(ONE, a={"title": "Un titre"})) == []


def test_a_digest_of_another_text_is_found_with_the_one_to_write() -> None:
    (one,) = found(RULE, in_french(ONE, a={"title": "Un titre", "sha256": "0" * 64}))
    assert str(one.place) == "translations/fr/x.toml: a"
    again = {"title": "Un titre", "sha256": one.fix.rpartition('sha256 = "')[2].rstrip('".')}
    assert found(RULE, in_french(ONE, a=again)) == []


def test_another_version_of_the_clause_is_found() -> None:
    (one,) = found(RULE, in_french(ONE, a={"title": "Un titre", "version": 7}))
    assert "version = 1" in one.fix


def test_what_is_not_translated_does_not_count_for_the_digest() -> None:
    (with_title,) = [found(RULE, in_french(ONE, a={"title": "Un titre", "sha256": "0" * 64}))]
    other = library({"a": clause(text={"question": "Will you do it soon?"})})
    (with_other_question,) = [found(RULE, in_french(other, a={"title": "Un titre", "sha256": "0" * 64}))]
    assert with_title == with_other_question


def test_labels_made_from_another_text_are_found() -> None:
    today = ONE.label_digests["vocabulary.toml units.years"]
    entry = "vocabulary.toml units.years"
    assert found(RULE, in_french(ONE, made_from={entry: today})) == []
    (one,) = found(RULE, in_french(ONE, made_from={entry: "0" * 16}))
    assert (str(one.place), today in one.fix) == (
        "translations/fr/vocabulary.toml: made-from.units.years",
        True,
    )
    (gone,) = found(RULE, in_french(ONE, made_from={"vocabulary.toml units.moons": "0" * 16}))
    assert gone.fix.startswith("Take it out")
