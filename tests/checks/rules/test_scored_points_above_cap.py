# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "scored-points-above-cap"


def split(price: int) -> list[Table]:
    """A lot with all other points for years of warranty."""
    return [lot(weights={"life-cycle-cost-award": price, "warranty-extension-points": 100 - price})]


@pytest.mark.parametrize("price", [40, 50, 60, 67])
def test_points_worth_more_than_the_cap_are_found(price: int) -> None:
    assert keys(RULE, lots=split(price)) == ["lots.1.weights"]


@pytest.mark.parametrize("price", [68, 70, 75, 80, 90])
def test_points_within_the_cap_pass(price: int) -> None:
    assert keys(RULE, lots=split(price)) == []


def test_the_message_says_what_the_points_are_worth() -> None:
    (finding,) = found(RULE, lots=split(60))
    assert "worth 83 %" in finding.message
    assert "at most 60 %" in finding.message


def test_a_higher_cap_covers_more_points() -> None:
    assert keys(RULE, lots=split(60), parameters={"scored-values": {"scored-cap": 90}}) == []


def test_points_of_the_authority_s_own_criteria_count_too() -> None:
    own = lot(weights={"price": 65, "warranty-extension-points": 10, "quality": {"Training": 25}})
    assert keys(RULE, lots=[own]) == ["lots.1.weights"]


@pytest.mark.parametrize("acquisition", ["purchase", "refurbished", "repair", "take-back"])
def test_a_lot_with_own_criteria_alone_is_looked_at(acquisition: str) -> None:
    (finding,) = found(RULE, lots=[lot(acquisition=acquisition, weights={"price": 60, "quality": 40})])
    assert "worth 83 %" in finding.message
