# SPDX-License-Identifier: Apache-2.0
import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.pipeline import Options, build
from tests.checks.checked import found, keys
from tests.support import Table, lot, purchase

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


@pytest.mark.parametrize(("country", "price", "cap", "covered"), [("PT", 80, 20, 12), ("ES", 70, 50, 28)])
def test_where_the_law_caps_all_amounts_its_cap_counts(country: str, price: int, cap: int, covered: int) -> None:
    (finding,) = found(RULE, lots=split(price), tender={"country": country})
    assert f"caps all amounts at {cap} %" in finding.message
    assert f"covers {covered} points at most" in finding.message
    assert keys(RULE, lots=split(100 - covered), tender={"country": country}) == []


def test_build_warns_of_it_too() -> None:
    data = load_shipped_data()
    papers = build(purchase(data.library, lots=split(60)), data, Options())
    assert RULE in {finding.rule for finding in papers.findings}
