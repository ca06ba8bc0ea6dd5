# SPDX-License-Identifier: Apache-2.0
"""How much of what is marked is found, and how much of what is found is right."""

from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from tests.checks.real.marks import read_marks
from tests.checks.real.matching import Result, match_findings

LEAST_FOUND = 0.5
LEAST_RIGHT = 0.8


class Shares(NamedTuple):
    """Counts over several texts: `findable` counts the faults that a rule could find."""

    texts: int
    faults: int
    findable: int
    found: int
    findings: int
    right: int

    @property
    def found_of_all(self) -> float:
        """The share of all marked faults that is found, from 0 to 1."""
        return self.found / self.faults

    @property
    def found_of_findable(self) -> float:
        """The share of the faults that a rule could find that is found, from 0 to 1."""
        return self.found / self.findable

    @property
    def right_of_findings(self) -> float:
        """The share of the findings that is right, from 0 to 1."""
        return self.right / self.findings

    def __str__(self) -> str:
        """Return the shares on one line."""
        return (
            f"{self.texts} texts: found {self.found} of {self.faults} marked faults ({self.found_of_all:.2f}), "
            f"of {self.findable} that a rule could find ({self.found_of_findable:.2f}); "
            f"right {self.right} of {self.findings} findings ({self.right_of_findings:.2f})"
        )


@cache
def measure(name: str) -> Result:
    """What the check of a text came to."""
    return match_findings(next(marked for marked in read_marks() if marked.name == name))


def add_up(held_out: Collection[bool]) -> Shares:
    """The shares over the texts of one half, or of both."""
    chosen = [marked for marked in read_marks() if marked.held_out in held_out]
    results = [measure(marked.name) for marked in chosen]
    return Shares(
        len(chosen),
        sum(len(marked.faults) for marked in chosen),
        sum(bool(fault.rules) for marked in chosen for fault in marked.faults),
        sum(len(result.found) for result in results),
        sum(len(result.right) + len(result.false) for result in results),
        sum(len(result.right) for result in results),
    )
