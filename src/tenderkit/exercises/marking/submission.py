# SPDX-License-Identifier: Apache-2.0
"""What a participant handed in, and what it earned, as plain values."""

from collections.abc import Mapping
from typing import Literal

from tenderkit.exercises.exercise import Verdict
from tenderkit.exercises.variant import Variant
from tenderkit.findings import Finding
from tenderkit.frozen import frozen_dataclass

# From where answers were read; `untouched` is a handout on which nobody worked, and so of no participant.
Way = Literal["form", "workbook", "grid", "comments", "edits", "untouched"]
State = Literal["passed", "open", "failed", "empty"]
STATES: tuple[State, ...] = ("passed", "open", "failed", "empty")


@frozen_dataclass
class Submission:
    """What a participant handed in.

    `file`: its name; `person`: the code or name in it, empty where it has none; `variant`: the name of the variant
    that it answers; `answers`: what was answered, by code and column, such as `c01.why`; what is empty is left out;
    `remarks`: what a trainer should know of it.
    """

    file: str
    person: str
    variant: str
    way: Way
    answers: Mapping[str, str]
    remarks: tuple[Finding, ...] = ()


@frozen_dataclass
class Mark:
    """What an answer earned.

    `item`: what it is about, the id of a row, a question or a defect; `about`: the same in words; `code`: of the row
    of the form, such as `c01`, empty where a defect was missed; `column`: such as `answer` or `why`; `points`, of
    `most`, below 0 for a wrong flag; `open`: what a person who reads it may add; `reason`, `words`: as in a verdict;
    `given`, `right`: what was answered, and the model.
    """

    item: str
    about: str
    code: str
    column: str
    points: float
    most: float
    open: float
    reason: str
    words: str
    given: str
    right: str


def make_mark(
    item: str, about: str, code: str, column: str, most: float, verdict: Verdict, given: str, right: str
) -> Mark:
    """Return the mark of an answer. Parameters: as in `Mark`; `verdict`, which share of the points it earns."""
    points, open_ = verdict.share * most, verdict.open * most
    return Mark(item, about, code, column, points, most, open_, verdict.reason, verdict.words, given, right)


@frozen_dataclass
class MarkedSubmission:
    """What a participant handed in, with its marks. `name`: how the participant appears in all results."""

    submission: Submission
    variant: Variant
    name: str
    marks: tuple[Mark, ...]

    @property
    def most(self) -> float:
        """The points that can be reached."""
        return self.variant.most_points

    @property
    def points(self) -> float:
        """The points that are sure, never below 0, nor above the points that can be reached."""
        return min(self.most, max(0.0, sum(mark.points for mark in self.marks)))

    @property
    def open(self) -> float:
        """The points that a person who reads the open answers may add."""
        return min(self.most - self.points, sum(mark.open for mark in self.marks))

    @property
    def share(self) -> float | None:
        """The share of the points that are sure either way; None where all are open."""
        settled = self.most - self.open
        return self.points / settled if settled else None

    @property
    def to_read(self) -> tuple[Mark, ...]:
        """The answers that a person has to read."""
        return tuple(mark for mark in self.marks if mark.open)

    @property
    def state(self) -> State:
        """Whether it is passed, also without the open points, or not even with them, or nothing was filled in."""
        needed = self.variant.pass_mark
        if not self.submission.answers and not self.points:
            return "empty"
        if self.points >= needed:
            return "passed"
        return "open" if self.points + self.open >= needed else "failed"
