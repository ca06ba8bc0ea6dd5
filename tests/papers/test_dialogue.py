# SPDX-License-Identifier: Apache-2.0
from typing import Any

from tenderkit.library.buyer_steps import choose_market_questions
from tenderkit.library.condition import Facts
from tenderkit.library.reading import shipped_data
from tenderkit.papers.annex.annex import compose
from tenderkit.papers.blocks import Heading, Table
from tenderkit.papers.dialogue import compose_dialogue
from tests.support import award, choose, clause, english, library, limit, lot, parameter, performance, profile

STEPS = shipped_data.load_shipped_data().library.buyer_steps


def tables(clauses: dict[str, Any], profiles: Any = None, **overrides: Any) -> dict[str, Table]:
    annex = compose(choose(library(clauses, profiles), **overrides), english())
    return {block.caption: block for block in compose_dialogue(annex).blocks if isinstance(block, Table)}


def text(name: str) -> dict[str, str]:
    return {"title": name.title(), "requirement": f"The contractor shall give {{{{ {name} }}}}."}


def test_values_of_duties_are_asked_with_room_for_answers_and_those_of_the_tender_itself_are_not() -> None:
    clauses = {
        "years": clause(parameters={"years": parameter({"core": 5}, title="term")}, text=text("years")),
        "days": performance(parameters={"days": parameter({"core": 9}, title="period")}, text=text("days")),
        "points": award(parameters={"points": parameter({"core": 3}, title="points")}, text=text("points")),
        "plain": clause(),
    }
    found = tables(clauses, lots=[lot(title="Laptops")])["Laptops"]
    assert [row[:2] for row in found.rows] == [("Years", "term: 5 years"), ("Days", "period: 9 years")]
    assert {cell for row in found.rows for cell in row[2:]} == {""}


def test_a_value_that_law_sets_is_not_asked() -> None:
    clauses = {"years": clause(parameters={"years": parameter({"core": 5}, title="term")}, text=text("years"))}
    profiles = {"ke": profile(limits=[limit("years.years", 7)])}
    assert "Laptops" not in tables(clauses, profiles, tender={"country": "KE"}, lots=[lot(title="Laptops")])


def test_the_plan_names_what_each_lot_covers() -> None:
    annex = compose(choose(library({}), lots=[lot({"laptop": 40})]), english())
    plan = next(block for block in compose_dialogue(annex).blocks if isinstance(block, Table))
    assert plan.rows[0][1:3] == ("laptops", "an estimated 40")


def test_questions_name_their_lots_where_others_do_not_have_them() -> None:
    lots = [Facts("repair", items={"laptop": 3}), Facts("purchase", items={"laptop": 3})]
    asked = {question.text["en"][:22]: numbers for question, numbers in choose_market_questions(STEPS, lots)}
    assert asked["Which repairs can you "] == (1,)
    assert asked["What would a longer wa"] == (2,)
    assert asked["Which of the values be"] == (1, 2)


def test_every_purchase_has_questions_and_no_question_is_asked_twice() -> None:
    for model in ("purchase", "lease", "service", "take-back", "consumables"):
        questions = [question.text["en"] for question, _ in choose_market_questions(STEPS, [Facts(model)])]
        assert len(questions) >= 3
        assert len(questions) == len(set(questions))


def test_its_headings_follow_the_order_of_a_dialogue() -> None:
    annex = compose(choose(library({"a": clause()})), english())
    titles = [block.text for block in compose_dialogue(annex).blocks if isinstance(block, Heading)]
    assert titles == ["What this paper is for", "What is planned", "Questions", "Values to confirm"]
