# SPDX-License-Identifier: Apache-2.0
import io
from pathlib import Path

import pytest

from tenderkit.cli.screen.console import make_console
from tenderkit.cli.screen.lint import draw_rules, print_breaches
from tenderkit.findings import Finding, Place
from tenderkit.lint.rule import load_rules
from tests.cli.commands.clauses.conftest import CLAUSE, house
from tests.cli.conftest import Cli, Watch, strip_codes
from tests.cli.screen.conftest import Draw


def draw(*findings: Finding, width: int = 80, in_full: bool = False) -> str:
    stream = io.StringIO()
    print_breaches(make_console(stream, width), findings, in_full=in_full)
    return stream.getvalue()


def make_findings(number: int, rule: str = "weasel-word", fix: str = "Say how much.") -> list[Finding]:
    return [
        Finding(rule, f"“{place}” is vague", fix, "warn", Place(f"{place}.toml", "text.title"))
        for place in range(number)
    ]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_rules_are_listed_once_the_gravest_first(width: int) -> None:
    findings = [*make_findings(3), Finding("id-twice", "[red]x[/] is there twice"), *make_findings(1, "a-note")]
    drawn = draw(*findings, width=width)
    lines = strip_codes(drawn).splitlines()
    assert max(len(line) for line in lines) <= width
    assert [line.split() for line in lines if line.split()[0] in ("error", "warning")] == [
        ["error", "1", "id-twice"],
        ["warning", "1", "a-note"],
        ["warning", "3", "weasel-word"],
    ]
    assert "[red]x[/] is there twice" in strip_codes(drawn)
    assert "1 error, 4 warnings, 0 notes" in lines
    assert "\x1b[1;31merror" in drawn
    assert "\x1b[33mwarning" in drawn


def test_many_findings_of_a_rule_are_counted_and_a_hint_of_all_comes_once() -> None:
    drawn = strip_codes(draw(*make_findings(7)))
    assert "4.toml: text.title: “4” is vague" in drawn
    assert "5.toml" not in drawn
    assert "and 2 more" in drawn
    assert drawn.count("hint: Say how much.") == 1
    full = strip_codes(draw(*make_findings(7), in_full=True))
    assert "6.toml" in full
    assert "more" not in full


def test_hints_that_differ_follow_their_messages() -> None:
    drawn = strip_codes(draw(*make_findings(1), *make_findings(1, fix="Give a figure.")))
    assert [line.strip() for line in drawn.splitlines() if "hint" in line] == [
        "hint: Say how much.",
        "hint: Give a figure.",
    ]


def test_a_long_message_is_cut_unless_it_is_asked_for() -> None:
    finding = Finding("long", "word " * 100)
    assert strip_codes(draw(finding)).count("word") == 40
    assert strip_codes(draw(finding, in_full=True)).count("word") == 100


def test_nothing_found_is_green_and_needs_no_table() -> None:
    assert strip_codes(draw()) == "0 errors, 0 warnings, 0 notes\n"
    assert draw().startswith("\x1b[32m0 errors")


def test_the_rules_have_a_line_each(draw: Draw) -> None:
    rules = list(load_rules().values())
    lines = draw(draw_rules(rules), width=200).splitlines()
    assert [line.split()[1] for line in lines] == [rule.id for rule in rules]


def test_a_terminal_shows_the_table_and_ends_with_the_same_code(watch: Watch, cli: Cli, folder: Path) -> None:
    house(end_of_life__desk_labels=CLAUSE.replace("shall label", "should label"))
    words = ("clauses", "lint", "--library", "house")
    piped = cli(*words)
    drawn = strip_codes(watch(*words))
    assert piped.stdout.splitlines()[-1] in drawn.splitlines()
    assert "desk-labels.toml" in drawn
    assert " ─────" in drawn
    assert watch(*words, env={"TERM": "dumb"}) == piped.stdout
    assert watch(*words, "--format", "github") == cli(*words, "--format", "github").stdout
    listed = watch("clauses", "lint", "--list")
    assert strip_codes(listed).startswith("error    ambiguous-anchor ")
    assert watch("clauses", "lint", "--list", env={"TERM": ""}) == cli("clauses", "lint", "--list").stdout


def test_a_library_that_cannot_be_read_is_reported_in_full(watch: Watch, folder: Path) -> None:
    house(**{f"end_of_life__broken_{number}": "version = " for number in range(7)})
    drawn = strip_codes(watch("clauses", "lint", "--library", "house"))
    assert all(f"broken-{number}.toml" in drawn for number in range(7))
    assert "The library cannot be read yet" in drawn
