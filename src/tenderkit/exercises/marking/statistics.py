# SPDX-License-Identifier: Apache-2.0
"""What a class had: hits of each row or defect, false alarms, and the spread of points."""

from collections import Counter
from collections.abc import Sequence

from tenderkit.exercises.marking.submission import Mark, MarkedSubmission
from tenderkit.exercises.types.rewrite_clause import RewriteExercise
from tenderkit.exercises.types.spot_the_defect import Defect, DefectExercise
from tenderkit.frozen import frozen_dataclass

# From this number of participants on, it can be said whether an item tells good results from others.
FEWEST_FOR_DISCRIMINATION = 10
STEPS = 10
_FLAG = "flag"


@frozen_dataclass
class ItemStatistics:
    """What a class had of a row, a question or a defect.

    `about`: what it is, in words; `right`: the model; `asked`: how many met it; `hits`: how many had its first point;
    `open`: how many answers a person has to read; `discrimination`: the share of hits among the better half of the
    class, less that among the others, None where too few took part; `family`: of a defect, what it is about.
    """

    about: str
    right: str
    asked: int
    hits: int
    open: int
    discrimination: float | None
    family: str = ""

    @property
    def share(self) -> float:
        """The share of those who met it that had it."""
        return self.hits / self.asked


def list_items(marked: Sequence[MarkedSubmission]) -> list[ItemStatistics]:
    """Return what the class had of each row, question or defect, what fewest had first.

    Defects of one kind count together, also where they were planted in different places.
    """
    by_item: dict[str, list[tuple[MarkedSubmission, list[Mark]]]] = {}
    for each in marked:
        own: dict[str, list[Mark]] = {}
        for mark in each.marks:
            if mark.column != _FLAG:
                own.setdefault(mark.item, []).append(mark)
        for item, marks in own.items():
            by_item.setdefault(_name_kind(each, item), []).append((each, marks))
    order = sorted(marked, key=lambda each: each.points)
    better = {id(each) for each in order[len(order) // 2 :]} if len(order) >= FEWEST_FOR_DISCRIMINATION else set()
    items = [_count(answers, better) for answers in by_item.values()]
    return sorted(items, key=lambda item: (item.share, item.about))


def _name_kind(each: MarkedSubmission, item: str) -> str:
    """Return by what items of different variants count together: of a defect its id without the place."""
    has_defects = isinstance(each.variant.exercise, DefectExercise | RewriteExercise)
    return item.partition(":")[0] if has_defects else item


def _count(answers: Sequence[tuple[MarkedSubmission, list[Mark]]], better: set[int]) -> ItemStatistics:
    each, marks = answers[0]
    defect = find_defect(each, marks[0].item)
    hits = [(id(person) in better, _is_hit(own)) for person, own in answers]
    return ItemStatistics(
        defect.name if defect else marks[0].about,
        defect.mend if defect else marks[0].right,
        len(answers),
        sum(hit for _, hit in hits),
        sum(bool(mark.open) for _, own in answers for mark in own),
        _discriminate(hits) if better else None,
        defect.family if defect else "",
    )


def _is_hit(marks: Sequence[Mark]) -> bool:
    return marks[0].points == marks[0].most


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


def count_false_alarms(marked: Sequence[MarkedSubmission]) -> list[tuple[str, int]]:
    """Return what was flagged although it is sound, with how often, the most frequent first."""
    flags = Counter(mark.about for each in marked for mark in each.marks if mark.points < 0)
    return flags.most_common()


def count_spread(marked: Sequence[MarkedSubmission]) -> list[int]:
    """Return how many participants have which part of the points: below 10 %, below 20 %, and so on."""
    counts = [0] * STEPS
    for each in marked:
        counts[min(int(STEPS * each.points / each.most), STEPS - 1)] += 1
    return counts
