# SPDX-License-Identifier: Apache-2.0
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderkit.papers.calendar.contract_dates import Moment, find_last_day

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2027-02-01", 0, "2027-01-31"),
        ("2027-02-01", 1, "2027-02-28"),
        ("2027-02-01", 12, "2028-01-31"),
        ("2027-02-01", 13, "2028-02-29"),
        ("2027-03-15", 6, "2027-09-14"),
        ("2027-01-31", 1, "2027-02-28"),  # there is no 31 February: the month ends with its last day
        ("2027-08-31", 6, "2028-02-29"),
        ("2027-12-01", 1, "2027-12-31"),
    ],
)
def test_a_period_ends_on_the_day_before_that_of_its_number(first: str, months: int, last: str) -> None:
    assert find_last_day(day(first), months) == day(last)


@given(DAYS, st.integers(0, 400))
def test_whole_years_end_before_the_anniversary(first: datetime.date, years: int) -> None:
    last = find_last_day(first, 12 * years)
    following = last + datetime.timedelta(days=1)
    assert following.year == first.year + years
    assert (following.month, following.day) == (first.month, first.day) or (first.month, first.day) == (2, 29)


@given(DAYS, st.integers(0, 300), st.integers(0, 300))
def test_longer_periods_end_later(first: datetime.date, one: int, other: int) -> None:
    assert (find_last_day(first, one) < find_last_day(first, other)) == (one < other)


def test_days_are_counted_from_the_end_of_the_month() -> None:
    assert Moment(12, 30).on(day("2027-02-01")) == day("2028-03-01")
    assert Moment(36, -10).on(day("2027-02-01")) == day("2030-01-21")


@pytest.mark.parametrize(
    ("moment", "date"),
    [
        (Moment(3, after_start=True), "2027-05-01"),
        (Moment(0, 14, after_start=True), "2027-02-15"),
    ],
)
def test_the_day_of_the_start_is_not_counted_in_a_period_that_begins_with_it(moment: Moment, date: str) -> None:
    assert moment.on(day("2027-02-01")) == day(date)


def test_moments_are_in_order_before_the_start_is_known() -> None:
    moments = [Moment(0, 14, after_start=True), Moment(1), Moment(12), Moment(12, 20), Moment(13), Moment(12, 40)]
    assert sorted(moments, key=lambda m: m.order) == moments
