# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.library.clause import find_parameter
from tenderkit.library.library import Overlay
from tenderkit.papers.clause_text import PrintedClause, describe_origin, print_clauses
from tests.support import (
    award,
    choose,
    clause,
    english,
    library,
    limit,
    lot,
    parameter,
    part,
    performance,
    printed,
    profile,
)

Table = dict[str, Any]
MIXED = {"laptop": 60, "tablet": 40, "display": 10}


# In Kenya the law asks for seven years for tablets and eight for displays, of a clause that has years.
LIMITS = [limit("a.years", 7, categories=["tablet"]), limit("a.years", 8, categories=["display"])]


def show(made: Table, items: Table | None = None, returns: Table | None = None, **overrides: Any) -> PrintedClause:
    """Clause `a` in print, alone in a lot."""
    kenya = overrides.get("tender", {}).get("country") == "KE"
    whole = library({"a": made}, {"ke": profile(limits=LIMITS)} if kenya else {})
    return printed(choose(whole, **{"lots": [lot(items, returns)], **overrides}), "a")


def with_years(requirement: str, *cases: Table, **param: Any) -> Table:
    return clause(text={"requirement": requirement}, parameters={"years": parameter(*cases, **param)})


def requirement(made: Table, items: Table | None = None, returns: Table | None = None, **overrides: Any) -> Any:
    return show(made, items, returns, **overrides).requirement


# --- values in texts ---


def test_a_name_prints_number_and_unit() -> None:
    assert requirement(with_years("It lasts {{ years }}.", {"core": 5})) == ("It lasts 5 years.",)


def test_the_unit_stands_in_the_plural_form_of_the_number() -> None:
    assert requirement(with_years("It lasts {{ years }}.", {"core": 1})) == ("It lasts 1 year.",)


def test_a_hyphen_in_a_parameter_is_an_underscore_in_the_text() -> None:
    made = clause(text={"requirement": "For {{ parts_years }}."}, parameters={"parts-years": parameter()})
    assert requirement(made) == ("For 5 years.",)


def test_value_prints_the_bare_value() -> None:
    assert requirement(with_years("{{ years_value }} of {{ years }}.", {"core": 5})) == ("5 of 5 years.",)


def test_anchor_prints_the_anchor_in_words() -> None:
    made = with_years("For {{ years }} {{ years_anchor }}.", {"core": 5, "anchor": "after-delivery"})
    assert requirement(made) == ("For 5 years after delivery.",)


def test_a_parameter_whose_own_name_ends_in_value_is_that_parameter() -> None:
    made = clause(
        text={"requirement": "{{ batch_value }}"},
        parameters={"batch-value": parameter(), "batch": parameter({"core": 9})},
    )
    assert requirement(made) == ("5 years",)


@pytest.mark.parametrize(
    ("param", "expected"),
    [
        ({"type": "number", "cases": [{"core": 0.5, "mark": "P"}]}, "0.5 years"),
        ({"type": "integer", "cases": [{"core": 12000, "mark": "P"}]}, "12,000 years"),
        ({"type": "percent", "unit": "percent", "cases": [{"core": 20, "mark": "P"}]}, "20 %"),
        (
            {"type": "choice", "unit": None, "choices": ["A4", "A3"], "cases": [{"core": "A3", "mark": "P"}]},
            "A3",
        ),
        ({"type": "text", "unit": None, "cases": [{"core": "a word", "mark": "P"}]}, "a word"),
        ({"type": "list", "unit": None, "cases": [{"core": ["a", "b", "c"], "mark": "P"}]}, "a, b and c"),
        ({"type": "boolean", "unit": None, "cases": [{"core": True, "mark": "P"}]}, "yes"),
    ],
    ids=["number", "thousands", "percent", "choice", "text", "list", "boolean"],
)
def test_each_type_of_value_is_printed_in_words(param: Table, expected: str) -> None:
    assert requirement(with_years("{{ years }}", **param)) == (expected,)


def test_an_undecided_value_leaves_a_visible_gap_with_its_name() -> None:
    made = with_years("It lasts {{ years }}.", {"core": "undecided"}, title="Warranty")
    assert requirement(made) == ("It lasts [to be decided: Warranty] years.",)


def test_the_bare_value_that_is_undecided_is_a_gap_without_its_unit() -> None:
    made = with_years("It lasts {{ years_value }} long years.", {"core": "undecided"}, title="Warranty")
    assert requirement(made) == ("It lasts [to be decided: Warranty] long years.",)


def test_a_paragraph_on_a_value_that_is_off_is_left_out() -> None:
    words = "It works.\n\nIt lasts {{ years }}."
    assert requirement(with_years(words, {"core": 0}, off=0)) == ("It works.",)
    assert requirement(with_years(words, {"core": 1}, off=0)) == ("It works.", "It lasts 1 year.")
    assert requirement(with_years(words, {"core": 0})) == ("It works.", "It lasts 0 years.")
    assert len(requirement(with_years(words, {"core": "undecided"}, off=0))) == 2


def test_the_gap_names_a_floor_of_the_law() -> None:
    made = with_years("It lasts {{ years }}.", {"core": "undecided"}, title="Warranty")
    (text,) = requirement(made, {"tablet": 40}, tender={"country": "KE"})
    assert text == "It lasts [to be decided: Warranty; the law asks for at least 7 years] years."


def test_the_gap_names_a_ceiling_of_the_law() -> None:
    made = with_years("It takes {{ years }}.", {"core": "undecided"}, title="Time", direction="max")
    (text,) = requirement(made, {"tablet": 40}, tender={"country": "KE"})
    assert text == "It takes [to be decided: Time; the law allows at most 7 years] years."


def test_the_gaps_of_categories_with_different_limits_are_printed_apart() -> None:
    made = with_years("It lasts {{ years }}.", {"core": "undecided"})
    texts = requirement(made, {"tablet": 40, "display": 10}, tender={"country": "KE"})
    assert ["at least 7 years" in t for t in texts] == [True, False]
    assert ["at least 8 years" in t for t in texts] == [False, True]


def test_undecided_values_are_named() -> None:
    found = show(with_years("It lasts {{ years }}.", {"core": "undecided"})).undecided
    assert [v.name for v in found] == ["years"]


def test_decided_values_are_not_named_as_undecided() -> None:
    assert show(with_years("It lasts {{ years }}.")).undecided == ()


# --- items, returns, months ---

QUANTITIES = clause(text={"requirement": "{{ items }} / {{ returns }}"})


def test_items_and_returns_are_printed_with_their_quantities() -> None:
    assert requirement(QUANTITIES, {"laptop": 500, "tablet": 1}, {"laptop": 1200}) == (
        "an estimated 500 laptops and 1 tablet / up to 1,200 laptops",
    )


def test_the_quantities_are_those_of_what_the_clause_covers() -> None:
    made = clause(text={"requirement": "{{ items }}"}, applies=[{"categories": ["laptop", "display"]}])
    assert requirement(made, MIXED) == ("an estimated 60 laptops and 10 displays",)


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (None, "an estimated 500 laptops; up to 40 displays"),
        ("fixed", "500 laptops; 40 displays"),
        ("estimate", "an estimated 500 laptops; up to 40 displays"),
        ("per-year", "500 laptops in each contract year; up to 40 displays in each contract year"),
    ],
)
def test_the_basis_is_printed_with_every_quantity(basis: str | None, expected: str) -> None:
    applies = [{"categories": ["laptop"]}, {"return-categories": ["display"]}]
    made = clause(text={"requirement": "{{ items }}; {{ returns }}"}, applies=applies)
    lots = [lot({"laptop": 500}, {"display": 40}, quantity_basis=basis)]
    assert requirement(made, lots=lots) == (expected,)


def test_months_prints_the_term() -> None:
    made = clause(text={"requirement": "For {{ months }}."})
    assert requirement(made, lots=[lot(months=36)]) == ("For 36 months.",)


def test_months_leaves_a_gap_where_the_term_is_not_known() -> None:
    made = clause(text={"requirement": "For {{ months }}."})
    assert requirement(made, lots=[lot(months=None)]) == ("For [to be decided: term].",)


# --- paragraphs ---


def test_a_blank_line_parts_paragraphs() -> None:
    assert requirement(clause(text={"requirement": "One.\n\nTwo.\n"})) == ("One.", "Two.")


def test_several_blank_lines_part_paragraphs_once() -> None:
    assert requirement(clause(text={"requirement": "\nOne.\n\n\n\nTwo.\n\n"})) == ("One.", "Two.")


def test_a_line_of_blanks_is_a_blank_line() -> None:
    assert requirement(clause(text={"requirement": "One.\n  \nTwo."})) == ("One.", "Two.")


def test_a_line_break_inside_a_paragraph_is_a_space() -> None:
    assert requirement(clause(text={"requirement": "One\nline."})) == ("One line.",)


def test_a_paragraph_whose_values_differ_is_printed_once_per_group_of_categories() -> None:
    made = with_years("It lasts {{ years }}.", {"core": 3, "categories": ["tablet"]}, {"core": 5})
    assert requirement(made, MIXED) == (
        "For laptops and displays: It lasts 5 years.",
        "For tablets: It lasts 3 years.",
    )


def test_a_paragraph_whose_values_are_alike_is_printed_once_without_categories() -> None:
    made = with_years("It lasts {{ years }}.", {"core": 5, "categories": ["tablet"]}, {"core": 5})
    assert requirement(made, MIXED) == ("It lasts 5 years.",)


def test_a_paragraph_whose_values_are_alike_is_printed_once_whatever_their_origin() -> None:
    # The law asks for seven years for tablets only; the other categories have seven by default.
    made = with_years("It lasts {{ years }}.", {"core": 7})
    assert requirement(made, {"laptop": 60, "tablet": 40}, tender={"country": "KE"}) == ("It lasts 7 years.",)


def test_a_paragraph_without_values_is_printed_once() -> None:
    made = with_years("It lasts {{ years }}.\n\nIt is new.", {"core": 3, "categories": ["tablet"]}, {"core": 5})
    assert requirement(made, MIXED)[2:] == ("It is new.",)


def test_values_that_differ_in_the_anchor_alone_differ() -> None:
    made = with_years(
        "For {{ years }} {{ years_anchor }}.",
        {"core": 5, "anchor": "after-delivery", "categories": ["tablet"]},
        {"core": 5, "anchor": "from-acceptance"},
    )
    assert requirement(made, {"laptop": 60, "tablet": 40}) == (
        "For laptops: For 5 years from acceptance.",
        "For tablets: For 5 years after delivery.",
    )


def test_a_paragraph_is_grouped_by_the_values_it_names_only() -> None:
    made = clause(
        text={"requirement": "Parts for {{ parts }}.\n\nUpdates for {{ updates }}."},
        parameters={
            "parts": parameter({"core": 5}),
            "updates": parameter({"core": 3, "categories": ["tablet"]}, {"core": 5}),
        },
    )
    assert requirement(made, {"laptop": 60, "tablet": 40}) == (
        "Parts for 5 years.",
        "For laptops: Updates for 5 years.",
        "For tablets: Updates for 3 years.",
    )


def test_a_paragraph_with_two_values_is_grouped_by_both() -> None:
    made = clause(
        text={"requirement": "{{ one }} and {{ two }}."},
        parameters={
            "one": parameter({"core": 1, "categories": ["tablet"]}, {"core": 2}),
            "two": parameter({"core": 3, "categories": ["display"]}, {"core": 4}),
        },
    )
    assert requirement(made, MIXED) == (
        "For laptops: 2 years and 4 years.",
        "For tablets: 1 year and 4 years.",
        "For displays: 2 years and 3 years.",
    )


def test_a_paragraph_is_left_out_for_a_category_without_a_case() -> None:
    made = with_years("It lasts {{ years }}.", {"core": 3, "categories": ["tablet"]})
    assert requirement(made, {"laptop": 60, "tablet": 40}) == ("For tablets: It lasts 3 years.",)


def test_a_paragraph_is_left_out_where_no_category_has_a_case() -> None:
    made = with_years("It lasts {{ years }}.\n\nIt is new.", {"core": 3, "categories": ["tablet"]})
    assert requirement(made, {"laptop": 60}) == ("It is new.",)


def test_a_paragraph_is_left_out_for_a_category_without_a_case_for_one_of_its_values() -> None:
    made = clause(
        text={"requirement": "{{ one }} and {{ two }}."},
        parameters={"one": parameter({"core": 1}), "two": parameter({"core": 2, "categories": ["tablet"]})},
    )
    assert requirement(made, {"laptop": 60, "tablet": 40}) == ("For tablets: 1 year and 2 years.",)


def test_what_the_authority_typed_is_not_read_as_a_template() -> None:
    made = with_years("{{ years }}", type="text", unit=None, cases=[{"core": "x", "mark": "P"}])
    typed = "{{ months }} {% if %}"
    assert requirement(made, parameters={"a": {"years": typed}}) == (typed,)


# --- what a clause covers ---


def test_a_clause_that_covers_the_whole_lot_names_no_categories() -> None:
    assert show(clause(), MIXED).covers == ""


def test_a_clause_that_covers_some_items_names_them() -> None:
    made = clause(applies=[{"categories": ["laptop", "tablet"]}])
    assert show(made, MIXED).covers == "For laptops and tablets provided."


def test_a_clause_on_all_that_is_delivered_needs_no_such_words() -> None:
    made = clause(applies=[{"categories": ["laptop", "tablet"]}])
    assert show(made, {"laptop": 60, "tablet": 40}, {"laptop": 40}).covers == ""


def test_a_clause_that_covers_returns_only_names_them() -> None:
    made = clause(applies=[{"return-categories": ["laptop"]}])
    covers = show(made, {"laptop": 60}, {"laptop": 40}).covers
    assert covers == "For laptops handed over."


def test_a_clause_that_covers_part_of_items_and_of_returns_names_both() -> None:
    made = clause(applies=[{"categories": ["laptop"]}, {"return-categories": ["tablet"]}])
    covers = show(made, {"laptop": 60, "display": 5}, {"tablet": 40}).covers
    assert "laptops" in covers
    assert "tablets" in covers
    assert "displays" not in covers


# --- variants ---

VARIANTS = {
    "leased": {"when": {"acquisition": ["lease"]}, "title": "For leases", "requirement": "Leased."},
    "private": {"when": {"data": ["personal"]}, "title": "For private data"},
}


def test_without_a_variant_that_matches_the_clauses_own_words_stand() -> None:
    assert show(clause(variants=VARIANTS), lots=[lot(data="internal")]).title == "A title"


def test_a_variant_that_matches_replaces_the_words_it_has() -> None:
    found = show(clause(variants=VARIANTS), lots=[lot(acquisition="lease", data="internal")])
    assert (found.title, found.requirement) == ("For leases", ("Leased.",))


def test_a_variant_leaves_the_words_it_does_not_have() -> None:
    found = show(clause(variants=VARIANTS), lots=[lot()])
    assert (found.title, found.requirement) == ("For private data", ("The tenderer shall do it.",))


def test_the_first_variant_that_matches_wins() -> None:
    assert show(clause(variants=VARIANTS), lots=[lot(acquisition="lease")]).title == "For leases"


def test_variants_do_not_add_up() -> None:
    variants = {
        "one": {"when": {}, "title": "One"},
        "two": {"when": {}, "question": "Two?"},
    }
    assert show(clause(variants=variants)).question == "Will you do it?"


def test_a_variant_may_stand_beside_a_clause() -> None:
    made = {"a": clause(variants={"beside": {"when": {"with": ["b"]}, "title": "With b"}}), "b": clause()}
    assert printed(choose(library(made)), "a").title == "With b"


def test_a_variant_beside_a_clause_that_is_out_does_not_match() -> None:
    made = {"a": clause(variants={"beside": {"when": {"with": ["b"]}, "title": "With b"}}), "b": clause(sets=[])}
    assert printed(choose(library(made)), "a").title == "A title"


def test_a_variant_is_filled_like_other_words() -> None:
    made = clause(
        variants={"x": {"when": {}, "requirement": "For {{ years }}."}}, parameters={"years": parameter({"core": 5})}
    )
    assert requirement(made) == ("For 5 years.",)


# --- numbers, tags, values ---


def test_clauses_are_numbered_by_lot_section_and_place() -> None:
    whole = library(
        {
            "general/rule": clause(kind="general-rule"),
            "a": clause(kind="selection-criterion"),
            "b": clause(),
            "c": clause(),
            "d": award(),
            "e": performance(),
            "f": performance(group="reporting"),
        }
    )
    selection = choose(whole, lots=[lot(), lot()])
    numbers = [[(p.clause.id, p.number) for p in print_clauses(whole, english(), part(selection, n))] for n in (0, 2)]
    assert numbers[0] == [("rule", "G.1")]
    assert numbers[1] == [
        ("a", "2.1.1"),
        ("b", "2.2.1"),
        ("c", "2.2.2"),
        ("d", "2.3.1"),
        ("e", "2.4.1"),
        ("f", "2.5.1"),
    ]


def test_section_numbers_stay_where_a_section_is_empty() -> None:
    assert show(performance()).number == "1.4.1"


def test_the_tag_names_lot_clause_and_version() -> None:
    assert show(clause(version=3)).tag == "tk:L1.a@3"


def test_the_bookmark_is_made_from_the_tag() -> None:
    # The first twelve digits of `printf tk:L1.a@1 | sha256sum`.
    assert show(clause()).bookmark == "tk_7ad5224d3a06"


def test_a_value_that_differs_is_listed_once_per_group_of_categories() -> None:
    made = with_years("{{ years }}", {"core": 3, "categories": ["tablet"]}, {"core": 5})
    assert [(v.categories, v.value.value, v.text) for v in show(made, MIXED).values] == [
        (("laptop", "display"), 5, "5 years"),
        (("tablet",), 3, "3 years"),
    ]


def test_a_value_that_is_the_same_for_all_is_listed_without_categories() -> None:
    assert [(v.categories, v.text) for v in show(with_years("{{ years }}"), MIXED).values] == [(None, "5 years")]


def test_equal_values_of_different_origin_are_listed_apart() -> None:
    found = show(with_years("{{ years }}", {"core": 7}), {"laptop": 60, "tablet": 40}, tender={"country": "KE"})
    assert [(v.categories, v.value.origin) for v in found.values] == [
        (("laptop",), "proposed"),
        (("tablet",), "law"),
    ]


def test_a_value_is_listed_with_its_anchor() -> None:
    made = with_years("{{ years }}", {"core": 5, "anchor": "after-delivery"})
    assert [v.text for v in show(made).values] == ["5 years after delivery"]


def test_a_tier_of_proof_that_is_not_usual_is_absent() -> None:
    assert list(show(clause()).verification) == ["declaration"]


def test_the_remedy_of_a_performance_clause_is_printed() -> None:
    assert show(performance()).remedy == "The fault is put right."


@pytest.mark.parametrize(("mark", "printed_"), [("C", 1), ("D", 1), ("T", 1), ("M", 0), ("P", 0)])
def test_a_source_from_memory_is_not_printed(mark: str, printed_: int) -> None:
    found = show(clause(sources=[{"id": "a-law", "mark": mark}]))
    assert len(found.sources) == printed_


def test_a_source_of_a_variant_is_printed_where_the_variant_is() -> None:
    made = clause(variants=VARIANTS, sources=[{"id": "a-law", "mark": "C", "variant": "leased"}])
    assert [s.id for s in show(made, lots=[lot(acquisition="lease")]).sources] == ["a-law"]
    assert show(made, lots=[lot()]).sources == ()


def test_a_name_that_is_no_parameter_is_an_error() -> None:
    made = library({"a": clause(parameters={"years": parameter()})}).clauses["a"]
    assert find_parameter(made, "years_anchor") == ("years", "anchor")
    with pytest.raises(KeyError):
        find_parameter(made, "months_anchor")


def test_a_proposal_of_a_clause_on_top_is_that_of_its_library() -> None:
    years = {"years": parameter({"core": 5, "mark": "P"})}
    made = library({"a": clause(parameters=years, text={"requirement": "At least {{ years }}."})})
    overlay = Overlay({"en": "House rules"}, "1", clauses=("a",))
    for whole, words in (
        (made, "proposed by this project"),
        (replace(made, overlays=(overlay,)), "proposed by House rules"),
    ):
        (value,) = printed(choose(whole), "a").values
        assert describe_origin(whole, whole.clauses["a"], value.value, english()) == words
