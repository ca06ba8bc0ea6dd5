# SPDX-License-Identifier: Apache-2.0
import datetime

import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "delivery-before-launch"


def tender(launch: str) -> Table:
    return {"launch": datetime.date.fromisoformat(launch)}


def delivered(day: str) -> Table:
    return lot(delivery_from=datetime.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("launch", "day"),
    [
        ("2027-01-15", "2027-01-14"),
        ("2027-01-15", "2026-06-01"),
        ("2027-01-01", "2026-12-31"),
        ("2028-03-01", "2028-02-29"),
        ("2027-06-01", "2006-06-01"),
    ],
)
def test_a_delivery_before_the_launch_is_found(launch: str, day: str) -> None:
    assert keys(RULE, tender=tender(launch), lots=[lot(), delivered(day)]) == ["lots.2.delivery-from"]


@pytest.mark.parametrize(
    ("launch", "day"),
    [
        ("2027-01-15", "2027-01-15"),
        ("2027-01-15", "2027-01-16"),
        ("2026-12-31", "2027-01-01"),
        ("2028-02-29", "2028-03-01"),
    ],
)
def test_a_delivery_on_the_day_of_the_launch_or_later_passes(launch: str, day: str) -> None:
    assert keys(RULE, tender=tender(launch), lots=[delivered(day)]) == []


@pytest.mark.parametrize("lots", [[lot()], [lot(), delivered("2027-01-15")]])
def test_lots_without_a_day_of_delivery_pass(lots: list[Table]) -> None:
    assert keys(RULE, lots=lots) == []


def test_the_message_names_both_days() -> None:
    (finding,) = found(RULE, tender=tender("2027-01-15"), lots=[delivered("2027-01-14")])
    assert "14 January 2027" in finding.message
    assert "15 January 2027" in finding.message
    assert finding.place.lot == 1
