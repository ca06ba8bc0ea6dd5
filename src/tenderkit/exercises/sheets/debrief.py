# SPDX-License-Identifier: Apache-2.0
"""The debrief: what to ask of what was planted, or of some rows, and what to exchange for another country."""

from collections.abc import Iterator

from tenderkit.exercises.exercise import Exercise, Row
from tenderkit.exercises.types.rewrite_clause import RewriteExercise
from tenderkit.exercises.types.spot_the_defect import Defect, DefectExercise
from tenderkit.exercises.variant import Variant
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table

_QUESTIONS = 2
# Of a variant without defects, as many rows are talked about.
_ROWS = 3
_LONGEST = 90
# The room to write by hand, in millimetres.
_ROOM = 9


def lead_debrief(variants: tuple[Variant, ...]) -> Iterator[Block]:
    """Yield the questions for the debrief: those on the type of exercise, and those on each variant."""
    text, name = variants[0].task.material.text, variants[0].task.type.name
    yield Heading(text("exercise-guide.debrief-title"), 1)
    if variants[0].exercise.annex is not None:
        yield Paragraph(text("exercise-guide.mood"), style="note")
    yield Paragraph(text("exercise-debrief.how"))
    for position in range(1, _QUESTIONS + 1):
        yield Paragraph(text(f"exercise-types.{name}-debrief-{position}"))
    yield Heading(text("exercise-debrief.variants"), 2)
    keys = ("variant", "where", "right", "ask", "hits")
    head = tuple(text(f"exercise-debrief.{key}") for key in keys)
    rows = tuple((variant.name, *row, "") for variant in variants for row in _list_questions(variant))
    yield Table(text("exercise-debrief.variants"), head, rows, (9, 26, 22, 33, 10), tall=True)


def _list_questions(variant: Variant) -> Iterator[tuple[str, str, str]]:
    """Yield where something of a variant is, what is right there, and what to ask about it."""
    text, exercise = variant.task.material.text, variant.exercise
    match exercise:
        case DefectExercise():
            for defect in exercise.defects:
                yield defect.place, defect.name, _ask_about(variant, defect)
            for decoy in exercise.decoys:
                yield decoy.place, text("exercise-debrief.sound", name=decoy.name), text("exercise-debrief.ask-decoy")
        case RewriteExercise():
            for row, flaw in zip(exercise.rows, exercise.flaws, strict=True):
                yield _name_row(row), flaw.name, _ask_about(variant, flaw)
        case _:
            for number, row in enumerate(_choose_rows(exercise), 1):
                ask = exercise.asks.get(row.answer) or text(f"exercise-debrief.ask-row-{number}")
                yield _name_row(row), row.answer, ask


def _ask_about(variant: Variant, defect: Defect) -> str:
    return variant.task.material.text(f"exercise-debrief.ask-{defect.family}")


def _choose_rows(exercise: Exercise) -> list[Row]:
    """Return some rows, with different answers as far as there are."""
    first = {row.answer: row for row in reversed(exercise.rows)}
    chosen = [row for row in exercise.rows if first[row.answer] is row]
    return [*chosen, *(row for row in exercise.rows if row not in chosen)][:_ROWS]


def _name_row(row: Row) -> str:
    words = row.cells[0]
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:،؛") + " …"
    return f"{row.code} {words}"


def list_local(variant: Variant) -> Iterator[Block]:
    """Yield the checklist of what to exchange for another country, with room to write."""
    text = variant.task.material.text
    yield Heading(text("exercise-guide.local"), 1)
    rows = tuple((text(f"exercise-guide.local-{key}"), "") for key in ("law", "currency", "standard", "scheme"))
    head = (text("exercise-debrief.exchange"), text("exercise-debrief.yours"))
    yield Table(text("exercise-guide.local"), head, rows, (60, 40), height=_ROOM)
    yield Paragraph(text("exercise-guide.local-how"))
