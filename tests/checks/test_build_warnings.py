# SPDX-License-Identifier: Apache-2.0
"""What `build` warns of is found by `check` under the same rule; near misses are in the tests of each warning."""

from typing import Any

import pytest

from tests.checks.checked import keys, noted, without
from tests.support import Table, lot

LAPTOPS = {"laptop": 10}
FAULTY: list[tuple[str, dict[str, Any]]] = [
    ("data-none", {"lots": [lot(data="none")]}),
    (
        "below-legal-floor",
        {
            "tender": {"country": "ES"},
            "lots": [lot({"smartphone": 50}, parameters={"spare-parts": {"parts-years": 2}})],
        },
    ),
    ("outside-bounds", {"lots": [lot(parameters={"warranty-minimum": {"warranty-years": 20}})]}),
    ("parameter-unused", {"lots": [lot({"desktop": 50})], "parameters": {"battery-endurance": {"cycles": 1000}}}),
    ("exclusion-unused", {"lots": [lot({"server": 50})], "excluded": without("drop-test")}),
    ("environment-weight-unused", {"tender": {"environment-weight": 20}, "lots": [lot(acquisition="repair")]}),
    ("place-without-profile", {"tender": {"country": "US", "place": "US-CA"}}),
    ("duty-missed", {"tender": {"country": "NO"}, "lots": [lot(weights={"price": 100})]}),
]


@pytest.mark.parametrize(("rule", "content"), FAULTY, ids=[rule for rule, _ in FAULTY])
def test_the_warning_is_a_finding(rule: str, content: Table) -> None:
    assert len(keys(rule, **content)) > 0


@pytest.mark.parametrize("rule", [rule for rule, _ in FAULTY])
def test_a_usual_purchase_has_none_of_them(rule: str) -> None:
    assert keys(rule, lots=noted("13 to 14 inches, at most 1.5 kg.", months=60, items=LAPTOPS)) == []
