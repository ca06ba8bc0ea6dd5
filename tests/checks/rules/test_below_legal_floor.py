# SPDX-License-Identifier: Apache-2.0
import datetime
from typing import Any

import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "below-legal-floor"
SPAIN, KENYA = {"country": "ES"}, {"country": "KE"}


def phones(clause: str, parameter: str, value: int, category: str = "smartphone") -> list[Table]:
    return [lot({category: 50}, parameters={clause: {parameter: value}})]


def launched(day: str) -> Table:
    return {**SPAIN, "launch": datetime.date.fromisoformat(day)}


PARTS, CYCLES = ("spare-parts", "parts-years"), ("battery-endurance", "cycles")
DELAY, FIRMWARE = ("software-update-support", "security-update-delay"), ("server-firmware-support", "firmware-years")


@pytest.mark.parametrize(
    ("tender", "name", "value", "category"),
    [
        (SPAIN, PARTS, 6, "smartphone"),
        (SPAIN, PARTS, 2, "tablet"),
        (SPAIN, CYCLES, 799, "smartphone"),
        (SPAIN, DELAY, 5, "tablet"),
        (SPAIN, FIRMWARE, 7, "server"),
        ({**KENYA, "delivery-country": "ES"}, CYCLES, 799, "smartphone"),
        (launched("2025-06-20"), CYCLES, 799, "smartphone"),
    ],
)
def test_less_than_the_law_asks_for_is_found(tender: Table, name: tuple[str, str], value: int, category: str) -> None:
    assert keys(RULE, tender=tender, lots=phones(*name, value, category)) == [f"lots.1.parameters.{'.'.join(name)}"]


@pytest.mark.parametrize(
    ("tender", "name", "value", "category"),
    [
        (SPAIN, PARTS, 7, "smartphone"),
        (SPAIN, PARTS, 6, "laptop"),
        (SPAIN, CYCLES, 800, "smartphone"),
        (SPAIN, DELAY, 4, "tablet"),
        (SPAIN, FIRMWARE, 8, "server"),
        (KENYA, CYCLES, 799, "smartphone"),
        ({**SPAIN, "delivery-country": "KE"}, CYCLES, 799, "smartphone"),
        (launched("2025-06-19"), CYCLES, 799, "smartphone"),
    ],
)
def test_the_limit_itself_and_other_law_pass(tender: Table, name: tuple[str, str], value: int, category: str) -> None:
    assert keys(RULE, tender=tender, lots=phones(*name, value, category)) == []


def test_a_value_for_the_whole_tender_is_found_at_its_place() -> None:
    content: dict[str, Any] = {
        "lots": [lot({"smartphone": 50})],
        "parameters": {"battery-endurance": {"cycles": 799}},
    }
    (finding,) = found(RULE, tender=SPAIN, **content)
    assert finding.place.key == "parameters.battery-endurance.cycles"
    assert "799 was changed to 800" in finding.message
