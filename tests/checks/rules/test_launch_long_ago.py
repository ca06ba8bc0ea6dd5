# SPDX-License-Identifier: Apache-2.0
import datetime

import pytest

from tests.checks.checked import found, keys

RULE = "launch-long-ago"


@pytest.mark.parametrize(
    ("launch", "today"),
    [
        ("2020-01-15", "2026-11-29"),
        ("2024-11-28", "2026-11-29"),
        ("2024-02-29", "2026-03-01"),
        ("2024-12-31", "2027-01-01"),
        ("2022-03-01", "2024-03-02"),
    ],
)
def test_a_launch_more_than_two_years_ago_is_found(launch: str, today: str) -> None:
    day = datetime.date.fromisoformat
    assert keys(RULE, tender={"launch": day(launch)}, today=day(today)) == ["tender.launch"]


@pytest.mark.parametrize(
    ("launch", "today"),
    [
        ("2027-01-15", "2026-11-29"),
        ("2024-11-29", "2026-11-29"),
        ("2024-02-29", "2026-02-28"),
        ("2024-12-31", "2026-12-31"),
        ("2022-03-01", "2024-02-29"),
    ],
)
def test_a_launch_of_the_last_two_years_or_to_come_passes(launch: str, today: str) -> None:
    day = datetime.date.fromisoformat
    assert keys(RULE, tender={"launch": day(launch)}, today=day(today)) == []


def test_nothing_is_found_where_the_day_of_the_run_is_open() -> None:
    assert keys(RULE, tender={"launch": datetime.date(2020, 1, 15)}, today=None) == []


def test_the_message_is_in_the_language_of_the_purchase() -> None:
    (finding,) = found(RULE, language="ar", today=datetime.date(2030, 1, 1))
    assert "15 كانون الثاني/يناير 2027" in finding.message
