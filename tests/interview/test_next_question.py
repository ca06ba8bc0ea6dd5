# SPDX-License-Identifier: Apache-2.0
"""Which questions are asked for which answers, in which order; and whether the shipped ones can all be reached."""

import ast
import datetime
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tenderkit
from tenderkit.interview import next_question
from tenderkit.interview.next_question import Slot, ValueSlot
from tenderkit.library.library import Library, Overlay
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.schema import get_validator
from tenderkit.library.reading.text_files import parse_toml, read_text
from tenderkit.purchase.answers import AnswerPath, find_answer, format_path, put_answer
from tests.support import EXAMPLES, award, clause, library, limit, lot, parameter, profile, purchase_data

Table = dict[str, Any]
EN = ("en",)


def asks(kind: str = "text", scope: str = "lot", **more: Any) -> Table:
    """A question as its file would hold it."""
    words = {name: {"en": name} for name in ("label", "text", "help")}
    return {"kind": kind, "scope": scope, **words, **{k.rstrip("_").replace("_", "-"): v for k, v in more.items()}}


LOTS = asks("lots", "tender")
ITEMS = asks("lines", key="items", words="categories", needed=True)
QUANTITY = asks("integer", "line", key="quantity", needed=True)
REFURBISHED = asks("boolean", ask="matters")


def whole(questions: Mapping[str, Table], clauses: Mapping[str, Table] | None = None, **more: Any) -> Library:
    return library(clauses or {"a": clause()}, questions=questions, **more)


def answers(*lots: Table, **overrides: Any) -> Table:
    """A purchase; with one lot of laptops unless told otherwise."""
    return purchase_data(lots=lots or None, **overrides)


def keys(found: Iterator[Slot] | list[Slot] | list[ValueSlot]) -> list[str]:
    return [format_path(s.path) for s in found]


def every(questions: Mapping[str, Table], said: Table) -> list[str]:
    return keys(next_question.list_slots(whole(questions), said))


def asked(made: Library, said: Table) -> list[str]:
    return keys(next_question.find_asked_slots(made, said, EN))


# --- paths ---


def test_a_path_is_written_as_people_count() -> None:
    assert format_path(("lots", 0, "items", 1, "quantity")) == "lots.1.items.2.quantity"


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (("tender", "title"), "x"),
        (("lots", 1, "months"), 12),
        (("tender", "value"), None),
        (("lots", 2, "months"), None),
        (("lots", "months"), None),
        (("tender", 0), None),
        (("tender", "title", "x"), None),
        (("tender", "title", 0), None),
    ],
)
def test_an_answer_is_found_at_its_path_and_nothing_where_there_is_none(path: AnswerPath, found: Any) -> None:
    assert find_answer({"tender": {"title": "x"}, "lots": [{}, {"months": 12}]}, path) == found


def test_putting_an_answer_makes_the_tables_and_lists_above_it() -> None:
    said: Table = {}
    put_answer(said, ("lots", 1, "items", 0, "quantity"), 5)
    assert said == {"lots": [{}, {"items": [{"quantity": 5}]}]}


def test_putting_an_answer_keeps_what_stands_beside_it() -> None:
    said = {"tender": {"title": "x", "level": "core"}}
    put_answer(said, ("tender", "title"), "y")
    assert said == {"tender": {"title": "y", "level": "core"}}


@pytest.mark.parametrize(
    ("question", "where"),
    [
        (asks(key="title", scope="tender"), "tender.title"),
        (asks("boolean", "tender"), "tender.answers.q"),
        (asks(key="title"), "lots.1.title"),
        (asks("boolean"), "lots.1.answers.q"),
        (LOTS, "lots"),
    ],
)
def test_the_key_of_a_question_says_where_its_answer_stands(question: Table, where: str) -> None:
    assert every({"q": question}, answers()) == [where]


# --- the order of questions ---


def test_questions_come_in_the_order_of_their_file() -> None:
    order = {"level": asks(scope="tender", key="level"), "title": asks(scope="tender", key="title")}
    assert every(order, answers()) == ["tender.level", "tender.title"]
    assert every(dict(reversed(order.items())), answers()) == ["tender.title", "tender.level"]


def test_questions_on_lots_come_in_their_place_lot_by_lot() -> None:
    questions = {
        "title": asks(scope="tender", key="title"),
        "lots": LOTS,
        "acquisition": asks(key="acquisition"),
        "level": asks(scope="tender", key="level"),
        "months": asks(key="months"),
    }
    assert every(questions, answers(lot(), lot())) == [
        "tender.title",
        "lots",
        "lots.1.acquisition",
        "lots.2.acquisition",
        "tender.level",
        "lots.1.months",
        "lots.2.months",
    ]


def test_a_lot_without_answers_is_asked_about() -> None:
    assert every({"lots": LOTS, "acquisition": asks(key="acquisition")}, {"lots": [{}]}) == [
        "lots",
        "lots.1.acquisition",
    ]


def test_without_lots_the_first_is_asked_about() -> None:
    assert every({"acquisition": asks(key="acquisition"), "lots": LOTS}, {}) == ["lots.1.acquisition", "lots"]


def test_questions_on_the_tender_alone_need_no_lots() -> None:
    assert every({"title": asks(scope="tender", key="title")}, {}) == ["tender.title"]


# --- lines ---

RETURNS = asks("lines", key="returns", words="categories")
LINES = {"items": ITEMS, "returns": RETURNS, "quantity": QUANTITY, "months": asks(key="months")}


def test_each_line_is_asked_about_right_after_its_list() -> None:
    assert every(LINES, answers(lot({"laptop": 1, "display": 1}, {"tablet": 1}))) == [
        "lots.1.items",
        "lots.1.items.1.quantity",
        "lots.1.items.2.quantity",
        "lots.1.returns",
        "lots.1.returns.1.quantity",
        "lots.1.months",
    ]


@pytest.mark.parametrize(("lines", "where"), [(None, "ir"), ("items", "i"), ("returns", "r")])
def test_a_question_may_be_about_the_lines_of_one_list(lines: str | None, where: str) -> None:
    note = asks(scope="line", key="note", **({"lines": lines} if lines else {}))
    found = every({**LINES, "note": note}, answers(lot({"laptop": 1}, {"tablet": 1})))
    assert [key for key in found if key.endswith("note")] == [
        f"lots.1.{list_}.1.note" for list_ in ("items", "returns") if list_[0] in where
    ]


@pytest.mark.parametrize("line", [{"category": "laptop"}, {"cpv": "30213100"}, {"cpv": "30213100-6"}])
def test_a_line_is_known_by_its_category_or_its_code(line: Table) -> None:
    assert every(LINES, {"lots": [{"items": [line]}]})[1] == "lots.1.items.1.quantity"


@pytest.mark.parametrize("line", [{"category": "toaster"}, {"cpv": "99999999"}, {"cpv": 30213100}, {}, "laptop"])
def test_a_line_of_no_known_kind_is_not_asked_about(line: Any) -> None:
    said = {"lots": [{"items": [line, {"category": "laptop"}]}]}
    assert every(LINES, said)[:2] == ["lots.1.items", "lots.1.items.2.quantity"]


def test_a_question_on_a_line_may_be_for_some_kinds_only() -> None:
    drops = {**QUANTITY, "key": "note", "applies": [{"categories": ["laptop"]}]}
    made = whole({"lots": LOTS, "items": ITEMS, "quantity": QUANTITY, "drops": drops})
    found = keys(next_question.list_slots(made, answers(lot({"display": 1, "laptop": 2}))))
    assert [key for key in found if key.endswith("note")] == ["lots.1.items.2.note"]


def test_a_line_says_which_lot_and_line_it_is_of() -> None:
    found = next_question.list_slots(whole(LINES), answers(lot(), lot({"laptop": 1, "display": 1})))
    assert [(s.lot, s.line) for s in found if s.id == "quantity"] == [(0, 0), (1, 0), (1, 1)]


def test_the_kinds_of_a_lot_are_those_of_all_its_lines() -> None:
    back = lot({}, {"server": 1}, acquisition="take-back")
    said = {"lots": [{"items": [{"cpv": "30213100"}], "returns": [{"category": "display"}]}, back, {}]}
    assert next_question.list_lot_categories(whole({}), said) == [{"laptop", "display"}, {"server"}, set()]


def test_a_line_whose_quantity_is_not_there_yet_counts_none() -> None:
    said = {"items": [{"category": "laptop"}, {"category": "display", "quantity": 7}]}
    assert list(next_question.iterate_lines(whole({}), said, "items")) == [(0, "laptop", 0), (1, "display", 7)]


# --- conditions of a question ---


@pytest.mark.parametrize(
    ("block", "holds"),
    [
        ({}, True),
        ({"acquisition": ["lease", "purchase"]}, True),
        ({"acquisition": "lease"}, False),
        ({"categories": ["laptop"]}, True),
        ({"categories": ["tablet"]}, False),
        ({"return-categories": ["tablet"]}, True),
        ({"has-returns": True}, True),
        ({"has-returns": False}, False),
        ({"data": ["personal"]}, True),
        ({"data": ["classified"]}, False),
        ({"min-months": 48}, True),
        ({"min-months": 49}, False),
        ({"min-quantity": 140}, True),
        ({"min-quantity": 141}, False),
        ({"use": ["office"]}, True),
        ({"use": ["outdoors"]}, False),
        ({"sites": 3}, True),
        ({"acquisition": "purchase", "data": "none"}, False),
    ],
)
def test_a_question_is_asked_where_its_condition_holds(block: Table, holds: bool) -> None:
    facts = {
        "use": asks(
            "choice", choices=["office", "outdoors"], choice_text={"office": {"en": "in"}, "outdoors": {"en": "out"}}
        ),
        "sites": asks("integer", "tender"),
    }
    made = whole({**facts, "q": asks(key="title", applies=[block])})
    said = answers(lot({"laptop": 100}, {"tablet": 40}, answers={"use": "office"}), tender={"answers": {"sites": 3}})
    assert ("lots.1.title" in keys(next_question.list_slots(made, said))) is holds


@pytest.mark.parametrize(
    ("block", "holds"),
    [
        ({"given-to": ["person"]}, True),
        ({"given-to": ["school-or-charity"]}, False),
        ({"one-for-one": True}, True),
        ({"routes": ["own-re-use"]}, False),
        ({"routes": ["recycling"]}, True),
        ({"priorities": ["repair"]}, True),
        ({"priorities": ["labels"]}, False),
    ],
)
def test_a_condition_may_test_an_answer_with_a_key_and_what_holds_where_it_is_open(block: Table, holds: bool) -> None:
    made = replace(shipped_data.load_shipped_data().library, questions={})
    facts = {id_: q for id_, q in SHIPPED.items() if q.tested}
    question = whole({"q": asks(key="note", applies=[block])}, faulty=True).questions["q"]
    old = {"category": "laptop", "quantity": 1}
    said = answers(
        lot(one_for_one=True) | {"returns": [old, {**old, "given-to": "person"}]}, tender={"priorities": ["repair"]}
    )
    found = next_question.list_slots(replace(made, questions={**facts, "q": question}), said)
    assert ("q" in [s.id for s in found]) is holds


def test_a_condition_looks_at_its_own_lot() -> None:
    questions = {"q": asks(key="title", applies=[{"acquisition": "lease"}])}
    assert every(questions, answers(lot(), lot(acquisition="lease"))) == ["lots.2.title"]


@pytest.mark.parametrize("block", [{"acquisition": "lease"}, {"data": "none"}, {"min-months": 1}])
def test_an_answer_that_is_not_there_yet_meets_no_condition(block: Table) -> None:
    assert every({"q": asks(key="title", applies=[block])}, {"lots": [{}]}) == []


# --- when a question is asked ---


def test_a_question_of_the_review_is_known_but_not_asked() -> None:
    made = whole({"q": asks(key="title", ask="review"), "months": asks(key="months")})
    assert keys(next_question.list_slots(made, answers())) == ["lots.1.title", "lots.1.months"]
    assert asked(made, answers()) == ["lots.1.months"]


@pytest.mark.parametrize(
    ("one", "stores"),
    [
        ({"items": [{"category": "laptop"}]}, True),
        ({"items": [{"category": "display"}]}, False),
        ({"items": [{"category": "display"}, {"category": "server"}]}, True),
        ({"items": [{"category": "display"}], "returns": [{"category": "laptop"}]}, True),
        ({"items": [{"cpv": "30213100"}]}, True),
        ({"items": []}, False),
        ({}, False),
    ],
)
def test_data_are_asked_about_where_something_stores_them(one: Table, stores: bool) -> None:
    made = whole({"data": asks(key="data", ask="stores-data")})
    assert asked(made, {"lots": [one]}) == (["lots.1.data"] if stores else [])


def test_each_lot_is_asked_about_data_by_itself() -> None:
    made = whole({"data": asks(key="data", ask="stores-data")})
    assert asked(made, answers(lot({"display": 1}, data=None), lot())) == ["lots.2.data"]


def test_a_fact_that_no_clause_tests_is_not_asked() -> None:
    assert asked(whole({"accepts-refurbished": REFURBISHED}), answers()) == []


@pytest.mark.parametrize(
    "tests",
    [
        {"applies": [{"accepts-refurbished": True}]},
        {"variants": {"v": {"when": {"accepts-refurbished": True}, "title": "Another title"}}},
        {"parameters": {"years": parameter({"core": 3, "accepts-refurbished": True}, {"core": 5})}},
        {"conflicts": [{"clause": "b", "when": {"accepts-refurbished": True}}]},
        {"sources": [{"id": "a-law", "mark": "C", "when": {"accepts-refurbished": True}}]},
    ],
    ids=lambda tests: next(iter(tests)),
)
def test_a_fact_that_a_clause_tests_is_asked(tests: Table) -> None:
    made = whole({"accepts-refurbished": REFURBISHED}, {"a": clause(**tests), "b": clause()})
    assert asked(made, answers()) == ["lots.1.answers.accepts-refurbished"]


def test_a_fact_that_a_limit_of_law_tests_is_asked() -> None:
    law = {"ke": profile(limits=[limit("a.years", 7, **{"accepts-refurbished": False})])}
    clauses = {"a": clause(parameters={"years": parameter()})}
    made = whole({"accepts-refurbished": REFURBISHED}, clauses, jurisdictions=law)
    assert asked(made, answers(tender={"country": "KE"})) == ["lots.1.answers.accepts-refurbished"]
    assert asked(made, answers(tender={"country": "DE"})) == []


def test_a_fact_that_a_limit_of_the_authority_itself_tests_is_asked() -> None:
    clauses = {"a": clause(parameters={"years": parameter()})}
    own = {"title": {"en": "Ours"}, "version": "1", "limits": [limit("a.years", 7, **{"accepts-refurbished": False})]}
    made = replace(
        whole({"accepts-refurbished": REFURBISHED}, clauses), overlays=(get_validator(Overlay).validate_python(own),)
    )
    assert asked(made, answers()) == ["lots.1.answers.accepts-refurbished"]


def test_a_fact_of_the_tender_is_asked_once() -> None:
    made = whole(
        {"sites": asks("integer", "tender", ask="matters", try_=[1, 2])}, {"a": clause(applies=[{"sites": 2}])}
    )
    assert asked(made, answers(lot(), lot())) == ["tender.answers.sites"]


def test_a_fact_is_asked_only_in_the_lot_where_it_changes_something() -> None:
    made = whole(
        {"accepts-refurbished": REFURBISHED},
        {"a": clause(applies=[{"categories": ["display"], "accepts-refurbished": True}])},
    )
    assert asked(made, answers(lot(), lot({"display": 5}, data=None))) == ["lots.2.answers.accepts-refurbished"]


def test_a_fact_that_is_answered_stays_a_question_whatever_it_changes() -> None:
    made = whole({"accepts-refurbished": REFURBISHED})
    said = answers(lot(answers={"accepts-refurbished": False}))
    assert asked(made, said) == ["lots.1.answers.accepts-refurbished"]


def test_a_choice_matters_where_two_of_its_words_or_no_answer_differ() -> None:
    use = asks(
        "choice",
        ask="matters",
        choices=["office", "outdoors"],
        choice_text={"office": {"en": "in"}, "outdoors": {"en": "out"}},
    )
    assert asked(whole({"use": use}, {"a": clause(applies=[{"use": "outdoors"}])}), answers()) == [
        "lots.1.answers.use"
    ]
    either = {"a": clause(applies=[{"use": ["office", "outdoors"]}])}
    assert asked(whole({"use": use}, either), answers()) == ["lots.1.answers.use"]
    elsewhere = {"a": clause(applies=[{"categories": ["server"], "use": "outdoors"}])}
    assert asked(whole({"use": use}, elsewhere), answers()) == []


def test_a_choice_of_a_list_of_the_vocabulary_matters_where_two_of_its_words_differ() -> None:
    level = asks("choice", "tender", key="level", words="levels", ask="matters")
    said = answers()
    assert asked(whole({"level": level}, {"a": clause(levels=["comprehensive"])}), said) == ["tender.level"]
    assert asked(whole({"level": level}, {"a": clause()}), said) == []


WEIGHT = asks("integer", "tender", key="environment-weight", ask="matters", try_=[0, 100])


def test_points_are_asked_for_where_there_is_a_criterion_to_share_them() -> None:
    assert asked(whole({"weight": WEIGHT}, {"a": award()}), answers()) == ["tender.environment-weight"]
    assert asked(whole({"weight": WEIGHT}, {"a": clause()}), answers()) == []


def test_what_cannot_be_tried_yet_is_not_asked_yet() -> None:
    made = whole({"weight": WEIGHT}, {"a": award()})
    assert asked(made, {"tender": {}, "lots": [{"acquisition": "purchase"}]}) == []


def test_an_answer_that_decides_whether_the_annex_can_be_made_matters() -> None:
    months = asks("integer", key="months", ask="matters", try_=[12, 241])
    assert asked(whole({"months": months}), answers(lot(months=None))) == ["lots.1.months"]


def test_what_matters_is_tried_only_when_it_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    made = whole({"title": asks(scope="tender", key="title"), "weight": WEIGHT}, {"a": award()})

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("was tried")

    monkeypatch.setattr(next_question, "try_selection", never)
    coming = next_question.find_asked_slots(made, answers(), EN)
    assert next(coming).id == "title"
    with pytest.raises(AssertionError, match="was tried"):
        next(coming)


def test_only_the_lot_of_a_question_is_tried_and_no_further_than_the_first_difference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[tuple[Any, int]] = []
    real = next_question.try_selection

    def note(library_: Library, said: Mapping[str, Any], languages: Any, only: int) -> Any:
        tried.append((find_answer(said, ("tender", "environment-weight")), only))
        return real(library_, said, languages, only)

    monkeypatch.setattr(next_question, "try_selection", note)
    clauses = {"a": award(), "b": clause(applies=[{"accepts-refurbished": True}])}
    made = whole({"weight": {**WEIGHT, "try": [0, 50, 100]}, "accepts-refurbished": REFURBISHED}, clauses)
    assert len(asked(made, answers(lot(), lot()))) == 3
    # No answer and 0 differ in the first lot already. The fact is tried in each lot alone: open and yes.
    assert [(weight, number) for weight, number in tried if weight is not None] == [(0, 1)]
    assert [number for weight, number in tried if weight is None].count(2) == 2


def test_values_are_compared_only_where_the_clauses_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    real = next_question._summarize_lot

    def note(library_: Library, part: Any) -> Any:
        compared.extend(pick.clause.id for pick in part.picks)
        return real(library_, part)

    monkeypatch.setattr(next_question, "_summarize_lot", note)
    questions = {"accepts-refurbished": REFURBISHED}
    changes_clauses = {"b": clause(applies=[{"accepts-refurbished": True}])}
    assert asked(whole(questions, changes_clauses), answers(lot())) != []
    assert compared == []
    variant = {"when": {"accepts-refurbished": True}, "requirement": "Something else."}
    assert asked(whole(questions, {"c": clause(variants={"used": variant})}), answers(lot())) != []
    assert compared == ["c", "c"]


def test_asking_leaves_the_answers_as_they_are() -> None:
    made = whole({"weight": WEIGHT, "accepts-refurbished": REFURBISHED}, {"a": award()})
    said = answers(lot(title=None, months=None), tender={"title": "x"})
    before = deepcopy(said)
    list(next_question.find_asked_slots(made, said, EN))
    assert said == before


# --- what the review offers ---


def test_the_review_offers_what_is_asked_and_what_is_opened_only_there() -> None:
    questions = {
        "title": asks(scope="tender", key="title"),
        "lots": LOTS,
        "items": ITEMS,
        "quantity": QUANTITY,
        "data": asks(key="data", ask="stores-data"),
        "lot-title": asks(key="title", ask="review"),
        "accepts-refurbished": REFURBISHED,
    }
    offered = next_question.list_review_slots(whole(questions), answers(lot({"display": 1}, data=None), lot()), EN)
    assert keys(offered) == [
        "tender.title",
        "lots.1.items",
        "lots.1.items.1.quantity",
        "lots.1.title",
        "lots.2.items",
        "lots.2.items.1.quantity",
        "lots.2.data",
        "lots.2.title",
    ]


def test_the_review_offers_a_fact_that_a_clause_tests() -> None:
    made = whole({"accepts-refurbished": REFURBISHED}, {"a": clause(applies=[{"accepts-refurbished": True}])})
    assert keys(next_question.list_review_slots(made, answers(), EN)) == ["lots.1.answers.accepts-refurbished"]


# --- what is expected ---

DATA = asks("choice", key="data", words="data", ask="stores-data", needed=True)
EXPECTED = {
    "title": asks(scope="tender", key="title"),
    "lots": LOTS,
    "acquisition": asks(key="acquisition"),
    "items": {**ITEMS, "applies": [{"acquisition": ["purchase", "lease"]}]},
    "returns": {**RETURNS, "applies": [{"acquisition": "take-back"}]},
    "quantity": QUANTITY,
    "data": DATA,
    "options": asks("integers", key="options", ask="review"),
    "accepts-refurbished": REFURBISHED,
    "weight": WEIGHT,
}
PURCHASE = ["acquisition", "items", "quantity", "data"]


def expected(said: Table) -> list[str]:
    return [s.id for s in next_question.estimate_slots(whole(EXPECTED), said)]


@pytest.mark.parametrize("said", [{}, {"lots": []}, {"lots": [{}]}, {"lots": [{"acquisition": "lease"}]}])
def test_a_lot_that_is_not_described_yet_is_taken_for_a_purchase_of_one_kind(said: Table) -> None:
    assert expected(said) == ["title", "lots", *PURCHASE, "weight"]


def test_every_lot_is_expected_to_be_asked_about() -> None:
    assert expected({"lots": [{}, {}, {}]}) == ["title", "lots", *PURCHASE * 3, "weight"]


def test_a_take_back_lot_is_expected_to_hand_something_over() -> None:
    assert expected({"lots": [{"acquisition": "take-back"}]})[2:5] == ["acquisition", "returns", "quantity"]


def test_lines_that_are_there_are_counted() -> None:
    assert expected(answers(lot({"laptop": 1, "tablet": 1}))).count("quantity") == 2


def test_what_is_not_there_to_store_data_is_not_expected_to_be_asked_about_data() -> None:
    assert expected(answers(lot({"display": 1}, data=None))) == [
        "title",
        "lots",
        "acquisition",
        "items",
        "quantity",
        "weight",
    ]


def test_expecting_leaves_the_answers_as_they_are() -> None:
    said: Table = {"lots": [{}, {"acquisition": "take-back"}]}
    expected(said)
    assert said == {"lots": [{}, {"acquisition": "take-back"}]}


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_expected_of_a_whole_purchase_is_what_is_asked(name: str) -> None:
    made, path = shipped_data.load_shipped_data().library, shipped_data.list_example_purchases()[name]
    said = parse_toml(read_text(path, path.name), path.name)
    # Whether a question matters is found out only when it is reached.
    found = [s for s in next_question.estimate_slots(made, said) if s.question.ask != "matters"]
    assert found == [s for s in next_question.find_asked_slots(made, said, EN) if s.question.ask != "matters"]


# --- trials ---


def test_a_trial_needs_no_title_no_day_and_no_term() -> None:
    made = whole({}, {"a": clause(applies=[{"min-months": 48, "max-months": 48}])})
    found = next_question.try_selection(made, {"lots": [lot(title=None, months=None)]}, EN)
    assert found is not None
    assert [p.clause.id for p in found.lots[0].picks] == ["a"]


def test_a_trial_takes_the_answers_that_are_there() -> None:
    found = next_question.try_selection(whole({}), answers(lot(months=12), tender={"title": "Mine"}), EN)
    assert found is not None
    assert (found.purchase.tender.title, found.purchase.lots[0].months) == ("Mine", 12)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"lots": []},
        {"lots": [{}]},
        {"lots": [lot(data=None)]},
        {"lots": [lot(weights={"price": 90})]},
        {"lots": ["laptops"]},
        {"lots": "laptops"},
        {"tender": "x", "lots": [lot()]},
        {"language": "xx", "lots": [lot()]},
        {"lots": [lot()], "excluded": [{"clause": "a", "reason": "x", "lot": 2}]},
    ],
)
def test_there_is_no_trial_where_no_annex_could_be_made(said: Table) -> None:
    assert next_question.try_selection(whole({}), said, EN) is None


def test_what_keeps_an_annex_from_being_made_is_told() -> None:
    said = answers(excluded=[{"clause": "rule", "reason": "x", "lot": 1}])
    made = whole({}, {"general/rule": clause(kind="general-rule")})
    assert [f.rule for f in next_question.list_objections(made, said, EN)] == ["excluded"]


@pytest.mark.parametrize("said", [{}, {"lots": [{}]}, {"lots": [lot()]}, {"lots": [lot(months=0)]}])
def test_nothing_is_told_to_keep_an_annex_from_being_made_where_answers_are_missing_or_wrong(said: Table) -> None:
    assert next_question.list_objections(whole({}), said, EN) == []


# --- trials with several lots ---

MODEL = asks("choice", key="acquisition", words="acquisitions", needed=True)
REFURBISHED_CLAUSE = {"a": clause(applies=[{"accepts-refurbished": True}])}


@pytest.mark.parametrize("later", [[{}], [{}, {}], [{"title": "Second"}, {}]])
def test_a_question_that_matters_is_asked_in_its_place_although_later_lots_are_empty(later: list[Table]) -> None:
    made = whole({"lots": LOTS, "model": MODEL, "accepts-refurbished": REFURBISHED}, REFURBISHED_CLAUSE)
    found = asked(made, answers(lot(), *later))
    assert found[:4] == ["lots", "lots.1.acquisition", "lots.1.answers.accepts-refurbished", "lots.2.acquisition"]
    # Nothing can be said of a lot that nobody has described.
    assert "lots.2.answers.accepts-refurbished" not in found


def test_once_the_next_lot_is_described_its_question_comes_too() -> None:
    made = whole({"model": MODEL, "accepts-refurbished": REFURBISHED}, REFURBISHED_CLAUSE)
    found = asked(made, answers(lot(answers={"accepts-refurbished": True}), lot(), {}))
    assert "lots.1.answers.accepts-refurbished" in found
    assert "lots.2.answers.accepts-refurbished" in found
    assert "lots.3.answers.accepts-refurbished" not in found


def test_what_matters_in_one_lot_only_is_asked_there_although_later_lots_are_empty() -> None:
    target = {"a": clause(applies=[{"categories": ["display"], "accepts-refurbished": True}])}
    made = whole({"accepts-refurbished": REFURBISHED}, target)
    assert asked(made, answers(lot(), lot({"display": 5}, data=None), {}, {})) == [
        "lots.2.answers.accepts-refurbished"
    ]


def test_a_trial_covers_the_lots_up_to_the_last_one_that_is_described() -> None:
    found = next_question.try_selection(whole({}), answers(lot(), lot(), {}, {"title": "Later"}), EN)
    assert found is not None
    assert [part.number for part in found.lots] == [1, 2]


def test_an_empty_lot_between_others_is_not_passed_over() -> None:
    """Positions would shift, and the answers of the third lot would be tried as those of the second."""
    assert next_question.try_selection(whole({}), answers(lot(), {}, lot()), EN) is None


def test_a_value_that_is_open_in_the_first_lot_is_asked_for_although_later_lots_are_empty() -> None:
    made = library({"a": UNDECIDED})
    assert keys(next_question.list_open_values(made, answers(lot(), {}), EN)) == ["parameters.a.years"]


def test_a_trial_of_the_first_lots_leaves_the_empty_ones_in_the_answers() -> None:
    said = answers(lot(), {}, {})
    before = deepcopy(said)
    assert next_question.try_selection(whole({}), said, EN)
    assert said == before


def test_a_trial_leaves_the_answers_as_they_are() -> None:
    said = {"lots": [lot(title=None, months=None)]}
    before = deepcopy(said)
    assert next_question.try_selection(whole({}), said, EN)
    assert said == before


# --- values that are worth a question ---

UNDECIDED = clause(parameters={"years": parameter({"core": "undecided"})})


def values(target: Table, *lots: Table, law: Table | None = None, **overrides: Any) -> list[ValueSlot]:
    """The open values where `target` is clause `a` and `law` a limit in Kenya, where the tender is."""
    made = library({"a": target}, {"ke": profile(limits=[law] if law else [])})
    said = answers(*lots, **{"tender": {"country": "KE"}, **overrides})
    return next_question.list_open_values(made, said, EN)


def test_an_undecided_value_is_asked_for() -> None:
    (one,) = values(UNDECIDED)
    assert (one.id, one.path, one.lot) == ("a.years", ("parameters", "a", "years"), None)
    assert (one.value.value, one.categories) == (None, ())


def test_a_decided_value_is_not_asked_for() -> None:
    assert values(clause(parameters={"years": parameter()})) == []


def test_a_value_that_is_open_in_several_lots_is_asked_for_once() -> None:
    target = {**UNDECIDED, "applies": [{"categories": ["laptop"]}]}
    found = values(target, lot(), lot({"display": 1}, data=None), lot())
    assert keys(found) == ["parameters.a.years"]


@pytest.mark.parametrize("value", [7, "undecided", {"laptop": 7}, {"laptop": "undecided"}])
def test_a_value_that_was_given_or_left_open_on_purpose_is_not_asked_for_again(value: Any) -> None:
    assert values(UNDECIDED, lot(parameters={"a": {"years": value}})) == []
    assert values(UNDECIDED, parameters={"a": {"years": value}}) == []


def test_a_value_that_was_given_for_some_kinds_is_asked_for_the_others() -> None:
    here = lot({"laptop": 1, "display": 1, "tablet": 1}, parameters={"a": {"years": {"laptop": 7}}})
    (one,) = values(UNDECIDED, here)
    assert one.categories == ("display", "tablet")


def test_a_value_is_asked_for_the_kinds_for_which_it_is_undecided() -> None:
    target = clause(parameters={"years": parameter({"core": "undecided", "categories": ["display"]}, {"core": 4})})
    (one,) = values(target, lot({"laptop": 1, "display": 1}))
    assert (one.categories, one.value.value) == (("display",), None)


FIVE = clause(parameters={"years": parameter()})
# The term goes from 2027-01-15 to 2031-01-15.
WITHIN = datetime.date(2028, 6, 1)


def test_a_value_that_law_raises_within_the_term_is_asked_for() -> None:
    (one,) = values(FIVE, law=limit("a.years", 7, from_=WITHIN))
    assert one.value.value == 5
    assert [x.value for x in one.value.coming] == [7]


@pytest.mark.parametrize(
    ("day", "worth"),
    [("2027-01-15", False), ("2027-01-16", True), ("2031-01-15", True), ("2031-01-16", False)],
)
def test_only_law_that_starts_within_the_term_is_worth_a_question(day: str, worth: bool) -> None:
    law = limit("a.years", 7, from_=datetime.date.fromisoformat(day))
    assert bool(values(FIVE, law=law)) is worth


def test_the_term_starts_on_the_day_of_delivery() -> None:
    law = limit("a.years", 7, from_=WITHIN)
    assert values(FIVE, lot(delivery_from=WITHIN), law=law) == []


def test_a_value_that_keeps_to_the_coming_law_is_not_asked_for() -> None:
    assert values(FIVE, law=limit("a.years", 5, from_=WITHIN)) == []


def test_a_value_that_was_given_is_not_asked_for_again_whatever_law_comes() -> None:
    law = limit("a.years", 7, from_=WITHIN)
    assert values(FIVE, lot(parameters={"a": {"years": 6}}), law=law) == []


def test_law_that_comes_for_some_kinds_is_asked_about_for_those() -> None:
    law = limit("a.years", 7, from_=WITHIN, categories=["display"])
    (one,) = values(FIVE, lot({"laptop": 1, "display": 1}), law=law)
    assert (one.categories, len(one.value.coming)) == (("display",), 1)


def test_a_clause_that_is_left_out_has_no_value_to_ask_for() -> None:
    assert values(UNDECIDED, excluded=[{"clause": "a", "reason": "x"}]) == []


def test_before_there_is_a_selection_no_value_is_asked_for() -> None:
    assert next_question.list_open_values(library({"a": UNDECIDED}), {"lots": [{}]}, EN) == []


def test_every_value_of_a_lot_can_be_changed() -> None:
    made = library({"a": FIVE})
    (one,) = next_question.list_values(
        next_question.try_selection(made, answers(lot({"laptop": 1, "tablet": 1})), EN)
    )
    assert (one.id, format_path(one.path), one.categories) == (
        "a.years",
        "lots.1.parameters.a.years",
        (),
    )
    assert one.value.value == 5


def test_a_value_that_differs_by_kind_is_changed_kind_by_kind() -> None:
    made = library({"a": clause(parameters={"years": parameter({"core": 3, "categories": ["tablet"]}, {"core": 5})})})
    said = answers(lot({"laptop": 1, "tablet": 1, "display": 1}))
    found = [
        (s.value.value, s.categories, s.others)
        for s in next_question.list_values(next_question.try_selection(made, said, EN))
    ]
    assert found == [(5, ("laptop", "display"), ("tablet",)), (3, ("tablet",), ("laptop", "display"))]


def test_before_there_is_a_selection_there_are_no_values() -> None:
    assert next_question.list_values(None) == []


# --- findings ---


def test_a_whole_purchase_has_no_findings() -> None:
    assert next_question.list_findings(whole({}), answers(), EN, "x.toml") == []


def test_what_is_missing_and_what_is_wrong_is_found_with_file_and_key() -> None:
    said = {"tenderkit": 1, "language": "en", "tender": {}, "lots": [lot(months=0)]}
    found = next_question.list_findings(whole({}), said, EN, "x.toml")
    assert {(f.rule, f.place.key) for f in found} == {
        ("missing", "tender.title"),
        ("missing", "tender.launch"),
        ("greater-than-equal", "lots.1.months"),
    }
    assert {f.place.file for f in found} == {"x.toml"}


# --- answers of any type ---

JUNK: list[Any] = [None, True, -1, 1.5, 10**30, float("nan"), "", "x", [], [1], ["x"], [[]], [{}], {}, {"x": 1}]
JUNK += [{"laptop": {}}, WITHIN, datetime.datetime(2027, 1, 1), datetime.time(1), [{"category": []}], [{"cpv": 1}]]
JUNK += [[{"category": {"x": 1}}], [{"category": "laptop", "quantity": "many"}]]
LAPTOPS = {"cpv": "30213100", "quantity": 5, "note": "x"}
FULL = answers(
    lot({"laptop": 5}, options=[12], delivery_from=WITHIN, answers={}, parameters={"a": {"years": 5}}),
    lot(acquisition="take-back", weights={"price": 100}) | {"returns": [LAPTOPS]},
    tender={"country": "KE", "value": {"amount": 1, "currency": "EUR"}, "answers": {"need-check": []}},
    included=[{"clause": "a", "reason": "x", "lot": 1}],
)


@cache
def shipped_questions() -> Library:
    """The shipped questions with two clauses, one of which tests a fact and has a value."""
    tests = clause(
        applies=[{"accepts-refurbished": True}, {}], parameters={"years": parameter({"core": "undecided"})}
    )
    small = library({"a": tests, "b": award()})
    return replace(small, questions=shipped_data.load_shipped_data().library.questions)


def all_of(said: Any) -> None:
    """All that the interview finds out from answers."""
    made = shipped_questions()
    list(next_question.find_asked_slots(made, said, EN))
    next_question.estimate_slots(made, said)
    next_question.list_open_values(made, said, EN)
    next_question.list_findings(made, said, EN, "x.toml")
    next_question.list_lot_categories(made, said)


def places(inside: Any, path: AnswerPath = ()) -> Iterator[AnswerPath]:
    """Every place in plain data, tables and lists included."""
    if path:
        yield path
    pairs = inside.items() if isinstance(inside, dict) else enumerate(inside) if isinstance(inside, list) else ()
    for part, value in pairs:
        yield from places(value, (*path, part))


@pytest.mark.parametrize("path", list(places(FULL)), ids=format_path)
def test_nothing_that_may_stand_at_a_key_stops_the_interview(path: AnswerPath) -> None:
    for junk in JUNK:
        said = deepcopy(FULL)
        inside: Any = said
        for part in path[:-1]:
            inside = inside[part]
        inside[path[-1]] = deepcopy(junk)
        all_of(said)


PARTS = ("tender", "lots", "items", "returns", "category", "cpv", "quantity", "answers", "acquisition", "laptop")
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.sampled_from((*PARTS, "30213100", "")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PARTS), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(PARTS), ANYTHING, max_size=4))
def test_no_answers_of_any_shape_stop_the_interview(said: Any) -> None:
    all_of(said)


# --- the shipped questions ---

SHIPPED = shipped_data.load_shipped_data().library.questions
FRAMES = sorted((shipped_data.find_data_folder() / "templates" / "frame").glob("*.toml"))
LANGUAGES = [path.stem for path in FRAMES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id_", SHIPPED)
def test_a_shipped_question_has_its_words_in_every_language(id_: str, language: str) -> None:
    question = SHIPPED[id_]
    for words in (question.label, question.text, question.help, *question.choice_text.values()):
        assert words.get(language, "").strip()


@pytest.mark.parametrize("id_", [i for i, q in SHIPPED.items() if q.scope == "line"])
def test_a_shipped_question_on_a_line_names_the_equipment(id_: str) -> None:
    assert all("{kind}" in text for text in SHIPPED[id_].text.values())


DEVICE = {
    "category": "other-device", "name": "docks", "quantity": 5,
    **dict.fromkeys(("battery", "stores-data", "screen", "carried", "consumables"), False),
}  # fmt: skip


@pytest.mark.parametrize("id_", [i for i, q in SHIPPED.items() if q.needed])
def test_the_example_of_a_shipped_question_that_is_needed_is_taken(id_: str) -> None:
    question, made = SHIPPED[id_], shipped_data.load_shipped_data().library
    value = parse_toml(f"x = {question.example}", "example")["x"]
    fitting = [
        (answers(one), s)
        for one in (
            lot(title="x"),
            lot({}, {"laptop": 1}, acquisition="take-back"),
            {**lot(), "items": [dict(DEVICE)]},
        )
        for s in next_question.list_slots(made, answers(one))
        if s.id == id_
    ]
    said, slot = fitting[0]
    said["lots"][0]["title"] = "x"
    put_answer(said, slot.path, value)
    assert next_question.list_findings(made, said, EN, "x.toml") == []


@cache
def reached() -> frozenset[str]:
    """What the interview asks or the review offers for some purchase, in a library where a clause tests each fact."""
    shipped, found = shipped_data.load_shipped_data().library, set[str]()
    tests = [{id_: (q.choices or (True,))[0]} for id_, q in shipped.facts.items() if q.ask == "matters"]
    tested = library({"tests": clause(applies=tests)}, faulty=True)
    made = replace(shipped, clauses={**shipped.clauses, **tested.clauses})
    lots = [lot(acquisition=model) for model in made.vocabulary.words("acquisitions")]
    media = lot({}, {"storage-media": 1}, acquisition="take-back")
    lots += [lot({"data-centre": 1}, acquisition="service"), lot({"server": 5}), media, {**lot(), "items": [DEVICE]}]
    for said in (*map(answers, lots), answers(tender={"contract": "framework"})):
        found |= {
            s.id
            for s in (
                *next_question.find_asked_slots(made, said, EN),
                *next_question.list_review_slots(made, said, EN),
            )
        }
    return frozenset(found)


@pytest.mark.parametrize("id_", SHIPPED)
def test_a_shipped_question_can_be_reached(id_: str) -> None:
    assert id_ in reached()


OLD_ONLY = ("condition", "moved-by", "given-to")


def test_what_is_said_of_old_equipment_is_offered_at_the_review_for_its_lines_alone() -> None:
    said = answers(lot({"laptop": 5, "display": 5}, {"tablet": 5, "laptop": 5}), lot({"display": 5}, data=None))
    offered = next_question.list_review_slots(shipped_data.load_shipped_data().library, said, EN)
    assert [format_path(s.path) for s in offered if s.id in OLD_ONLY] == [
        f"lots.1.returns.{line}.{key}" for line in (1, 2) for key in OLD_ONLY
    ]
    assert [s.id for s in next_question.find_asked_slots(shipped_questions(), said, EN) if s.id in OLD_ONLY] == []


@pytest.mark.parametrize(
    ("one", "offered"),
    [
        (lot(), True),
        (lot({}, {"mixed-ict": 5}, acquisition="take-back"), True),
        (lot({"consumables": 5}, acquisition="consumables", data=None), False),
        (lot({"data-centre": 1}, acquisition="service"), False),
    ],
    ids=["purchase", "take-back", "consumables", "hosting"],
)
def test_routes_are_offered_at_the_review_where_equipment_becomes_old(one: Table, offered: bool) -> None:
    made = shipped_data.load_shipped_data().library
    assert ("routes" in [s.id for s in next_question.list_review_slots(made, answers(one), EN)]) is offered


# --- the words of the interview ---

SECTIONS = ("interview", "refusals", "review", "file", "lot-titles", "burden", "before")
SOURCES = Path(tenderkit.__file__).parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Code:
    """The sources of a module: which texts an expression can be, as far as constants say it."""

    def __init__(self, path: Path) -> None:
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.inside: dict[ast.AST, Function] = {}
        self.names: dict[Function, str] = {}
        for node in ast.walk(self.tree):
            for child in ast.iter_child_nodes(node):
                if isinstance(node, ast.ClassDef) and isinstance(child, Function):
                    self.names[child] = node.name if child.name == "__init__" else child.name
                here = node if isinstance(node, Function) else self.inside.get(node)
                if here is not None:
                    self.inside[child] = here

    def constants(self, node: ast.AST) -> set[str]:
        """The texts that stand in it, apart from pieces of f-strings."""
        pieces = {id(p) for n in ast.walk(node) if isinstance(n, ast.JoinedStr) for p in n.values}
        found = [n for n in ast.walk(node) if isinstance(n, ast.Constant) and id(n) not in pieces]
        return {n.value for n in found if isinstance(n.value, str)}

    def calls(self, name: str) -> list[ast.Call]:
        """The calls of a function, method or class."""
        found = [n for n in ast.walk(self.tree) if isinstance(n, ast.Call)]
        return [c for c in found if ast.unparse(c.func).rpartition(".")[2] == name]

    def bound(self, name: str, function: Function) -> list[ast.expr]:
        """What a name of a function is made of: what is assigned to it, or looped over."""
        made: list[tuple[ast.expr, ast.expr]] = []
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                made += [(target, node.value) for target in node.targets]
            elif isinstance(node, ast.For | ast.comprehension):
                made.append((node.target, node.iter))
        return [
            value for target, value in made if name in {n.id for n in ast.walk(target) if isinstance(n, ast.Name)}
        ]

    def texts(self, node: ast.expr, seen: tuple[str, ...] = ()) -> set[str]:
        """What an expression can be. A parameter is what callers in the module give for it; another name what it is
        made of or, where that says nothing, any constant of its function.
        """
        if isinstance(node, ast.JoinedStr):
            parts = [self.texts(p.value if isinstance(p, ast.FormattedValue) else p, seen) for p in node.values]
            return {"".join(p) for p in product(*parts)}
        function = self.inside.get(node)
        if not isinstance(node, ast.Name) or function is None:
            return self.constants(node)
        if node.id in seen:
            return set()
        seen = (*seen, node.id)
        given = [a.arg for a in function.args.args if a.arg not in ("self", "cls")]
        if node.id in given:
            found: set[str] = set()
            for call in self.calls(self.names.get(function, function.name)):
                named = [k.value for k in call.keywords if k.arg == node.id]
                for argument in named or call.args[given.index(node.id) :][:1]:
                    found |= self.texts(argument)
            return found
        made = self.bound(node.id, function)
        inside = [n for e in made for n in ast.walk(e) if isinstance(n, ast.Name)]
        texts = set[str]().union(*(self.constants(e) for e in made), *(self.texts(n, seen) for n in inside))
        return texts or self.constants(function)


@cache
def sources() -> dict[str, Code]:
    return {
        path.relative_to(SOURCES).as_posix(): Code(path)
        for path in SOURCES.rglob("*.py")
        if "_data" not in path.parts
    }


def named_elsewhere() -> set[str]:
    """Keys whose last part comes from another module or from the data."""
    refused = {t for code in sources().values() for c in code.calls("Refusal") for t in code.texts(c.args[0])}
    warned = sources()["papers/effort.py"].constants(sources()["papers/effort.py"].tree)
    models = shipped_data.load_shipped_data().library.vocabulary.acquisitions
    return (
        {f"refusals.{code}" for code in refused}
        | {f"burden.{word}" for word in warned}
        | {f"lot-titles.{model}" for model in models}
    )


@cache
def used() -> frozenset[str]:
    """The keys of frame texts that the sources name."""
    found = named_elsewhere()
    for code in sources().values():
        for node in ast.walk(code.tree):
            if isinstance(node, ast.JoinedStr):
                first = node.values[0]
                if isinstance(first, ast.Constant) and str(first.value).startswith(tuple(f"{s}." for s in SECTIONS)):
                    found |= code.texts(node)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "remark":
                # What to do stands beside what is wrong.
                found |= {f"{key}-fix" for key in code.constants(node)}
        found |= code.constants(code.tree)
    return frozenset(found)


@pytest.mark.parametrize("frame", FRAMES, ids=LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_text_of_the_interview_is_used(section: str, frame: Path) -> None:
    texts = parse_toml(read_text(frame, frame.name), frame.name)["texts"][section]
    assert [name for name in texts if f"{section}.{name}" not in used()] == []


@pytest.mark.parametrize("frame", FRAMES, ids=LANGUAGES)
def test_every_text_that_the_interview_names_is_there(frame: Path) -> None:
    texts = parse_toml(read_text(frame, frame.name), frame.name)["texts"]
    written = re.compile(rf"({'|'.join(SECTIONS)})\.(?!xlsx)([a-z-]+)")  # `review.xlsx` is a file
    named = [
        m.groups() for code in sources().values() for c in code.constants(code.tree) if (m := written.fullmatch(c))
    ]
    assert len(named) > 50
    assert [f"{section}.{name}" for section, name in named if name not in texts[section]] == []
