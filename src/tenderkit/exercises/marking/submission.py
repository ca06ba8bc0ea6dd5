# SPDX-License-Identifier: Apache-2.0
"""What a participant handed in, and what it earned, as plain values."""

from collections.abc import Mapping
from typing import Literal

from tenderkit.exercises.variant import Variant
from tenderkit.findings import Finding
from tenderkit.frozen import frozen_dataclass

# From where answers were read.
Way = Literal["form", "workbook", "grid", "comments", "edits"]
State = Literal["passed", "failed", "open"]
# The share of the points from which an exercise is passed.
PASS = 0.7


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

    `code`: of the row, such as `c01`; `column`: such as `answer` or `why`; `points`, of `most`; `open`: what a person
    who reads it may add; `reason`, `words`: as in a verdict; `given`, `right`: what was answered, and the model.
    """

    code: str
    column: str
    points: float
    most: float
    open: float
    reason: str
    words: str
    given: str
    right: str


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
        """The points that are sure, never below 0."""
        return max(0.0, sum(mark.points for mark in self.marks))

    @property
    def open(self) -> float:
        """The points that a person who reads the open answers may add."""
        return sum(mark.open for mark in self.marks)

    @property
    def to_read(self) -> tuple[Mark, ...]:
        """The answers that a person has to read."""
        return tuple(mark for mark in self.marks if mark.open)

    @property
    def state(self) -> State:
        """Whether the exercise is passed, also without the open points, or not even with them."""
        needed = PASS * self.most
        if self.points >= needed:
            return "passed"
        return "open" if self.points + self.open >= needed else "failed"
