# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, in_french
from tests.support import clause, library

RULE = "translation-differs"
ENGLISH = "The unit keeps 80 % after 800 cycles under ISO 14001, at 1,000 lux."


def told(said: str, **more: str) -> list[str]:
    one = library({"a": clause(text={"title": ENGLISH})})
    return [finding.message for finding in found(RULE, in_french(one, a={"title": said, **more}))]


def test_the_same_numbers_and_names_in_another_order_pass() -> None:
    assert told("Selon ISO 14001, à 1,000 lux, après 800 cycles, l'unité garde 80 %.") == []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("Selon ISO 14001, à 1,000 lux, après 500 cycles, 80 %.", "lacks 800 and adds 500"),
        ("Selon ISO 14001, à 1,000 lux, 80 %.", "lacks 800"),
        ("Selon EN 14001, à 1,000 lux, après 800 cycles, 80 %.", "lacks ISO and adds EN"),
        ("Selon ISO 14001, à 1,000 lux, après 800 cycles, 80 % et 80 %.", "adds 80"),
    ],
)
def test_another_duty_is_found(said: str, message: str) -> None:
    assert told(said) == [message]


def test_one_and_two_may_be_words() -> None:
    one = library({"a": clause(text={"title": "Within 2 days, 1 unit"})})
    assert found(RULE, in_french(one, a={"title": "Une unité en deux jours"})) == []


def test_a_currency_may_stand_behind_its_number() -> None:
    one = library({"a": clause(text={"title": "At most EUR 300 (ISO 4217)"})})
    assert found(RULE, in_french(one, a={"title": "Au plus 300 EUR (ISO 4217)"})) == []


def test_what_is_out_of_date_is_not_compared() -> None:
    assert told("Rien", sha256="0" * 64) == []


def test_the_finding_names_the_paragraph() -> None:
    one = library({"a": clause(text={"requirement": "One thing.\n\nFor 5 years."})})
    (only,) = found(RULE, in_french(one, a={"requirement": "Une chose.\n\nPour 6 ans."}))
    assert str(only.place) == "translations/fr/x.toml: a.requirement, paragraph 2"
