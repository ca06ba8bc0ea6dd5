# SPDX-License-Identifier: Apache-2.0
import io
from collections.abc import Mapping

import pytest

from tenderkit.cli.screen.console import make_console
from tenderkit.cli.screen.coverage import draw_bar, print_coverage
from tenderkit.library.coverage import Scheme, Topic, TopicCoverage
from tests.cli.conftest import Cli, Watch, strip_codes

TOPICS = {
    "A1": Topic("Covered [red]x[/]", clauses=("take-back",), pointer=("8.4",)),
    "A2": Topic("Partly", clauses=("take-back", "gone")),
    "A3": Topic("Hole", steps=("gone-step",)),
}
SCHEMES: Mapping[str, Scheme] = {"own": Scheme("Our own list", TOPICS, "C", note="A note.")}
ROWS = (
    TopicCoverage("own", "A1", TOPICS["A1"], ("take-back",), (), (), ()),
    TopicCoverage("own", "A2", TOPICS["A2"], ("take-back",), (), ("gone",), ()),
    TopicCoverage("own", "A3", TOPICS["A3"], (), (), (), ("gone-step",)),
)


def draw(width: int = 80, *, topics: bool = False, holes: bool = False) -> str:
    stream = io.StringIO()
    print_coverage(make_console(stream, width), SCHEMES, ROWS, topics=topics, holes=holes)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_scheme_is_a_bar_with_its_numbers(width: int) -> None:
    lines = strip_codes(draw(width)).splitlines()
    assert lines[0] == "own  Our own list"
    length = min(width - 2, 60)
    assert (len(lines[1]), set(lines[1].strip())) == (length + 2, {"█", "▒", "·"})
    assert lines[2] == "  3 topics: 1 covered, 1 partly, 1 hole."
    assert "A1" not in draw(width)


def test_the_parts_of_a_bar_have_signs_and_colours() -> None:
    drawn = draw()
    assert ["\x1b[32m█" in drawn, "\x1b[33m▒" in drawn, "\x1b[1;31m·" in drawn] == [True, True, True]


def test_one_hole_among_many_topics_is_seen() -> None:
    rows = [*ROWS[:1] * 500, ROWS[2]]
    assert str(draw_bar(rows, 40)).strip() == "█" * 39 + "·"


def test_topics_are_a_table_where_they_are_asked_for() -> None:
    drawn = strip_codes(draw(120, topics=True))
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in drawn.splitlines() if line.startswith("│")]
    assert rows[1:] == [
        ["covered", "A1 Covered [red]x[/] (points to clause 8.4)", "take-back (full)"],
        ["partly", "A2 Partly", "take-back (full); missing: gone"],
        ["HOLE", "A3 Hole", "missing: buyer step gone-step"],
    ]
    assert "A note. A clause that is pointed to names a topic of the source" in drawn
    holes = strip_codes(draw(120, holes=True))
    assert "A2 Partly" in holes
    assert "A1" not in holes


def test_a_terminal_shows_the_bars_and_no_topic(watch: Watch, cli: Cli) -> None:
    drawn = strip_codes(watch("clauses", "coverage"))
    summaries = [line for line in cli("clauses", "coverage").stdout.splitlines() if " topics: " in line]
    assert all(f"  {line}\n" in drawn for line in summaries)
    assert len(drawn.splitlines()) < 40
    assert "│ covered │ A1 " in strip_codes(watch("clauses", "coverage", "--scheme", "l1061-topics"))


@pytest.mark.parametrize("words", [("--format", "json"), ("--format", "md"), ()])
def test_data_and_simple_terminals_get_the_bytes_of_the_pipe(watch: Watch, cli: Cli, words: tuple[str, ...]) -> None:
    env = {} if words else {"TERM": "dumb"}
    assert watch("clauses", "coverage", *words, env=env) == cli("clauses", "coverage", *words).stdout
