# SPDX-License-Identifier: Apache-2.0
"""What a class had: hits of each row or defect, false alarms, and the spread of points."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tenderkit.exercises.marking.submission import Mark, MarkedSubmission
from tenderkit.exercises.types.rewrite_clause import RewriteExercise
from tenderkit.exercises.types.spot_the_defect import Defect, DefectExercise
from tenderkit.frozen import frozen_dataclass

# From this number of participants on, it can be said whether an item tells good results from others.
FEWEST_FOR_DISCRIMINATION = 10
STEPS = 10
_FLAG = "flag"
# What is known to be another answer than the right one, also where half a point may be due for its reason.
_WRONG = {"wrong", "wrong-with-reason"}


@frozen_dataclass
class ItemStatistics:
    """What a class had of a row, a question or a defect.

    `places`: its code in the form or its place in the annex, by variant; `about`: what it is, in words; `right`: the
    model; `hits`: how many had all its points; `missed`: how many cannot have them any more; `unread`: of how many it
    is still to be read whether they had it; `instead`: what was chosen in place of the model, with how often;
    `discrimination`: the share of hits among the better half of the class, less that among the others, None where too
    few took part; `family`: of a defect, what it is about.
    """

    places: Mapping[str, str]
    about: str
    right: str
    hits: int
    missed: int
    unread: int
    instead: Sequence[tuple[str, int]]
    discrimination: float | None
    family: str = ""

    @property
    def settled(self) -> int:
        """Of how many it is known whether they had it."""
        return self.hits + self.missed

    @property
    def share(self) -> float | None:
        """The share that had it of those of whom it is known; None where all is still to be read."""
        return self.hits / self.settled if self.settled else None


def list_items(marked: Sequence[MarkedSubmission]) -> list[ItemStatistics]:
    """Return what the class had of each row, question or defect, in the order of the handouts.

    Defects of one kind count together, also where they were planted in different places.
    """
    by_item: dict[tuple[str, str], list[tuple[MarkedSubmission, list[Mark]]]] = {}
    for each in sorted(marked, key=lambda each: each.variant.number):
        own: dict[str, list[Mark]] = {}
        for mark in each.marks:
            if mark.column != _FLAG:
                own.setdefault(mark.item, []).append(mark)
        for marks in own.values():
            by_item.setdefault(_name_kind(each, marks[0]), []).append((each, marks))
    order = sorted(marked, key=lambda each: each.points)
    better = {id(each) for each in order[len(order) // 2 :]} if len(order) >= FEWEST_FOR_DISCRIMINATION else set()
    return [_count(answers, better) for answers in by_item.values()]


def _name_kind(each: MarkedSubmission, mark: Mark) -> tuple[str, str]:
    """Return by what items of different variants count together: a defect by its id without the place."""
    if find_defect(each, mark.item):
        return mark.item.partition(":")[0], ""
    return mark.item, mark.right


def _count(answers: Sequence[tuple[MarkedSubmission, list[Mark]]], better: set[int]) -> ItemStatistics:
    each, marks = answers[0]
    defect = find_defect(each, marks[0].item)
    had = [(id(person) in better, _is_hit(person, own)) for person, own in answers]
    hits = [(is_better, hit) for is_better, hit in had if hit is not None]
    return ItemStatistics(
        {person.variant.name: _find_place(person, own[0]) for person, own in answers},
        defect.name if defect else marks[0].about,
        defect.mend if defect else marks[0].right,
        sum(hit for _, hit in hits),
        sum(not hit for _, hit in hits),
        len(had) - len(hits),
        Counter(mark.given for _, own in answers for mark in own if mark.reason in _WRONG).most_common(),
        _discriminate(hits) if better else None,
        defect.family if defect else "",
    )


def _is_hit(each: MarkedSubmission, marks: Sequence[Mark]) -> bool | None:
    """Return whether somebody had all points of an item; None where that depends on what is still to be read."""
    # A claim without a place that can be recognised may be about any defect that was not found.
    if marks[0].reason == "missed" and any(mark.column == _FLAG and mark.open for mark in each.marks):
        return None
    if any(mark.points + mark.open < mark.most for mark in marks):
        return False
    return None if any(mark.open for mark in marks) else True


def _find_place(each: MarkedSubmission, mark: Mark) -> str:
    """Return where an item is: a defect that is to be found by its place in the annex, all else by its code."""
    defect = find_defect(each, mark.item) if isinstance(each.variant.exercise, DefectExercise) else None
    return defect.place if defect else mark.code


def _discriminate(hits: Sequence[tuple[bool, bool]]) -> float | None:
    halves = [[hit for is_better, hit in hits if is_better is half] for half in (True, False)]
    if not all(halves):
        return None
    upper, lower = (sum(half) / len(half) for half in halves)
    return upper - lower


def find_defect(each: MarkedSubmission, item: str) -> Defect | None:
    """Return the defect or decoy that a mark is about; None where it is about something else."""
    match each.variant.exercise:
        case DefectExercise() as exercise:
            return next((defect for defect in (*exercise.defects, *exercise.decoys) if defect.id == item), None)
        case RewriteExercise() as exercise:
            return next((flaw for flaw in exercise.flaws if flaw.id == item), None)
        case _:
            return None


@frozen_dataclass
class FalseAlarm:
    """A flag on what is sound: its place and name, why the name does not hold there, the reason of a decoy."""

    place: str
    name: str
    reason: str
    right: str


def count_false_alarms(marked: Sequence[MarkedSubmission]) -> list[tuple[FalseAlarm, int]]:
    """Return what was flagged although it is sound, with how often, the most frequent first."""
    flags = Counter(
        FalseAlarm(mark.about, mark.words, mark.reason, mark.right)
        for each in marked
        for mark in each.marks
        if mark.points < 0
    )
    return flags.most_common()


def count_spread(marked: Sequence[MarkedSubmission]) -> list[int]:
    """Return how many participants have which part of the points: below 10 %, below 20 %, and so on.

    Points that are open are in neither part of the share; whose points are all open is in no step.
    """
    counts = [0] * STEPS
    for each in marked:
        if each.share is not None:
            counts[min(int(STEPS * each.share), STEPS - 1)] += 1
    return counts
