# SPDX-License-Identifier: Apache-2.0
"""The results of a class: who handed in what, under a name that no other has; as rows of a table and as data."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tenderkit.exercises.marking.answer_key import AnswerKey, normalize
from tenderkit.exercises.marking.joined import join_handouts
from tenderkit.exercises.marking.marker import Marker
from tenderkit.exercises.marking.submission import Mark, MarkedSubmission, Submission
from tenderkit.findings import Finding, Place
from tenderkit.frozen import frozen_dataclass


@frozen_dataclass
class ClassResult:
    """What a class handed in, marked, in the order of the names; and what a trainer should know of the files."""

    marked: tuple[MarkedSubmission, ...]
    remarks: tuple[Finding, ...]


def mark_class(submissions: Sequence[tuple[Submission, str]], key: AnswerKey, marker: Marker) -> ClassResult:
    """Mark what a class handed in.

    What was handed in twice counts once; a form and the handout of the same participant are one; a handout that
    nobody touched is of nobody. Parameters: `submissions`, each with the digest of its file.
    """
    remarks = [remark for submission, _ in submissions for remark in submission.remarks]
    remarks += [_name_untouched(submission) for submission, _ in submissions if submission.way == "untouched"]
    worked = [each for each in submissions if each[0].way != "untouched"]
    single, copies = _drop_copies(worked)
    counted, joined = join_handouts(single, key)
    names = Counter(normalize(_name_person(submission)) for submission in counted)
    marked = []
    for submission in counted:
        name = _name_person(submission)
        if names[normalize(name)] > 1:
            message = f"carries the name “{name}”, which another file carries too: both were marked"
            remarks.append(Finding("same-name", message, "", "warn", Place(submission.file)))
            name = f"{name} ({submission.file})"
        variant = key.forms[submission.variant].variant
        marked.append(MarkedSubmission(submission, variant, name, marker.mark(submission, variant)))
    marked.sort(key=lambda each: (order_name(each.name), each.submission.file))
    return ClassResult(tuple(marked), (*remarks, *copies, *joined))


def _name_untouched(submission: Submission) -> Finding:
    message = f"is the handout of {submission.variant}, on which nobody worked: it counts as nobody's"
    return Finding("untouched", message, "", "warn", Place(submission.file))


def order_name(name: str) -> list[tuple[bool, int, str]]:
    """Return by what names are ordered: table 2 comes before table 10."""
    parts = _NUMBERS.split(normalize(name))
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _drop_copies(submissions: Sequence[tuple[Submission, str]]) -> tuple[list[Submission], list[Finding]]:
    """Return what counts, and a remark on each copy: the same bytes, or the same answers under the same name."""
    known: dict[object, str] = {}
    counted, copies = [], []
    for submission, digest in submissions:
        answers = frozenset(submission.answers.items())
        marks = [(f"{digest}{_find_row(submission)}", submission.person, submission.variant, answers)]
        if submission.person:
            marks.append(("", normalize(submission.person), submission.variant, answers))
        if first := next((known[mark] for mark in marks if mark in known), ""):
            message = f"is the same as {first}: it counts once"
            copies.append(Finding("twice", message, "", "warn", Place(submission.file)))
            continue
        known |= dict.fromkeys(marks, submission.file)
        counted.append(submission)
    return counted, copies


def _name_person(submission: Submission) -> str:
    file = submission.file.replace("\\", "/").rpartition("/")[2]
    return submission.person or (_find_row(submission) and file) or file.rpartition(".")[0] or file


def _find_row(submission: Submission) -> str:
    """Return which row of a grid a submission is; an empty text for a file of one participant."""
    return submission.file if submission.way == "grid" else ""


def list_gradebook(result: ClassResult, key: AnswerKey) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a gradebook that Moodle imports, with the head: points, percentage and feedback of each."""
    material, title = key.task.material, _name_exercise(key)
    yield ("ID number", f"{title} (Real)", f"{title} (Percentage)", f"{title} (Feedback)", *_MORE)
    for each in result.marked:
        share = 100 * each.points / each.most
        yield (
            each.name,
            _write_number(each.points),
            f"{share:.2f} %",
            material.text(f"exercise-marks.state-{each.state}"),
            _write_number(each.most),
            _write_number(each.open),
            each.state,
            each.submission.variant,
            each.submission.file,
        )


def _name_exercise(key: AnswerKey) -> str:
    return f"{key.task.material.scenario.id} {key.task.type.title(key.task.material.language)}"


_NUMBERS = re.compile(r"(\d{1,9})")
_UNSAFE = re.compile(r"[^\w.]+")
_LONGEST_NAME = 60
# What a gradebook does not import.
_MORE = ("Most points", "Open points", "State", "Variant", "File")


def _write_number(value: float) -> str:
    return f"{value:g}"


def list_records(result: ClassResult, key: AnswerKey) -> Iterator[Mapping[str, Any]]:
    """Yield for each participant all that is known of the marks, as plain data."""
    for each in result.marked:
        yield {
            "person": each.name,
            "file": each.submission.file,
            "way": each.submission.way,
            "exercise": _name_exercise(key),
            "scenario": key.task.material.scenario.id,
            "type": key.task.type.name,
            "level": key.task.level,
            "run": key.task.seed,
            "variant": each.submission.variant,
            "points": each.points,
            "most": each.most,
            "open": each.open,
            "state": each.state,
            "marks": [_describe_mark(mark) for mark in each.marks],
        }


def _describe_mark(mark: Mark) -> dict[str, Any]:
    return {name: getattr(mark, name) for name in mark.__dataclass_fields__}


def name_files(marked: Sequence[MarkedSubmission]) -> Iterator[tuple[str, MarkedSubmission]]:
    """Yield the name of the file for each participant, which any system can write and no other has."""
    width = len(str(len(marked)))
    for number, each in enumerate(marked, 1):
        safe = _UNSAFE.sub("-", each.name).strip("-.")[:_LONGEST_NAME]
        yield "-".join(filter(None, (f"{number:0{width}}", safe))) + ".docx", each
