# SPDX-License-Identifier: Apache-2.0
import io

import pytest

from tenderkit.cli.screen.console import make_console
from tenderkit.cli.screen.messages import draw_hint, draw_message, print_messages
from tenderkit.findings import Finding, Place
from tests.cli.conftest import Cli
from tests.cli.screen.conftest import Draw, Watch, strip_codes

PROBLEM = Finding("months", "must be [bold]1[/]\x1b[2J", "Write 12.", place=Place("a.toml", "lots.1.months"))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_message_has_the_words_of_the_pipe(draw: Draw, width: int) -> None:
    assert draw(draw_message(PROBLEM), width=width) == "error: a.toml: lots.1.months: must be [bold]1[/]<U+001B>[2J\n"
    assert draw(draw_hint(PROBLEM), width=width) == "  hint: Write 12.\n"


@pytest.mark.parametrize(("severity", "code"), [("error", "\x1b[1;31merror: "), ("warn", "\x1b[33mwarning: ")])
def test_the_first_word_has_the_colour_of_its_severity(draw: Draw, severity: str, code: str) -> None:
    drawn = draw(draw_message(Finding("x", "message", severity=severity)), colour=True)  # type: ignore[arg-type]
    assert drawn.startswith(code)


def test_an_error_on_a_terminal_has_colours_and_the_words_of_the_pipe(watch: Watch, cli: Cli) -> None:
    words = ("build", "--example", "small-laptop")
    drawn = watch(*words)
    assert "\x1b[1;31merror: " in drawn
    assert "\x1b[36m  hint: " in drawn
    assert strip_codes(drawn) == cli(*words).stderr


def test_no_colour_keeps_the_bold_word(watch: Watch) -> None:
    drawn = watch("build", "--example", "small-laptop", env={"NO_COLOR": "1"})
    assert "\x1b[1merror: " in drawn
    assert "\x1b[36m" not in drawn


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_simple_terminal_gets_the_bytes_of_the_pipe(watch: Watch, cli: Cli, term: str) -> None:
    words = ("build", "--example", "small-laptop")
    assert watch(*words, env={"TERM": term, "FORCE_COLOR": "1"}) == cli(*words).stderr


def test_a_long_message_is_broken_between_words(watch: Watch, cli: Cli) -> None:
    words = ("explain", "--example", "small-laptops", "--clause", "take " * 30)
    drawn = strip_codes(watch(*words, width=60))
    assert max(len(line) for line in drawn.splitlines()) <= 60
    assert drawn.split() == cli(*words).stderr.split()


def test_a_hint_with_a_command_stays_in_one_piece() -> None:
    stream = io.StringIO()
    fix = f"Make it first: tenderkit build {'a' * 40}/{'b' * 40}.toml"
    print_messages(make_console(stream, 60), [Finding("x", "is not there", fix)])
    assert strip_codes(stream.getvalue()).splitlines() == ["error: is not there", f"  hint: {fix}"]
