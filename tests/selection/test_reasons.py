# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tenderkit.selection.reasons import format_reason
from tenderkit.selection.selection import Selection
from tests.support import award, choose, clause, decision, english, library, lot, parameter, part, profile, steps

Table = dict[str, Any]
PROFILES = {"ke": profile(title={"en": "Kenya"}), "in": profile(title={"en": "India"})}


def reason(selection: Selection, id_: str = "a", number: int = 1) -> str:
    facts = part(selection, number).facts
    return format_reason(decision(selection, id_, number), facts, selection.library, english())


def why(made: Table, **overrides: Any) -> str:
    """The reason for clause `a`, alone in its library."""
    return reason(choose(library({"a": made}, PROFILES), **overrides))


def named(title: str, **more: Any) -> Table:
    return clause(text={"title": title}, **more)


# --- lines that hold ---


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({}, "it holds for every purchase"),
        ({"categories": ["laptop", "display"]}, "the lot holds laptops"),
        ({"return-categories": ["tablet"]}, "hands over tablets"),
        ({"acquisition": ["purchase", "lease"]}, "the acquisition model is purchase"),
        ({"data": ["personal", "classified"]}, "the data class is personal"),
        ({"has-returns": True}, "handed over: yes"),
        ({"jurisdictions": ["ke", "in"]}, "Kenya"),
        ({"place": ["ke"]}, "Kenya"),
        ({"proportionality": ["standard"]}, "standard"),
        ({"min-quantity": 50}, "at least 50"),
        ({"max-quantity": 5000}, "at most 5,000"),
        ({"min-months": 12}, "at least 12"),
        ({"max-months": 60}, "at most 60"),
        ({"accepts-refurbished": True}, "“May units be refurbished?” was answered yes"),
        ({"use": ["outdoors"]}, "“Where are the units used?” was answered “outdoors”"),
        ({"sites": [3, 4]}, "“How many sites?” was answered 3"),
    ],
    ids=lambda value: "-".join(value) or "no-line" if isinstance(value, dict) else "says",
)
def test_the_reason_names_the_lines_that_hold_in_words(lines: Table, expected: str) -> None:
    text = why(
        clause(applies=[lines]),
        tender={"country": "KE", "answers": {"sites": 3}},
        lots=[lot({"laptop": 60}, {"tablet": 40}, answers={"accepts-refurbished": True, "use": "outdoors"})],
    )
    assert expected in text


def test_several_lines_are_listed() -> None:
    text = why(clause(applies=[{"categories": ["laptop"], "data": ["personal"], "acquisition": ["purchase"]}]))
    assert text == (
        "it fits: the lot holds laptops, the data class is personal and the acquisition model is purchase"
    )


# --- lines that fail, with the answer of the authority ---


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        ({"categories": ["display"]}, "laptops"),
        ({"return-categories": ["display"]}, "tablets"),
        ({"acquisition": ["lease"]}, "purchase"),
        ({"data": ["classified"]}, "personal"),
        ({"has-returns": False}, "yes"),
        ({"jurisdictions": ["in"]}, "Kenya"),
        ({"place": ["in"]}, "Kenya"),
        ({"proportionality": ["full"]}, "standard"),
        ({"min-quantity": 500}, "100"),
        ({"max-quantity": 50}, "100"),
        ({"min-months": 60}, "48"),
        ({"max-months": 36}, "48"),
        ({"accepts-refurbished": False}, "yes"),
        ({"use": ["office"]}, "outdoors"),
        ({"sites": [7]}, "3"),
    ],
    ids=lambda value: "-".join(value) or "no-line" if isinstance(value, dict) else "says",
)
def test_the_reason_names_what_the_authority_answered_where_a_line_fails(lines: Table, answer: str) -> None:
    text = why(
        clause(applies=[lines]),
        tender={"country": "KE", "answers": {"sites": 3}},
        lots=[lot({"laptop": 60}, {"tablet": 40}, answers={"accepts-refurbished": True, "use": "outdoors"})],
    )
    assert answer in text


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ({"data": ["none", "internal"]}, "none or internal"),
        ({"jurisdictions": ["in"]}, "India"),
        ({"place": ["in"]}, "India"),
        ({"proportionality": ["full"]}, "full"),
        ({"min-quantity": 5000}, "5,000"),
        ({"max-quantity": 50}, "50"),
        ({"min-months": 60}, "60"),
        ({"max-months": 36}, "36"),
        ({"use": ["office"]}, "office"),
    ],
    ids=lambda value: "-".join(value) or "no-line" if isinstance(value, dict) else "says",
)
def test_the_reason_names_what_a_failing_line_wants(lines: Table, wanted: str) -> None:
    assert wanted in why(clause(applies=[lines]), tender={"country": "KE"})


def test_the_quantity_in_a_reason_is_that_of_the_matching_categories() -> None:
    made = clause(applies=[{"categories": ["laptop"], "min-quantity": 50}])
    text = why(made, lots=[lot({"laptop": 7, "tablet": 400})])
    assert "7" in text
    assert "407" not in text


def test_a_question_that_was_not_answered_is_named() -> None:
    assert "“May units be refurbished?”" in why(clause(applies=[{"accepts-refurbished": True}]))


def test_a_class_of_data_that_was_not_given_is_called_nothing() -> None:
    text = why(clause(applies=[{"data": ["personal"]}]), lots=[lot({"display": 40}, data=None)])
    assert "nothing" in text


def test_only_the_failing_lines_of_the_best_block_are_named() -> None:
    far = {"acquisition": ["lease"], "data": ["none"], "min-months": 60}
    near = {"acquisition": ["purchase"], "data": ["none"]}
    text = why(clause(applies=[far, near]))
    assert "data class none" in text
    assert "acquisition" not in text
    assert "60" not in text


# --- the other rules ---


def test_an_acquisition_model_is_blamed_alone_only_where_no_block_knows_it() -> None:
    never = clause(applies=[{"acquisition": "lease"}])
    assert why(never) == "it is not meant for the acquisition model purchase"
    sometimes = clause(applies=[{"acquisition": "lease"}, {"acquisition": "purchase", "has-returns": True}])
    assert "in the acquisition model purchase" in why(sometimes)
    assert "what this lot buys or hands over" in why(sometimes)


def test_a_lot_that_buys_nothing_says_so_once() -> None:
    bought = clause(applies=[{"categories": ["laptop"], "acquisition": ["purchase"]}])
    text = why(bought, lots=[lot({}, {"laptop": 50}, acquisition="take-back")])
    assert text == "it is for lots that buy, lease or hire equipment, and this lot buys none"


def test_a_clause_that_is_not_stable_names_its_status() -> None:
    assert "draft" in why(clause(status="draft"))


def test_a_clause_of_another_level_names_its_level() -> None:
    assert "comprehensive" in why(clause(levels=["comprehensive"]))


def test_a_clause_outside_the_set_names_the_set_and_the_way_out() -> None:
    text = why(clause(sets=["short"]))
    assert "standard" in text
    assert "“How many clauses”" in text


def test_a_clause_that_came_back_names_who_needs_it_by_title() -> None:
    whole = library({"a": clause(sets=[]), "b": named("Take-back", requires=["a"])})
    assert reason(choose(whole)) == "“Take-back” needs it"


def test_a_clause_beside_another_names_it_by_title() -> None:
    whole = library({"a": clause(applies=[{"with": ["b"]}]), "b": named("Take-back")})
    assert reason(choose(whole)) == "it stands beside “Take-back”"


def test_a_clause_without_its_partner_names_it_by_title() -> None:
    whole = library({"a": clause(applies=[{"with": ["b"]}]), "b": named("Take-back", status="draft")})
    assert reason(choose(whole)) == "it stands only beside “Take-back”"


def test_a_clause_that_stands_beside_one_of_many_gives_their_number() -> None:
    others = {id_: named(id_, status="draft") for id_ in "bcdefg"}
    whole = library({"a": clause(applies=[{"with": list(others)}]), **others})
    assert reason(choose(whole)) == "it stands only beside one of 6 other clauses"


def test_a_clause_that_gave_way_names_the_other_by_title() -> None:
    whole = library({"a": clause(conflicts=["b"]), "b": named("Take-back")})
    assert "“Take-back”" in reason(choose(whole))


def test_a_replaced_clause_names_what_took_its_place() -> None:
    whole = library({"a": clause(), "b": named("Take-back", replaces=["a"])})
    assert reason(choose(whole)) == "“Take-back” takes its place"


def test_a_criterion_beyond_the_cap_names_the_cap() -> None:
    whole = library({"a": award(rank=20), "b": award(rank=10)})
    assert "at most 1 " in reason(choose(whole, tender={"proportionality": "short"}))


def test_a_criterion_without_a_step_names_the_specification() -> None:
    made = {
        "a": award(scale=steps(4, **{"starts-above": "b.years"})),
        "b": named("Warranty", parameters={"years": parameter({"core": 5})}),
    }
    assert "“Warranty”" in reason(choose(library(made)))


def test_a_criterion_without_a_weight_says_so() -> None:
    selection = choose(library({"a": award(), "b": award()}), lots=[lot(weights={"price": 90, "b": 10})])
    assert reason(selection) == "the weights of the lot do not name it"


@pytest.mark.parametrize("words", ["Covered elsewhere", "{words} {0} {{ x }} %s", "<b>&amp;</b>"])
def test_the_authoritys_own_reason_is_printed_literally(words: str) -> None:
    text = why(clause(), excluded=[{"clause": "a", "reason": words}])
    assert text.endswith(words)


def test_an_included_clause_gives_the_authoritys_reason() -> None:
    text = why(clause(sets=[]), included=[{"clause": "a", "reason": "We need it"}])
    assert text.endswith("We need it")


def test_a_requirement_that_cannot_fit_is_named_in_the_reason() -> None:
    whole = library({"a": clause(requires=["b"]), "b": named("Displays", applies=[{"categories": ["display"]}])})
    text = reason(choose(whole))
    assert text.startswith("it fits:")
    assert "“Displays”" in text


def test_a_general_rule_holds_for_the_whole_tender() -> None:
    selection = choose(library({"general/a": clause(kind="general-rule")}))
    assert reason(selection, number=0) == "it holds for the whole tender"
