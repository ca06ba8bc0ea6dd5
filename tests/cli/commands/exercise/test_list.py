# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

from tests.cli.conftest import Cli, answer


def test_scenarios_are_listed_with_what_they_suit(cli: Cli) -> None:
    ended = cli("exercise", "list")
    assert ended.code == 0
    assert (
        "S02   Laptops for a city, new and refurbished, Northern Europe  [LO3; levels 1, 2, 3, 4; M22, M13, M09]\n"
        in ended.stdout
    )
    assert cli("exercise", "list", "scenarios").stdout in ended.stdout


def test_the_list_is_data_too(cli: Cli) -> None:
    data = answer(cli("exercise", "list", "scenarios", "--format", "json"))["data"]
    assert len(data["scenarios"]) == 16
    assert data["scenarios"][15] == {
        "id": "S16",
        "title": "A joint tender of United Nations offices",
        "region": "A country office, in Jordan",
        "outcomes": ["LO2", "LO3"],
        "levels": [2, 3, 4],
        "focus": ["M28", "M17", "M27"],
    }


def test_types_are_listed_with_their_outcomes_and_levels(cli: Cli) -> None:
    assert "term-match  Match the terms  [LO1; levels 1, 2]\n" in cli("exercise", "list", "types").stdout
    data = answer(cli("exercise", "list", "--format", "json"))["data"]
    assert set(data) == {"outcomes", "levels", "scenarios", "types", "mutations"}
    assert "choose-clauses" in [entry["id"] for entry in data["types"]]


def test_outcomes_and_levels_are_listed_in_words(cli: Cli) -> None:
    listed = cli("exercise", "list").stdout
    assert "LO2   apply ITU-T L.1061 to policies and processes\n" in listed
    assert "2     intermediate: apply\n" in listed
    assert cli("exercise", "list", "levels").stdout.count("\n") == 4


def test_mutations_are_listed_with_the_rules_that_find_them(cli: Cli) -> None:
    line = "M05   The wording is vague  [LO1; levels 1, 2, 3, 4; vague-wording]\n"
    assert line in cli("exercise", "list", "mutations").stdout
    mutations = answer(cli("exercise", "list", "mutations", "--format", "json"))["data"]["mutations"]
    assert [entry["id"] for entry in mutations] == [f"M{number:02}" for number in range(1, 29)]
    assert [entry["id"] for entry in mutations if entry["judged"]] == ["M08", "M13", "M25"]


def test_an_unknown_list_or_language_is_refused(cli: Cli) -> None:
    ended = cli("exercise", "list", "scenaries")
    assert (ended.code, "Did you mean “scenarios”?" in ended.stderr) == (2, True)
    assert cli("exercise", "list", "--language", "xx").code == 2


def test_faults_of_a_scenario_are_told_with_their_place(cli: Cli) -> None:
    Path("house/exercises").mkdir(parents=True)
    Path("house/library.toml").write_text('title.en = "House"\nversion = "1"\n', encoding="utf-8")
    Path("house/exercises/ours.toml").write_text('title.en = "Ours"\nlevel = 3\n', encoding="utf-8")
    ended = cli("exercise", "list", "--library", "house")
    assert ended.code == 3
    assert "house/exercises/ours.toml" in ended.stderr
    assert "level" in ended.stderr
