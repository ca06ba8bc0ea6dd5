# SPDX-License-Identifier: Apache-2.0
"""Find what is due under a clause once for each period of the contract, such as a yearly report."""

import math
from collections.abc import Iterator, Sequence

from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.calendar.contract_dates import Moment
from tenderkit.papers.calendar.time_values import convert_time, list_times, share_category
from tenderkit.papers.clause_text import PrintedClause, PrintedValue

_AFTER_YEAR = "after-contract-year"
_AFTER_PERIOD = (_AFTER_YEAR, "after-reported-period")
_YEAR = 12


@frozen_dataclass
class Series:
    """Something that is due once for each period of `months` months, such as a yearly report.

    `interval` is the value of the clause that sets the length of the period; `after` is the value that sets the time
    allowed after the end of the period; `allowed` is that time, in months and days. `months_after` is that time in
    months where the text gives it in words, `totals` the value that sets it where it is counted from another event
    too, and `sent_with` the clause with whose report this one is sent. If `but_last` is true, nothing is due for the
    last period.
    """

    months: int
    interval: PrintedValue | None = None
    after: PrintedValue | None = None
    allowed: tuple[int, int] = (0, 0)
    months_after: int | None = None
    totals: PrintedValue | None = None
    sent_with: PrintedClause | None = None
    but_last: bool = False

    @property
    def values(self) -> tuple[PrintedValue, ...]:
        """The values of the clause that set the days of the series."""
        return tuple(v for v in (self.interval, self.after) if v)

    def list_periods(self, term: int) -> Iterator[tuple[int, int, int, int, Moment]]:
        """Yield number, count, first month and last month of each period, and the day on which it falls due.

        The last period ends with the term of the contract, of `term` months.
        """
        count = math.ceil(term / self.months)
        count -= self.but_last
        for number in range(1, count + 1):
            first, last = (number - 1) * self.months + 1, min(number * self.months, term)
            yield number, count, first, last, Moment(last + self.allowed[0], self.allowed[1])


def find_series(
    printed: PrintedClause,
    intervals: Sequence[PrintedValue],
    times: Sequence[PrintedValue],
    others: Sequence[PrintedClause],
) -> list[Series]:
    """Return what is due at regular intervals under a clause, such as yearly reports, as a list of series.

    The list is empty if the interval is undecided. Parameters: `intervals`, the values of the clause that set an
    interval; `times`, the values that set a time from an event; `others`, the clauses of the lot.
    """
    reports = printed.clause.reports
    if reports and reports.sent_with:
        return [_find_companion(printed, others)]
    after = [v for v in times if v.value.anchor in _AFTER_PERIOD]
    series = [*_list_at_intervals(printed, intervals, after)]
    if not intervals and not (reports and reports.per_year):
        series += [
            Series(_YEAR, after=v, allowed=allowed)
            for v in after
            if v.value.anchor == _AFTER_YEAR and (allowed := convert_time(v))
        ]
    if reports and reports.year_within:
        series += [
            Series(_YEAR, totals=v, allowed=allowed)
            for v in times
            if v.name == reports.year_within and (allowed := convert_time(v))
        ]
    return series


def _list_at_intervals(
    printed: PrintedClause, intervals: Sequence[PrintedValue], after: Sequence[PrintedValue]
) -> Iterator[Series]:
    """Yield the series at the intervals of a clause, or as often in a year as its reports are due.

    Parameters: `after`, the values that set the time allowed after the end of a period.
    """
    reports = printed.clause.reports
    lengths: list[tuple[int, PrintedValue | None]] = [
        (shift[0], interval) for interval in intervals if (shift := convert_time(interval)) and shift[0]
    ]
    if reports and reports.per_year and _YEAR % reports.per_year == 0:
        lengths.append((_YEAR // reports.per_year, None))
    in_words = (reports.months_after if reports else None) or 0
    for months, interval in lengths:
        fitting = [v for v in after if interval is None or share_category(v, interval)]
        # Where the time allowed after the period is undecided, no day is known.
        for value in fitting:
            if allowed := convert_time(value):
                yield Series(months, interval, value, allowed)
        if not fitting:
            yield Series(months, interval, allowed=(in_words, 0), months_after=in_words or None)


def _find_companion(printed: PrintedClause, others: Sequence[PrintedClause]) -> Series:
    """Return the yearly series of a clause whose report is sent with that of another clause of the lot."""
    reports = printed.clause.reports
    assert reports is not None
    by_id = {other.clause.id: other for other in others}
    host = next((by_id[id_] for id_ in reports.sent_with if id_ in by_id), None)
    if host is None or host.clause.reports is None:
        return Series(_YEAR, but_last=reports.but_last)
    times = list_times(host)
    after = [v for v in times if v.value.anchor in _AFTER_PERIOD and convert_time(v)]
    allowed = (convert_time(after[0]) if after else None) or (host.clause.reports.months_after or 0, 0)
    return Series(_YEAR, allowed=allowed, sent_with=host, but_last=reports.but_last)
