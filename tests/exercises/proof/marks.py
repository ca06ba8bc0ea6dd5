# SPDX-License-Identifier: Apache-2.0
"""Forms that are filled by chance, and marked equal to a second reckoning from the key of the trainer.

`python -m tests.exercises.proof.marks 200 7` fills 200 forms with the random seed 7, in Word, in Word without fields,
in Excel and as grids, of all types: rows, claims of defects and rewrites. The points are reckoned a second time from
`facilitator/key.xlsx` and from how each form was filled. Prints one line of counts; ends with 1 at the first
form that is marked otherwise.
"""

import random
import sys
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import tenderkit
from tenderkit.errors import InvalidInput
from tenderkit.exercises.marking.answer_key import AnswerKey
from tenderkit.exercises.marking.marker import Marker
from tenderkit.exercises.marking.reading import read_submissions
from tenderkit.exercises.marking.results import mark_class
from tenderkit.exercises.pack import Pack, make_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.scenario_files import read_scenarios
from tenderkit.exercises.types.catalogue import TYPES
from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.exercises.variant import Variant
from tests.exercises.handed_in import drop_controls, fill_form, fill_workbook
from tests.exercises.proof.keys import KeyRow, read_choices, read_keys

DATA = tenderkit.load_library()
# The head of the columns, where it is another than usual, by type.
_HEADS = {
    "set-weights": {"why": "Points of each bid"},
    "evaluate-bids": {"why": "What you do about it, and why"},
    "rewrite-clause": {"answer": "Your words", "why": "Which words are wrong, and what follows"},
    "spot-the-defect": {
        "place": "Where",
        "name": "What is wrong",
        "consequence": "What follows from it",
        "mend": "Better words",
    },
}
# The types whose reasons are asked for, as the guide for the trainer says.
_WITH_REASONS = {"choose-clauses", "set-weights", "map-to-l1061", "policy-trace", "evaluate-bids"}
_TYPES = list(TYPES)
_VARIANTS = 2
_WAYS = ("form", "lost", "book", "grid")


class Filled(NamedTuple):
    """A form as it was handed in: its bytes, its name, and the points that are sure and open."""

    content: bytes
    name: str
    points: float
    open: float


@cache
def make_class_pack(type_: str, number: int) -> Pack:
    """Return a pack of a type, on the first scenario from a number on that carries it."""
    scenarios = [*read_scenarios(DATA).values()]
    for scenario in (*scenarios[number:], *scenarios[:number]):
        levels = [level for level in TYPES[type_].rows if level in scenario.levels]
        for level in levels[:1]:
            order = PackOrder(
                scenario=scenario.id,
                type=type_,
                level=level,
                variants=_VARIANTS,
                language="en",
                seed="1",
                secret="x" * 20,
            )
            try:
                return make_pack(order, DATA)
            except InvalidInput:
                continue
    raise AssertionError(f"no scenario carries {type_}")


def _fill_row(
    row: KeyRow, choices: list[str], chance: random.Random, *, reasons: bool
) -> tuple[dict[str, str], float, float]:
    """Return the answers in a row with the points that they earn for sure, and those that are open."""
    kind = chance.choice(("right", "right", "wrong", "empty", "strange"))
    why = chance.choice(("model", "other", "empty")) if reasons else "empty"
    wrong = [choice for choice in choices if choice and choice not in (row.third, "Choose")]
    answer = {
        "right": row.third,
        "wrong": chance.choice(wrong) if wrong else "1",
        "strange": "all of them, or none",
        "empty": "",
    }[kind]
    answers = {f"{row.first}.answer": answer} if answer else {}
    if why != "empty":
        answers[f"{row.first}.why"] = row.fourth if why == "model" else "Because of something"
    points = float(kind == "right")
    open_ = float(kind == "strange") + (0.5 if kind == "wrong" and why != "empty" else 0)
    if why == "model" and kind == "right":
        points += 1
    elif why != "empty":
        open_ += 1
    return answers, points, open_


def _fill_rewrite(row: KeyRow, chance: random.Random) -> tuple[dict[str, str], float, float]:
    """Return a rewrite and its reason with their points, where no rule judges and a person reads what is new."""
    kind, why = chance.choice(("model", "other", "empty")), chance.choice(("model", "other", "empty"))
    words = {"model": row.third, "other": "Something else.", "empty": ""}[kind]
    reason = {"model": row.fourth, "other": "Because of something", "empty": ""}[why]
    answers = {f"{row.first}.answer": words, f"{row.first}.why": reason}
    points = 2 * (kind == "model") + (why == "model")
    open_ = 2 * (kind == "other") + (why == "other")
    return {name: value for name, value in answers.items() if value}, points, open_


def _fill_claims(
    rows: list[KeyRow], lists: Mapping[str, list[str]], sound: list[str], chance: random.Random
) -> tuple[dict[str, str], float, float]:
    """Return claims of some defects and of sound places, with their points.

    Parameters: `rows`, the key; `lists`, what can be chosen; `sound`, places without a defect.
    """
    answers: dict[str, str] = {}
    points = open_ = 0.0
    codes = (f"d{number:02}" for number in range(1, 100))
    for row in rows:
        if chance.random() < 0.3:
            continue
        code, name = next(codes), row.second.partition(". Also right: ")[0]
        is_alone = [other.first for other in rows].count(row.first) == 1
        named = chance.choice(("right", "wrong", "empty")) if is_alone else "right"
        wrong = [choice for choice in lists["tk:exercise.d01.name"] if choice not in (name, "", "Choose")]
        claim = {"place": row.first, "name": {"right": name, "wrong": chance.choice(wrong), "empty": ""}[named]}
        points += 1 + (named == "right")
        for column, model in (("consequence", row.third), ("mend", row.fourth)):
            kind = chance.choice(("model", "other", "empty"))
            claim[column] = {"model": model, "other": "Something else.", "empty": ""}[kind]
            points, open_ = points + (kind == "model"), open_ + (kind == "other")
        answers |= {f"{code}.{column}": value for column, value in claim.items() if value}
    for place in sound[: chance.randrange(3)]:
        answers[f"{next(codes)}.place"] = place
        points -= 0.5
    return answers, max(0.0, points), open_


def _list_sound_places(variant: Variant, chance: random.Random) -> list[str]:
    exercise = variant.exercise
    assert isinstance(exercise, DefectExercise)
    spoiled = {place for defect in exercise.defects for place in defect.places}
    return chance.sample([place for place in exercise.places[:-1] if place not in spoiled], 2)


def fill_by_chance(number: int) -> tuple[Pack, Filled]:
    """Return the form of a number, the same in every run, with its pack."""
    chance = random.Random(number)
    type_ = chance.choice(_TYPES)
    pack = make_class_pack(type_, chance.randrange(4))
    variant = f"v{chance.randint(1, _VARIANTS):02}"
    form = pack.files[f"participants/answer-{variant}.docx"]
    lists = read_choices(form)
    answers: dict[str, str] = {}
    points = open_ = 0.0
    rows = read_keys(pack)[variant]
    if type_ == "spot-the-defect":
        sound = _list_sound_places(pack.variants[int(variant[1:]) - 1], chance)
        answers, points, open_ = _fill_claims(rows, lists, sound, chance)
        rows = []
    for row in rows:
        if row.first.startswith("q"):
            said = chance.choice((row.third, "Something else.", ""))
            answers |= {f"{row.first}.answer": said} if said else {}
            points += 2 * (said == row.third)
            open_ += 2 * (said == "Something else.")
            continue
        choices = lists.get(f"tk:exercise.{row.first}.answer", [])
        if type_ == "rewrite-clause":
            given, sure, unsure = _fill_rewrite(row, chance)
        else:
            given, sure, unsure = _fill_row(row, choices, chance, reasons=type_ in _WITH_REASONS)
        answers |= given
        points, open_ = points + sure, open_ + unsure
    way = chance.choice(_WAYS)
    return pack, Filled(_write(way, pack, variant, answers), f"{way}.{_ENDINGS[way]}", points, open_)


_ENDINGS = {"form": "docx", "lost": "docx", "book": "xlsx", "grid": "csv"}


def _write(way: str, pack: Pack, variant: str, answers: dict[str, str]) -> bytes:
    if way == "book":
        heads = {"answer": "Your answer", "why": "Why", **_HEADS.get(pack.lock.order.type, {})}
        return fill_workbook(pack.files[f"participants/answer-{variant}.xlsx"], answers, heads)
    if way == "grid":
        cells = ['"' + value.replace('"', '""') + '"' for value in answers.values()]
        return "\n".join((",".join(("variant", "c99", *answers)), ",".join((variant, "", *cells)))).encode()
    form = fill_form(pack.files[f"participants/answer-{variant}.docx"], answers)
    return drop_controls(form) if way == "lost" else form


def find_difference(number: int) -> tuple[str, str]:
    """Mark the form of a number. Returns its way, and what differs from the second reckoning, if anything."""
    pack, filled = fill_by_chance(number)
    key = AnswerKey(pack.variants)
    try:
        submissions = [(submission, "") for submission in read_submissions(filled.content, filled.name, key)]
    except InvalidInput as error:
        # A form without fields in which nothing is answered is nothing.
        is_nothing = filled.name == "lost.docx" and not filled.points and not filled.open
        return filled.name, "" if is_nothing else str(error)
    (marked,) = mark_class(submissions, key, Marker(0.8)).marked
    if (marked.points, marked.open) == (filled.points, filled.open):
        return filled.name, ""
    order = pack.lock.order
    return (
        filled.name,
        f"{order.scenario} {order.type}: {marked.points}, {marked.open}, not {filled.points}, {filled.open}",
    )


def main(count: int, seed: int) -> int:
    """Mark forms, and stop at the first that differs. Returns 0 if none does, else 1."""
    ways = Counter[str]()
    for number in range(seed * count, (seed + 1) * count):
        name, difference = find_difference(number)
        if difference:
            print(f"{name}, {difference}\nAgain: python -m tests.exercises.proof.marks 1 {number}")
            return 1
        ways[name] += 1
    listed = ", ".join(f"{count} {name}" for name, count in sorted(ways.items()))
    print(f"{ways.total()} forms marked equal to a second reckoning: {listed}")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
