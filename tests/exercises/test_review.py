# SPDX-License-Identifier: Apache-2.0
"""Points that a trainer gives to answers come back into the marks; what is wrong with them is told all at once."""

import csv
import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

import tenderkit
from tenderkit.errors import InvalidInput
from tenderkit.exercises.marking.answer_key import AnswerKey
from tenderkit.exercises.marking.marker import Marker
from tenderkit.exercises.marking.reading import read_reviews
from tenderkit.exercises.marking.results import ClassResult, mark_class
from tenderkit.exercises.marking.review import Review, give_points, tabulate_answers
from tenderkit.exercises.marking.statistics import count_false_alarms
from tenderkit.exercises.marking.submission import Submission
from tenderkit.exercises.pack import draw_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.formats.excel.exercises.sheets import TableSheet, write_sheets
from tenderkit.formats.text.csv import format_rows
from tests.formats.libreoffice.office import convert

DATA = tenderkit.load_library()


def make_key(type_: str) -> AnswerKey:
    order = PackOrder(scenario="S04", type=type_, level=3, variants=1, language="en", seed="1", secret="of the tests")
    return AnswerKey(draw_pack(order, DATA).variants, pack=f"S04 {type_} 12345678")


KEY = make_key("policy-trace")
ROWS = KEY.forms["v01"].variant.exercise.rows
ANSWERS = {"c01.answer": ROWS[0].answer, "c01.why": "=Because of, say, \x07 something", "c02.answer": "both"}


def mark_people(answers: Mapping[str, Mapping[str, str]], key: AnswerKey = KEY) -> ClassResult:
    submissions = [(Submission(f"{name}.docx", name, "v01", "form", given), "") for name, given in answers.items()]
    return mark_class(submissions, key, Marker(0.8))


RESULT = mark_people({"ada": ANSWERS, "ben": ANSWERS})


def fill_sheets(result: ClassResult, points: Mapping[tuple[str, str], object], key: AnswerKey = KEY) -> bytes:
    """Return the workbook of a class with points that a trainer wrote, by person and code."""
    sheets = [TableSheet(table.caption, "how", table) for table in tabulate_answers(result, key)]
    content = write_sheets(sheets, "title", key.task.material.language, datetime(2027, 1, 1, tzinfo=UTC))
    book = openpyxl.load_workbook(io.BytesIO(content))
    left = dict(points)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=4):
            name = (str(row[1].value), str(row[2].value)) if len(row) > 2 else ("", "")
            if name in left:
                row[9].value = left.pop(name)
    assert not left
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def list_points(result: ClassResult) -> dict[str, tuple[float, float]]:
    return {each.name: (each.points, each.open) for each in result.marked}


def test_points_in_the_sheet_are_in_the_marks() -> None:
    assert list_points(RESULT) == {"ada": (1, 2), "ben": (1, 2)}
    given = {("ada", "c01.why"): "0,5", ("ada", "c02.answer"): 1, ("ben", "c01.answer"): 0}
    reviews = read_reviews(fill_sheets(RESULT, given), "review.xlsx", KEY)
    after = give_points(RESULT, reviews, KEY)
    assert list_points(after) == {"ada": (2.5, 0), "ben": (0, 2)}
    assert after.remarks == RESULT.remarks
    # What was given stands in the next sheet, so that nothing has to be given twice.
    again = read_reviews(fill_sheets(after, {}), "review.xlsx", KEY)
    assert list_points(give_points(RESULT, again, KEY)) == list_points(after)


def test_a_sheet_may_come_back_as_csv() -> None:
    book = openpyxl.load_workbook(io.BytesIO(fill_sheets(RESULT, {("ben", "c01.why"): "1"})))
    rows = [[str(cell.value or "") for cell in row] for row in book.worksheets[0].iter_rows()]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows(rows)
    for text in (format_rows(rows), buffer.getvalue()):
        reviews = read_reviews(text.encode(), "review.csv", KEY)
        assert list_points(give_points(RESULT, reviews, KEY)) == {"ada": (1, 2), "ben": (2, 1)}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_sheet_saved_in_libreoffice_has_the_same_points(soffice: Path, ending: str) -> None:
    filled = fill_sheets(RESULT, {("ada", "c01.why"): "0,5", ("ada", "c02.answer"): 1, ("ben", "c02.answer"): "0.5"})
    reviews = read_reviews(convert(soffice, filled, ending, "xlsx"), f"a.{ending}", KEY)
    assert list_points(give_points(RESULT, reviews, KEY)) == {"ada": (2.5, 0), "ben": (1.5, 1)}


def test_all_that_is_wrong_with_points_is_told_at_once() -> None:
    def write(person: str, code: str, points: str, pack: str = KEY.pack, given: str = "both") -> Review:
        return Review("r.csv", f"r.csv, row {points}", pack, person, code, given, points)

    reviews = [
        write("eve", "c02.answer", "1"),
        write("ada", "c99.answer", "1"),
        write("ada", "c02.answer", "1.5"),
        write("ada", "c02.answer", "-1"),
        write("ada", "c02.answer", "nan"),
        write("ada", "c02.answer", "good"),
        write("ada", "c02.answer", "1", given="another"),
        write("ben", "c02.answer", "1"),
        write("ben", "c02.answer", "0.5"),
        write("ben", "c02.answer", "1", pack="S01 term-match 87654321"),
        write("eve", "c02.answer", "0.5", pack="S01 term-match 87654321"),
    ]
    with pytest.raises(InvalidInput) as caught:
        give_points(RESULT, reviews, KEY)
    assert [finding.message for finding in caught.value.findings] == [
        "nobody in this class is “eve”",
        "ada has not answered “c99.answer”",
        "1.5 points cannot be given for c02.answer",
        "-1 points cannot be given for c02.answer",
        "nan points cannot be given for c02.answer",
        "“good” is no number of points",
        "c02.answer of ada is another answer now",
        "c02.answer of ben has other points in another row",
        "is of the pack “S01 term-match 87654321”",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (fill_sheets(RESULT, {}), "holds no points that were given"),
        (b"person,points\nada,1\n", "holds no points that were given"),
        (b"%PDF-1.7", "is neither a workbook nor CSV"),
        (b"PK\x03\x04 and nothing more", "is neither a workbook nor CSV"),
        (b"", "holds no points that were given"),
    ],
)
def test_a_file_without_points_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        read_reviews(content, "review.xlsx", KEY)


def test_a_trainer_takes_a_flag_back_and_grants_a_defect_whose_place_nobody_can_read() -> None:
    key = make_key("spot-the-defect")
    exercise = key.forms["v01"].variant.exercise
    assert isinstance(exercise, DefectExercise)
    sound = next(
        place for place in exercise.places[:-1] if not any(place in defect.places for defect in exercise.defects)
    )
    claims = {
        "d01.place": sound, "d01.name": exercise.names[0],
        "d02.place": "at the bottom of page 3", "d02.name": exercise.defects[0].name,
    }  # fmt: skip
    result = mark_people({"ada": claims}, key)
    assert list_points(result) == {"ada": (0, 2)}
    assert len(count_false_alarms(result.marked)) == 1
    reviews = read_reviews(
        fill_sheets(result, {("ada", "d01.flag"): 0, ("ada", "d02.flag"): 2}, key), "review.xlsx", key
    )
    after = give_points(result, reviews, key)
    assert list_points(after) == {"ada": (2, 0)}
    assert count_false_alarms(after.marked) == []
