# SPDX-License-Identifier: Apache-2.0
"""The exercises of a day together: what a class had of each, and what each person reached in all of them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tenderkit.errors import InvalidInput
from tenderkit.exercises.marking.answer_key import normalize
from tenderkit.exercises.marking.results import order_name
from tenderkit.exercises.marking.submission import STATES
from tenderkit.exercises.material import Material
from tenderkit.findings import Finding, Place
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table

# What the line of a participant has to hold, with the kinds of its values.
_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "person": str, "exercise": str, "scenario": str, "type": str, "level": int, "run": str, "state": str,
    "points": (int, float), "most": (int, float), "open": (int, float),
}  # fmt: skip
_IDENTITY = ("scenario", "type", "level", "run")
# The widths of the columns for names and sums, and what is left for the exercises.
_NAME_WIDTH, _SUM_WIDTH, _ROOM = 28, 20, 52
_FIX = "Name a folder that `tenderkit exercise mark` wrote."


@frozen_dataclass
class ExerciseResult:
    """What a class had of an exercise. `file`: where it was read; `people`: the records of the participants."""

    file: str
    people: tuple[Mapping[str, Any], ...]

    @property
    def identity(self) -> tuple[Any, ...]:
        """Scenario, type, level and run: what no other exercise of a day has together."""
        return tuple(self.people[0][name] for name in _IDENTITY)


def read_result(text: str, file: str) -> ExerciseResult:
    """Read the lines of JSON that were written with the marks of an exercise.

    Raises InvalidInput where a line is no record of a participant, or where they are of several exercises.
    """
    people = []
    # Not by `splitlines`, which ends lines at signs that an answer may hold.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            people.append(_read_person(line, number, file))
    result = ExerciseResult(file, tuple(people))
    if not people or any(person[name] != people[0][name] for person in people for name in _IDENTITY):
        raise _refuse(file, "holds no marks of one exercise")
    return result


def _read_person(line: str, number: int, file: str) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    fits = isinstance(record, dict) and all(isinstance(record.get(name), kind) for name, kind in _KINDS.items())
    if not fits or record["state"] not in STATES or not record["most"] > 0:
        raise _refuse(file, f"line {number} is no record of a participant")
    known: Mapping[str, Any] = record
    return known


def _refuse(file: str, message: str) -> InvalidInput:
    return InvalidInput([Finding("no-marks", message, _FIX, place=Place(file))])


def join_day(results: Iterable[ExerciseResult]) -> tuple[ExerciseResult, ...]:
    """Return the exercises of a day. Raises InvalidInput where two results are of the same exercise."""
    known: dict[tuple[Any, ...], ExerciseResult] = {}
    for result in results:
        if result.identity in known:
            fix = "Name the marks of each exercise once."
            message = f"has the marks of the exercise that {known[result.identity].file} has"
            raise InvalidInput([Finding("same-exercise", message, fix, place=Place(result.file))])
        known[result.identity] = result
    return tuple(known.values())


def compose_day(day: Sequence[ExerciseResult], material: Material) -> Iterator[Block]:
    """Yield a table of the exercises of a day, and one of what each person reached in them."""
    text, number = material.text, material.language.number
    yield Heading(text("exercise-marks.day"), 1)
    rows = []
    for position, result in enumerate(day, 1):
        first = result.people[0]
        settled = [(person["points"], person["most"] - person["open"]) for person in result.people]
        shares = [points / most for points, most in settled if most]
        mean = number(round(100 * sum(shares) / len(shares))) if shares else ""
        rows.append(
            (
                number(position),
                first["exercise"],
                number(first["level"]),
                first["run"],
                number(len(result.people)),
                *(number(sum(person["state"] == state for person in result.people)) for state in STATES),
                mean and text("exercise-marks.percent", share=mean),
            )
        )
    keys = (
        "exercise-marks.head-number", "exercise-marks.head-exercise", "exercise.level", "exercise.run",
        "exercise-marks.people", *(f"exercise-marks.count-{state}" for state in STATES), "exercise-marks.mean",
    )  # fmt: skip
    widths: tuple[int, ...] = (5, 27, 7, 11, 10, 8, 10, 8, 7, 7)
    yield Table(text("exercise-marks.day"), tuple(map(text, keys)), tuple(rows), widths)
    yield Heading(text("exercise-marks.day-people"), 2)
    yield Paragraph(text("exercise-marks.day-note"), style="note")
    lines = tuple(
        (name, *("" if person is None else number(person["points"]) for person in people), _add_up(people, material))
        for name, people in _list_reached(day)
    )
    numbers = map(number, range(1, len(day) + 1))
    head = (text("exercise-marks.head-person"), *numbers, text("exercise-marks.together"))
    narrow = max(1, _ROOM // len(day))
    widths = (_NAME_WIDTH, *[narrow] * len(day), _SUM_WIDTH)
    yield Table(text("exercise-marks.day-people"), head, lines, widths, tall=True)


def _list_reached(day: Sequence[ExerciseResult]) -> list[tuple[str, list[Mapping[str, Any] | None]]]:
    """Return each person with the record in each exercise, None where nothing was handed in; by their names."""
    names: dict[str, str] = {}
    records: dict[str, list[Mapping[str, Any] | None]] = {}
    for position, result in enumerate(day):
        for person in result.people:
            key = normalize(person["person"])
            names.setdefault(key, person["person"])
            records.setdefault(key, [None] * len(day))[position] = person
    return [(names[key], records[key]) for key in sorted(names, key=order_name)]


def _add_up(people: Sequence[Mapping[str, Any] | None], material: Material) -> str:
    """Return the points of all exercises of which somebody handed in something, of the most there."""
    points, most = (sum(person[name] for person in people if person) for name in ("points", "most"))
    number = material.language.number
    return material.text("exercise-marks.points-of", points=number(points), most=number(most))


def list_day_gradebook(day: Sequence[ExerciseResult]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a gradebook that Moodle imports, with the head: the points of each exercise."""
    titles = [result.people[0]["exercise"] for result in day]
    runs = [", ".join(map(str, result.identity[2:])) for result in day]
    named = (f"{title}, {run}" if titles.count(title) > 1 else title for title, run in zip(titles, runs, strict=True))
    yield ("ID number", *(f"{title} (Real)" for title in named))
    for name, people in _list_reached(day):
        yield (name, *("" if person is None else f"{person['points']:g}" for person in people))
