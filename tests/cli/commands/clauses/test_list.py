# SPDX-License-Identifier: Apache-2.0
import csv
import io

import pytest

from tenderkit.library.reading import shipped_data
from tests.cli.commands.clauses.conftest import CLAUSE, HEAD, house
from tests.cli.conftest import Cli, answer

LIBRARY = shipped_data.load_shipped_data().library


def ids(cli: Cli, *args: str) -> list[str]:
    """The ids that are listed, in their order."""
    ended = cli("clauses", "list", *args, "--format", "json")
    assert ended.code == 0
    return [clause["id"] for clause in answer(ended)["data"]["clauses"]]


def test_every_clause_is_listed_in_the_order_of_print(cli: Cli) -> None:
    assert ids(cli) == list(LIBRARY.clauses)


def test_the_text_has_every_clause_under_its_theme(cli: Cli) -> None:
    ended = cli("clauses", "list")
    assert (ended.code, ended.stderr) == (0, "")
    found: dict[str, list[str]] = {}
    for line in ended.stdout.splitlines()[:-1]:
        if line and not line.startswith(" "):
            found[line] = []
        elif line.startswith("  ") and line[2] != " ":
            found[list(found)[-1]].append(line.split()[0])
    themes = {name: word.label["en"] for name, word in LIBRARY.vocabulary.themes.items()}
    assert found == {
        label: [c.id for c in LIBRARY.clauses.values() if c.theme == theme]
        for theme, label in themes.items()
        if any(c.theme == theme for c in LIBRARY.clauses.values())
    }
    assert f"{len(LIBRARY.clauses)} of {len(LIBRARY.clauses)} clauses" in ended.stdout.splitlines()[-1]


def test_the_answer_has_the_schema_list(cli: Cli) -> None:
    found = answer(cli("clauses", "list", "--format", "json"))
    assert (found["schema"], found["ok"]) == ("tenderkit/clauses-list/1", True)
    assert found["data"]["clauses"][0] == {
        "id": "place-in-contract",
        "version": 1,
        "status": "stable",
        "kind": "general-rule",
        "theme": "general",
        "levels": ["core", "comprehensive"],
        "sets": ["short", "standard"],
        "title": "Contract, notices, start and refusal",
        "requires": [],
        "hidden": False,
    }


def test_the_csv_says_what_the_json_says(cli: Cli) -> None:
    rows = list(csv.DictReader(io.StringIO(cli("clauses", "list", "--format", "csv").stdout)))
    told = answer(cli("clauses", "list", "--format", "json"))["data"]["clauses"]
    lists = ("levels", "sets", "requires")
    assert [{**row, **{key: row[key].split() for key in lists}} for row in rows] == [
        {**clause, "version": str(clause["version"]), "hidden": str(clause["hidden"]).lower()} for clause in told
    ]


@pytest.mark.parametrize(
    ("option", "word", "within", "without"),
    [
        ("theme", "end-of-life", "take-back", "spare-parts"),
        ("kind", "award-criterion", "battery-endurance-points", "battery-endurance"),
        ("level", "comprehensive", "take-back", None),
        ("category", "display", "energy-performance-displays", "energy-performance-computers"),
        ("category", "mixed-ict", "take-back", "battery-endurance"),
        ("model", "refurbished", "refurbished-grading", "warranty-minimum"),
        ("model", "take-back", "treatment-standard", "spare-parts"),
        ("set", "short", "take-back", "battery-endurance-points"),
        ("status", "stable", "take-back", None),
    ],
)
def test_an_option_keeps_the_clauses_that_answer_to_it(
    cli: Cli, option: str, word: str, within: str, without: str | None
) -> None:
    found = ids(cli, f"--{option}", word)
    assert within in found
    assert without not in found


def test_options_are_anded(cli: Cli) -> None:
    options = [("--theme", "useful-life"), ("--kind", "technical-specification"), ("--category", "smartphone")]
    together = ids(cli, *(word for option in options for word in option))
    apart = [set(ids(cli, *option)) for option in options]
    assert set(together) == set.intersection(*apart)
    assert all(set(together) < found for found in apart)
    assert together


def test_what_no_clause_answers_to_is_an_empty_list(cli: Cli) -> None:
    nothing = ("--theme", "general", "--kind", "award-criterion")
    assert ids(cli, *nothing) == []
    ended = cli("clauses", "list", *nothing)
    assert (ended.code, ended.stdout) == (0, "No clause fits all of these options.\n")
    assert cli("clauses", "list", *nothing, "--format", "csv").stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("option", "typed", "hint"),
    [
        ("theme", "useful-lif", "Did you mean “useful-life”?"),
        ("kind", "award", "Did you mean “award-criterion”?"),
        ("level", "cor", "Did you mean “core”?"),
        ("category", "laptops", "Did you mean “laptop”?"),
        ("category", "Notebook", "Did you mean “laptop”?"),
        ("model", "leas", "Did you mean “lease”?"),
        ("set", "standart", "Did you mean “standard”?"),
        ("status", "drafts", "Did you mean “draft”?"),
        ("kind", "", "Known here: award-criterion, "),
    ],
)
def test_an_unknown_word_is_wrong_usage_with_the_nearest(cli: Cli, option: str, typed: str, hint: str) -> None:
    ended = cli("clauses", "list", f"--{option}", typed)
    assert (ended.code, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"error: there is no {option} “{typed}”\n  hint: {hint}")


def test_a_library_on_top_is_listed_with_what_it_hides(cli: Cli) -> None:
    draft = CLAUSE.replace('"stable"', '"draft"')
    house(head=HEAD + 'hide = ["spare-parts"]\n', end_of_life__unit_labels=draft)
    lines = cli("clauses", "list", "--library", "house").stdout.splitlines()
    assert "  unit-labels (contract performance clause, draft; standard)" in lines
    assert "  spare-parts (technical specification, hidden; short, standard)" in lines
    assert ids(cli, "--library", "house", "--status", "draft") == ["unit-labels"]


def test_a_library_on_top_with_a_fault_ends_with_3(cli: Cli) -> None:
    house(end_of_life__unit_labels=CLAUSE.replace("version = 1\n", ""))
    ended = cli("clauses", "list", "--library", "house", "--format", "json")
    assert ended.code == 3
    found = answer(ended)
    assert (found["schema"], found["ok"], found["data"]) == ("tenderkit/clauses-list/1", False, None)
    assert [f["place"]["file"] for f in found["findings"]] == ["house/end-of-life/unit-labels.toml"]
