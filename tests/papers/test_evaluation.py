# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tenderkit.papers.blocks import Table as FormTable
from tenderkit.papers.evaluation import OPEN_CRITERIA, Evaluation, LotEvaluation, ScoredCriterion, build_evaluation
from tenderkit.papers.form_fields import ACCEPTANCE
from tests.support import EXAMPLES, annex, award, clause, example, library, lot, parameter, performance, steps

Table = dict[str, Any]
SELECTION = {"kind": "selection-criterion"}


def of(clauses: dict[str, Table], **overrides: Any) -> LotEvaluation:
    """The evaluation of the first lot, in a tender that gives 30 points to its criteria."""
    tender = {"tender": {"environment-weight": 30}}
    return build_evaluation(annex(library(clauses), **{**tender, **overrides})).lots[0]


def scored(clauses: dict[str, Table], name: str = "A title", **overrides: Any) -> ScoredCriterion:
    return next(c for c in of(clauses, **overrides).criteria if c.name == name)


# --- gates ---


def test_selection_criteria_and_specifications_are_gates_and_nothing_else_is() -> None:
    clauses = {
        "a": clause(text={"title": "Spec"}),
        "b": clause(text={"title": "Permit"}, **SELECTION),
        "d": award(),
    }
    assert [(g.number, g.title) for g in of(clauses).gates] == [("1.1.1", "Permit"), ("1.2.1", "Spec")]


def test_all_contract_performance_clauses_are_one_gate_of_each_lot() -> None:
    rule = clause(kind="general-rule", text={"question": None})
    clauses = {"a": clause(), "b": performance(), "c": performance(group="reporting"), "acceptance-of-clauses": rule}
    lots = build_evaluation(annex(library(clauses), lots=[lot(), lot(acquisition="lease")])).lots
    for one in lots:
        first, spec, *statements = one.gates
        assert (first.number, first.title, first.part, first.field) == (
            "G.1", "A title", "General rules", ACCEPTANCE,
        )  # fmt: skip
        assert first.asked == (
            "For each lot for which it tenders, the tenderer accepts, as they stand: the general rules and the "
            "clauses under C.4 and C.5.",
            "A tender that does not accept them, or that changes them, is not admitted.",
        )
        assert spec.field.endswith(".a.answer")
        assert [gate.field.rpartition(".")[0].rpartition(".")[2] for gate in statements] == ["b", "c"]
        assert one.sets_requirements


def test_the_acceptance_alone_is_no_requirement_of_the_lot() -> None:
    only = of({"b": performance(text={"question": None, "verification": {"document": "A list."}})})
    assert [gate.field for gate in only.gates] == [ACCEPTANCE]
    assert not only.sets_requirements


def test_what_a_contract_clause_asks_to_be_stated_with_the_tender_is_a_line_and_no_requirement() -> None:
    text = {
        "title": "Take-back",
        "question": "Who collects?",
        "verification": {"declaration": "Name of the operator."},
    }
    silent = performance(text={"question": None, "verification": {"document": "A list."}})
    only = of({"a": performance(text=text), "b": silent})
    acceptance, stated = only.gates
    assert (stated.number, stated.title, stated.part) == ("1.4.1", "Take-back", "Contract performance clauses")
    assert stated.asked == ("Who collects?", "With the tender: Name of the operator.")
    assert (stated.field, stated.stated, acceptance.stated) == ("tk:L1.a.value", True, False)
    assert not only.sets_requirements


def test_a_gate_says_what_is_asked_and_each_value() -> None:
    clauses = {
        "a": clause(
            parameters={"years": parameter({"core": 5})},
            text={"question": "How long?", "requirement": "At least {{ years }}."},
        )
    }
    assert of(clauses).gates[0].asked == ("How long?", "– Years: 5 years")


def test_a_gate_names_the_categories_of_a_value_that_differs() -> None:
    cases = {"core": 3, "categories": ["laptop"]}, {"core": 7, "categories": ["display"]}
    clauses = {"a": clause(parameters={"years": parameter(*cases)}, text={"requirement": "{{ years }}."})}
    gate = of(clauses, lots=[lot({"laptop": 5, "display": 5})]).gates[0]
    assert gate.asked[1:] == ("– Years (laptops): 3 years", "– Years (displays): 7 years")


def test_a_value_that_asks_for_nothing_is_no_part_of_a_gate() -> None:
    clauses = {"a": clause(parameters={"years": parameter({"core": 0}, off=0)}, text={"requirement": "{{ years }}."})}
    assert len(of(clauses).gates[0].asked) == 1


def test_the_proof_that_specifications_and_criteria_ask_for_on_request_is_listed_before_award() -> None:
    proof = {"declaration": "Its name.", "document": "A manual.", "certificate": "A test report."}
    clauses = {
        "a": clause(text={"title": "Spec", "verification": proof}),
        "b": clause(text={"title": "Stated", "verification": {"declaration": "Its name."}}),
        "c": award(text={"title": "Points", "verification": {"document": "A data sheet."}}),
        "d": performance(text={"title": "Later", "verification": {"document": "A list."}}),
    }
    assert [(p.number, p.title, p.proof) for p in of(clauses).proofs] == [
        ("1.2.1", "Spec", "A manual. A test report."),
        ("1.3.1", "Points", "A data sheet."),
    ]


# --- criteria ---


def test_names_numbers_and_weights_are_those_of_the_award_table() -> None:
    found = of({"a": award(scale=steps(1, 2))}).criteria
    assert [(c.number, c.name, c.weight, c.how) for c in found] == [
        ("", "Price", 70, "lowest"),
        ("1.3.1", "A title", 30, "steps"),
    ]


def test_steps_stand_by_category_from_the_lowest_up() -> None:
    one = scored({"a": award(scale=steps(1, 4))}, lots=[lot({"laptop": 5, "display": 6})])
    assert [(x.category, [(r.least, r.share, r.text) for r in x.levels]) for x in one.ladders] == [
        ("laptop", [(1, 0.5, "1 year"), (4, 1, "4 years")]),
        ("display", [(1, 0.5, "1 year"), (4, 1, "4 years")]),
    ]
    assert not one.whole


def test_the_models_of_a_category_are_as_many_units_as_the_lot_has() -> None:
    lots = [lot({"laptop": 5, "display": 6}, {"laptop": 90})]
    found = of({"a": award(scale=steps(1), applies=[{"categories": ["laptop"]}])}, lots=lots)
    assert [(k.category, k.name) for k in found.kinds] == [("laptop", "laptops")]
    assert [(m.name, m.units) for k in found.kinds for m in k.models] == [("laptops", 5)]


def test_each_model_of_a_category_is_scored_with_the_units_that_the_authority_sets() -> None:
    lines = [
        {"category": "laptop", "quantity": 101, "models": [60, 40]},
        {"category": "laptop", "quantity": 7, "note": "with a case"},
        {"category": "display", "quantity": 6},
    ]
    lots = [{**lot(), "items": lines}]
    laptops, displays = of({"a": award(scale=steps(1))}, lots=lots).kinds
    assert (laptops.category, laptops.name, displays.category) == ("laptop", "laptops", "display")
    assert [(m.name, m.units, m.quantity) for m in laptops.models] == [
        ("laptops, model 1", 61, "an estimated 61 laptops"),
        ("laptops, model 2", 40, "an estimated 40 laptops"),
        ("laptops, model 3", 7, "an estimated 7 laptops"),
    ]
    assert [(m.name, m.units) for m in displays.models] == [("displays", 6)]


def test_each_model_with_a_cost_sheet_has_the_field_of_that_sheet() -> None:
    lines = [{"category": "laptop", "quantity": 10, "models": [60, 40]}, {"category": "display", "quantity": 6}]
    cost = award(scale={"type": "lowest"}, applies=[{"categories": ["laptop"]}])
    clauses = {"life-cycle-cost-award": cost, "a": award(scale=steps(1))}
    one = annex(
        library(clauses),
        lots=[{**lot(), "items": lines}],
        tender={"environment-weight": 30, "proportionality": "full"},
    )
    kinds = build_evaluation(one).lots[0].kinds
    stem = "tk:L1.life-cycle-cost-award"
    fields = [[m.field for m in kind.models] for kind in kinds]
    assert fields == [[f"{stem}.laptop.model", f"{stem}.laptop-2.model"], [""]]
    assert {field for several in fields for field in several if field} <= {f.tag for f in one.form_fields}


def test_a_lot_that_is_compared_by_price_has_its_price_sheet_in_place_of_cost_sheets() -> None:
    cost = {"life-cycle-cost-award": award(scale={"type": "lowest"})}
    found = of(cost)
    assert found.cost
    assert found.cost.models[0].rows[0].field == "tk:L1.life-cycle-cost-award.laptop.price"
    assert [c.by_cost_sheet for c in found.criteria] == [True]
    priced = of({"a": award(scale=steps(1))})
    assert priced.cost
    assert priced.cost.of_prices
    assert priced.cost.models == ()
    assert [(row.field, row.how) for row in priced.cost.rows] == [("tk:L1.price.laptop.price", "price")]
    assert [c.by_cost_sheet for c in priced.criteria] == [True, False]


def test_old_equipment_is_scored_as_one_model_of_as_many_units_as_are_handed_over() -> None:
    lines = [{"category": "display", "quantity": 60, "note": note} for note in ("working", "broken")]
    clauses = {"a": award(scale=steps(1), applies=[{"return-categories": ["display"]}])}
    (kind,) = of(clauses, lots=[{**lot(), "returns": lines}]).kinds
    assert [(m.name, m.units, m.quantity, m.field) for m in kind.models] == [
        ("displays", 120, "up to 120 displays", "")
    ]


@pytest.mark.parametrize(
    ("basis", "bought", "returned"),
    [
        ("fixed", "5 laptops", "90 displays"),
        ("estimate", "an estimated 5 laptops", "up to 90 displays"),
        ("per-year", "5 laptops in each contract year", "up to 90 displays in each contract year"),
    ],
)
def test_the_units_of_a_category_are_given_with_their_basis(basis: str, bought: str, returned: str) -> None:
    lots = [lot({"laptop": 5}, {"display": 90}, quantity_basis=basis)]
    clauses = {
        "a": award(scale=steps(1), applies=[{"categories": ["laptop"]}]),
        "b": award(scale=steps(1), applies=[{"return-categories": ["display"]}]),
    }
    found = of(clauses, lots=lots, tender={"proportionality": "standard"})
    assert [model.quantity for kind in found.kinds for model in kind.models] == [bought, returned]


def test_an_offer_that_is_scored_as_one_has_one_ladder_and_no_models() -> None:
    clauses = {"a": award(scale=steps(1, 2, whole=True))}
    lots = [lot({"laptop": 5, "display": 6})]
    one = scored(clauses, lots=lots)
    assert one.whole
    assert [[r.least for r in x.levels] for x in one.ladders] == [[1, 2]]
    assert of(clauses, lots=lots).kinds == ()


def test_a_step_beyond_a_minimum_says_so_with_a_blank_for_the_number() -> None:
    floor = clause(parameters={"years": parameter({"core": 5})}, text={"requirement": "{{ years }}."})
    scale = steps(1, **{"starts-above": "b.years", "relative": True})
    one = scored({"a": award(scale=scale, text={"title": "More"}), "b": floor}, "More")
    assert one.measure == "… years beyond the required minimum"
    assert one.ladders[0].levels[0].text == "1 year beyond the required minimum"


@pytest.mark.parametrize(
    ("name", "number", "how"),
    [
        ("eu-five-lots", 5, "spread"),
        ("three-lots", 3, "range"),
        ("pt-print-service", 1, "ceiling"),
        ("at-rack-servers", 1, "lowest"),
    ],
)
def test_a_price_is_compared_as_the_annex_says(name: str, number: int, how: str) -> None:
    found = build_evaluation(example(name)).lots[number - 1].criteria[0]
    criterion = example(name).lots[number - 1].criteria[0]
    assert (found.how, found.formula) == (how, criterion.formula)


def test_the_authoritys_own_criteria_get_points_from_the_panel() -> None:
    found = build_evaluation(example("gb-refurbished-laptops")).lots[0].criteria
    assert [(c.name, c.how, c.weight) for c in found[1:]] == [
        ("Quality: Plan for delivery and set-up", "own", 20),
        ("Quality: Training of learners", "own", 10),
    ]


def test_a_linear_scale_of_a_service_is_kept() -> None:
    found = build_evaluation(example("pt-print-service")).lots[0].criteria[1]
    assert (found.how, found.whole) == ("linear", True)


# --- what is not decided ---


def test_weights_that_are_undecided_stay_so() -> None:
    found = of({"a": award(scale=steps(1))}, tender={})
    assert [c.weight for c in found.criteria] == [None, None]
    assert (found.named, found.weighted) == (True, False)


def test_a_lot_without_criteria_has_room_for_those_of_the_tender_documents() -> None:
    found = of({"a": clause()}, tender={})
    assert [(c.name, c.how, c.weight) for c in found.criteria] == [("", "own", None)] * OPEN_CRITERIA
    assert not found.named


def test_the_facts_are_those_of_the_cover() -> None:
    one: Evaluation = build_evaluation(example("ke-school-laptops"))
    assert (one.title, one.facts) == (example("ke-school-laptops").subtitle, example("ke-school-laptops").cover)
    assert one.lots[0].currency == "KES"


# --- the fields of the response form ---


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_field_that_is_named_is_in_the_form_and_every_value_has_one(name: str) -> None:
    one = example(name)
    asked = {field.tag for field in one.form_fields}
    for of in build_evaluation(one).lots:
        apart = {c.field: c.list_model_fields(of.kinds).values() for c in of.criteria if c.how != "own"}
        named = [tag for field, tags in apart.items() for tag in (tags or (field,))]
        models = [model for kind in of.kinds for model in kind.models]
        assert {*named, *(g.field for g in of.gates), *(m.field for m in models if m.field)} - asked == set()
        assert {c.field for c in of.criteria if c.how == "own"} <= {""}
        assert len({gate.field for gate in of.gates}) == len(of.gates)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_panel_has_a_line_for_each_row_of_the_form_on_clauses(name: str) -> None:
    one = example(name)
    rows = [row[0] for table in one.form if isinstance(table, FormTable) for row in table.rows]
    numbers = {row.partition(" ")[0] for row in rows if isinstance(row, str)}
    general = {clause.number for clause in one.general.clauses}
    for of in build_evaluation(one).lots:
        asked = numbers & (general | {clause.number for clause in one.lots[of.number - 1].clauses})
        assert asked
        assert asked <= {line.number for line in (*of.gates, *of.criteria)}


def test_a_price_or_a_cost_is_a_sum_and_the_rest_is_none() -> None:
    servers, leased = (build_evaluation(example(n)).lots[0] for n in ("at-rack-servers", "fr-phone-lease"))
    assert [(c.field, c.money) for c in servers.criteria] == [
        ("tk:L1.price.total", True),
        ("tk:L1.warranty-extension-points.value", False),
        ("tk:L1.server-power-points.value", False),
    ]
    cost = leased.criteria[0]
    assert (cost.field, cost.money) == ("tk:L1.life-cycle-cost-award.total", True)
    assert [m.field for k in servers.kinds for m in k.models] == [""]
    assert [m.field for k in leased.kinds for m in k.models] == ["tk:L1.life-cycle-cost-award.smartphone.model"]


def test_beside_a_value_stands_its_unit_with_or_without_what_it_counts_from() -> None:
    _, warranty, power = build_evaluation(example("at-rack-servers")).lots[0].criteria
    assert {"year", "years", "years beyond the required minimum", "year beyond the required minimum"} <= set(
        warranty.beside
    )
    assert "%" not in warranty.beside
    assert {"%", "% below the limit"} <= set(power.beside)
