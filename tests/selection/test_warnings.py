# SPDX-License-Identifier: Apache-2.0

import pytest

from tests.support import (
    choose,
    clause,
    library,
    lot,
    parameter,
    said,
)

# --- warnings on a lot ---


@pytest.mark.parametrize(("clauses", "warnings"), [(0, 1), (2, 1), (3, 0)])
def test_a_lot_with_fewer_than_three_clauses_warns(clauses: int, warnings: int) -> None:
    selection = choose(library({f"c{n}": clause() for n in range(clauses)}))
    assert [f.severity for f in said(selection, "thin-library")] == ["warn"] * warnings


def test_general_rules_do_not_thicken_a_lot() -> None:
    whole = library({"general/equivalence-paragraph": clause(kind="general-rule"), "a": clause(), "b": clause()})
    assert len(said(choose(whole), "thin-library")) == 1


def test_the_warning_on_a_thin_lot_names_the_lot() -> None:
    whole = library({f"c{n}": clause(applies=[{"categories": ["laptop"]}]) for n in range(3)})
    selection = choose(whole, lots=[lot(), lot({"display": 40})])
    assert [f.place.lot for f in said(selection, "thin-library")] == [2]


def test_the_data_class_none_warns_beside_units_that_store_data() -> None:
    selection = choose(library({"a": clause()}), lots=[lot(data="none")])
    assert [(f.severity, "laptop" in f.message) for f in said(selection, "data-none")] == [("warn", True)]


def test_the_data_class_none_warns_beside_returned_units_that_store_data() -> None:
    selection = choose(library({"a": clause()}), lots=[lot({"display": 40}, {"laptop": 5}, data="none")])
    assert len(said(selection, "data-none")) == 1


def test_the_data_class_none_does_not_warn_where_nothing_stores_data() -> None:
    selection = choose(library({"a": clause()}), lots=[lot({"display": 40}, data="none")])
    assert said(selection, "data-none") == []


# --- what the authority wrote and what changes nothing ---


def test_an_exclusion_that_works_in_one_lot_does_not_warn() -> None:
    whole = library({"a": clause(applies=[{"acquisition": ["lease"]}])})
    changes = [{"clause": "a", "reason": "No."}]
    selection = choose(whole, lots=[lot(), lot(acquisition="lease")], excluded=changes)
    assert said(selection, "exclusion-unused") == []


def test_a_value_of_a_lot_warns_where_its_lot_does_not_hold_the_clause() -> None:
    whole = library({"a": clause(applies=[{"acquisition": ["lease"]}], parameters={"years": parameter()})})
    lots = [lot(parameters={"a": {"years": 7}}), lot(acquisition="lease")]
    warnings = said(choose(whole, lots=lots), "parameter-unused")
    assert [f.place.key for f in warnings] == ["lots.1.parameters.a"]


def test_a_value_of_the_tender_warns_only_where_no_lot_holds_the_clause() -> None:
    whole = library({"a": clause(applies=[{"acquisition": ["lease"]}], parameters={"years": parameter()})})
    selection = choose(whole, lots=[lot(), lot(acquisition="lease")], parameters={"a": {"years": 7}})
    assert said(selection, "parameter-unused") == []


def test_an_answer_that_no_clause_tests_warns() -> None:
    selection = choose(library({"a": clause()}), tender={"answers": {"sites": 3}})
    assert [f.place.key for f in said(selection, "answer-unused")] == ["tender.answers.sites"]


def test_an_answer_that_a_clause_tests_does_not_warn() -> None:
    selection = choose(library({"a": clause(applies=[{"sites": [4]}])}), tender={"answers": {"sites": 3}})
    assert said(selection, "answer-unused") == []


def test_an_answer_that_a_variant_tests_does_not_warn() -> None:
    variants = {"many": {"when": {"sites": [3]}, "title": "Many sites"}}
    selection = choose(library({"a": clause(variants=variants)}), tender={"answers": {"sites": 3}})
    assert said(selection, "answer-unused") == []


def test_an_answer_that_a_case_tests_does_not_warn() -> None:
    years = parameter({"core": 7, "sites": [3]}, {"core": 5})
    selection = choose(library({"a": clause(parameters={"years": years})}), tender={"answers": {"sites": 3}})
    assert said(selection, "answer-unused") == []


def test_a_value_for_a_withdrawn_clause_names_its_successor() -> None:
    years = {"years": parameter()}
    gone = clause(status="withdrawn", successor=["b"], parameters=years)
    selection = choose(library({"a": gone, "b": clause(parameters=years)}), parameters={"a": {"years": 7}})
    assert [(f.place.key, f.fix) for f in said(selection, "parameter-unused")] == [
        ("parameters.a", "It was withdrawn: name “b” instead.")
    ]
    lots = [lot(parameters={"a": {"years": 7}})]
    selection = choose(library({"a": gone, "b": clause(parameters=years)}), lots=lots)
    assert [(f.place.key, f.fix) for f in said(selection, "parameter-unused")] == [
        ("lots.1.parameters.a", "It was withdrawn: name “b” instead.")
    ]


@pytest.mark.parametrize(
    ("instead", "fix"), [(["years", "days"], "Set “years” and “days” instead."), ([], "Take it out.")]
)
def test_a_value_of_a_withdrawn_parameter_names_those_that_replace_it(instead: list[str], fix: str) -> None:
    changed = clause(
        parameters={"years": parameter(), "days": parameter()}, **{"withdrawn-parameters": {"months": instead}}
    )
    values = {"a": {"months": "anything", "years": 7}}
    lots = [lot(parameters={"a": {"months": {"laptop": 3}}})]
    selection = choose(library({"a": changed}), lots=lots, parameters=values)
    assert [(f.place.key, f.fix) for f in said(selection, "parameter-unused")] == [
        ("parameters.a.months", fix),
        ("lots.1.parameters.a.months", fix),
    ]


def test_a_value_for_a_clause_that_is_in_use_names_no_other() -> None:
    whole = library({"a": clause(applies=[{"acquisition": ["lease"]}], parameters={"years": parameter()})})
    selection = choose(whole, parameters={"a": {"years": 7}})
    assert [f.fix for f in said(selection, "parameter-unused")] == ["Include the clause, or take the value out."]


def test_a_value_for_a_category_that_has_none_warns() -> None:
    whole = library({"a": clause(parameters={"p": parameter({"core": 5, "categories": ["laptop"]})})})
    both = {"laptop": 50, "tablet": 50}
    selection = choose(whole, lots=[lot(both)], parameters={"a": {"p": {"laptop": 6, "tablet": 7}}})
    (finding,) = said(selection, "parameter-unused")
    assert finding.place.key == "parameters.a.p"
    assert "for tablet" in finding.message


@pytest.mark.parametrize(("category", "keys"), [("other-device", []), ("laptop", ["parameters.a.p"])])
def test_a_value_for_other_devices_warns_only_where_they_have_none(category: str, keys: list[str]) -> None:
    whole = library({"a": clause(parameters={"p": parameter({"core": 5, "categories": [category]})})})
    laptops = lot()
    device = {"category": "other-device", "name": "body cameras", "quantity": 50}
    device |= dict.fromkeys(("battery", "stores-data", "screen", "carried", "consumables"), True)
    laptops["items"].append(device)
    selection = choose(whole, lots=[laptops], parameters={"a": {"p": {"other-device": 6}}})
    assert [f.place.key for f in said(selection, "parameter-unused")] == keys
