# SPDX-License-Identifier: Apache-2.0
"""Days of a contract, reckoned from its start: known as months of the contract even where no date is known."""

import calendar
import datetime
from dataclasses import dataclass

# Only to put in order what has no date yet; a start on which no month is cut short.
_ANY_START = datetime.date(2001, 1, 1)


@dataclass(frozen=True)
class Moment:
    """A day of a contract: the last one of its month `month`, and `days` after that.

    Month 0 ends on the day before the start. Where `after_start` is true the day of the start is not counted, as the
    annex defines for a period that begins with an event.
    """

    month: int
    days: int = 0
    after_start: bool = False

    def on(self, start: datetime.date) -> datetime.date:
        """Return the date, where the contract starts on a day."""
        first = start + datetime.timedelta(days=1) if self.after_start else start
        return find_last_day(first, self.month) + datetime.timedelta(days=self.days)

    @property
    def order(self) -> datetime.date:
        """What sorts moments where no start is known."""
        return self.on(_ANY_START)


def find_last_day(first: datetime.date, months: int) -> datetime.date:
    """Return the last day of a period that begins on `first` and lasts `months`; for 0 the day before `first`.

    It is the day before the one with the number of `first`; in a month too short to have that day, its last one.
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    length = calendar.monthrange(year, month + 1)[1]
    if first.day > length:
        return datetime.date(year, month + 1, length)
    return datetime.date(year, month + 1, first.day) - datetime.timedelta(days=1)
