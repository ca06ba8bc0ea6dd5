# SPDX-License-Identifier: Apache-2.0
import tomllib
from datetime import UTC, datetime
from typing import Any

import pytest

from tenderkit.library.reading import shipped_data
from tests.cli.commands.clauses.conftest import CLAUSE, HEAD, house
from tests.cli.conftest import Cli, answer

LIBRARY = shipped_data.load_shipped_data().library


def shown(cli: Cli, *args: str) -> Any:
    """The data of the answer."""
    ended = cli("clauses", "show", *args, "--format", "json")
    assert ended.code == 0, ended.stderr
    return answer(ended)["data"]


def value(cli: Cli, clause: str, name: str, category: str, *args: str) -> tuple[Any, str]:
    """The value of a parameter for one category, and its origin."""
    (found,) = (
        p
        for p in shown(cli, clause, *args)["parameters"]
        if p["name"] == name and category in (p["categories"] or [category])
    )
    return found["value"], found["origin"]


@pytest.mark.parametrize("id_", LIBRARY.clauses)
def test_every_clause_is_shown_as_text_and_as_json(cli: Cli, id_: str) -> None:
    ended = cli("clauses", "show", id_, "--date", "2027-01-15")
    assert (ended.code, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"{id_}@{LIBRARY.clauses[id_].version}  ")
    assert shown(cli, id_, "--date", "2027-01-15")["id"] == id_


def test_the_answer_has_the_schema_show_and_says_what_it_is_shown_for(cli: Cli) -> None:
    ended = cli(
        *("clauses", "show", "spare-parts", "--country", "fr", "--date", "2027-01-15"),
        *("--level", "comprehensive", "--model", "repair", "--format", "json"),
    )
    found = answer(ended)
    assert (found["schema"], found["ok"], found["findings"]) == ("tenderkit/clauses-show/1", True, [])
    assert found["data"]["shown-for"] == {
        "country": "FR",
        "launch": "2027-01-15",
        "level": "comprehensive",
        "acquisition": "repair",
    }


def test_without_a_date_the_law_of_today_counts(cli: Cli) -> None:
    before = datetime.now(tz=UTC).date().isoformat()
    told = shown(cli, "take-back")["shown-for"]["launch"]
    assert before <= told <= datetime.now(tz=UTC).date().isoformat()


def test_a_limit_counts_from_its_first_day(cli: Cli) -> None:
    phones = ("spare-parts", "parts-years", "smartphone", "--country", "FR", "--date")
    assert value(cli, *phones, "2025-06-19")[1] != "law"
    assert value(cli, *phones, "2025-06-20") == (7, "law")


def test_a_limit_counts_in_its_place_only(cli: Cli) -> None:
    phones = ("spare-parts", "parts-years", "smartphone", "--date", "2027-01-15")
    assert value(cli, *phones, "--country", "FR") == (7, "law")
    assert value(cli, *phones, "--country", "KE")[1] != "law"
    assert value(cli, *phones)[1] != "law"


def test_the_text_says_where_a_value_of_law_comes_from(cli: Cli) -> None:
    told = cli("clauses", "show", "spare-parts", "--country", "FR", "--date", "2025-06-20").stdout
    assert "Shown for: purchase; France; 20 June 2025; level core." in told.splitlines()
    assert "(law: eu-reg-2023-1670, Annex II B 1.1(1))" in " ".join(told.split())


def test_the_level_decides_what_is_asked_for(cli: Cli) -> None:
    laptops = ("warranty-minimum", "warranty-years", "laptop", "--date", "2027-01-15")
    core, _ = value(cli, *laptops)
    comprehensive, _ = value(cli, *laptops, "--level", "comprehensive")
    assert comprehensive > core


def test_an_award_criterion_shows_the_steps_of_its_level_alone(cli: Cli) -> None:
    # The lowest step stands in the core level alone.
    steps = [
        [(s["from"], s["share"]) for s in shown(cli, "reparability-points", "--level", level)["scale"]["steps"]]
        for level in ("core", "comprehensive")
    ]
    assert (25, 0) in steps[0]
    assert (25, 0) not in steps[1]
    told = cli("clauses", "show", "reparability-points").stdout.splitlines()
    assert "  laptops, desktop computers: from 25 (score): 0%" in told


@pytest.mark.parametrize(
    ("args", "message", "hint"),
    [
        (["takeback"], "there is no clause “takeback”", "Did you mean “take-back”?"),
        (["Take-Back"], "there is no clause “Take-Back”", "Did you mean “take-back”?"),
        ([""], "there is no clause “”", "Known here: acceptance-of-clauses, asset-register, "),
        (["take-back", "--country", "UK"], "there is no country “UK”", "Did you mean “GB”?"),
        (["take-back", "--country", "Kenya"], "there is no country “Kenya”", "Write its two-letter code"),
        (["take-back", "--country", ""], "there is no country “”", "Write its two-letter code"),
        (["take-back", "--model", "leas"], "there is no acquisition model “leas”", "Did you mean “lease”?"),
    ],
)
def test_an_unknown_word_is_wrong_usage_with_the_nearest(cli: Cli, args: list[str], message: str, hint: str) -> None:
    ended = cli("clauses", "show", *args)
    assert (ended.code, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"error: {message}\n  hint: {hint}")


@pytest.mark.parametrize(
    "day", ["2027-02-29", "15.01.2027", "2027-1-5", "20270115", "2027-W01-1", "0001-01-01", "2101-01-01", "", "today"]
)
def test_what_is_no_day_of_a_tender_is_wrong_usage_with_a_way_out(cli: Cli, day: str) -> None:
    ended = cli("clauses", "show", "take-back", "--date", day)
    assert (ended.code, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"error: “{day}” is no date\n  hint: Write year, month, day: 2027-01-15")


@pytest.mark.parametrize("day", ["2000-01-01", "2028-02-29", "2100-12-31"])
def test_any_day_that_a_tender_may_be_launched_on_is_a_date(cli: Cli, day: str) -> None:
    assert shown(cli, "take-back", "--date", day)["shown-for"]["launch"] == day


def test_an_unknown_level_is_wrong_usage(cli: Cli) -> None:
    ended = cli("clauses", "show", "take-back", "--level", "cor")
    assert ended.code == 2
    assert "core" in ended.stderr


@pytest.mark.parametrize(
    ("clause", "model", "fit"),
    [
        ("spare-parts", "take-back", "purchase, lease, repair"),
        ("take-back", "consumables", "purchase, lease, service"),
    ],
)
def test_a_model_that_the_clause_is_not_for_is_invalid_and_those_it_is_for_are_named(
    cli: Cli, clause: str, model: str, fit: str
) -> None:
    ended = cli("clauses", "show", clause, "--model", model, "--format", "json")
    assert ended.code == 3
    (finding,) = answer(ended)["findings"]
    assert finding["message"] == f"“{clause}” is not meant for the acquisition model “{model}”"
    assert finding["fix"].startswith(f"It is meant for: {fit}")


def test_a_clause_of_a_library_on_top_is_shown_although_it_is_a_draft(cli: Cli) -> None:
    house(end_of_life__unit_labels=CLAUSE.replace('"stable"', '"draft"'))
    told = cli("clauses", "show", "unit-labels", "--library", "house").stdout.splitlines()
    assert told[:3] == [
        "unit-labels@1  Labels on each unit",
        "contract performance clause; End of use; draft",
        "levels: core, comprehensive; sets: standard",
    ]


def test_a_clause_that_is_hidden_is_shown_too(cli: Cli) -> None:
    house(head=HEAD + 'hide = ["spare-parts"]\n')
    assert shown(cli, "spare-parts", "--library", "house")["id"] == "spare-parts"


def test_a_withdrawn_clause_says_what_stands_in_its_place(cli: Cli) -> None:
    old = CLAUSE.replace('"stable"', '"withdrawn"').replace("requires", 'successor = ["take-back"]\nrequires')
    history = '[unit-labels.withdrawn]\ndate = 2027-03-01\nsays.en = "Nobody read the labels."\n'
    house(end_of_life__unit_labels=old, changelog=history)
    told = cli("clauses", "show", "unit-labels", "--library", "house").stdout.splitlines()
    assert "It was withdrawn: name “take-back” instead." in told
    assert told[-2:] == ["History", "  withdrawn, 2027-03-01: Nobody read the labels."]


def test_a_criterion_without_a_step_above_the_law_says_so(cli: Cli) -> None:
    floor = '[[limits]]\nparameter = ["remanufactured-cartridge-share.share"]\nvalue = 100\nsource = "house-policy"\n'
    policy = '[house-policy]\ntitle = "House policy"\nkind = "guide"\nstatus = "in-force"\nmark = "C"\n'
    house(head=HEAD + floor, sources=policy)
    ended = cli("clauses", "show", "remanufactured-cartridge-points", "--library", "house")
    assert (ended.code, ended.stdout) == (3, "")
    assert "no step of its scale lies above what “Minimum share of remanufactured cartridges” asks" in ended.stderr


def test_the_file_is_shown_as_it_stands(cli: Cli) -> None:
    house(end_of_life__unit_labels=CLAUSE)
    assert cli("clauses", "show", "unit-labels", "--library", "house", "--format", "toml").stdout == CLAUSE


def test_the_file_of_a_replaced_clause_is_that_of_the_last_library(cli: Cli) -> None:
    shipped = cli("clauses", "show", "take-back", "--format", "toml").stdout
    assert tomllib.loads(shipped)["text"]["title"] == "Take-back of units after use"
    house(end_of_life__take_back=CLAUSE)
    assert cli("clauses", "show", "take-back", "--library", "house", "--format", "toml").stdout == CLAUSE


def test_a_clause_is_shown_in_another_language(cli: Cli) -> None:
    ended = cli("clauses", "show", "take-back", "--language", "ar", "--date", "2027-01-15")
    title = LIBRARY.translations["ar"].clauses["take-back"].title
    assert title is not None
    assert ended.stdout.startswith(f"take-back@{LIBRARY.clauses['take-back'].version}  {title[0]}\n")
    assert "15 كانون الثاني/يناير 2027" in ended.stdout
    assert "other device" not in ended.stdout
    assert "shown in English" not in ended.stdout
    data = shown(cli, "take-back", "--language", "ar")
    assert (data["language"], data["title"]) == ("ar", title[0])
    assert shown(cli, "take-back")["language"] == "en"


def test_a_clause_without_a_text_in_the_language_is_shown_in_english_and_says_so(cli: Cli) -> None:
    house(end_of_life__unit_labels=CLAUSE)
    told = " ".join(cli("clauses", "show", "unit-labels", "--language", "ar", "--library", "house").stdout.split())
    assert "there is no text in العربية that fits the English of today: shown in English" in told


def test_an_unknown_language_is_a_wrong_use_and_names_those_that_are_there(cli: Cli) -> None:
    ended = cli("clauses", "show", "take-back", "--language", "xx")
    assert (ended.code, ended.stdout) == (2, "")
    assert "there is no language “xx”\n  hint: There are en, ar, fr." in ended.stderr


def test_the_texts_of_a_clause_stand_beside_the_english_ones_with_their_state(cli: Cli) -> None:
    lines = cli("clauses", "show", "equivalence-paragraph", "--language", "ar", "--beside").stdout.splitlines()
    translation = LIBRARY.translations["ar"].clauses["equivalence-paragraph"]
    assert translation.title is not None
    assert lines[0] == "title  [draft]"
    assert lines[1].split("   ")[0] == "Equivalents"
    assert lines[1].endswith(translation.title[0])
    texts = shown(cli, "equivalence-paragraph", "--language", "ar", "--beside")["texts"]
    assert [text["key"] for text in texts][:2] == ["title", "requirement"]
    assert {text["state"] for text in texts} == {"draft"}


def test_a_clause_of_a_library_on_top_stands_beside_nothing_yet(cli: Cli) -> None:
    house(end_of_life__unit_labels=CLAUSE)
    ended = cli("clauses", "show", "unit-labels", "--language", "ar", "--beside", "--library", "house")
    assert ended.stdout.startswith("title  [missing]\nLabels on each unit")
