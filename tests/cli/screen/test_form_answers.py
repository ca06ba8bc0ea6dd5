# SPDX-License-Identifier: Apache-2.0
import io
from pathlib import Path

import pytest

from tenderkit.cli.screen.console import make_console
from tenderkit.cli.screen.form_answers import print_bids
from tenderkit.findings import Finding, Place
from tenderkit.formats.text.form_answers import render
from tenderkit.papers.form_fields import NAME
from tenderkit.responses.form_answers import AnswerState, Bid, Reply
from tests.cli.conftest import Cli, Watch, strip_codes


def make_reply(name: str, state: AnswerState = "answered", value: str = "yes", tag: str = "tk:tenderer.x") -> Reply:
    return Reply(tag, None, "", "", "x", 1, name, value, state)


def make_bid(*replies: Reply, tenderer: str = "Firm [red]A[/]") -> Bid:
    return Bid("a.docx", (make_reply("Name and address", value=tenderer, tag=NAME), *replies), "00", True, True)


def draw(*bids: Bid, width: int = 80, left_out: tuple[Finding, ...] = ()) -> str:
    stream = io.StringIO()
    print_bids(make_console(stream, width), bids, left_out)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_each_bid_is_a_row_with_its_numbers(width: int) -> None:
    bid = make_bid(make_reply("Date", "unanswered", ""), make_reply("Answer", "conflict"))
    lines = strip_codes(draw(bid, make_bid(), width=width)).splitlines()
    assert max(len(line) for line in lines) <= width
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines if line.startswith("│")]
    assert rows[1:] == [
        ["a.docx", "Firm [red]A[/]", "1 of 3", "1", "1"],
        ["a.docx", "Firm [red]A[/]", "1 of 1", "0", "0"],
    ]


def test_what_is_open_is_grouped_by_reason_the_gravest_first() -> None:
    empty = [make_reply(f"Field {number}", "unanswered", "") for number in range(10)]
    drawn = draw(make_bid(*empty, make_reply("Answer", "unknown-choice", "maybe")))
    text = " ".join(strip_codes(drawn).split())
    assert "error 1 Answer: “maybe” is not one of the choices hint: Ask the tenderer what is meant." in text
    assert "warning 10 is not answered: Field 0 · Field 1 · " in text
    assert " · Field 7 and 2 more hint: " in text
    assert "Field 8" not in text
    assert "\x1b[1;31merror" in drawn
    assert "\x1b[33mwarning" in drawn


def test_a_long_name_of_a_field_is_cut_and_its_reason_is_not() -> None:
    drawn = strip_codes(draw(make_bid(make_reply("n" * 90, "missing", "")), width=120))
    assert f" {'n' * 59}…: the field is missing" in drawn


def test_reasons_that_differ_have_lines_of_their_own() -> None:
    bid = make_bid(*(make_reply(f"Field {n}", "unknown-choice", f"maybe {n}") for n in range(9)))
    lines = [line.strip() for line in strip_codes(draw(bid)).splitlines()]
    assert "Field 7: “maybe 7” is not one of the choices" in lines
    assert "and 1 more" in lines


def test_what_is_not_in_the_workbook_is_listed() -> None:
    finding = Finding("left-out", "“about 3” is no number", place=Place("a.docx"))
    assert "Not entered, or worth a look\n  a.docx: “about 3” is no number" in strip_codes(
        draw(make_bid(), left_out=(finding,))
    )


def test_words_from_right_to_left_are_plain_lines() -> None:
    bid = make_bid(tenderer="شركة")
    assert strip_codes(draw(bid)) == render([bid])


def test_a_terminal_shows_the_table(watch: Watch, cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "--papers", "response").code == 0
    words = ("response", "read", "small-response.docx")
    drawn = watch(*words)
    assert "│ small-response.docx │ –        │" in strip_codes(drawn)
    assert "\x1b[33mwarning" in drawn
    assert "\x1b[33m" not in watch(*words, env={"NO_COLOR": "1"})
    assert watch(*words, env={"TERM": "dumb"}) == cli(*words).stdout
    assert watch(*words, "--format", "json") == cli(*words, "--format", "json").stdout


def test_a_file_gets_the_bytes_of_the_pipe(watch: Watch, cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "--papers", "response").code == 0
    watch("response", "read", "small-response.docx", "-o", "answers.txt")
    written = Path("answers.txt").read_text(encoding="utf-8")
    assert written == cli("response", "read", "small-response.docx").stdout
    drawn = strip_codes(watch("response", "read", "small-response.docx", "--format", "csv", "-o", "answers.csv"))
    assert "│ small-response.docx │" in drawn
    assert Path("answers.csv").read_text(encoding="utf-8").startswith("file,tenderer,")
