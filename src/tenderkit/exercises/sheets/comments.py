# SPDX-License-Identifier: Apache-2.0
"""The model answer as comments in Word, at the words of a handout that are wrong."""

from collections.abc import Iterator

from tenderkit.exercises.types.rewrite_clause import RewriteExercise
from tenderkit.exercises.types.spot_the_defect import Defect, DefectExercise
from tenderkit.exercises.variant import Variant
from tenderkit.papers.blocks import Note


def list_notes(variant: Variant) -> tuple[Note, ...]:
    """Return the comments on the handout of a variant; none for an exercise without planted defects."""
    return tuple(_comment(variant))


def _comment(variant: Variant) -> Iterator[Note]:
    text, exercise = variant.task.material.text, variant.exercise
    match exercise:
        case DefectExercise():
            for defect in exercise.defects:
                yield Note(defect.heading, defect.wrong, _write_lines(variant, defect))
            for decoy in exercise.decoys:
                lead = text("formats.lead", text=decoy.place)
                lines = (f"{lead} {decoy.name}", decoy.reason, text("exercise-debrief.decoy-cost"))
                yield Note(decoy.heading, decoy.wrong, lines)
        case RewriteExercise():
            for row, flaw in zip(exercise.rows, exercise.flaws, strict=True):
                yield Note(row.code, flaw.wrong, _write_lines(variant, flaw))
        case _:
            return


def _write_lines(variant: Variant, defect: Defect) -> tuple[str, ...]:
    """Return the lines of a comment: the place and the name of a defect, why it matters, and how to mend it."""
    text = variant.task.material.text
    lead = text("formats.lead", text=defect.place)
    return (f"{lead} {defect.name}", defect.reason, defect.mend)
