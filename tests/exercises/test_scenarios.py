# SPDX-License-Identifier: Apache-2.0
"""The scenarios of training exercises: the shipped ones are sound, and faults of others are named."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tenderkit
from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.exercises.scenario import LEVELS, OUTCOMES, Scenario
from tenderkit.exercises.scenario_files import read_purchase_of, read_scenarios
from tenderkit.pipeline import compose_annex

DATA = tenderkit.load_library()
SCENARIOS = read_scenarios(DATA)
SHIPPED = (Path("templates") / "exercises").resolve()
FEWEST, MOST = 12, 40


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """An organisation's own library, with room for scenarios."""
    (tmp_path / "library.toml").write_text('title.en = "Our house"\nversion = "1"\n', encoding="utf-8")
    (tmp_path / "exercises").mkdir()
    return tmp_path


def write_scenario(house: Path, *changes: tuple[str, str], name: str = "our-city") -> None:
    text = (SHIPPED / "S03.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (house / "exercises" / f"{name}.toml").write_text(text, encoding="utf-8")


def test_the_sixteen_scenarios_are_there() -> None:
    assert list(SCENARIOS) == [f"S{number:02}" for number in range(1, 17)]


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda s: s.id)
def test_a_scenario_is_a_whole_purchase_in_which_check_finds_no_error(scenario: Scenario) -> None:
    purchase = read_purchase_of(scenario, DATA)
    errors = [f"{f.place.key}: {f.message}" for f in tenderkit.check(purchase, DATA) if f.severity == "error"]
    assert errors == []
    annex = compose_annex(tenderkit.select(purchase, DATA), DATA)
    # Participants read a published annex: nothing in it is a draft or left open, a country neither.
    assert not annex.gaps
    assert not any(annex.language.text("gaps.country") in value for _, value in annex.cover)
    assert purchase.tender.status == "final"
    assert FEWEST <= len(annex.printed) <= MOST
    assert any(clause.clause.kind == "award-criterion" for clause in annex.printed)


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda s: s.id)
def test_a_scenario_tells_its_story(scenario: Scenario) -> None:
    words = DATA.language("en")
    assert len(words.words(scenario.story).split()) > 20
    assert all(text.strip().endswith(".") for text in scenario.write_limits(words))
    assert len(scenario.focus) > 1


# What a purchase names by a code, a number or an id, which is the same in every language.
CODE = re.compile(r"[A-Z]{2,3}|[A-Z]+([-/][A-Z\d]+)+|[a-z\d-]+")


def list_texts(value: object) -> Iterator[str]:
    """Yield the texts and the codes in the keys of a purchase file."""
    if isinstance(value, dict):
        yield from value
        yield from (text for each in value.values() for text in list_texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in list_texts(each))
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda s: s.id)
def test_a_scenario_is_whole_in_arabic(scenario: Scenario) -> None:
    """Where this fails at `made_from`, read what changed in the English, mend the Arabic, write the new digest."""
    assert all("ar" in texts for texts in scenario.texts.values())
    assert len(scenario.limits["ar"]) == len(scenario.limits["en"])
    texts = {*list_texts(scenario.purchase)}
    assert {text for text in texts if not CODE.fullmatch(text)} <= {*scenario.words["ar"]} <= texts
    english = repr([texts["en"] for texts in scenario.texts.values()])
    assert scenario.made_from["ar"] == hashlib.sha256(english.encode()).hexdigest()[:16]
    annex = compose_annex(tenderkit.select(read_purchase_of(scenario, DATA, "ar"), DATA), DATA)
    assert annex.selection.purchase.tender.authority in scenario.words["ar"].values()


def test_scenarios_serve_every_outcome_and_level() -> None:
    assert all(sum(outcome in s.outcomes for s in SCENARIOS.values()) >= 3 for outcome in OUTCOMES)
    assert all(sum(level in s.levels for s in SCENARIOS.values()) >= 10 for level in LEVELS)


def test_a_library_of_an_organisation_adds_and_replaces_scenarios(house: Path) -> None:
    write_scenario(house)
    write_scenario(house, ('title.en = "Tablets for health workers"', 'title.en = "Tablets"'), name="S03")
    found = read_scenarios(tenderkit.load_library(house), [str(house)])
    assert set(found) == {*SCENARIOS, "our-city"}
    assert found["S03"].title["en"] == "Tablets"
    assert found["our-city"].file == f"{house.as_posix()}/exercises/our-city.toml"


@pytest.mark.parametrize(
    ("old", "new", "rule", "key"),
    [
        ('money.en = "', 'moneys.en = "', "unknown-key", "moneys"),
        ('focus = ["M15"', 'focus = ["X15"', "schema", "focus.1"),
        ('focus = ["M15"', 'focus = ["M99"', "unknown-word", "focus.1"),
        ('outcomes = ["LO3"]', "outcomes = []", "schema", "outcomes"),
        ("levels = [1,", "levels = [5,", "schema", "levels.1"),
        ('market.en = "', 'market.xx = "', "unknown-word", "market.xx"),
        ('market.en = "', 'market.xx = "', "translation-missing", "market"),
        ('category = "tablet"', 'category = "tabelt"', "unknown-word", "purchase.lots.1.items.1.category"),
        ("launch = 2027-01-11", "", "missing", "purchase.tender.launch"),
        ('title.en = "', "title.en = ", "toml", None),
    ],
)
def test_every_fault_of_a_scenario_is_named(house: Path, old: str, new: str, rule: str, key: str | None) -> None:
    write_scenario(house, (old, new))
    with pytest.raises(InvalidInput) as caught:
        read_scenarios(tenderkit.load_library(house), [str(house)])
    found = {(f.rule, f.place.key) for f in caught.value.findings}
    assert (rule, key) in found
    assert {f.place.file for f in caught.value.findings} == {f"{house.as_posix()}/exercises/our-city.toml"}


def test_a_folder_that_is_not_there_is_refused() -> None:
    with pytest.raises(FileProblem, match="is not there"):
        read_scenarios(DATA, ["nowhere"])
