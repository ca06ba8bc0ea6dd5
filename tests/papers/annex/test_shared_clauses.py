# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.annex.shared_clauses import SharedClause
from tenderkit.papers.blocks import ClauseBlock, Paragraph, Table
from tests.support import (
    EXAMPLES,
    PURCHASE_FILES,
    annex,
    award,
    clause,
    example,
    example_purchase,
    library,
    lot,
    parameter,
    performance,
)

DAYS = parameter({"core": 10}, title="Days to collect", unit="days", direction="max")
TAKE_BACK = performance(
    parameters={"days": DAYS},
    text={"title": "Take-back", "requirement": "The contractor shall collect within {{ days }}."},
)

SEVERAL_LOTS = [name for name in PURCHASE_FILES if len(example_purchase(name).lots) > 1]


def days(number: int, clause_id: str = "take-back") -> dict[str, Any]:
    """The keys of a lot that set the days of a clause."""
    return {"parameters": {clause_id: {"days": number}}}


def shared(one: Annex, id_: str) -> list[SharedClause]:
    return [each for each in one.shared if each.printed.clause.id == id_]


def numbers(one: Annex, lot_number: int) -> list[tuple[str, str, str]]:
    return [(c.clause.id, c.number, c.printed_in) for c in one.lots[lot_number - 1].clauses]


def amounts(values: SharedClause) -> dict[str, Mapping[str, object]]:
    return {value.name: value.amounts for value in values.values}


def published_blocks(one: Annex) -> list[object]:
    return list(one.blocks)


def clause_block(one: Annex, number: str) -> ClauseBlock:
    blocks = (block for block in published_blocks(one) if isinstance(block, ClauseBlock))
    return next(block for block in blocks if block.printed.number == number)


def of_kind(blocks: Iterable[object], kind: type) -> list[Any]:
    return [block for block in blocks if isinstance(block, kind)]


# --- what is shared ---


def test_lots_with_the_same_words_share_one_printing() -> None:
    one = annex(library({"take-back": TAKE_BACK}), lots=[lot(), lot()])
    (printing,) = one.shared
    assert (printing.printed.number, printing.printed.tag, printing.printed.lots) == (
        "C.4.1",
        "tk:C1.take-back@1",
        (1, 2),
    )
    assert printing.printed.requirement == ("The contractor shall collect within 10 days.",)
    assert printing.values == ()
    assert [c.number for c in one.printed] == ["C.4.1"]
    assert numbers(one, 1) == numbers(one, 2) == [("take-back", "C.4.1", "common")]


def test_one_lot_shares_nothing() -> None:
    one = annex(library({"take-back": TAKE_BACK}))
    assert one.shared == ()
    assert numbers(one, 1) == [("take-back", "1.4.1", "lot")]


def test_a_value_that_differs_gives_way_to_its_name() -> None:
    one = annex(library({"take-back": TAKE_BACK}), lots=[lot(**days(10)), lot(**days(5)), lot(**days(10))])
    (printing,) = one.shared
    assert printing.printed.requirement == ("The contractor shall collect within ‹Days to collect›.",)
    assert amounts(printing) == {"Days to collect": {"10 days": ((1, ""), (3, "")), "5 days": ((2, ""),)}}
    in_lots = [c.requirement[0] for lot_ in one.lots for c in lot_.clauses]
    assert in_lots == [f"The contractor shall collect within {n} days." for n in (10, 5, 10)]


def test_a_value_with_its_event_is_one_name() -> None:
    text = {"requirement": "It shall last for {{ years }} {{ years_anchor }}."}
    cases = parameter(
        {"categories": ["laptop"], "core": 3, "anchor": "after-delivery"}, {"core": 4, "anchor": "from-acceptance"}
    )
    one = annex(library({"last": clause(parameters={"years": cases}, text=text)}), lots=[lot(), lot({"display": 9})])
    (printing,) = one.shared
    assert printing.printed.requirement == ("It shall last for ‹Years›.",)
    assert amounts(printing) == {
        "Years": {"3 years after delivery": ((1, ""),), "4 years from acceptance": ((2, ""),)}
    }


def test_a_paragraph_for_some_categories_states_them_in_the_table() -> None:
    text = {"requirement": "It shall last for {{ years }}."}
    cases = parameter({"categories": ["laptop"], "core": 3}, {"core": 4})
    lots = [lot({"laptop": 5, "display": 5}), lot({"laptop": 5})]
    one = annex(library({"last": clause(parameters={"years": cases}, text=text)}), lots=lots)
    (printing,) = one.shared
    assert printing.printed.requirement == ("It shall last for ‹Years›.",)
    assert amounts(printing) == {"Years": {"3 years": ((1, "laptops"), (2, "")), "4 years": ((1, "displays"),)}}


def test_a_paragraph_that_holds_for_other_categories_names_all_its_values() -> None:
    text = {"requirement": "It shall last for {{ years }}."}
    cases = parameter({"categories": ["laptop"], "core": 3})
    lots = [lot({"laptop": 5, "display": 5}), lot({"laptop": 5})]
    one = annex(library({"last": clause(parameters={"years": cases}, text=text)}), lots=lots)
    (printing,) = one.shared
    assert printing.printed.requirement == ("It shall last for ‹Years›.",)
    assert amounts(printing) == {"Years": {"3 years": ((1, "laptops"), (2, ""))}}


def test_lots_that_cover_other_categories_share_the_words() -> None:
    some = clause(applies=[{"categories": ["laptop"]}])
    one = annex(library({"some": some}), lots=[lot({"laptop": 5, "display": 5}), lot({"laptop": 5})])
    (printing,) = one.shared
    assert printing.printed.covers == "In Lot 1 only for laptops provided."
    assert amounts(printing) == {}
    assert [c.covers for lot_ in one.lots for c in lot_.clauses] == ["For laptops provided.", ""]


def test_lots_that_cover_the_same_categories_are_named_together() -> None:
    some = clause(applies=[{"categories": ["laptop"]}, {"return-categories": ["tablet"]}])
    both = lot({"laptop": 5, "display": 5}, returns={"tablet": 3, "display": 2})
    returned = lot({"display": 5}, returns={"tablet": 3, "display": 2})
    one = annex(library({"some": some}), lots=[both, lot({"laptop": 5}), returned, both])
    (printing,) = one.shared
    assert printing.printed.covers == (
        "In Lot 1 and Lot 4 only for laptops provided, and tablets handed over. "
        "In Lot 3 only for tablets handed over."
    )


def test_lots_that_all_cover_the_same_part_are_not_named_twice() -> None:
    some = clause(applies=[{"categories": ["laptop"]}])
    one = annex(library({"some": some}), lots=[lot({"laptop": 5, "display": 5}), lot({"laptop": 5, "tablet": 5})])
    (printing,) = one.shared
    assert printing.printed.covers == "For laptops provided."


def test_a_value_that_one_lot_waives_names_the_lot() -> None:
    two = {"requirement": "It shall last.\n\nIt shall last for {{ years }}."}
    made = clause(parameters={"years": parameter({"core": 3}, title="Years")}, text=two)
    waiving = {"parameters": {"some": {"years": {"display": "none"}}}}
    lots = [lot({"laptop": 5, "display": 5}, **waiving), lot({"laptop": 5, "display": 5})]
    (printing,) = annex(library({"some": made}), lots=lots).shared
    assert printing.printed.covers == "Lot 1: No Years is set for displays."


def test_each_wording_is_a_printing_of_its_own() -> None:
    leased = {"when": {"acquisition": ["lease"]}, "requirement": "The contractor shall fetch it."}
    whole = library({"take-back": TAKE_BACK | {"variants": {"leased": leased}}})
    models = ("purchase", "lease", "purchase", "lease", "refurbished")
    one = annex(whole, lots=[lot(acquisition=model) for model in models])
    assert [(p.printed.number, p.printed.tag, p.printed.lots) for p in one.shared] == [
        ("C.4.1", "tk:C1.take-back@1", (1, 3, 5)),
        ("C.4.2", "tk:C2.take-back@1", (2, 4)),
    ]


def test_a_wording_of_one_lot_stays_in_the_lot() -> None:
    leased = {"when": {"acquisition": ["lease"]}, "requirement": "The contractor shall fetch it."}
    whole = library({"take-back": TAKE_BACK | {"variants": {"leased": leased}}, "zz": performance()})
    one = annex(whole, lots=[lot(), lot(acquisition="lease"), lot()])
    assert numbers(one, 2) == [("take-back", "2.4.1", "lot"), ("zz", "C.4.2", "common")]
    assert numbers(one, 3) == [("take-back", "C.4.1", "common"), ("zz", "C.4.2", "common")]


def test_the_order_of_every_lot_is_kept() -> None:
    sold = {"applies": [{"acquisition": ["purchase"]}]}
    whole = library({"aa": performance(), "bb": performance(**sold), "cc": performance()})
    one = annex(whole, lots=[lot(acquisition="lease"), lot(), lot()])
    assert [p.printed.clause.id for p in one.shared] == ["aa", "bb", "cc"]


# --- references ---


def test_a_shared_clause_refers_to_the_number_in_each_of_its_lots() -> None:
    leased = {"when": {"acquisition": ["lease"]}, "requirement": "The contractor shall fetch it."}
    penalty = performance(text={"title": "Penalty", "requirement": "A breach of “Take-back” costs 5 EUR."})
    whole = library({"penalty": penalty, "take-back": TAKE_BACK | {"variants": {"leased": leased}}})
    one = annex(whole, lots=[lot(), lot(acquisition="lease"), lot()])
    (printing,) = shared(one, "penalty")
    assert printing.printed.requirement == ("A breach of “Take-back” (C.4.2, 2.4.1) costs 5 EUR.",)
    in_lots = [c.requirement[0] for lot_ in one.lots for c in lot_.clauses if c.clause.id == "penalty"]
    assert ["(2.4.1)" in text for text in in_lots] == [False, True, False]


# --- the annex ---


def test_a_shared_clause_names_its_lots_and_its_values() -> None:
    one = annex(library({"take-back": TAKE_BACK}), lots=[lot(**days(10)), lot(**days(5)), lot(**days(10))])
    block = clause_block(one, "C.4.1")
    assert Paragraph("For Lot 1, Lot 2 and Lot 3.", style="note") in block.blocks
    (table,) = of_kind(block.blocks, Table)
    assert table.rows == (("Days to collect", "Lot 1 and Lot 3", "10 days"), ("", "Lot 2", "5 days"))


def test_what_a_shared_clause_covers_stands_in_the_line_under_its_heading_and_in_no_table() -> None:
    some = clause(applies=[{"categories": ["laptop"]}])
    one = annex(library({"some": some}), lots=[lot({"laptop": 5, "display": 5}), lot({"laptop": 5})])
    block = clause_block(one, "C.2.1")
    assert block.blocks[1] == Paragraph("For Lot 1 and Lot 2. In Lot 1 only for laptops provided.", style="note")
    assert of_kind(block.blocks, Table) == []


def test_words_for_values_are_explained_where_there_are_any() -> None:
    whole = library({"take-back": TAKE_BACK})
    alike, differing = (annex(whole, lots=[lot(), lot(**days(n))]) for n in (10, 5))
    told = [any("‹ and ›" in p.text for p in of_kind(published_blocks(one), Paragraph)) for one in (alike, differing)]
    assert told == [False, True]


@pytest.mark.parametrize("name", SEVERAL_LOTS)
def test_a_shared_clause_names_no_lot_that_it_does_not_hold_for(name: str) -> None:
    one = example(name)
    for each in one.shared:
        own = set(each.printed.lots)
        line = of_kind(clause_block(one, each.printed.number).blocks, Paragraph)[0].text
        lots = {int(number) for number in re.findall(r"Lot (\d+)", line)}
        assert lots == own, each.printed.number
        assert {place[0] for value in each.values for places in value.amounts.values() for place in places} <= own


@pytest.mark.parametrize("name", SEVERAL_LOTS)
def test_no_two_clauses_of_an_annex_print_the_same_table_of_covers(name: str) -> None:
    one = example(name)
    rows = [
        table.rows for each in one.shared for table in of_kind(clause_block(one, each.printed.number).blocks, Table)
    ]
    assert len(set(rows)) == len(rows)


def test_a_lot_refers_to_the_clauses_that_it_shares() -> None:
    one = annex(library({"take-back": TAKE_BACK, "zz": performance()}), lots=[lot(), lot()])
    lines = [p.text for p in of_kind(published_blocks(one), Paragraph)]
    assert lines.count("These clauses for several lots hold for this lot too: C.4.1 and C.4.2.") == 2


def test_an_award_criterion_has_its_text_once_and_its_points_in_the_lot() -> None:
    whole = library({"points": award(text={"title": "Points"})})
    one = annex(whole, lots=[lot(weights={"price": 70, "points": 30}), lot(weights={"price": 80, "points": 20})])
    leads = [p.lead for p in of_kind(clause_block(one, "C.3.1").blocks, Paragraph)]
    assert "Formula." in leads
    assert "Example." not in leads
    examples = [p.text for p in of_kind(published_blocks(one), Paragraph) if p.lead == "Points."]
    assert [text[:4] for text in examples] == ["30 ×", "20 ×"]


def test_an_open_value_of_a_shared_clause_is_open_in_each_lot() -> None:
    undecided = TAKE_BACK | {"parameters": {"days": DAYS | {"cases": [{"core": "undecided", "mark": "P"}]}}}
    one = annex(library({"take-back": undecided}), lots=[lot(), lot()])
    points = [(p.where, p.key) for p in one.open_points if "take-back" in p.key]
    assert points == [("C.4.1", f"lots.{n}: parameters.take-back.days") for n in (1, 2)]
    assert "[to be decided: Days to collect]" in one.gaps


def test_the_form_keeps_one_answer_a_lot() -> None:
    one = annex(library({"take-back": TAKE_BACK}), lots=[lot(), lot()])
    answers = [(f.tag, f.number) for f in one.form_fields if f.tag.endswith("take-back.value")]
    assert answers == [("tk:L1.take-back.value", "C.4.1"), ("tk:L2.take-back.value", "C.4.1")]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_clause_of_each_lot_is_printed_exactly_once(name: str) -> None:
    one = example(name)
    printed = [(number, clause.clause.id) for clause in one.printed for number in clause.lots]
    selected = [(clause.lots[0], clause.clause.id) for clause in one.selected]
    assert sorted(printed) == sorted(selected)
    assert (
        len({clause.number for clause in one.printed})
        == len({clause.tag for clause in one.printed})
        == len(one.printed)
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_two_values_of_a_shared_clause_have_one_name(name: str) -> None:
    for one in example(name).shared:
        names = [value.name for value in one.values]
        assert len(set(names)) == len(names), one.printed.clause.id


# --- what is printed among the general rules ---

REMEDIES = performance(
    group="general",
    parameters={"days": DAYS},
    text={"title": "Remedies", "requirement": "The contractor shall cure a miss within {{ days }}."},
)
WITH_REMEDIES = {"remedies": REMEDIES, "general/rule": clause(kind="general-rule", group="general")}


def test_a_clause_of_the_general_group_that_is_the_same_for_all_lots_is_a_general_rule() -> None:
    one = annex(library(WITH_REMEDIES), lots=[lot(), lot()])
    assert [(c.clause.id, c.number, c.tag, c.printed_in) for c in one.general.clauses] == [
        ("rule", "G.1", "tk:L0.rule@1", "general"),
        ("remedies", "G.2", "tk:L0.remedies@1", "general"),
    ]
    assert one.shared == ()
    assert numbers(one, 1) == numbers(one, 2) == []
    assert [c.number for c in one.context.list_clauses(one.lots[1])] == ["G.2"]


def test_one_lot_is_all_lots() -> None:
    one = annex(library(WITH_REMEDIES))
    assert [c.number for c in one.printed] == ["G.1", "G.2"]


def test_the_other_clauses_of_the_only_lot_are_numbered_without_a_gap() -> None:
    one = annex(library({"a": performance(), "remedies": REMEDIES, "z": performance()}))
    assert numbers(one, 1) == [("a", "1.4.1", "lot"), ("z", "1.4.2", "lot")]


def test_a_value_that_differs_keeps_it_among_the_clauses_for_several_lots() -> None:
    one = annex(library(WITH_REMEDIES), lots=[lot(**days(5, "remedies")), lot()])
    assert [c.number for c in one.printed] == ["G.1", "C.4.1"]


def test_a_clause_that_one_lot_lacks_stays_in_the_others() -> None:
    only = {**REMEDIES, "applies": [{"categories": ["laptop"]}]}
    one = annex(library({"remedies": only}), lots=[lot({"laptop": 5}), lot({"display": 5})])
    assert numbers(one, 1) == [("remedies", "1.4.1", "lot")]
    assert one.general.clauses == ()


def test_clauses_refer_to_a_general_rule_by_its_number() -> None:
    late = performance(text={"title": "Late", "requirement": "Lateness is a miss under “Remedies”."})
    one = annex(library({"remedies": REMEDIES, "late": late}))
    assert [c.requirement for c in one.lots[0].clauses] == [("Lateness is a miss under “Remedies” (G.1).",)]
