# SPDX-License-Identifier: Apache-2.0
"""`check --baseline`: what an earlier check found is left out, and counted."""

from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Cli, Watch, answer, strip_codes

FAULTY = "The laptops shall be of high quality."


def write(*paragraphs: str, name: str = "t.docx") -> None:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(name)


@pytest.fixture
def baseline(cli: Cli) -> Path:
    """`old.json`, with two findings on `t.docx`."""
    write(FAULTY, "The processor shall be an Intel Core i5.")
    path = Path("old.json")
    path.write_text(cli("check", "t.docx", "--format", "json").stdout, encoding="utf-8")
    return path


def test_what_was_found_before_is_left_out_and_ends_with_0(cli: Cli, baseline: Path) -> None:
    ended = cli("check", "t.docx", "--baseline", "old.json")
    counts = "t.docx: 0 errors, 0 warnings, 0 notes, 2 in the baseline\n"
    assert (ended.code, ended.stdout) == (0, counts + "old.json: 2 left out, 0 no longer found\n")


def test_what_is_new_decides_the_exit_code(cli: Cli, baseline: Path) -> None:
    write("A new first paragraph.", FAULTY, "The packaging must be environmentally friendly.")
    ended = cli("check", "t.docx", "--baseline", "old.json")
    assert ended.code == 1
    assert "t.docx: 1 error, 0 warnings, 0 notes, 1 in the baseline\n" in ended.stdout
    assert "old.json: 1 left out, 1 no longer found\n  gone brand-or-model-named: before the first" in ended.stdout


def test_a_second_copy_is_new(cli: Cli, baseline: Path) -> None:
    write(FAULTY, "The contractor shall deliver.", FAULTY)
    ended = cli("check", "t.docx", "--baseline", "old.json", "--format", "json")
    told = answer(ended)
    assert (ended.code, [one["rule"] for one in told["findings"]]) == (1, ["vague-wording"])
    assert told["data"]["baseline"]["left-out"] == {"t.docx": 1}
    assert [one["rule"] for one in told["data"]["baseline"]["gone"]] == ["brand-or-model-named"]


def test_a_purchase_has_a_baseline_too(cli: Cli, small: Path) -> None:
    before = cli("check", "small.toml", "--format", "json").stdout
    Path("old.json").write_text(before, encoding="utf-8")
    ended = cli("check", "small.toml", "--baseline", "old.json", "--fail-level", "info")
    assert (ended.code, "small.toml: 0 errors, 0 warnings, 0 notes," in ended.stdout) == (0, True)


def test_what_is_accepted_is_not_counted_as_left_out(cli: Cli, baseline: Path) -> None:
    accept = ("--accept", "vague-wording@before", "--reason", "So.")
    ended = cli("check", "t.docx", "--baseline", "old.json", *accept)
    assert "1 accepted, 1 in the baseline\n" in ended.stdout


@pytest.mark.parametrize("format_", ["sarif", "junit", "github"])
def test_a_format_for_programs_has_no_findings_of_before(cli: Cli, baseline: Path, format_: str) -> None:
    ended = cli("check", "t.docx", "--baseline", "old.json", "--format", format_)
    assert (ended.code, "Core i5" in ended.stdout) == (0, False)
    assert ended.stderr == "old.json: 2 left out, 0 no longer found\n"


def test_a_person_sees_how_many_were_left_out(watch: Watch, cli: Cli, baseline: Path) -> None:
    assert "old.json: 2 left out" in strip_codes(watch("check", "t.docx", "--baseline", "old.json"))


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [(None, 4, "is not there"), ("x", 3, "old.json"), ("{}", 3, "cannot be a baseline")],
)
def test_a_file_that_is_no_baseline_is_refused(cli: Cli, content: str | None, code: int, words: str) -> None:
    write(FAULTY)
    if content is not None:
        Path("old.json").write_text(content, encoding="utf-8")
    ended = cli("check", "t.docx", "--baseline", "old.json")
    assert (ended.code, ended.stdout) == (code, "")
    assert words in ended.stderr
