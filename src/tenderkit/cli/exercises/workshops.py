# SPDX-License-Identifier: Apache-2.0
"""What the command line says of a workshop, checked."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tenderkit.errors import UsageProblem

if TYPE_CHECKING:
    from tenderkit.exercises.scenario import Outcome
    from tenderkit.exercises.workshop.workshop import WorkshopOrder

_ALL = "1,2,3"
_MINUTES, _PEOPLE = range(45, 481), range(2, 201)


def make_order(
    minutes: int, outcomes: str | None, types: Sequence[str], level: int, people: int, start: str | None,
    language: str, seed: str, allow_untranslated: bool, overlays: Sequence[str],
) -> "WorkshopOrder":  # fmt: skip
    """Return what workshop is planned. Raises UsageProblem for what none can have."""
    from tenderkit.exercises.scenario import LEVELS
    from tenderkit.exercises.workshop.workshop import WorkshopOrder

    for count, known, noun in ((minutes, _MINUTES, "minutes"), (people, _PEOPLE, "people")):
        if count not in known:
            raise UsageProblem(f"a workshop has no {count} {noun}", f"Plan {known[0]} to {known[-1]} {noun}.")
    found_level = next((known for known in LEVELS if known == level), None)
    if found_level is None:
        raise UsageProblem(f"there is no level {level}", "The levels are 1, 2, 3 and 4.")
    return WorkshopOrder(
        minutes=minutes,
        # Where types are named, they tell the outcomes.
        outcomes=() if outcomes is None and types else _read_outcomes(_ALL if outcomes is None else outcomes),
        types=tuple(types),
        level=found_level,
        people=people,
        language=language,
        seed=seed,
        start=_read_start(start) if start else None,
        allow_untranslated=allow_untranslated,
        overlays=tuple(overlays),
    )


def _read_outcomes(text: str) -> "tuple[Outcome, ...]":
    """Return learning outcomes, written as `1,2,3` or `LO1,LO2`."""
    from tenderkit.exercises.scenario import OUTCOMES

    by_number = {known.removeprefix("LO"): known for known in OUTCOMES}
    numbers = [part.strip().upper().removeprefix("LO") for part in text.split(",")]
    if strange := [number for number in numbers if number not in by_number]:
        raise UsageProblem(f"there is no learning outcome “{strange[0]}”", "Write 1, 2 and 3 with commas: 1,2,3.")
    if repeated := [number for number in numbers if numbers.count(number) > 1]:
        message = f"learning outcome {repeated[0]} is named twice"
        raise UsageProblem(
            message, "Name each outcome once, and exercises with --type, several of one outcome if need be."
        )
    return tuple(by_number[number] for number in numbers)


def _read_start(text: str) -> datetime.datetime:
    """Return the start of a workshop, a time of the place."""
    try:
        start = datetime.datetime.fromisoformat(text)
    except ValueError:
        start = None
    if start is None or "T" not in text.upper().replace(" ", "T"):
        raise UsageProblem(f"“{text}” is no day with a time", "Write it as 2027-03-01T09:00.")
    if start.tzinfo:
        raise UsageProblem(f"“{text}” has a time zone", "Write the time of the place alone: 2027-03-01T09:00.")
    return start.replace(second=0, microsecond=0)
