# SPDX-License-Identifier: Apache-2.0
"""Marking of every type and level: the model answer earns all points, the empty one none, and flagging all fails."""

from functools import cache

import pytest

import tenderkit
from tenderkit.errors import InvalidInput
from tenderkit.exercises.marking.answer_key import AnswerKey
from tenderkit.exercises.marking.marker import Marker
from tenderkit.exercises.marking.results import mark_class
from tenderkit.exercises.marking.submission import MarkedSubmission, Submission
from tenderkit.exercises.pack import draw_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.scenario_files import read_scenarios
from tenderkit.exercises.types.catalogue import TYPES
from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.exercises.variant import Variant

DATA = tenderkit.load_library()
KINDS = [(name, level) for name, type_ in TYPES.items() for level in type_.rows]


@cache
def draw_key(name: str, level: int) -> AnswerKey:
    """Return the key of a variant of a type and level, on the first scenario that carries it."""
    for scenario in read_scenarios(DATA).values():
        if level in scenario.levels:
            order = PackOrder(
                scenario=scenario.id, type=name, level=level, variants=1, language="en", seed="1", secret="of tests"
            )
            try:
                return AnswerKey(draw_pack(order, DATA).variants)
            except InvalidInput:
                continue
    raise AssertionError(f"no scenario carries {name} at level {level}")


def find_variant(key: AnswerKey) -> Variant:
    return key.forms["v01"].variant


def write_model_answers(variant: Variant) -> dict[str, str]:
    """Return the model answer as a participant would write it."""
    exercise = variant.exercise
    answers = {f"q{number}.answer": question.answer for number, question in enumerate(exercise.questions, 1)}
    if isinstance(exercise, DefectExercise):
        for number, defect in enumerate(exercise.defects, 1):
            claim = {"place": defect.place, "name": defect.name, "consequence": defect.reason, "mend": defect.mend}
            answers |= {f"d{number:02}.{column}": value for column, value in claim.items()}
        return answers
    for row in exercise.rows:
        answers[f"{row.code}.answer"] = row.answer
        if variant.task.type.asks_why:
            answers[f"{row.code}.why"] = row.reason
    return answers


def list_shotguns(variant: Variant) -> list[dict[str, str]]:
    """Return what a participant answers who flags everything, or answers everything alike."""
    exercise = variant.exercise
    if isinstance(exercise, DefectExercise):
        flags = {f"d{number:02}.place": place for number, place in enumerate(exercise.places, 1)}
        named = [
            {**flags, **{f"d{number:02}.name": name for number in range(1, len(exercise.places) + 1)}}
            for name in exercise.names
        ]
        return [flags, *named]
    codes = [row.code for row in exercise.rows]
    if any(row.draft for row in exercise.rows):
        return [{f"{row.code}.answer": row.draft + " x" for row in exercise.rows}]
    choices = exercise.choices or ("1000",)
    return [{f"{code}.answer": choice for code in codes} for choice in choices]


def mark(key: AnswerKey, answers: dict[str, str]) -> MarkedSubmission:
    submission = Submission("a.docx", "ada", "v01", "form", answers)
    (marked,) = mark_class([(submission, "")], key, Marker(0.8)).marked
    return marked


@pytest.mark.parametrize(("name", "level"), KINDS)
def test_the_model_answer_earns_all_points(name: str, level: int) -> None:
    key = draw_key(name, level)
    marked = mark(key, write_model_answers(find_variant(key)))
    assert (marked.points, marked.open) == (find_variant(key).most_points, 0)
    assert sum(mark.most for mark in marked.marks) == marked.most


@pytest.mark.parametrize(("name", "level"), KINDS)
def test_the_empty_answer_earns_nothing(name: str, level: int) -> None:
    marked = mark(draw_key(name, level), {})
    assert (marked.points, marked.open, marked.state) == (0, 0, "empty")
    assert sum(mark.most for mark in marked.marks) == marked.most


@pytest.mark.parametrize(("name", "level"), KINDS)
def test_who_flags_everything_does_not_pass(name: str, level: int) -> None:
    key = draw_key(name, level)
    states = [mark(key, answers).state for answers in list_shotguns(find_variant(key))]
    assert set(states) == {"failed"}
