# SPDX-License-Identifier: Apache-2.0
"""The agenda of a workshop: blocks of whole five minutes that fill its time exactly."""

from collections.abc import Sequence

from tenderkit.exercises.variant import BRIEFING, COMPARING, DEBRIEF, GRID, round_up
from tenderkit.frozen import frozen_dataclass

# Minutes of a block as it is planned, at least, and at most where time is left.
_WELCOME, _CLOSE = (10, 5, 10), (10, 5, 30)
_TALK, _COMPARE, _DEBRIEF = (5, 0, 15), (COMPARING, 5, 15), (DEBRIEF, 10, 25)
# One break for each so many minutes that have begun after the first.
_BETWEEN_BREAKS, _BREAK = 120, 15
_LONGEST_BREAK = 60
# What gets less where time is short, and what gets more where it is left, in this order.
_SHRINKING = ("compare", "welcome", "talk", "close")
_GROWING = ("debrief", "talk", "compare", "break", "close")


@frozen_dataclass
class Slot:
    """A block of the agenda, with its place in time.

    `kind`: `welcome`, `talk`, `briefing`, `work`, `compare`, `debrief`, `break` or `close`; `session`: the number of
    its exercise, from 1, and 0 for what belongs to none; `begin`, `minutes`: minutes after the start, and its length.
    """

    kind: str
    session: int
    begin: int
    minutes: int

    @property
    def end(self) -> int:
        """Minutes after the start at which it ends."""
        return self.begin + self.minutes


class _Part:
    """A block whose length is still open, between its bounds."""

    def __init__(self, kind: str, session: int, planned: int, least: int, most: int) -> None:
        self.kind, self.session = kind, session
        self.minutes, self.least, self.most = planned, least, most


def can_fill(work: Sequence[int], minutes: int) -> bool:
    """Return whether exercises fill a workshop, neither too long nor too short.

    Parameters: `work`, the minutes of work of each exercise; `minutes`, the length of the workshop.
    """
    parts = _list_parts(work, minutes)
    return sum(part.least for part in parts) <= minutes < sum(part.most for part in parts) + GRID


def count_planned(work: Sequence[int], minutes: int) -> int:
    """Return the minutes of exercises where each block gets what is planned for it; parameters as for `can_fill`."""
    return sum(part.minutes for part in _list_parts(work, minutes))


def count_needed(work: Sequence[int]) -> int:
    """Return the fewest minutes of a workshop that has room for exercises; parameters as for `can_fill`."""
    minutes = sum(work)
    while sum(part.least for part in _list_parts(work, minutes)) > minutes:
        minutes += 1
    return round_up(minutes)


def plan_agenda(work: Sequence[int], minutes: int) -> tuple[Slot, ...]:
    """Return the blocks of a workshop, which fill its minutes exactly.

    Where time is short, comparing, welcome, talks and close get less; where it is left, debriefs get more first. The
    work is never shortened. Parameters: as for `can_fill`, which has to be true.
    """
    parts = _list_parts(work, minutes)
    _fit(parts, minutes)
    slots, begin = [], 0
    for part in parts:
        if part.minutes:
            slots.append(Slot(part.kind, part.session, begin, part.minutes))
            begin += part.minutes
    assert begin == minutes
    return tuple(slots)


def _list_parts(work: Sequence[int], minutes: int) -> list[_Part]:
    """Return the blocks in their order, with a break after as many exercises as are equal shares of all."""
    breaks = min((minutes - 1) // _BETWEEN_BREAKS, len(work) - 1)
    after = {round(number * len(work) / (breaks + 1)) for number in range(1, breaks + 1)}
    parts = [_Part("welcome", 0, *_WELCOME)]
    for session, length in enumerate(map(round_up, work), 1):
        parts.append(_Part("talk", session, *_TALK))
        parts.append(_Part("briefing", session, BRIEFING, BRIEFING, BRIEFING))
        parts.append(_Part("work", session, length, length, length))
        parts.append(_Part("compare", session, *_COMPARE))
        parts.append(_Part("debrief", session, *_DEBRIEF))
        if session in after:
            parts.append(_Part("break", 0, _BREAK, _BREAK, _LONGEST_BREAK))
    return [*parts, _Part("close", 0, *_CLOSE)]


def _fit(parts: list[_Part], minutes: int) -> None:
    """Give or take five minutes at a time until the blocks fill the time; what is left goes to the close."""
    left = minutes - sum(part.minutes for part in parts)
    while left < 0:
        shrinking = [part for part in parts if part.minutes > part.least]
        # Of one kind the longest first, so that the exercises are treated alike.
        longest = min(shrinking, key=lambda part: (_SHRINKING.index(part.kind), -part.minutes))
        longest.minutes -= GRID
        left += GRID
    while left >= GRID:
        growing = [part for part in parts if part.minutes < part.most]
        shortest = min(growing, key=lambda part: (_GROWING.index(part.kind), part.minutes))
        shortest.minutes += GRID
        left -= GRID
    parts[-1].minutes += left
