# SPDX-License-Identifier: Apache-2.0
"""Compose the questions of a pack: rows to match are one question, each number and each free text is one."""

from collections.abc import Iterator, Sequence

from tenderkit.exercises.exercise import OpenQuestion, Row
from tenderkit.exercises.questions.defects import ask_for_defects
from tenderkit.exercises.sheets.handout import tell_purchase
from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.exercises.variant import QUESTION_POINTS, Variant
from tenderkit.papers.quiz import MatchRow, MatchTask, NumberTask, Question, Quiz, QuizPack, TextTask


def compose_quizzes(variants: Sequence[Variant], run: str) -> QuizPack:
    """Compose the questions of all variants of a pack.

    Parameters: `run`, what tells this pack from others on the same scenario, such as the start of a digest.
    """
    variant = variants[0]
    material, type_ = variant.task.material, variant.task.type
    title, scenario = type_.title(material.language), material.scenario
    return QuizPack(
        id=f"{scenario.id}-{type_.name}-{run}",
        topics=(f"{scenario.id} {material.language.words(scenario.title)}", title),
        title=title,
        task=material.text(f"exercise-types.{type_.name}-task"),
        language=material.language,
        tags=(*type_.outcomes, f"level-{variant.task.level}", type_.name, scenario.id),
        introduction=tuple(tell_purchase(variant)),
        quizzes=tuple(map(_compose_quiz, variants)),
    )


def _compose_quiz(variant: Variant) -> Quiz:
    exercise, text = variant.exercise, variant.task.material.text
    needs_handout = exercise.before or exercise.annex or exercise.workbook
    handout = text("exercise-quiz.handout", file=f"{variant.name}.docx") if needs_handout else ""
    reading = exercise.annex.blocks if isinstance(exercise, DefectExercise) and exercise.annex else ()
    return Quiz(variant.name, tuple(_list_questions(variant)), exercise.introduction, reading, handout)


def _list_questions(variant: Variant) -> Iterator[Question]:
    """Yield the questions of a variant; together they earn as many points as the variant on paper."""
    exercise = variant.exercise
    if isinstance(exercise, DefectExercise):
        yield from ask_for_defects(variant, exercise)
    elif exercise.choices:
        yield _ask_to_match(variant)
        if variant.task.type.asks_why:
            yield _ask_for_reasons(variant)
    else:
        yield from (
            _ask_for_rewrite(variant, row) if row.draft else _ask_for_number(variant, row) for row in exercise.rows
        )
    yield from (_ask_openly(variant, question, n) for n, question in enumerate(exercise.questions, 1))


def _ask_to_match(variant: Variant) -> Question:
    """Return the question that asks for the right choice in each row."""
    exercise, text = variant.exercise, variant.task.material.text
    rows = tuple(
        MatchRow(row.code, _write_row(variant, row), exercise.choices.index(row.answer)) for row in exercise.rows
    )
    words = (text(f"exercise-types.{variant.task.type.name}-task"),)
    return Question(
        "rows", text("exercise.rows"), words, MatchTask(rows, exercise.choices), len(rows), _list_key(exercise.rows)
    )


def _ask_for_reasons(variant: Variant) -> Question:
    """Return the question that asks for the words that each answer needs, such as its reason."""
    rows, text, why = variant.exercise.rows, variant.task.material.text, variant.task.type.why
    points = len(rows) * (variant.task.row_points - 1)
    notes = (text(f"exercise-guide.marking-{why}"), *_list_key(rows))
    asked = text(f"exercise.{why}")
    return Question("why", asked, (text("exercise-quiz.reasons", asked=asked),), TextTask(notes), points)


def _ask_for_number(variant: Variant, row: Row) -> Question:
    assert row.bounds is not None, "a row without choices and draft asks for a number"
    least, most = row.bounds
    right = round((least + most) / 2)
    task = NumberTask(right, max(right - least, most - right))
    return Question(row.code, row.code, (_write_row(variant, row),), task, variant.task.row_points, _list_key([row]))


def _ask_for_rewrite(variant: Variant, row: Row) -> Question:
    text = variant.task.material.text
    words = (text("exercise-quiz.rewrite"), *row.cells)
    notes = (text("exercise-rewrite.marking"), row.answer, row.reason)
    return Question(
        row.code, f"{row.code} {row.cells[0]}", words, TextTask(notes, row.draft), variant.task.row_points
    )


def _ask_openly(variant: Variant, question: OpenQuestion, number: int) -> Question:
    title = f"{variant.task.material.text('exercise.question')} {number}"
    return Question(f"q{number}", title, (question.question,), TextTask((question.answer,)), QUESTION_POINTS)


def _write_row(variant: Variant, row: Row) -> str:
    """Return the words of a row, with its code in front."""
    *leads, last = row.cells
    return " ".join((row.code, *(variant.task.material.text("formats.lead", text=lead) for lead in leads), last))


def _list_key(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(f"{row.code}: {row.answer}. {row.reason}" for row in rows)
