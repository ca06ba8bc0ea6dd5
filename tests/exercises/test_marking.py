# SPDX-License-Identifier: Apache-2.0
"""Marking: forms that are filled for real earn what the key says, however they come back."""

import pytest

import tenderkit
from tenderkit.errors import InvalidInput
from tenderkit.exercises.marking.answer_key import AnswerKey
from tenderkit.exercises.marking.answers import find_choice, mark_words, read_number
from tenderkit.exercises.marking.marker import Marker
from tenderkit.exercises.marking.reading import read_submissions
from tenderkit.exercises.marking.results import mark_class
from tenderkit.exercises.marking.submission import MarkedSubmission
from tenderkit.exercises.pack import draw_pack, make_pack
from tenderkit.exercises.pack_lock import PackOrder
from tests.exercises.handed_in import drop_controls, fill_form, fill_workbook

DATA = tenderkit.load_library()
ORDER = PackOrder(
    scenario="S04",
    type="stage-placement",
    level=1,
    variants=2,
    language="en",
    seed="week-1",
    secret="a secret of the tests",
)
PACK = make_pack(ORDER, DATA)
KEY = AnswerKey(draw_pack(ORDER, DATA).variants)
HEADS = {"answer": "Your answer", "why": "Why"}
FORM = PACK.files["participants/answer-v01.docx"]
BOOK = PACK.files["participants/answer-v01.xlsx"]


def list_right_answers(variant: str = "v01") -> dict[str, str]:
    return {f"{row.code}.answer": row.answer for row in KEY.forms[variant].variant.exercise.rows}


def mark(content: bytes, file: str = "form.docx") -> MarkedSubmission:
    submissions = [(submission, "") for submission in read_submissions(content, file, KEY)]
    (marked,) = mark_class(submissions, KEY, Marker(0.8)).marked
    return marked


def test_the_right_answers_earn_all_points_in_every_form() -> None:
    right = list_right_answers()
    grid = "person,variant," + ",".join(right) + "\nada,v01," + ",".join(right.values())
    files = {
        "form.docx": fill_form(FORM, {**right, "person": "ada"}),
        "lost.docx": drop_controls(fill_form(FORM, {**right, "person": "ada"})),
        "book.xlsx": fill_workbook(BOOK, right, HEADS, "ada"),
        "grid.csv": grid.encode(),
    }
    results = {name: mark(content, name) for name, content in files.items()}
    earned = {name: (each.points, each.open, each.name) for name, each in results.items()}
    assert earned == dict.fromkeys(files, (8, 0, "ada"))
    assert [each.submission.way for each in results.values()] == ["form", "form", "workbook", "grid"]


def test_an_empty_form_earns_nothing() -> None:
    for content, name in ((FORM, "form.docx"), (BOOK, "form.xlsx")):
        empty = mark(content, name)
        assert (empty.points, empty.open, empty.state) == (0, 0, "failed")
        assert [remark.rule for remark in empty.submission.remarks] == ["empty"]


def test_one_answer_everywhere_is_below_the_pass_mark() -> None:
    for choice in KEY.forms["v01"].variant.exercise.choices:
        assert mark(fill_form(FORM, dict.fromkeys(list_right_answers(), choice))).state == "failed"


def test_wrong_and_missing_answers_earn_nothing_and_cost_nothing() -> None:
    right = list_right_answers()
    choices = KEY.forms["v01"].variant.exercise.choices
    right["c01.answer"] = next(choice for choice in choices if choice != right["c01.answer"])
    del right["c02.answer"]
    marked = mark(fill_form(FORM, right))
    assert marked.points == 6
    assert [(m.code, m.reason) for m in marked.marks if not m.points] == [("c01", "wrong"), ("c02", "empty")]


def test_an_answer_that_is_no_choice_is_read_by_a_person() -> None:
    right = list_right_answers()
    right["c01.answer"] = "both"
    marked = mark(fill_workbook(BOOK, right, HEADS), "a.xlsx")
    assert (marked.points, marked.open) == (7, 1)
    assert [m.code for m in marked.to_read] == ["c01"]


def test_the_words_of_the_rows_decide_which_variant_it_is() -> None:
    second = PACK.files["participants/answer-v02.docx"]
    marked = mark(fill_form(second, list_right_answers("v02")), "answer-v01.docx")
    assert (marked.submission.variant, marked.points) == ("v02", 8)


def test_a_form_of_another_pack_is_refused() -> None:
    other = make_pack(PackOrder(scenario="S02", type="term-match", level=1, variants=1, language="en", seed="1",
                                secret="of the tests"), DATA)  # fmt: skip
    with pytest.raises(InvalidInput, match="answers no variant of this pack"):
        read_submissions(other.files["participants/answer-v01.docx"], "a.docx", KEY)


def test_a_handout_is_no_form() -> None:
    with pytest.raises(InvalidInput, match="holds no answers"):
        read_submissions(PACK.files["participants/v01.docx"], "v01.docx", KEY)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("PREVENT (no waste)", "prevent (no waste)"),
        (" prevent ", "prevent (no waste)"),
        ("6.2", "6.2 Methods"),
        ("8.1", None),
        ("A", "Bid A"),
        ("waste", None),
        ("wrong", None),
        ("", None),
    ],
)
def test_a_choice_may_be_typed(typed: str, meant: str | None) -> None:
    choices = ("prevent (no waste)", "recycle (waste)", "6.2 Methods", "8.10 Batteries", "Bid A", "nothing is wrong")
    assert find_choice(typed, choices) == meant


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,234,567", 1234567),
        ("1.234.567,50 EUR", 1234567.5),
        ("1 234", 1234),
        ("1,234", 1234),
        ("12.5", 12.5),
        ("-7", -7),
        ("١٬٢٣٤", 1234),
        ("10 to 12", None),
        ("many", None),
    ],
)
def test_a_number_may_have_the_separators_of_any_language(typed: str, number: float | None) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize(
    ("answer", "reason", "open_"),
    [
        ("The wording favours a single firm.", "model-words", 0),
        ("the wording only favours one single firm", "same-words", 0),
        ("The wording does not favour a single firm", "turned", 1),
        ("somebody profits", "other-words", 1),
    ],
)
def test_free_text_passes_or_is_read(answer: str, reason: str, open_: float) -> None:
    verdict = mark_words(answer, "The wording favours a single firm.", 0.8, "not; no")
    assert (verdict.reason, verdict.open, verdict.share) == (reason, open_, 1 - open_)
