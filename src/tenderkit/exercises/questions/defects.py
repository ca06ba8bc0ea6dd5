# SPDX-License-Identifier: Apache-2.0
"""Questions on the defects of an annex: where they are, what they are called, and how they are mended."""

from collections.abc import Iterator, Set

from tenderkit.exercises.types.spot_the_defect import Defect, DefectExercise
from tenderkit.exercises.variant import Variant
from tenderkit.papers.quiz import ChoiceTask, Question, TextTask

# Of the points of a defect, one is for its place, one for its name, and the others are for words.
_MARKED_BY_CHOICE = 2


def ask_for_defects(variant: Variant, exercise: DefectExercise) -> Iterator[Question]:
    """Yield the questions on the places, the names and the remedies of the defects of an annex."""
    text, defects = variant.task.material.text, exercise.defects
    tags = tuple(sorted(defect.id.partition(":")[0] for defect in defects))
    key = tuple(map(_write_key, defects))
    places = _mark(exercise.places, {defect.place for defect in defects})
    names = _mark(exercise.names, {d.name for d in defects}, {name for d in defects for name in d.others})
    for id_, marked in (("place", places), ("name", names)):
        words = (text(f"exercise-quiz.{id_}"), text("exercise-quiz.wrong-costs"))
        yield Question(id_, text(f"exercise-spot.{id_}"), words, marked, len(defects), key, tags)
    points = len(defects) * (variant.task.row_points - _MARKED_BY_CHOICE)
    remedies = tuple(f"{_write_key(defect)} {defect.mend}" for defect in defects)
    notes = (text("exercise-quiz.claims-points"), *remedies)
    task = TextTask(notes)
    yield Question("claims", text("exercise-spot.mend"), (text("exercise-quiz.claims"),), task, points, tags=tags)


def _mark(choices: tuple[str, ...], right: set[str], neutral: Set[str] = frozenset()) -> ChoiceTask:
    positions = [n for n, choice in enumerate(choices) if choice in right]
    open_ = [n for n, choice in enumerate(choices) if choice in neutral - right]
    return ChoiceTask(choices, tuple(positions), tuple(open_))


def _write_key(defect: Defect) -> str:
    return f"{defect.place}: {defect.name}. {defect.reason}"
