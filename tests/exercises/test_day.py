# SPDX-License-Identifier: Apache-2.0
"""The page on all exercises of a day: each exercise and each person once, and only from files that hold marks."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.exercises.marking.class_report import compose_class_report
from tenderkit.exercises.marking.day import ExerciseResult, join_day, list_day_gradebook, read_result
from tenderkit.exercises.marking.results import ClassResult, list_records
from tests.exercises.test_reports import KEY, RIGHT, list_tables, mark_people, print_paper

MARKED = mark_people(RIGHT, {}, {"c01.why": "Something else"})
LINES = [json.dumps(record) for record in list_records(ClassResult(MARKED, ()), KEY)]


def read_day(*runs: str) -> Sequence[ExerciseResult]:
    """Return one exercise in several runs."""
    records = [{**json.loads(line), "run": run} for run in runs for line in LINES]
    files = [[json.dumps(record) for record in records if record["run"] == run] for run in runs]
    return join_day(read_result("\n".join(lines), run) for lines, run in zip(files, runs, strict=True))


def test_the_report_begins_with_all_exercises_and_people() -> None:
    tables = list_tables(print_paper(compose_class_report(MARKED, read_day("morning", "noon"))))
    first, second = tables["All exercises of the day"]
    assert (first[0], first[2:4], second[0], second[2:4]) == ("1", ["2", "morning"], "2", ["2", "noon"])
    # Of three people, one passed, one wrote a single reason that is still to be read, and one filled in nothing.
    assert [cell.replace("\u00a0", " ") for cell in first[4:]] == ["3", "1", "0", "1", "1", "33 %"]
    people = [[cell.replace("\u00a0", " ") for cell in row] for row in tables["What each person reached"]]
    assert people == [["p01", "24", "24", "48 of 48"], ["p02", "0", "0", "0 of 48"], ["p03", "0", "0", "0 of 48"]]
    assert "All exercises of the day" not in list_tables(print_paper(compose_class_report(MARKED)))


def test_exercises_of_one_name_are_told_apart_in_the_gradebook() -> None:
    head, first, *_ = list_day_gradebook(read_day("morning", "noon"))
    assert [title.rpartition(", ")[2] for title in head[1:]] == ["morning (Real)", "noon (Real)"]
    assert first == ("p01", "24", "24")


def test_who_was_not_there_has_no_points_and_can_reach_none() -> None:
    morning, noon = read_day("morning", "noon")
    day = (morning, replace(noon, people=noon.people[:1]))
    people = list_tables(print_paper(compose_class_report(MARKED, day)))["What each person reached"]
    assert [cell.replace("\u00a0", " ") for cell in people[1]] == ["p02", "0", "", "0 of 24"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "not json",
        "[" * 100_000,
        LINES[0].replace('"passed"', '"excellent"'),
        LINES[0].replace('"most": 24', '"most": 0'),
        LINES[0].replace('"points": 24', '"points": "all"'),
        LINES[0] + "\n" + LINES[1].replace('"level": 2', '"level": 3'),
    ],
    ids=["empty", "list", "words", "deep", "unknown state", "no points to reach", "points in words", "two levels"],
)
def test_what_holds_no_marks_of_one_exercise_is_refused(text: str) -> None:
    assert text not in LINES
    with pytest.raises(InvalidInput, match=r"no record of a participant|no marks of one exercise"):
        read_result(text, "marks.jsonl")


def test_an_exercise_counts_once() -> None:
    with pytest.raises(InvalidInput, match="of the exercise that noon has"):
        read_day("noon", "noon")
