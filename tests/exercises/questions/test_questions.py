# SPDX-License-Identifier: Apache-2.0
"""The questions of packs: points as on paper, the key of the variant, and files that Moodle imports."""

import pytest

from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.formats.text.platforms.moodle import share_points, write_moodle
from tenderkit.formats.text.platforms.page import suits_page
from tenderkit.formats.text.platforms.qti import write_qti
from tenderkit.papers.quiz import ChoiceTask, MatchTask, NumberTask, TextTask
from tests.exercises.questions.made_quizzes import TYPE_NAMES, draw_small_pack, make_quizzes
from tests.formats.text.platforms.moodle_rules import find_faults
from tests.formats.text.platforms.qti_schema import find_errors, needs_schema


@pytest.mark.parametrize("name", TYPE_NAMES)
def test_questions_earn_the_points_of_the_variant_on_paper(name: str) -> None:
    for quiz, variant in zip(make_quizzes(name).quizzes, draw_small_pack(name).variants, strict=True):
        assert quiz.name == variant.name
        assert sum(question.points for question in quiz.questions) == variant.most_points
        assert all(question.points > 0 for question in quiz.questions)


@pytest.mark.parametrize("name", TYPE_NAMES)
def test_the_key_of_questions_is_that_of_the_variant(name: str) -> None:
    for quiz, variant in zip(make_quizzes(name).quizzes, draw_small_pack(name).variants, strict=True):
        answers = {row.code: row.answer for row in variant.exercise.rows}
        bounds = {row.code: row.bounds for row in variant.exercise.rows}
        for question in quiz.questions:
            match question.task:
                case MatchTask(rows, choices):
                    assert {row.code: choices[row.right] for row in rows} == answers
                case NumberTask(right, tolerance):
                    least, most = bounds[question.id] or (0, 0)
                    assert right - tolerance <= least < most <= right + tolerance
                    assert 2 * tolerance <= most - least + 1
                case ChoiceTask():
                    assert isinstance(variant.exercise, DefectExercise)
                case TextTask(notes):
                    assert notes


def test_defects_are_asked_by_place_and_by_name() -> None:
    quiz, variant = make_quizzes("spot-the-defect").quizzes[0], draw_small_pack("spot-the-defect").variants[0]
    assert isinstance(variant.exercise, DefectExercise)
    by_id = {question.id: question for question in quiz.questions}
    for id_, right in (
        ("place", {d.place for d in variant.exercise.defects}),
        ("name", {d.name for d in variant.exercise.defects}),
    ):
        task = by_id[id_].task
        assert isinstance(task, ChoiceTask)
        assert {task.choices[position] for position in task.right} == right
        assert not set(task.neutral) & set(task.right)
    task = by_id["claims"].task
    assert isinstance(task, TextTask)
    assert all(any(d.mend in note for note in task.notes) for d in variant.exercise.defects)
    assert quiz.reading


def test_a_rewrite_begins_with_the_flawed_words() -> None:
    quiz, variant = make_quizzes("rewrite-clause").quizzes[0], draw_small_pack("rewrite-clause").variants[0]
    tasks = [question.task for question in quiz.questions]
    assert [task.draft for task in tasks if isinstance(task, TextTask)] == [
        row.draft for row in variant.exercise.rows
    ]


@pytest.mark.parametrize("name", TYPE_NAMES)
def test_moodle_has_nothing_to_refuse(name: str) -> None:
    assert find_faults(write_moodle(make_quizzes(name))) == []


@needs_schema
@pytest.mark.parametrize("name", TYPE_NAMES)
def test_qti_is_valid(name: str) -> None:
    pack = make_quizzes(name)
    assert [error for quiz in pack.quizzes for error in find_errors(write_qti(pack, quiz))] == []


def test_pages_mark_what_is_answered_by_choices() -> None:
    assert {name for name in TYPE_NAMES if not suits_page(make_quizzes(name))} == {
        "rewrite-clause",
        "life-cycle-cost",
    }


def test_whoever_marks_everything_gets_nothing() -> None:
    tasks = [q.task for quiz in make_quizzes("spot-the-defect").quizzes for q in quiz.questions]
    choices = [task for task in tasks if isinstance(task, ChoiceTask)]
    assert len(choices) == 4
    for task in choices:
        shares = list(map(float, share_points(task)))
        assert sum(shares) <= 0
        assert sum(share for share in shares if share > 0) == pytest.approx(100, abs=0.01)
