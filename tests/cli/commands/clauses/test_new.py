# SPDX-License-Identifier: Apache-2.0
import os
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from tests.cli.commands.clauses.conftest import HEAD, house
from tests.cli.conftest import Cli, answer, names

ADVICE = "For the authority: when to use it, what to look at, where it goes wrong."
# What an author might write into the blanks.
FILLED = {
    "selection-criterion": {
        "Short title": "Service desk for returned equipment",
        "has or can do what, for the services of this lot": "runs a service desk for the units of this lot",
        "of what": "of the service desk",
        "Which document shows it": "Description of the service desk with its opening hours",
        "What shall the tenderer name or describe?": "Name the service desk and its opening hours.",
        ADVICE: "Use it in lots with many users.",
    },
    "technical-specification": {
        "name of the period": "period of spare keyboards",
        "Short title": "Spare keyboards",
        "kind of unit": "laptop",
        "what it must be or be able to do": "take a spare keyboard that the manufacturer sells",
        "of what": "of the spare keyboard and its period",
        "Which document of the manufacturer shows it": "Parts catalogue of the manufacturer with the spare keyboard",
        "what": "the change of the keyboard",
        "What shall the tenderer state for each model?": "State for each model the spare keyboard and its period.",
        ADVICE: "Use it for laptops that travel.",
    },
    "award-criterion": {
        "Short title": "Points for free keyboards",
        "what is counted, in which unit and from when": "the whole years of free keyboards after delivery",
        "Which document proves the number": "Statement of the manufacturer with the last day of free keyboards",
        "what": "the life of the keyboard",
        "Which number shall the tenderer state for each model?": "State for each model the years of free keyboards.",
        ADVICE: "Use it where the units stay for long.",
    },
    "contract-performance-clause": {
        "name of the period": "period for the visit",
        "Short title": "Repair visits at the desk",
        "do what": "repair each unit at the desk of its user",
        "What the tenderer states or hands in": "Telephone number of the repair service",
        "Which record the contractor hands over during the contract": "Repair record with the day of each request",
        "What shall the tenderer name or state?": "Name the telephone number of the repair service.",
        ADVICE: "Use it where users cannot travel.",
    },
}
KINDS = list(FILLED)
DESK = ("clauses", "new", "desk-repair", "--kind", KINDS[3], "--theme", "useful-life")
PATH = Path("house/useful-life/desk-repair.toml")


def fill(path: Path, words: dict[str, str]) -> None:
    """Fill the blanks of a file, those of its comments excepted, and set it to stable."""
    lines = [
        line if line.startswith("#") else re.sub("‹([^›]*)›", lambda blank: words[blank[1]], line)
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    text = "\n".join(lines) + "\n"
    assert text.count('status   = "draft"') == 1
    path.write_text(text.replace('status   = "draft"', 'status   = "stable"'), encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_a_clause_of_each_kind_is_a_draft_in_its_theme(cli: Cli, kind: str) -> None:
    ended = cli("clauses", "new", "desk-repair", "--kind", kind, "--theme", "useful-life", "--into", "house")
    assert (ended.code, ended.stdout) == (0, "")
    made = tomllib.loads(PATH.read_text(encoding="utf-8"))
    assert (made["kind"], made["status"], made["version"]) == (kind, "draft", 1)
    assert "kind" not in tomllib.loads(Path("house/library.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_lint_says_of_a_new_clause_is_which_blanks_are_left(cli: Cli, kind: str) -> None:
    cli("clauses", "new", "desk-repair", "--kind", kind, "--theme", "useful-life", "--into", "house")
    ended = cli("clauses", "lint", "--library", "house", "--format", "json")
    found = answer(ended)
    assert (ended.code, found["warnings"]) == (1, [])
    assert {(f["rule"], f["place"]["file"]) for f in found["findings"]} == {("unfilled-blank", PATH.as_posix())}


@pytest.mark.parametrize("kind", KINDS)
def test_lint_finds_nothing_in_a_clause_that_is_filled(cli: Cli, kind: str) -> None:
    cli("clauses", "new", "desk-repair", "--kind", kind, "--theme", "useful-life", "--into", "house")
    fill(PATH, FILLED[kind])
    ended = cli("clauses", "lint", "--library", "house", "--fail-level", "info")
    assert (ended.code, ended.stdout) == (0, "0 errors, 0 warnings, 0 notes\n")
    assert cli("clauses", "show", "desk-repair", "--library", "house").code == 0


def test_the_library_is_begun_once_and_stays_as_its_owner_left_it(cli: Cli) -> None:
    assert "house/library.toml: begun" in cli(*DESK, "--into", "house").stderr
    head = Path("house/library.toml")
    assert tomllib.loads(head.read_text(encoding="utf-8")) == {"title": {"en": "house"}, "version": "0.1"}
    head.write_text(HEAD, encoding="utf-8")
    ended = cli(*DESK[:2], "desk-visits", *DESK[3:], "--into", "house")
    assert ended.code == 0
    assert "begun" not in ended.stderr
    assert head.read_text(encoding="utf-8") == HEAD


def test_without_a_folder_the_current_one_is_the_library(cli: Cli, folder: Path) -> None:
    assert cli(*DESK).code == 0
    assert names(folder) == ["library.toml", "useful-life"]


def test_beside_a_vocabulary_no_library_is_begun_and_none_is_named(cli: Cli, copied: Path) -> None:
    ended = cli(*DESK, "--into", str(copied / "clauses"))
    assert ended.code == 0
    assert not (copied / "clauses" / "library.toml").exists()
    assert ended.stderr.endswith("then: tenderkit clauses lint\n")


@pytest.mark.parametrize(
    "name", ["our rules", "Règles d'achat", "规则", 'the "green" ones', "back\\slash", "two\nlines", "esc\x1b[31m"]
)
def test_the_folder_may_have_any_name(cli: Cli, name: str) -> None:
    ended = cli(*DESK, "--into", f"somewhere/{name}")
    assert ended.code == 0
    assert "\x1b" not in ended.stderr
    assert cli("clauses", "lint", "--library", f"somewhere/{name}", "--rule", "schema").code == 0
    if name.isprintable():
        told = shlex.split(ended.stderr.rpartition("then: ")[2])
        assert told == ["tenderkit", "clauses", "lint", "--library", f"somewhere/{name}"]


def test_the_name_of_the_folder_may_be_no_text(cli: Cli) -> None:
    folder = os.fsdecode(b"r\xe9gles")
    try:
        Path(folder).mkdir()
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert cli(*DESK, "--into", folder).code == 0
    assert tomllib.loads(Path(folder, "library.toml").read_text(encoding="utf-8"))["title"] == {"en": "rgles"}


# --- what is refused ---


def test_a_file_that_is_there_is_left_alone(cli: Cli) -> None:
    cli(*DESK, "--into", "house")
    PATH.write_text("# mine\n", encoding="utf-8")
    ended = cli(*DESK, "--into", "house")
    assert ended.code == 4
    assert ended.stderr.startswith("error: house/useful-life/desk-repair.toml: is there already\n")
    # There is no such option here.
    assert "--force" not in ended.stderr
    assert PATH.read_text(encoding="utf-8") == "# mine\n"


def test_an_id_that_stands_in_another_theme_of_the_library_is_refused(cli: Cli) -> None:
    cli(*DESK, "--into", "house")
    ended = cli(*DESK[:-1], "end-of-life", "--into", "house")
    assert ended.code == 4
    assert "house/useful-life/desk-repair.toml: is there already" in ended.stderr
    assert names(Path("house")) == ["library.toml", "useful-life"]


def test_an_id_of_the_library_below_is_refused_with_the_way_to_replace_it(cli: Cli, folder: Path) -> None:
    ended = cli("clauses", "new", "take-back", *DESK[3:], "--into", "house")
    assert ended.code == 2
    assert "there is a clause “take-back” already" in ended.stderr
    assert "tenderkit clauses show take-back --format toml" in ended.stderr
    assert names(folder) == []


@pytest.mark.parametrize(
    "id_",
    ["Desk", "desk_repair", "1-desk", "desk-", "-desk", "desk--repair", "räder", "a b", "../desk", "desk.toml", ""],
)
def test_what_is_no_id_is_refused_and_writes_nothing(cli: Cli, folder: Path, id_: str) -> None:
    ended = cli("clauses", "new", *DESK[3:], "--into", "house", "--", id_)
    assert ended.code == 2
    assert f"“{id_}” is no id" in ended.stderr
    assert names(folder) == []


def test_an_id_that_no_file_can_have_writes_nothing(cli: Cli, folder: Path) -> None:
    ended = cli("clauses", "new", "x" * 300, *DESK[3:], "--into", "house")
    assert ended.code == 4
    assert names(folder) == []


@pytest.mark.parametrize(
    ("option", "typed", "hint"),
    [
        ("--theme", "useful", "Did you mean “useful-life”?"),
        ("--theme", "jurisdictions", "Known here: "),
        ("--kind", "general-rule", ""),
        ("--kind", "award", "award-criterion"),
    ],
)
def test_an_unknown_theme_or_kind_is_wrong_usage(cli: Cli, folder: Path, option: str, typed: str, hint: str) -> None:
    line = list(DESK)
    line[line.index(option) + 1] = typed
    ended = cli(*line, "--into", "house")
    assert ended.code == 2
    assert typed in ended.stderr
    assert hint in ended.stderr
    assert names(folder) == []


@pytest.mark.parametrize("missing", ["--kind", "--theme"])
def test_kind_and_theme_are_needed(cli: Cli, folder: Path, missing: str) -> None:
    at = DESK.index(missing)
    ended = cli(*DESK[:at], *DESK[at + 2 :])
    assert ended.code == 2
    assert missing in ended.stderr
    assert names(folder) == []


def test_a_theme_of_its_own_vocabulary_is_known_where_the_library_is_named(cli: Cli) -> None:
    house(vocabulary='[themes.desks]\nlabel.en = "Desks"\n')
    line = (*DESK[:-1], "desks", "--into", "house")
    assert cli(*line).code == 2
    assert cli(*line, "--library", "house").code == 0
    assert Path("house/desks/desk-repair.toml").is_file()


# --- nothing is left half written ---


def test_a_file_in_place_of_the_folder_is_refused(cli: Cli, folder: Path) -> None:
    Path("house").write_text("mine", encoding="utf-8")
    ended = cli(*DESK, "--into", "house")
    assert ended.code == 4
    assert names(folder) == ["house"]


@pytest.mark.parametrize("there", ["folder", "dangling link"])
def test_a_library_that_cannot_be_begun_leaves_no_clause(cli: Cli, there: str) -> None:
    head = Path("house/library.toml")
    head.parent.mkdir()
    if there == "folder":
        head.mkdir()
    else:
        head.symlink_to("elsewhere.toml")
    ended = cli(*DESK, "--into", "house")
    assert ended.code == 4
    assert "house/library.toml" in ended.stderr
    assert names(Path("house")) == ["library.toml"]


def test_a_theme_that_is_read_only_leaves_no_library_begun(cli: Cli) -> None:
    theme = PATH.parent
    theme.mkdir(parents=True)
    theme.chmod(0o555)
    ended = cli(*DESK, "--into", "house")
    theme.chmod(0o755)
    assert ended.code == 4
    assert "is read-only" in ended.stderr
    assert names(Path("house")) == ["useful-life"]
    assert names(theme) == []
