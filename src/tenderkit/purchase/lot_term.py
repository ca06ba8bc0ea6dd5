# SPDX-License-Identifier: Apache-2.0
"""The term of a lot: the first day, on which product law is read for the lot, and the last day."""

import datetime

from tenderkit.purchase.purchase import Lot


def add_months(date: datetime.date, months: int) -> datetime.date:
    """Return the date `months` months later, or the last day of that month if the month is too short."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    for day in range(date.day, 27, -1):
        try:
            return datetime.date(year, month + 1, day)
        except ValueError:
            continue
    return datetime.date(year, month + 1, date.day)


def find_term(lot: Lot | None, launch: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a lot's term.

    The term begins on the first day of delivery, or on the launch day if the lot names no day of delivery. Both days
    are the same if `lot` is None or has no number of months. Parameters: `lot`, None for the rules of the whole
    tender; `launch`, the day on which the tender is launched.
    """
    start = (lot.delivery_from if lot else None) or launch
    return start, add_months(start, (lot.months if lot else None) or 0)
