# SPDX-License-Identifier: Apache-2.0
"""Join the answer form and the handout that a participant worked on: together they are what was handed in."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tenderkit.exercises.exercise import Exercise
from tenderkit.exercises.marking.answer_key import AnswerKey, normalize
from tenderkit.exercises.marking.answers import find_choice
from tenderkit.exercises.marking.submission import Submission
from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.findings import Finding, Place, show_given

# How a handout was worked on, which carries no name of a participant.
_NAMELESS = ("comments", "edits")
_PAIR = 2
_WORD = re.compile(r"[^\W_]+")


def join_handouts(submissions: Sequence[Submission], key: AnswerKey) -> tuple[list[Submission], list[Finding]]:
    """Join each handout with the form of the same participant and variant, and say what was read from which file.

    A handout belongs to the form whose participant its file is named after, or to the only other file in its folder.
    Where both answer the same in other words, the form counts, and a remark says so.
    """
    joined = [each for each in submissions if each.way not in _NAMELESS]
    remarks: list[Finding] = []
    folders = Counter(_find_folder(each) for each in submissions)
    for handout in submissions:
        if handout.way not in _NAMELESS:
            continue
        at = _find_form(handout, joined, folders)
        if at is None:
            joined.append(handout)
            continue
        joined[at], added = _join(joined[at], handout, key)
        remarks += added
    return joined, remarks


def _find_form(handout: Submission, forms: Sequence[Submission], folders: Mapping[str, int]) -> int | None:
    """Return the position of the form that a handout belongs to; None where it is not sure."""
    same = [at for at, form in enumerate(forms) if form.person and form.variant == handout.variant]
    stem = _name_path(handout).rpartition("/")[2].rpartition(".")[0]
    words = _WORD.findall(normalize(stem))
    named = [at for at in same if _has_name(words, _WORD.findall(normalize(forms[at].person)))]
    if not named and _find_folder(handout) and folders[_find_folder(handout)] == _PAIR:
        named = [at for at in same if _find_folder(forms[at]) == _find_folder(handout)]
    return named[0] if len(named) == 1 else None


def _has_name(words: Sequence[str], name: Sequence[str]) -> bool:
    return bool(name) and any(words[at : at + len(name)] == name for at in range(len(words)))


def _name_path(submission: Submission) -> str:
    return submission.file.replace("\\", "/")


def _find_folder(submission: Submission) -> str:
    """Return the folder of a file, empty where it is in the named one."""
    return _name_path(submission).rpartition("/")[0]


def _join(form: Submission, handout: Submission, key: AnswerKey) -> tuple[Submission, list[Finding]]:
    """Return a form with what a handout answers besides; and remarks on both."""
    exercise: Exercise = key.forms[form.variant].variant.exercise
    added = handout.answers
    if isinstance(exercise, DefectExercise):
        added = dict(_renumber(form.answers, handout.answers, exercise))
    both = [name for name in added if name in form.answers]
    conflicts = [name for name in both if normalize(form.answers[name]) != normalize(added[name])]
    answers = {**added, **form.answers}
    message = (
        f"is of {form.person}, with {form.file}: {len(form.answers)} answers are from the form, "
        f"{len(answers) - len(form.answers)} from this file"
    )
    remarks = [Finding("joined", message, "", "warn", Place(handout.file))]
    for name in conflicts:
        in_form = show_given(form.answers[name])
        told = f"{name} is {show_given(added[name])} here, and {in_form} in {form.file}, which counts"
        remarks.append(Finding("conflict", told, "", "warn", Place(handout.file)))
    file = f"{form.file}, {handout.file}"
    return replace(form, file=file, answers=answers, remarks=(*form.remarks, *handout.remarks)), remarks


def _renumber(
    answers: Mapping[str, str], claims: Mapping[str, str], exercise: DefectExercise
) -> Iterator[tuple[str, str]]:
    """Yield the claims of a handout under the codes of those of a form that are about the same, else new ones."""
    known = _group_claims(answers)
    places = {code: _find_claim(claim, exercise) for code, claim in known.items()}
    free = (f"d{number:02}" for number in range(1, 1000) if f"d{number:02}" not in known)
    for claim in _group_claims(claims).values():
        place, name = _find_claim(claim, exercise)
        same = (
            code
            for code, (its_place, its_name) in places.items()
            if place and place == its_place and (name == its_name or None in (name, its_name))
        )
        code = next(same, None) or next(free)
        places.pop(code, None)
        yield from ((f"{code}.{column}", value) for column, value in claim.items())


def _group_claims(answers: Mapping[str, str]) -> dict[str, dict[str, str]]:
    grouped: dict[str, dict[str, str]] = {}
    for name, value in sorted(answers.items()):
        code, _, column = name.partition(".")
        grouped.setdefault(code, {})[column] = value
    return grouped


def _find_claim(claim: Mapping[str, str], exercise: DefectExercise) -> tuple[str | None, str | None]:
    return (
        find_choice(claim.get("place", ""), exercise.places),
        find_choice(claim.get("name", ""), exercise.names),
    )
