# SPDX-License-Identifier: Apache-2.0
"""Mark what a participant handed in: each row, each reason, each claim, and each question in free text."""

from collections.abc import Iterator, Mapping

from tenderkit.exercises.exercise import OpenQuestion, Row, Verdict
from tenderkit.exercises.marking.answers import has_figures, mark_words
from tenderkit.exercises.marking.claims import ClaimMarker
from tenderkit.exercises.marking.rewrites import FixJudge, mark_rewrite
from tenderkit.exercises.marking.submission import Mark, Submission, make_mark
from tenderkit.exercises.types.rewrite_clause import RewriteExercise
from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.exercises.variant import QUESTION_POINTS, Variant

# The points of an answer or a reason.
ROW_POINTS = 1
# What a wrong answer with a good reason earns, if a person says so.
_HALF = 0.5
EMPTY = Verdict(0, "empty")


class Marker:
    """Marks what was handed in for the variants of a pack.

    Parameters: `passing`, the share of the telling words of a model from which free text passes; `judge`, what says
    whether the rules still find a defect in a rewrite, None where a person reads each rewrite.
    """

    def __init__(self, passing: float, judge: FixJudge | None = None) -> None:
        self._passing, self._judge = passing, judge

    def mark(self, submission: Submission, variant: Variant) -> tuple[Mark, ...]:
        """Return the marks of all answers, also of those that were left out."""
        return tuple(self._mark_answers(submission.answers, variant))

    def _mark_answers(self, answers: Mapping[str, str], variant: Variant) -> Iterator[Mark]:
        ways = {"rows": self._mark_rows, "claims": self._mark_claims, "rewrites": self._mark_rewrites}
        yield from ways[variant.task.type.marked](answers, variant)
        for number, question in enumerate(variant.exercise.questions, 1):
            yield self._mark_question(answers.get(f"q{number}.answer", ""), f"q{number}", question, variant)

    def _mark_claims(self, answers: Mapping[str, str], variant: Variant) -> Iterator[Mark]:
        assert isinstance(variant.exercise, DefectExercise), "claims are about defects"
        negations, joint = map(variant.task.material.text, ("exercise-marks.negations", "formats.joint"))
        yield from ClaimMarker(variant.exercise, self._passing, negations, self._judge, joint).mark(answers)

    def _mark_rewrites(self, answers: Mapping[str, str], variant: Variant) -> Iterator[Mark]:
        assert isinstance(variant.exercise, RewriteExercise), "rewrites are of flawed paragraphs"
        for row, flaw in zip(variant.exercise.rows, variant.exercise.flaws, strict=True):
            given, why = _find_answers(answers, row)
            yield from mark_rewrite(row, flaw, given, self._passing, self._judge)
            verdict = self.judge_words(why, row.reason, variant)
            yield make_mark(row.id, row.cells[0], row.code, "why", ROW_POINTS, verdict, why, row.reason)

    def _mark_rows(self, answers: Mapping[str, str], variant: Variant) -> Iterator[Mark]:
        for row in variant.exercise.rows:
            yield from self._mark_row(answers, row, variant)

    def _mark_row(self, answers: Mapping[str, str], row: Row, variant: Variant) -> Iterator[Mark]:
        mark_row = variant.task.type.mark_row
        assert mark_row is not None, "rewrites and claims are marked otherwise"
        given, why = _find_answers(answers, row)
        verdict = mark_row(variant.exercise, row, given) if given else EMPTY
        about = (row.id, row.cells[0], row.code)
        if not variant.task.type.asks_why:
            yield make_mark(*about, "answer", ROW_POINTS, verdict, given, row.answer)
            return
        if verdict.reason == "wrong" and why:
            verdict = Verdict(0, "wrong-with-reason", open=_HALF)
        yield make_mark(*about, "answer", ROW_POINTS, verdict, given, row.answer)
        reason = self.judge_words(why, row.reason, variant)
        if has_figures(why, row.figures):
            reason = Verdict(1, "right")
        if reason.share and verdict.share < 1:
            reason = Verdict(0, "reason-of-wrong", open=1)
        yield make_mark(*about, "why", ROW_POINTS, reason, why, row.reason)

    def _mark_question(self, given: str, code: str, question: OpenQuestion, variant: Variant) -> Mark:
        verdict = self.judge_words(given, question.answer, variant)
        return make_mark(code, question.question, code, "answer", QUESTION_POINTS, verdict, given, question.answer)

    def judge_words(self, given: str, model: str, variant: Variant) -> Verdict:
        """Return what is known of an answer in free text."""
        if not given:
            return EMPTY
        return mark_words(given, model, self._passing, variant.task.material.text("exercise-marks.negations"))


def _find_answers(answers: Mapping[str, str], row: Row) -> tuple[str, str]:
    answer, why = (answers.get(f"{row.code}.{column}", "") for column in ("answer", "why"))
    return answer, why
