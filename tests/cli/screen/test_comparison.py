# SPDX-License-Identifier: Apache-2.0
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tenderkit.cli.screen.comparison import print_comparisons
from tenderkit.cli.screen.console import make_console
from tenderkit.responses.comparison import ClauseFate, Comparison, Load, PartFate
from tests.cli.conftest import Cli, Watch, strip_codes

CHANGED = Comparison(
    "changed",
    "00",
    tool="0.2.0",
    parts=(PartFate("word/document.xml", "edited"), PartFate("word/styles.xml", "unchanged")),
    clauses=(
        ClauseFate("tk:L1.take-back@1", "1.4.1", "take-back", "edited"),
        ClauseFate("tk:L1.remedies@1", "1.4.2", "remedies", "moved", moved=True, after="1.4.5"),
        ClauseFate("tk:L1.audit-right@1", "1.4.3", "audit-right", "unchanged"),
    ),
)


def draw(comparison: Comparison, file: str = "a.docx", width: int = 80) -> str:
    stream = io.StringIO()
    print_comparisons(make_console(stream, width), [(file, comparison)])
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_changed_file_has_a_table_of_what_was_changed(width: int) -> None:
    lines = strip_codes(draw(CHANGED, width=width)).splitlines()
    assert lines[0] == "a.docx: changed since tenderkit 0.2.0 made it"
    assert [tuple(cell.strip() for cell in line.split("│")[1:3]) for line in lines if line.startswith("│")] == [
        ("Where", "What became of it"),
        ("part word/document.xml", "edited"),
        ("clause 1.4.1 take-back", "edited"),
        ("clause 1.4.2 remedies", "moved, now after 1.4.5"),
    ]
    assert lines[-1] == "  3 clauses: 1 unchanged, 1 edited, 1 moved"


def test_new_words_are_graver_than_a_new_place() -> None:
    assert "\x1b[1;31medited" in draw(CHANGED)
    assert "\x1b[33mmoved" in draw(CHANGED)


def test_a_file_that_lost_its_list_says_what_to_do_and_has_no_table() -> None:
    drawn = strip_codes(draw(Comparison("changed", "00"), width=120))
    assert "the list of parts and clauses is gone; name the file as it was made with --original" in drawn
    assert "Where" not in drawn


def test_what_a_file_loads_is_printed_as_it_is() -> None:
    drawn = draw(Comparison("foreign", "00", loads=(Load("word/document.xml", "image", "[red]x[/]\x1b[2J"),)))
    assert "loads from outside, image [red]x[/]<U+001B>[2J" in strip_codes(drawn)
    assert "\x1b[33mnot made by tenderkit" in drawn


def test_headings_from_right_to_left_are_plain_lines() -> None:
    clause = ClauseFate("", "", "", "split", headings=("الضمان",))
    drawn = strip_codes(draw(replace(CHANGED, clauses=(clause,))))
    assert "│" not in drawn
    assert "\n  part word/document.xml: edited\n  clause “الضمان”: split, under “الضمان”\n" in drawn


def test_a_terminal_shows_the_files_one_by_one(watch: Watch, cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml").code == 0
    with zipfile.ZipFile("small.docx") as old, zipfile.ZipFile("edited.docx", "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/document.xml":
                content = content.replace(b"The contractor shall", b"The contractor may", 1)
            new.writestr(info, content)
    drawn = watch("verify", "small.docx", "edited.docx")
    assert "\x1b[32munchanged since tenderkit " in drawn
    assert "│ part word/document.xml" in strip_codes(drawn)
    assert strip_codes(watch("verify", "edited.docx", env={"NO_COLOR": "1"})) in strip_codes(drawn)
    assert watch("verify", "edited.docx", env={"TERM": "dumb"}) == cli("verify", "edited.docx").stdout
    assert (
        watch("verify", "edited.docx", "--format", "json") == cli("verify", "edited.docx", "--format", "json").stdout
    )
