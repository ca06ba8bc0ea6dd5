# SPDX-License-Identifier: Apache-2.0
"""`tenderkit exercise mark`: a class is marked although files are broken, twice, strange or of one name."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Cli, Ran
from tests.exercises.handed_in import fill_form, fill_workbook
from tests.exercises.test_marking import BOOK, FORM, HEADS, list_right_answers

TITLE = "S04 Find the stage (Real)"


@pytest.fixture
def pack(cli: Cli) -> Path:
    """The pack of `test_marking`, made by the command line in the working directory."""
    Path("secret").write_text("a secret of the tests", encoding="utf-8")
    order = ("--scenario", "S04", "--type", "stage-placement", "--variants", "2", "--seed", "week-1")
    assert cli("exercise", "make", *order, "--secret-file", "secret", "-o", "pack").code == 0
    return Path("pack")


def hand_in(cli: Cli, files: Mapping[str, bytes], *options: str) -> Ran:
    """Hand in files, and mark them."""
    for name, content in files.items():
        path = Path("handed-in", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return cli("exercise", "mark", "pack", "handed-in", "-o", "marks", *options)


def read_gradebook() -> list[dict[str, str]]:
    with Path("marks/marks.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_class_is_marked_although_some_files_are_broken(cli: Cli, pack: Path) -> None:
    right = list_right_answers()
    good = fill_form(FORM, {**right, "person": "ada"})
    files = {
        "a/ada.docx": good,
        "b/ben.xlsx": fill_workbook(BOOK, {"c01.answer": right["c01.answer"]}, HEADS, "ben"),
        "b/again.docx": good,
        "c/broken.docx": good[:2000],
        "c/photo.jpg": b"\xff\xd8\xff\xe0 a photograph of nothing",
        "c/old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
        "c/empty.docx": b"",
        "~$ada.docx": b"a lock of Word",
        ".DS_Store": b"x",
    }
    ended = hand_in(cli, files)
    assert ended.code == 5
    assert "marked: 2, not readable: 4" in ended.stderr
    assert "is the same as a/ada.docx" in ended.stderr
    assert [(row["ID number"], row[TITLE], row["State"]) for row in read_gradebook()] == [
        ("ada", "8", "passed"),
        ("ben", "1", "failed"),
    ]
    records = [json.loads(line) for line in Path("marks/marks.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(record["person"], len(record["marks"])) for record in records] == [("ada", 8), ("ben", 8)]
    papers = sorted(path.relative_to("marks").as_posix() for path in Path("marks").rglob("*.docx"))
    assert papers == ["feedback/1-ada.docx", "feedback/2-ben.docx", "report.docx"]


def test_two_people_of_one_name_are_both_marked(cli: Cli, pack: Path) -> None:
    right = list_right_answers()
    files = {
        "1.docx": fill_form(FORM, {**right, "person": "Ada"}),
        "2.docx": fill_form(FORM, {"c01.answer": right["c01.answer"], "person": "ada"}),
    }
    ended = hand_in(cli, files)
    assert ended.code == 0
    assert [row["ID number"] for row in read_gradebook()] == ["Ada (1.docx)", "ada (2.docx)"]
    assert ended.stderr.count("which another file carries too") == 2


def test_points_that_a_trainer_gives_are_in_all_results(cli: Cli, pack: Path) -> None:
    answers = {**list_right_answers(), "c01.answer": "both"}
    files = {"ada.xlsx": fill_workbook(BOOK, answers, HEADS, "ada")}
    assert "answers to read: 1" in hand_in(cli, files).stderr
    book = openpyxl.load_workbook("marks/review.xlsx")
    row = next(row for row in book.worksheets[0].iter_rows(min_row=4) if row[2].value == "c01.answer")
    row[9].value = "0.5"
    book.save("mine.xlsx")
    again = ("exercise", "mark", "pack", "handed-in", "-o", "final", "--reviewed", "mine.xlsx")
    ended = cli(*again)
    assert (ended.code, "answers to read: 0" in ended.stderr) == (0, True)
    with Path("final/marks.csv").open(encoding="utf-8", newline="") as file:
        assert [(row[TITLE], row["Open points"]) for row in csv.DictReader(file)] == [("7.5", "0")]
    row[9].value = "2"
    book.save("mine.xlsx")
    Path("empty.csv").write_text("person\n", encoding="utf-8")
    ended = cli(*again[:-3], "wrong", *again[-2:])
    assert (ended.code, "2 points cannot be given" in ended.stderr) == (3, True)
    assert not Path("wrong").exists()
    ended = cli(*again[:-3], "wrong", "--reviewed", "empty.csv", "--reviewed", "gone.csv")
    assert ended.code in (3, 4)
    assert "holds no points" in ended.stderr
    assert "gone.csv" in ended.stderr


def test_where_nothing_can_be_marked_nothing_is_written(cli: Cli, pack: Path) -> None:
    ended = hand_in(cli, {"note.txt": b"hello"})
    assert ended.code == 3
    assert "holds no grid" in ended.stderr
    assert not Path("marks").exists()


def test_empty_forms_and_handouts_that_nobody_touched_are_named(cli: Cli, pack: Path) -> None:
    handout = Path("pack/participants/v01.docx").read_bytes()
    ended = hand_in(cli, {"ada.docx": FORM, "ben.xlsx": BOOK, "v01.docx": handout})
    assert (ended.code, "marked: 2, not readable: 0" in ended.stderr) == (0, True)
    assert ended.stderr.count("nothing is filled in") == 2
    assert "v01.docx: is the handout of v01, on which nobody worked" in ended.stderr
    told = [(row["ID number"], row["S04 Find the stage (Feedback)"], row["State"]) for row in read_gradebook()]
    assert told == [("ada", "Nothing filled in.", "empty"), ("ben", "Nothing filled in.", "empty")]
    Path("alone").mkdir()
    Path("alone/v01.docx").write_bytes(handout)
    ended = cli("exercise", "mark", "pack", "alone", "-o", "none")
    assert (ended.code, "on which nobody worked" in ended.stderr, Path("none").exists()) == (4, True, False)


def test_a_report_may_be_on_all_exercises_of_a_day(cli: Cli, pack: Path) -> None:
    assert hand_in(cli, {"1.docx": fill_form(FORM, {**list_right_answers(), "person": "Ada"})}).code == 0
    order = ("--scenario", "S02", "--type", "term-match", "--level", "1", "--seed", "x", "--public")
    assert cli("exercise", "make", *order, "-o", "terms").code == 0
    Path("second").mkdir()
    form = Path("terms/participants/answer-v01.docx").read_bytes()
    for person in ("ada", "t 10", "t 2"):
        Path(f"second/{person}.docx").write_bytes(fill_form(form, {"person": person}))
    mark = ("exercise", "mark", "terms", "second", "-o")
    assert cli(*mark, "all", "--earlier", "marks").code == 0
    rows = [line.split(",") for line in Path("all/day.csv").read_text(encoding="utf-8").splitlines()]
    assert rows[0][:2] == ["ID number", TITLE]
    assert rows[1:] == [["Ada", "8", "0"], ["t 2", "", "0"], ["t 10", "", "0"]]
    for wrong, code, message in (("gone", 4, "is not there"), ("all", 3, "of the exercise that all")):
        ended = cli(*mark, "again", "--earlier", wrong)
        assert (ended.code, message in ended.stderr, Path("again").exists()) == (code, True, False)


def test_a_changed_lock_is_refused(cli: Cli, pack: Path) -> None:
    lock = Path("pack/key/pack.lock.toml")
    lock.write_text(lock.read_text(encoding="utf-8").replace("week-1", "week-2"), encoding="utf-8")
    assert hand_in(cli, {"a.docx": FORM}).code == 6


def test_a_folder_of_marks_is_not_written_over(cli: Cli, pack: Path) -> None:
    assert hand_in(cli, {"a.docx": FORM}).code == 0
    assert hand_in(cli, {}).code == 4
