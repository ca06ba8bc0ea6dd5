# SPDX-License-Identifier: Apache-2.0
import pytest

from tenderkit.cli.messages import find_json_command
from tests.cli.conftest import Cli, answer

COMMANDS = ["list", "show", "new", "lint", "coverage", "for-cpv", "graph", "new-language", "translate"]
# One thing that is wrong with each of the commands that answer in JSON.
WRONG = [
    ("list", "--theme", "nowhere"),
    ("show", "nowhere"),
    ("lint", "--rule", "nowhere"),
    ("coverage", "--scheme", "nowhere"),
    ("for-cpv", "nowhere"),
    ("graph", "--clause", "nowhere"),
]
ids = [words[0] for words in WRONG]


def test_the_group_alone_tells_what_is_in_it(cli: Cli) -> None:
    ended = cli("clauses")
    assert (ended.code, ended.stderr) == (0, "")
    assert [line.split()[0] for line in ended.stdout.partition("Commands:\n")[2].splitlines()] == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_a_help(cli: Cli, command: str) -> None:
    ended = cli("clauses", command, "--help")
    assert ended.code == 0
    assert ended.stdout.startswith(f"Usage: tenderkit clauses {command} ")


@pytest.mark.parametrize(("typed", "meant"), [("lst", "list"), ("lnt", "lint"), ("for_cpv", "for-cpv")])
def test_an_unknown_command_is_wrong_usage_with_the_nearest_name(cli: Cli, typed: str, meant: str) -> None:
    ended = cli("clauses", typed)
    assert ended.code == 2
    assert meant in ended.stderr.replace(typed, "")


def test_an_unknown_option_is_wrong_usage_with_the_nearest_name(cli: Cli) -> None:
    ended = cli("clauses", "lint", "--ruel", "toml")
    assert ended.code == 2
    assert "--rule" in ended.stderr


@pytest.mark.parametrize("words", WRONG, ids=ids)
@pytest.mark.parametrize("asked", [("--format", "json"), ("--format=json",)], ids=["two-words", "one-word"])
def test_what_is_wrong_is_told_in_an_envelope_of_the_command(
    cli: Cli, words: tuple[str, ...], asked: tuple[str, ...]
) -> None:
    ended = cli("clauses", *words, *asked)
    found = answer(ended)
    assert ended.code == 2
    assert found["schema"] == f"tenderkit/clauses-{words[0]}/1"
    assert (found["ok"], found["data"], found["warnings"]) == (False, None, [])
    assert [f["rule"] for f in found["findings"]] == ["usage"]
    assert "nowhere" in ended.stderr


@pytest.mark.parametrize("words", WRONG, ids=ids)
def test_what_is_wrong_leaves_stdout_empty_without_json(cli: Cli, words: tuple[str, ...]) -> None:
    assert cli("clauses", *words).stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("show", "take-back"),
        ("lint",),
        ("coverage",),
        ("for-cpv", "30213100"),
        ("graph",),
        ("new", "x", "--kind", "award-criterion", "--theme", "useful-life"),
    ],
    ids=lambda words: words[0],
)
def test_a_library_that_is_not_there_ends_with_4(cli: Cli, words: tuple[str, ...]) -> None:
    ended = cli("clauses", *words, "--library", "nowhere")
    assert (ended.code, ended.stdout) == (4, "")
    assert ended.stderr.startswith("error: nowhere: is not there\n")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("clauses list --format json", "clauses-list"),
        ("clauses show take-back --format=json", "clauses-show"),
        ("--debug clauses lint --format json", "clauses-lint"),
        ("clauses --format json lint", "clauses-lint"),
        ("--format json clauses lint", "clauses-lint"),
        ("clauses --format json", "clauses"),
        ("explain x.toml --format json", "explain"),
        ("--format json", "build"),
        ("clauses list", None),
        ("clauses list --format csv", None),
        ("clauses new json", None),
    ],
)
def test_the_answer_is_named_after_the_command_and_its_group(line: str, name: str | None) -> None:
    assert find_json_command(line.split()) == name
