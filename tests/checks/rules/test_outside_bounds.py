# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "outside-bounds"
WARRANTY, PARTS, CYCLES = (
    ("warranty-minimum", "warranty-years"),
    ("spare-parts", "parts-years"),
    ("battery-endurance", "cycles"),
)


def valued(name: tuple[str, str], value: int, category: str = "laptop") -> Table:
    clause, parameter = name
    return lot({category: 50}, parameters={clause: {parameter: value}})


@pytest.mark.parametrize(
    ("name", "value", "category"),
    [
        (WARRANTY, 0, "laptop"),
        (WARRANTY, 8, "laptop"),
        (WARRANTY, 20, "tablet"),
        (PARTS, 2, "laptop"),
        (PARTS, 11, "laptop"),
    ],
)
def test_a_value_that_the_market_does_not_know_is_found(name: tuple[str, str], value: int, category: str) -> None:
    assert keys(RULE, lots=[lot(), valued(name, value, category)]) == [f"lots.2.parameters.{'.'.join(name)}"]


@pytest.mark.parametrize(
    ("name", "value", "category"),
    [
        (WARRANTY, 1, "laptop"),
        (WARRANTY, 7, "laptop"),
        (PARTS, 3, "laptop"),
        (PARTS, 10, "laptop"),
        (CYCLES, 1000, "laptop"),
    ],
)
def test_the_ends_of_the_range_and_what_is_between_pass(name: tuple[str, str], value: int, category: str) -> None:
    assert keys(RULE, lots=[valued(name, value, category)]) == []


@pytest.mark.parametrize(("value", "fix"), [(0, "less than usual"), (8, "market can offer it")])
def test_the_fix_says_on_which_side_the_value_is(value: int, fix: str) -> None:
    (finding,) = found(RULE, parameters={"warranty-minimum": {"warranty-years": value}})
    assert finding.place.key == "parameters.warranty-minimum.warranty-years"
    assert fix in finding.fix
