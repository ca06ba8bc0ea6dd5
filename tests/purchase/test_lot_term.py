# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest

from tenderkit.purchase.lot_term import add_months


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2027, 1, 15), 0, date(2027, 1, 15)),
        (date(2027, 1, 15), 12, date(2028, 1, 15)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 12, 31), 1, date(2028, 1, 31)),
        (date(2027, 3, 31), 1, date(2027, 4, 30)),
    ],
)
def test_so_many_months_later_is_the_same_day_or_the_last_of_the_month(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end
