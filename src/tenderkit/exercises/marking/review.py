# SPDX-License-Identifier: Apache-2.0
"""The sheet of answers in which a trainer gives points, and what these points change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tenderkit.errors import InvalidInput
from tenderkit.exercises.marking.answer_key import AnswerKey, normalize
from tenderkit.exercises.marking.claims import WRONG_FLAG
from tenderkit.exercises.marking.feedback import explain_mark
from tenderkit.exercises.marking.results import ClassResult
from tenderkit.exercises.marking.submission import Mark, MarkedSubmission
from tenderkit.findings import Finding, Place, escape_steering, suggest_nearest
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.blocks import Answer, Table

# The columns of the sheet, by the end of the keys of their heads.
REVIEW_HEADS = ("pack", "person", "code", "about", "given", "model", "why", "points", "most", "reviewed")
_WIDTHS = (14, 12, 10, 22, 34, 34, 20, 8, 8, 10)
REVIEWED = "reviewed"
_HALVES = 2
# As many characters a cell of a spreadsheet holds.
_LONGEST = 32_000


@frozen_dataclass
class Review:
    """A row in which a trainer gave points.

    `file`, `place`: where it is; `pack`: the pack that was marked; `person`: how the participant appears in the
    results; `code`: of the answer with its column, such as `c01.why`; `given`: what was answered; `points`: as they
    were written.
    """

    file: str
    place: str
    pack: str
    person: str
    code: str
    given: str
    points: str


def tabulate_answers(result: ClassResult, key: AnswerKey) -> tuple[Table, ...]:
    """Return the tables of answers: those that a person reads or has read, and all others."""
    text = key.task.material.text
    head = tuple(text(f"exercise-marks.head-{column}") for column in REVIEW_HEADS)
    answers = [(each, mark) for each in result.marked for mark in each.marks if _can_be_reviewed(mark)]
    to_read = [(each, mark) for each, mark in answers if mark.open or mark.reason == REVIEWED]
    others = [(each, mark) for each, mark in answers if not (mark.open or mark.reason == REVIEWED)]
    tables = []
    for name, listed in (("read-list", to_read), ("other-answers", others)):
        title = text(f"exercise-marks.{name}")
        rows = tuple(_write_row(each, mark, key) for each, mark in listed)
        tables.append(Table(title, head, rows, _WIDTHS))
    return tuple(tables)


def _can_be_reviewed(mark: Mark) -> bool:
    """Return whether a mark is for something that was written: a defect that was missed has no row in a form."""
    return bool(mark.code) and (bool(mark.given) or mark.column == "flag")


def _write_row(each: MarkedSubmission, mark: Mark, key: AnswerKey) -> tuple[str | Answer, ...]:
    text = key.task.material.text
    least, most = _find_bounds(mark)
    halves = range(round(least * _HALVES), round(most * _HALVES) + 1)
    prompt = text("exercise-marks.head-reviewed")
    points = f"{mark.points:g}" if mark.reason == REVIEWED else ""
    entry = Answer("", prompt, prompt, tuple(f"{half / _HALVES:g}" for half in halves), draft=points)
    return (
        key.pack,
        _show(each.name),
        _name_answer(mark),
        _show(mark.about),
        _show(mark.given),
        mark.right,
        explain_mark(each, mark),
        f"{mark.points:g}",
        f"{most:g}",
        entry,
    )


def _name_answer(mark: Mark) -> str:
    return f"{mark.code}.{mark.column}"


def _show(words: str) -> str:
    """Return what a participant wrote as a cell shows it."""
    return escape_steering(words)[:_LONGEST]


def _fold(words: str) -> str:
    """Return what two cells with the same words have alike: one in a table as CSV may begin with an apostrophe."""
    return normalize(words).lstrip("' ")


def _find_bounds(mark: Mark) -> tuple[float, float]:
    """Return the fewest and the most points that a trainer can give for an answer."""
    return WRONG_FLAG if mark.column == "flag" else 0, max(mark.most, mark.points + mark.open)


def give_points(result: ClassResult, reviews: Sequence[Review], key: AnswerKey) -> ClassResult:
    """Return the results of a class with the points that a trainer gave.

    Raises InvalidInput with all that is wrong: a row of another pack, an unknown participant or answer, an answer
    that is another one now, points that are no number or out of bounds, and two different ones for an answer.
    """
    people = {_fold(_show(each.name)): each for each in result.marked}
    points: dict[tuple[str, str], float] = {}
    problems: list[Finding] = []
    for review in reviews:
        if review.pack != key.pack:
            fix = "Take the sheet that was written with the marks of this class."
            problems.append(Finding("other-pack", f"is of the pack “{review.pack}”", fix, place=Place(review.file)))
            continue
        name = (_fold(review.person), _fold(review.code))
        try:
            given = _read_points(review, people)
        except InvalidInput as problem:
            problems += problem.findings
            continue
        if points.setdefault(name, given) != given:
            problems.append(_complain(review, f"{review.code} of {review.person} has other points in another row"))
    if problems:
        raise InvalidInput(tuple(dict.fromkeys(problems)))
    return replace(result, marked=tuple(_put_points(each, points) for each in result.marked))


def _complain(review: Review, message: str, fix: str = "") -> Finding:
    return Finding("review", message, fix, place=Place(review.place))


def _read_points(review: Review, people: Mapping[str, MarkedSubmission]) -> float:
    """Return the points that a row gives. Raises InvalidInput where it gives none to an answer of this class."""
    each = people.get(_fold(review.person))
    if each is None:
        fix = suggest_nearest(review.person, [person.name for person in people.values()])
        raise InvalidInput([_complain(review, f"nobody in this class is “{review.person}”", fix)])
    marks = {_fold(_name_answer(mark)): mark for mark in each.marks if _can_be_reviewed(mark)}
    mark = marks.get(_fold(review.code))
    if mark is None:
        message = f"{each.name} has not answered “{review.code}”"
        raise InvalidInput([_complain(review, message, suggest_nearest(review.code, marks))])
    return _check_points(review, mark)


def _check_points(review: Review, mark: Mark) -> float:
    if _fold(review.given) != _fold(_show(mark.given)):
        fix = "Mark without --reviewed, and read it again."
        raise InvalidInput([_complain(review, f"{review.code} of {review.person} is another answer now", fix)])
    least, most = _find_bounds(mark)
    fix = f"Write a number from {least:g} to {most:g}."
    try:
        points = float(review.points.replace(",", ".").replace("٫", "."))
    except ValueError:
        raise InvalidInput([_complain(review, f"“{review.points}” is no number of points", fix)]) from None
    if not least <= points <= most:
        raise InvalidInput([_complain(review, f"{points:g} points cannot be given for {review.code}", fix)])
    return points


def _put_points(each: MarkedSubmission, points: Mapping[tuple[str, str], float]) -> MarkedSubmission:
    return replace(each, marks=tuple(_review_marks(each, points)))


def _review_marks(each: MarkedSubmission, points: Mapping[tuple[str, str], float]) -> Iterator[Mark]:
    for mark in each.marks:
        given = points.get((_fold(_show(each.name)), _fold(_name_answer(mark))))
        if given is None:
            yield mark
        else:
            _, most = _find_bounds(mark)
            yield replace(mark, points=given, most=most, open=0, reason=REVIEWED, words="")
