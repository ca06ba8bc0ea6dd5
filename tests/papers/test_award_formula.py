# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tenderkit.papers.award_formula import Criterion, list_criteria
from tenderkit.papers.clause_text import print_clauses
from tests.support import award, choose, clause, english, library, lot, parameter, part, steps

Table = dict[str, Any]
LCC = "life-cycle-cost-award"


def table(clauses: dict[str, Table], **overrides: Any) -> tuple[Criterion, ...]:
    """The award table of the first lot."""
    selection = choose(library(clauses), **overrides)
    one = part(selection)
    return list_criteria(selection.library, english(), one, print_clauses(selection.library, english(), one))


def row(clauses: dict[str, Table], name: str, **overrides: Any) -> Criterion:
    """The row of one criterion, in a tender that gives 30 points to its criteria."""
    found = table(clauses, **{"tender": {"environment-weight": 30}, **overrides})
    return next(c for c in found if (c.clause.clause.id if c.clause else c.name) == name)


# --- the rows ---


def test_a_lot_without_criteria_and_weights_has_no_table() -> None:
    assert table({"a": clause()}) == ()


def test_where_orders_follow_the_ranking_the_price_is_a_criterion_with_an_open_weight() -> None:
    ranked = lot(suppliers=2, **{"call-off": "ranking"})
    found = table({"a": clause()}, lots=[ranked], tender={"contract": "framework"})
    assert [(c.name, c.points, c.how) for c in found] == [("Price", None, "lowest")]


def test_the_price_comes_first_then_the_criteria_in_clause_order() -> None:
    clauses = {"a": award(text={"title": "A"}), "b": award(text={"title": "B"})}
    found = table(clauses, tender={"environment-weight": 20})
    assert [(c.name, c.points) for c in found] == [("Price", 80), ("A", 10), ("B", 10)]


def test_life_cycle_cost_comes_first_in_the_place_of_the_price() -> None:
    clauses = {"a": award(text={"title": "A"}), f"needs-and-market/{LCC}": award(text={"title": "Cost"})}
    found = table(clauses, tender={"environment-weight": 20})
    assert [(c.name, c.points) for c in found] == [("Cost", 80), ("A", 20)]


def test_the_authoritys_own_criteria_come_last() -> None:
    weights = {"quality": {"Delivery": 20, "Training": 10}, "a": 10, "price": 60}
    found = table({"a": award(text={"title": "A"})}, lots=[lot(weights=weights)])
    assert [c.name for c in found] == ["Price", "A", "Quality: Delivery", "Quality: Training"]


def test_quality_as_one_number_is_one_row() -> None:
    found = table({"a": award(text={"title": "A"})}, lots=[lot(weights={"price": 60, "quality": 30, "a": 10})])
    assert [(c.name, c.points) for c in found] == [("Price", 60), ("A", 10), ("Quality", 30)]


def test_the_points_of_the_rows_total_100() -> None:
    clauses = {"a": award(), "b": award(), "c": award()}
    assert sum(c.points or 0 for c in table(clauses, tender={"environment-weight": 20})) == 100


def test_undecided_weights_are_open_in_every_row() -> None:
    found = table({"a": award(text={"title": "A"}), "b": award(text={"title": "B"})})
    assert [(c.name, c.points) for c in found] == [("Price", None), ("A", None), ("B", None)]


def test_undecided_weights_show_life_cycle_cost_without_a_price() -> None:
    found = table({LCC: award(text={"title": "Cost"}), "a": award(text={"title": "A"})})
    assert {c.name for c in found} == {"Cost", "A"}


# --- formula and example ---

KINDS = {
    "lowest": {"type": "lowest"},
    "steps": steps(6, 8),
    "linear": steps(6, 8, type="linear"),
    "steps of the whole": steps(6, 8, whole=True),
    "linear of the whole": steps(6, 8, type="linear", whole=True),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_criterion_prints_a_formula_and_a_worked_example(kind: str) -> None:
    found = row({"a": award(scale=KINDS[kind])}, "a")
    assert "Points = weight ×" in found.formula
    assert "30 ×" in found.example
    assert found.example.endswith("points.")


def test_the_price_prints_a_formula_and_a_worked_example() -> None:
    found = row({"a": award()}, "Price")
    assert "Points = weight × lowest price" in found.formula
    assert found.example.endswith("70 × 80,000 ÷ 100,000 = 56 points.")


def test_a_life_cycle_cost_needs_no_rule_for_zero() -> None:
    assert "A figure of 0" not in row({LCC: award(), "a": award()}, LCC).formula


def test_a_lowest_value_prints_an_example_that_can_be_worked_out_again() -> None:
    example = row({"a": award(scale={"type": "lowest"})}, "a").example
    assert example == "30 × 80 ÷ 100 = 24 points."


def test_life_cycle_cost_is_scored_like_a_price() -> None:
    found = row({LCC: award(), "a": award()}, LCC)
    assert "lowest life-cycle cost" in found.formula
    assert found.example.endswith("70 × 80,000 ÷ 100,000 = 56 points.")


@pytest.mark.parametrize("name", ["Price", "a"])
def test_a_formula_by_the_lowest_is_safe_where_all_are_equal(name: str) -> None:
    # The quotient of equal amounts above zero is one; an amount of zero never stands below the line.
    formula = row({"a": award()}, name).formula
    assert formula.startswith("Points = weight × lowest ")
    # The price sheet takes no price of a unit that is zero, so that no price of a lot is.
    assert ("A figure of 0 gets all the points" in formula) == (name == "a")


def test_a_formula_by_the_lowest_is_safe_where_the_lowest_is_zero() -> None:
    assert "higher ones then get none" in row({"a": award()}, "a").formula


def test_a_formula_by_steps_is_safe_where_all_are_equal() -> None:
    formula = row({"a": award(scale=steps(6, 8))}, "a").formula
    assert formula == "Points = weight × share of the highest step that each model reaches."


def test_a_formula_divides_by_no_difference_between_tenders() -> None:
    # Best minus worst is zero where all tenders are equal.
    for kind in KINDS.values():
        assert "−" not in row({"a": award(scale=kind)}, "a").formula


def test_the_example_of_steps_multiplies_weight_and_share() -> None:
    found = row({"a": award(scale=steps(6, 7, 8, 9))}, "a")
    assert "8 years" in found.example
    assert found.example.endswith("30 × 0.75 = 22.5 points.")


def test_the_example_of_a_lot_of_several_kinds_shows_the_average_over_their_units() -> None:
    lots = [lot({"laptop": 20, "display": 20}, weights={"price": 90, "a": 10})]
    found = row({"a": award(scale=steps(6, 7, 8, 9))}, "a", lots=lots)
    assert "10 × 0.75 = 7.5 points." in found.example
    assert found.example.endswith(
        "Where 20 of 40 units earn this and the others nothing: 10 × 0.75 × 20 ÷ 40 = 3.75 points."
    )
    assert "the others" not in row({"a": award(scale=steps(6, 8, whole=True))}, "a", lots=lots).example


@pytest.mark.parametrize("type_", ["steps", "linear"])
def test_an_offer_scored_as_one_says_nothing_of_models(type_: str) -> None:
    of_models = row({"a": award(scale=steps(6, 8, type=type_))}, "a")
    whole = row({"a": award(scale=steps(6, 8, type=type_, whole=True))}, "a")
    assert "model" in of_models.formula + of_models.example
    assert "model" not in whole.formula + whole.example


def test_points_are_rounded_to_two_decimals() -> None:
    weights = {"price": 90, "a": 10}
    found = row({"a": award(scale=steps(6, 8, 9))}, "a", lots=[lot(weights=weights)])
    assert [s.points for s in found.steps] == [3.33, 6.67, 10]


@pytest.mark.parametrize(
    ("line", "worked"),
    [
        ({0: 0, 3: 1}, "8 × 2 ÷ 3 = 5.33 points."),
        ({0: 0, 2: 1}, "8 × 0.5 = 4 points."),
        ({0: 0, 3: 0.6667, 6: 1}, "8 × 0.6667 = 5.33 points."),
    ],
)
def test_the_example_of_a_line_uses_the_unrounded_share(line: dict[int, float], worked: str) -> None:
    # A share of 0.67 would give 5.36 points, and the workbook gives 5.33.
    scale = steps(type="linear", steps=[{"from": x, "share": share} for x, share in line.items()])
    found = row({"a": award(scale=scale)}, "a", lots=[lot(weights={"price": 92, "a": 8})])
    assert found.example.endswith(worked)
    assert "No share is rounded" in found.formula


def test_without_a_weight_the_example_says_that_its_weight_is_assumed() -> None:
    (_, found) = table({"a": award(scale=steps(6, 8))})
    assert "(Weight 10 assumed.)" in found.example
    assert found.example.endswith("= 10 points.")


def test_with_a_weight_the_example_assumes_nothing() -> None:
    assert "assumed" not in row({"a": award(scale=steps(6, 8))}, "a").example


def test_how_quality_is_assessed_is_left_to_the_authority() -> None:
    weights = {"price": 60, "quality": 30, "a": 10}
    found = row({"a": award()}, "Quality", lots=[lot(weights=weights)])
    assert found.formula.startswith("[to be written by the contracting authority")
    assert found.example == ""


# --- steps ---


def test_steps_are_listed_from_low_to_high() -> None:
    scale = {
        "type": "steps",
        "steps": [{"from": 8, "share": 1}, {"from": 6, "share": 0.5}],
    }
    found = row({"a": award(scale=scale)}, "a")
    assert [(s.from_, s.share, s.points) for s in found.steps] == [(6, 0.5, 15), (8, 1, 30)]


def test_a_step_names_its_unit_and_anchor() -> None:
    scale = steps(1, 6, anchor="after-delivery")
    assert [s.text for s in row({"a": award(scale=scale)}, "a").steps] == [
        "1 year after delivery",
        "6 years after delivery",
    ]


def test_a_relative_step_says_that_it_counts_from_the_requirement() -> None:
    scale = steps(2, relative=True, **{"starts-above": "b.years"})
    clauses = {"a": award(scale=scale), "b": clause(parameters={"years": parameter()})}
    assert [s.text for s in row(clauses, "a").steps] == ["2 years beyond the required minimum"]


def test_steps_that_are_alike_for_all_categories_are_listed_once() -> None:
    found = row({"a": award(scale=steps(6, 8))}, "a", lots=[lot({"laptop": 60, "tablet": 40})])
    assert [(s.categories, s.from_) for s in found.steps] == [(None, 6), (None, 8)]


def test_steps_that_differ_are_listed_by_category() -> None:
    scale = {
        "type": "steps",
        "unit": "years",
        "steps": [{"categories": ["tablet"], "from": 4, "share": 1}, {"from": 8, "share": 1}],
    }
    found = row({"a": award(scale=scale)}, "a", lots=[lot({"laptop": 60, "tablet": 40, "display": 5})])
    assert [(s.categories, s.from_) for s in found.steps] == [
        (("laptop", "display"), 8),
        (("tablet",), 4),
        (("tablet",), 8),
    ]


def test_steps_that_fell_away_are_not_listed() -> None:
    scale = steps(4, 6, **{"starts-above": "b.years"})
    clauses = {"a": award(scale=scale), "b": clause(parameters={"years": parameter({"core": 5})})}
    assert [s.from_ for s in row(clauses, "a").steps] == [6]


@pytest.mark.parametrize("kind", KINDS)
def test_formula_and_example_of_a_criterion_are_short(kind: str) -> None:
    """What is the same for all criteria of a lot stands once under the heading of the section."""
    found = row({"a": award(scale=KINDS[kind])}, "a")
    assert len(f"{found.formula} {found.example}".split()) <= 35


def test_the_price_of_a_take_back_lot_may_be_negative() -> None:
    made = row({}, "Price", lots=[lot(acquisition="take-back", weights={"price": 100})])
    assert "highest price − price of this tender" in made.formula
    assert "with equal prices, all the points." in made.formula
    assert made.example.endswith("100 × (6,000 − 0) ÷ (6,000 + 2,000) = 75 points.")


def test_beside_other_criteria_a_price_that_may_be_negative_counts_against_a_stated_difference() -> None:
    weights = {"price": 80, "quality": 20}
    made = row({}, "Price", lots=[lot(acquisition="take-back", weights=weights)])
    assert "÷ [to be set]), at least 0." in made.formula
    assert made.example.endswith("80 × (1 − (0 + 2,000) ÷ 8,000) = 60 points.")


def test_the_example_counts_with_the_difference_that_the_authority_set() -> None:
    one = lot(acquisition="take-back", weights={"price": 80, "quality": 20}, sheet={"price-difference": 30_000})
    made = row({}, "Price", lots=[one])
    assert "÷ 30,000), at least 0." in made.formula
    assert made.example == (
        "Lowest price −7,500, this tender 0, divisor 30,000: 80 × (1 − (0 + 7,500) ÷ 30,000) = 60 points."
    )


def test_what_the_price_is_stands_beside_its_formula() -> None:
    made = row({}, "Price", lots=[lot(weights={"price": 100})])
    assert made.formula.endswith(
        "a tender that lacks one of its prices is rejected for the lot, unless the law spares it."
    )


# --- where no score may depend on other tenders ---

ABSOLUTE = {"ke": {"title": {"en": "Kenya"}, "absolute-scores": True}}


def row_of(acquisition: str, **weights: int) -> Criterion:
    """The row of the price, where the law lets no score depend on other tenders."""
    units: Table = {"items": {}, "returns": {"laptop": 5}} if acquisition == "take-back" else {}
    clauses = {"a": award(applies=[{"acquisition": ["purchase", "take-back"]}])}
    lots = [lot(acquisition=acquisition, weights=weights, **units)]
    selection = choose(library(clauses, ABSOLUTE), lots=lots, tender={"country": "KE"})
    one = part(selection)
    return list_criteria(selection.library, english(), one, print_clauses(selection.library, english(), one))[0]


@pytest.mark.parametrize(("acquisition", "how"), [("purchase", "ceiling"), ("take-back", "ceiling-both")])
def test_a_price_is_held_against_a_ceiling_and_no_other_tender(acquisition: str, how: str) -> None:
    found = row_of(acquisition, price=80, a=20)
    assert found.how == how
    assert "ceiling" in found.formula
    assert "lowest" not in found.formula + found.example


@pytest.mark.parametrize(("acquisition", "how"), [("purchase", "lowest"), ("take-back", "range")])
def test_a_price_that_decides_alone_needs_no_ceiling(acquisition: str, how: str) -> None:
    assert row_of(acquisition, price=100).how == how


def test_what_is_bought_as_one_is_scored_as_one() -> None:
    scored = award(scale=steps(6, 8, **{"whole-when": {"use": "office"}}))
    lots = [lot({"laptop": 600, "display": 400}, answers={"use": use}) for use in ("office", "outdoors")]
    office, outdoors = (row({"a": scored}, "a", lots=[one]) for one in lots)
    assert "the others" in outdoors.example
    assert "the others" not in office.example
    assert "model" not in office.formula
