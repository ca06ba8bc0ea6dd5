# SPDX-License-Identifier: Apache-2.0
import datetime

from tenderkit.compare.difference import ValueMove, compare_states, name_blanks
from tenderkit.compare.printed_state import flatten_answers
from tenderkit.compare.state import ComparedClause, ComparedPart, ComparedState, ComparedValue
from tenderkit.library.author_data import HistoryEntry


def clause(text: str, version: int = 1, **values: dict[str, str]) -> ComparedClause:
    words = {name: {k: ComparedValue(v, "the law") for k, v in some.items()} for name, some in values.items()}
    return ComparedClause(version, "Take-back", ("Take-back", text), words)


def state(*lots: tuple[str, dict[str, ComparedClause]], **answers: str) -> ComparedState:
    parts = tuple(ComparedPart(n, title, some, {"gone": "left out"}) for n, (title, some) in enumerate(lots, 1))
    return ComparedState("purchase", "a", parts, answers)


OLD = clause(
    "It shall collect within 10 days.", 1, days={"laptop": "10 days", "tablet": "10 days", "phone": "3 days"}
)
NEW = clause("It shall collect within 7 days.", 3, days={"laptop": "7 days", "tablet": "7 days", "phone": "3 days"})
HISTORY = {
    "take-back": {
        str(n): HistoryEntry(datetime.date(2027, 1, n), {"en": f"What version {n} asks."}) for n in (1, 2, 3)
    }
}


def test_what_is_the_same_is_no_difference() -> None:
    assert compare_states(state(("A", {"x": OLD})), state(("A", {"x": OLD}))).is_empty


def test_a_changed_clause_has_its_words_its_values_and_what_each_newer_version_asks() -> None:
    difference = compare_states(state(("A", {"take-back": OLD})), state(("A", {"take-back": NEW})), HISTORY)
    (found,) = difference.list_clauses("changed")
    assert [changed.numbers for changed in found.changed_texts] == [(("10 days", "7 days"),)]
    assert found.values == (ValueMove("days", "10 days", "7 days", ("laptop", "tablet"), "the law"),)
    assert found.reasons == ("version 2: What version 2 asks.", "version 3: What version 3 asks.")


def test_a_value_that_moved_for_all_categories_names_none() -> None:
    old, new = (clause("Same.", 1, days={"laptop": v, "tablet": v}) for v in ("5", "6"))
    (found,) = compare_states(state(("A", {"x": old})), state(("A", {"x": new}))).list_clauses("changed")
    assert found.values == (ValueMove("days", "5", "6", (), "the law"),)


def test_clauses_come_and_go_with_the_reason() -> None:
    new = ComparedClause(1, "Repair", ("Repair",), reason="the lot has laptops")
    difference = compare_states(state(("A", {"gone": OLD})), state(("A", {"came": new})))
    assert [(c.id, c.reasons) for c in difference.list_clauses("added")] == [("came", ("the lot has laptops",))]
    assert [(c.id, c.reasons) for c in difference.list_clauses("withdrawn")] == [("gone", ("left out",))]


def test_lots_are_paired_by_title_before_number() -> None:
    old = state(("A", {"x": OLD}), ("B", {"x": NEW}))
    new = state(("New", {"x": OLD}), ("A", {"x": OLD}), ("B", {"x": NEW}))
    (part,) = compare_states(old, new).parts
    assert (part.number, part.title, part.fate) == (1, "New", "added")
    (part,) = compare_states(new, old).parts
    assert (part.title, part.fate, part.clauses[0].fate) == ("New", "withdrawn", "withdrawn")


def test_a_lot_with_another_title_is_the_lot_with_its_number() -> None:
    assert compare_states(state(("A", {"x": OLD})), state(("Other", {"x": OLD}))).is_empty


def test_answers_are_compared_where_both_sides_have_some() -> None:
    old, new = state(("A", {}), launch="2026", size="1"), state(("A", {}), launch="2027", months="24", size="1")
    assert compare_states(old, new).answers == (ValueMove("launch", "2026", "2027"), ValueMove("months", "", "24"))
    assert compare_states(old, state(("A", {}))).answers == ()


def test_answers_of_lots_are_compared_lot_by_lot() -> None:
    old = ComparedState("purchase", "a", state(("A", {})).parts, {"lots.1.title": "A", "lots.1.months": "36"})
    moved = {"lots.1.title": "New", "lots.1.months": "12", "lots.2.title": "A", "lots.2.months": "24"}
    new = ComparedState("purchase", "b", state(("New", {}), ("A", {})).parts, moved)
    assert compare_states(old, new).answers == (
        ValueMove("lots.2.months", "36", "24"),
        ValueMove("lots.1.title", "", "New"),
        ValueMove("lots.1.months", "", "12"),
    )
    assert compare_states(new, old).answers == (
        ValueMove("old lots.1.title", "New", ""),
        ValueMove("old lots.1.months", "12", ""),
        ValueMove("lots.1.months", "24", "36"),
    )


def test_rows_of_a_list_are_named_by_what_they_are_about() -> None:
    laptops = [{"category": "laptop", "quantity": 4}, {"category": "laptop", "quantity": 2}]
    answers = {"lots": [{"items": [{"category": "display", "quantity": 1}, *laptops]}]}
    assert dict(flatten_answers({**answers, "excluded": [{"clause": "take-back", "lot": 1}]})) == {
        "lots.1.items.display.quantity": "1",
        "lots.1.items.laptop.quantity": "4",
        "lots.1.items.laptop 2.quantity": "2",
        "excluded.take-back 1.clause": "take-back",
        "excluded.take-back 1.lot": "1",
    }


def test_points_of_the_price_belong_to_the_lot_and_those_of_a_clause_to_the_clause() -> None:
    old, new = (
        ComparedState(
            "purchase", "a", (ComparedPart(1, "A", {"x": clause("Same.", 1, points={"": own})}, {}, {"price": p}),)
        )
        for own, p in (("30", "70"), ("20", "80"))
    )
    (part,) = compare_states(old, new).parts
    assert part.points == (ValueMove("price", "70", "80"),)
    assert part.clauses[0].values == (ValueMove("points", "30", "20", (), "the law"),)


def test_a_demand_of_the_law_is_paired_with_the_one_that_takes_its_place() -> None:
    old, new = (
        ComparedState("purchase", "a", (), {"x": "1"}, tuple(demands))
        for demands in (
            [
                "Let 20 % of your yearly spend be reused goods. (Since 1 July 2024.)",
                "Keep a list. (Since 2020.)",
                "Old.",
            ],
            [
                "Let 25 % of your yearly spend be reused goods. (Since 2027.) [Law, Art 2]",
                "Keep a list. (Since 2021.)",
            ],
        )
    )
    difference = compare_states(old, new)
    assert difference.demand_pairs == ((old.demands[0], new.demands[0]), ("Old.", ""), ("", new.demands[1]))


def test_blanks_of_a_library_are_named_by_the_titles_of_its_parameters() -> None:
    text = "For {{ parts_years }} {{ parts_years_anchor }}, {{items}}, {{ parts_years_value }}, {{ odd_one }}."
    named = name_blanks(text, {"parts-years": "years of parts"})
    assert named == (
        "For ‹years of parts› ‹from when: years of parts›, ‹the equipment›, ‹years of parts›, ‹odd one›."
    )
