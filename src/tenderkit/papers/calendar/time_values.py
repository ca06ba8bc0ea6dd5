# SPDX-License-Identifier: Apache-2.0
"""Tell the values of clauses that set a time from an event, and convert these times into months and days."""

from tenderkit.papers.clause_text import PrintedClause, PrintedValue

# Units of time in months or in days; working days and hours are counted from events and give no date.
_MONTHS = {"months": 1, "years": 12}
_DAYS = {"days": 1, "weeks": 7}
_MOST = 1200
_TIMES = {*_MONTHS, *_DAYS, "working-days", "hours", "minutes"}
# Anchors of the procedure, which is over when the contract starts.
_BEFORE_AWARD = ("before-deadline", "before-launch")
# The ids of anchors begin with their preposition, so that an anchor of an overlay library is understood as well.
FORWARD, _TO_EVENT = ("after-", "from-"), ("after-", "from-", "before-")


def list_times(printed: PrintedClause) -> list[PrintedValue]:
    """Return the values of a clause that set a time from an event, such as `3 years after delivery`."""
    return [v for v in printed.values if v.value.unit in _TIMES and v.value.anchor]


def is_duration(value: PrintedValue) -> bool:
    """Return whether a value sets how long something lasts: at least some months or years after an event."""
    time = value.value
    return time.direction == "min" and time.unit in _MONTHS and (time.anchor or "").startswith(FORWARD)


def is_tied_to_event(value: PrintedValue) -> bool:
    """Return whether a value sets a time before or after an event that comes during or after the contract."""
    anchor = value.value.anchor or ""
    return anchor.startswith(_TO_EVENT) and anchor not in _BEFORE_AWARD


def convert_time(value: PrintedValue) -> tuple[int, int] | None:
    """Return the time of a value as a number of months and of days, or None if it cannot be converted.

    A time cannot be converted if it is undecided, if its number is above 1200 (of months, days or any other unit), or
    if it is in working days, hours or minutes.
    """
    number, unit = value.value.value, value.value.unit or ""
    if not isinstance(number, int) or not 0 <= number <= _MOST:
        return None
    if unit in _MONTHS:
        return number * _MONTHS[unit], 0
    return (0, number * _DAYS[unit]) if unit in _DAYS else None


def share_category(value: PrintedValue, other: PrintedValue) -> bool:
    """Return whether two values share a product category; a value for all categories shares one with any value."""
    return value.categories is None or other.categories is None or bool(set(value.categories) & set(other.categories))


def name_key(value: PrintedValue) -> str:
    """Return a name for a value that is unique in its clause: the parameter, with its categories if it has some."""
    return "+".join((value.name, *(value.categories or ())))
