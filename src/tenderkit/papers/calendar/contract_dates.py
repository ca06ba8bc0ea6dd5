# SPDX-License-Identifier: Apache-2.0
"""Days of a contract, counted in months and days from its start, which need not be known yet."""

import calendar
import datetime

from tenderkit.frozen import frozen_dataclass

# A start for putting moments in order where the real one is unknown; from the first of a month no month is cut short.
_ANY_START = datetime.date(2001, 1, 1)


@frozen_dataclass
class Moment:
    """A day of a contract: `days` days after the last day of month number `month` of the contract.

    Month 0 ends on the day before the start of the contract. `days` may be negative. If `after_start` is true, the
    day of the start is not counted, as the annex defines for a period that begins with an event.
    """

    month: int
    days: int = 0
    after_start: bool = False

    def on(self, start: datetime.date) -> datetime.date:
        """Return the date of this day in a contract that begins on `start`."""
        first = start + datetime.timedelta(days=1) if self.after_start else start
        return find_last_day(first, self.month) + datetime.timedelta(days=self.days)

    @property
    def order(self) -> datetime.date:
        """A date by which moments can be sorted while the start of the contract is unknown."""
        return self.on(_ANY_START)


def find_last_day(first: datetime.date, months: int) -> datetime.date:
    """Return the last day of a period of `months` months from `first`; for 0 months the day before `first`.

    The last day of three months from 15 March is 14 June. If the last month is too short to have a day with the
    number of the first day, the period ends with that month.
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    length = calendar.monthrange(year, month + 1)[1]
    if first.day > length:
        return datetime.date(year, month + 1, length)
    return datetime.date(year, month + 1, first.day) - datetime.timedelta(days=1)
