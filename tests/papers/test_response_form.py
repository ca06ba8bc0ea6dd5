# SPDX-License-Identifier: Apache-2.0
"""The response form: its fields, how to fill them in, and the documents to enclose."""

from typing import Any

import pytest

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Answer, Block, Cell, Heading, Paragraph, Table, Wide
from tenderkit.papers.form_fields import ACCEPTANCE, PROCESSOR_RULE, list_fields
from tenderkit.papers.response_form import compose_response_form
from tests.papers.annex.test_annex import EACH_KIND, small
from tests.support import EXAMPLES, award, clause, example, library, lot, performance, steps
from tests.support import annex as annex_of

every_example = pytest.mark.parametrize("name", EXAMPLES)
COUNTED = "de-displays-take-back"


def table(one: Annex, caption: str) -> Table:
    """A table of the response form."""
    (wide,) = wides(compose_response_form(one).blocks)
    return next(b for b in wide.blocks if isinstance(b, Table) and b.caption == caption)


def wides(blocks: tuple[Block, ...]) -> list[Wide]:
    return [block for block in blocks if isinstance(block, Wide)]


@every_example
@pytest.mark.parametrize("protected", [False, True])
def test_all_fields_are_in_the_form_and_none_in_the_annex(name: str, protected: bool) -> None:
    annex = example(name)
    paper = compose_response_form(annex, protected=protected)
    assert list_fields(paper.blocks, annex.selected) == annex.form_fields == paper.fields
    assert list_fields(annex.blocks, annex.selected) == annex.fields == ()
    assert len({f.tag for f in paper.fields}) == len(paper.fields) > 3


@every_example
def test_every_clause_but_those_that_are_accepted_is_answered_under_its_number(name: str) -> None:
    annex = example(name)
    numbers = {f.number for f in annex.form_fields if f.tag.endswith(".answer") and f.tag != ACCEPTANCE}
    assert numbers == {c.number for c in annex.printed if not c.clause.is_accepted}


@every_example
def test_a_clause_that_is_accepted_has_the_fields_that_it_asks_for(name: str) -> None:
    annex = example(name)
    tags = {f.tag for f in annex.form_fields}
    for printed in (c for c in annex.selected if c.clause.is_accepted):
        asked = printed.question or printed.clause.id == PROCESSOR_RULE
        assert (f"{printed.stem}.value" in tags or f"{printed.stem}.evidence" in tags) == bool(asked)


@every_example
def test_evidence_has_a_field_only_where_a_document_is_enclosed(name: str) -> None:
    annex = example(name)
    enclosing = {f"{printed.stem}.evidence" for printed in annex.selected if printed.clause.encloses}
    fields = {f.tag for f in annex.form_fields if f.tag.endswith(".evidence") and ".quality." not in f.tag}
    assert fields == enclosing


@every_example
def test_the_contract_performance_clauses_are_accepted_once_before_the_lots(name: str) -> None:
    annex = example(name)
    assert any(c.clause.kind == "contract-performance-clause" for c in annex.printed)
    places = [n for n, f in enumerate(annex.form_fields) if f.tag == ACCEPTANCE]
    first_lot = next(n for n, f in enumerate(annex.form_fields) if f.tag.startswith("tk:L1."))
    assert len(places) == 1
    assert places[0] < first_lot
    assert annex.form_fields[places[0]].choices == (
        annex.language.text("response.yes-contract"),
        annex.language.text("response.no-contract"),
    )


def test_the_acceptance_names_what_it_covers_and_what_follows() -> None:
    ((title, covers, _),) = table(example("three-lots"), "Acceptance of the contract performance clauses").rows
    assert title == "G.3 Acceptance of the contract performance clauses"
    assert covers == (
        "For each lot for which it tenders, the tenderer accepts, as they stand: the general rules and the clauses "
        "under C.4, C.5, 1.4, 2.4 and 3.4. A tender that refuses, changes or conditions one of them, or lacks "
        "this acceptance after a request, is rejected."
    )


def test_the_acceptance_has_the_number_and_the_title_of_its_general_rule() -> None:
    rule = clause(kind="general-rule", text={"title": "What follows", "question": None})
    one = annex_of(library({"acceptance-of-clauses": rule, "return": performance()}))
    ((title, covers, answer),) = table(one, "What follows").rows
    assert title == "G.1 What follows"
    assert isinstance(covers, str)
    assert "the general rules and the clauses under" in covers
    assert isinstance(answer, Answer)
    assert answer.name == "G.1 What follows: Answer"
    assert [f.number for f in one.form_fields if f.tag == ACCEPTANCE] == ["G.1"]
    assert not [f for f in one.form_fields if f.tag.startswith("tk:L0.acceptance-of-clauses")]


def test_without_contract_performance_clauses_nothing_is_accepted() -> None:
    assert ACCEPTANCE not in {f.tag for f in annex_of(library({"years": clause()})).form_fields}


def test_a_field_of_a_cost_sheet_has_the_number_of_its_clause() -> None:
    annex = example(COUNTED)
    (clause,) = [c for c in annex.printed if c.clause.id == "life-cycle-cost-award"]
    of_sheet = [f for f in annex.form_fields if ".display." in f.tag]
    assert of_sheet
    assert {f.number for f in of_sheet} == {clause.number}


@every_example
def test_no_table_is_copied_by_the_tenderer(name: str) -> None:
    assert not [f for f in example(name).form_fields if f.copied]


def test_fields_of_a_second_model_have_the_number_of_the_clause_too() -> None:
    lines = [{"category": "laptop", "quantity": 10, "models": [60, 40]}]
    one = annex_of(library({"life-cycle-cost-award": award()}), lots=[{**lot(), "items": lines}])
    (clause,) = one.printed
    of_models = {f.tag.split(".")[2]: f.number for f in one.form_fields if f.tag.endswith(".model")}
    assert of_models == {"laptop": clause.number, "laptop-2": clause.number}


def test_each_scored_model_has_a_row_below_the_question() -> None:
    scored = award(scale=steps(1, 2), text={"question": "How many years?"})
    lines = [{"category": "laptop", "quantity": 10}, {"category": "display", "quantity": 5}]
    one = annex_of(library({"years-points": scored}), lots=[{**lot(), "items": lines}])
    (wide,) = wides(compose_response_form(one).blocks)
    rows = [row for block in wide.blocks if isinstance(block, Table) for row in block.rows]
    words = ("How many years?", "laptops", "displays")
    asked = [(row[1], isinstance(row[-1], Answer)) for row in rows if row[1] in words]
    assert asked == [(words[0], False), (words[1], True), (words[2], True)]


def test_cover_and_instructions_come_first() -> None:
    paper = compose_response_form(example("three-lots"))
    first, *rest = paper.blocks
    assert isinstance(first, Heading)
    leads = [b.lead for b in rest if isinstance(b, Paragraph)]
    assert "Lots." in leads
    assert "Protection." not in leads
    assert paper.cover == example("three-lots").cover
    assert paper.printed == ()


def test_what_does_not_fit_is_not_said() -> None:
    leads = [b.lead for b in compose_response_form(example("small-laptops")).blocks if isinstance(b, Paragraph)]
    assert "Lots." not in leads


@every_example
def test_protection_changes_nothing_but_what_is_said_of_it(name: str) -> None:
    plain, protected = (compose_response_form(example(name), protected=kept) for kept in (False, True))
    assert (plain.protected, protected.protected) == (False, True)
    more = [b for b in protected.blocks if b not in plain.blocks]
    assert [b.lead for b in more if isinstance(b, Paragraph)] == ["Protection."]
    assert [b for b in protected.blocks if b not in more] == list(plain.blocks)
    assert len(wides(protected.blocks)) == 1


ACCEPTED = "What the tenderer states for contract performance clauses, Lot 1: A lot"


def test_the_response_form_asks_every_clause_of_a_lot() -> None:
    one = annex_of(library(EACH_KIND))
    rows = table(one, "Lot 1: A lot").rows, table(one, ACCEPTED).rows
    assert [[row[0] for row in several] for several in rows] == [
        ["1.1.1 Capacity", "1.2.1 Years", "1.3.1 Points"],
        ["1.4.1 Return", "1.5.1 Report"],
    ]
    assert {row[1] for several in rows for row in several} == {"Will you do it?"}


def test_an_accepted_clause_asks_for_evidence_only_where_a_document_is_enclosed() -> None:
    plan = performance(encloses=True, text={"title": "Plan"})
    one = annex_of(library({"plan": plan, "return": performance(text={"title": "Return"})}))
    of_plan, of_return = table(one, "Lot 1: A lot").rows
    assert [c.tag if isinstance(c, Answer) else c for c in of_plan[2:]] == ["tk:L1.plan.value", "tk:L1.plan.evidence"]
    assert [c.tag if isinstance(c, Answer) else c for c in of_return[2:]] == ["tk:L1.return.value", "–"]
    (without,) = table(annex_of(library({"return": performance()})), "Lot 1: A lot").rows
    assert len(without) == 3


def test_an_accepted_clause_that_asks_nothing_has_no_row() -> None:
    silent = performance(text={"title": "Silent", "question": None})
    one = annex_of(library({"silent": silent, "return": performance(text={"title": "Return"})}))
    assert [row[0] for row in table(one, "Lot 1: A lot").rows] == ["1.4.1 Return"]


def test_a_lot_in_which_nothing_is_asked_has_no_heading() -> None:
    one = annex_of(library({"silent": performance(text={"question": None})}))
    (wide,) = wides(compose_response_form(one).blocks)
    headings = [b.text for b in wide.blocks if isinstance(b, Heading)]
    assert headings == ["Answers of the tenderer", ENCLOSED]


def test_the_answers_are_tagged_after_their_clause() -> None:
    one = annex_of(small(years=clause(encloses=True)))
    cells = table(one, "Lot 1: A lot").rows[0][2:]
    assert [c.tag for c in cells if isinstance(c, Answer)] == [
        "tk:L1.years.answer",
        "tk:L1.years.value",
        "tk:L1.years.evidence",
    ]


def tags_of(one: Annex, caption: str) -> list[list[str]]:
    """The cells of a table of the response form as text, a field by the end of its tag."""
    rows = table(one, caption).rows
    return [[cell.tag.removeprefix("tk:") if isinstance(cell, Answer) else cell for cell in row] for row in rows]


def about_tenderer(**lots: Any) -> list[str]:
    """The fields about the tenderer in a form with these lots."""
    one = annex_of(library({"years": clause()}), **lots)
    return [row[1] for row in tags_of(one, "The tenderer")]


def test_the_tenderer_names_its_lots_where_there_are_several() -> None:
    assert about_tenderer() == [f"tenderer.{key}" for key in ("name", "person", "models", "date", "signature")]
    assert about_tenderer(lots=[lot(), lot()])[2:4] == ["tenderer.lots", "tenderer.models"]


def test_no_model_is_asked_for_where_the_units_are_those_of_the_authority() -> None:
    kept = [lot(acquisition="repair"), lot(acquisition="take-back")]
    assert "tenderer.models" not in about_tenderer(lots=kept)
    assert "tenderer.models" in about_tenderer(lots=[*kept, lot()])


def test_the_models_are_asked_for_by_lot_only_where_there_are_several() -> None:
    cases = (
        ([lot()], "Model offered"),
        ([lot({"laptop": 5, "display": 6})], "Models offered, by product"),
        ([lot(), lot()], "Models offered, by lot and product"),
    )
    for lots, words in cases:
        rows = table(annex_of(library({"years": clause()}), lots=lots), "The tenderer").rows
        assert [row[0] for row in rows if str(row[0]).startswith(words)]


def test_where_nothing_is_enclosed_there_is_no_column_for_evidence() -> None:
    one = annex_of(library({"years": clause()}))
    assert table(one, "Lot 1: A lot").head == ("Clause", "Asked of the tenderer", "Answer", "Value offered")
    leads = [b.lead for b in compose_response_form(one).blocks if isinstance(b, Paragraph)]
    assert "Documents." not in leads


def test_a_clause_that_encloses_nothing_has_a_dash_next_to_one_that_does() -> None:
    plan = clause(encloses=True, text={"title": "Plan"})
    one = annex_of(library({"plan": plan, "years": clause(text={"title": "Years"})}))
    assert [row[-1] for row in tags_of(one, "Lot 1: A lot")] == ["L1.plan.evidence", "–"]
    leads = [b.lead for b in compose_response_form(one).blocks if isinstance(b, Paragraph)]
    assert "Documents." in leads


def test_the_personal_data_rule_asks_for_further_processors() -> None:
    terms = clause(kind="general-rule", text={"title": "Personal data", "question": None})
    one = annex_of(library({"processor-terms": terms}))
    ((_, asked, field),) = tags_of(one, "General rules")
    assert (field, asked.split(":")[0]) == ("L0.processor-terms.value", "Name each further processor")
    ((_, asked, _),) = tags_of(annex_of(library({"processor-terms": terms}), lots=[lot(), lot()]), "General rules")
    assert asked.startswith("Name for each lot")
    asking = {**terms, "text": {**terms["text"], "question": "Who else?"}}
    ((_, asked, _),) = tags_of(annex_of(library({"processor-terms": asking})), "General rules")
    assert asked == "Who else?"


OWN = {
    "weights": {"price": 60, "quality": {"Plan": 30, "Training": 10}},
    "criteria": {"Plan": "The tenderer hands in a plan of the roll-out."},
}


def test_each_quality_criterion_of_the_authority_has_a_row_with_its_text() -> None:
    one = annex_of(library({"years": clause(text={"title": "Years"})}), lots=[lot(**OWN)])
    assert tags_of(one, "Lot 1: A lot")[1:] == [
        [
            "Quality: Plan", "The tenderer hands in a plan of the roll-out.", "–",
            "L1.quality.1.value", "L1.quality.1.evidence",
        ],
        ["Quality: Training", one.language.text("gaps.quality"), "–", "L1.quality.2.value", "L1.quality.2.evidence"],
    ]  # fmt: skip
    assert [f.name for f in one.form_fields if f.tag == "tk:L1.quality.1.value"] == ["Quality: Plan: Value offered"]
    assert table(one, ENCLOSED).rows[-1] == ("Quality: Training", "Any document that this criterion asks for")


def test_a_lot_with_quality_criteria_alone_has_a_table_of_them() -> None:
    one = annex_of(library({"silent": performance(text={"question": None})}), lots=[lot(**OWN)])
    assert [row[0] for row in tags_of(one, "Lot 1: A lot")] == ["Quality: Plan", "Quality: Training"]


COMMON = "Clauses for several lots"
TOGETHER = {
    "useful-life/years": clause(text={"title": "Years", "question": "How many?"}),
    "useful-life/desk": clause(text={"title": "Desk"}, applies=[{"categories": ["display"]}]),
    "needs-and-market/points": award(text={"title": "Points"}),
    "end-of-life/return": performance(text={"title": "Return"}, encloses=True),
    "end-of-life/care": performance(text={"title": "Care"}),
}


def test_clauses_for_several_lots_have_a_part_of_their_own_with_a_row_for_each_lot() -> None:
    one = annex_of(library(TOGETHER), lots=[lot(), lot({"display": 5}), lot(acquisition="lease")])
    assert tags_of(one, COMMON) == [
        ["C.2.1 Years", "How many?", "Lot 1", "L1.years.answer", "L1.years.value"],
        ["C.2.1", "As for Lot 1", "Lot 2", "L2.years.answer", "L2.years.value"],
        ["C.2.1", "As for Lot 1", "Lot 3", "L3.years.answer", "L3.years.value"],
        ["C.3.1 Points", "Will you do it?", "Lot 1", "L1.points.answer", "L1.points.value"],
        ["C.3.1", "As for Lot 1", "Lot 2", "L2.points.answer", "L2.points.value"],
        ["C.3.1", "As for Lot 1", "Lot 3", "L3.points.answer", "L3.points.value"],
    ]
    caption = "What the tenderer states for contract performance clauses of several lots"
    accepted = table(one, caption)
    assert accepted.head[2:] == ("Lot", "Value offered", "Evidence enclosed")
    assert [row[0] for row in accepted.rows] == ["C.4.1 Care", "C.4.1", "C.4.1", "C.4.2 Return", "C.4.2", "C.4.2"]
    assert [row[0] for row in tags_of(one, "Lot 2: A lot")] == ["2.2.1 Desk"]
    headings = [b.text for b in wides(compose_response_form(one).blocks)[0].blocks if isinstance(b, Heading)]
    sheets = [f"Price sheet, Lot {number}: A lot" for number in (1, 2, 3)]
    assert headings == ["Answers of the tenderer", COMMON, sheets[0], "Lot 2: A lot", *sheets[1:], ENCLOSED]


def test_each_lot_but_the_first_begins_a_page() -> None:
    one = annex_of(library({"points": award()}), lots=[lot(), lot({"display": 5})])
    headings = [b for b in wides(compose_response_form(one).blocks)[0].blocks if isinstance(b, Heading)]
    assert [b.text for b in headings if b.page_break] == ["Price sheet, Lot 2: A lot"]


@every_example
def test_the_clauses_of_each_part_are_in_the_order_of_their_numbers(name: str) -> None:
    annex = example(name)
    (wide,) = wides(compose_response_form(annex).blocks)
    order = [c.number for c in annex.printed]
    for one in (b for b in wide.blocks if isinstance(b, Table) and b.tall):
        numbers = [str(row[0]).split(" ")[0] for row in one.rows]
        places = [order.index(number) for number in numbers if number in order]
        assert places == sorted(places)
        assert len({number[0] for number in numbers if number in order}) <= 1


def test_a_question_that_differs_between_the_lots_is_printed_again() -> None:
    asked = clause(
        text={"title": "Years", "question": "Here?"},
        variants={"lease": {"when": {"acquisition": ["lease"]}, "question": "There?"}},
    )
    one = annex_of(library({"years": asked}), lots=[lot(), lot(acquisition="lease")])
    assert [row[:3] for row in tags_of(one, COMMON)] == [
        ["C.2.1 Years", "Here?", "Lot 1"],
        ["C.2.1 Years", "There?", "Lot 2"],
    ]


def test_fields_begin_with_room_for_what_is_asked() -> None:
    """A number needs one line, a long question several; of a clause for several lots each field has fewer."""
    long = "State for each model " + "the name of each part and the firm that makes it, " * 4
    points = award(text={"title": "Points", "question": long}, scale=steps(1, 2))
    clauses = {
        "useful-life/short": clause(text={"title": "Short"}),
        "useful-life/long": clause(text={"title": "Long", "question": long}),
        "needs-and-market/points": points,
    }

    def lines(one: Annex, caption: str) -> list[int]:
        return [cell.lines for row in table(one, caption).rows for cell in row if is_value(cell)]

    def is_value(cell: Cell) -> bool:
        return isinstance(cell, Answer) and cell.tag.endswith(".value")

    assert sorted(lines(annex_of(library(clauses)), "Lot 1: A lot")) == [1, 1, 4]
    assert sorted(lines(annex_of(library(clauses), lots=[lot(), lot()]), COMMON)) == [1, 1, 1, 1, 2, 2]


def test_the_life_cycle_cost_is_entered_in_its_sheet_alone() -> None:
    annex = example(COUNTED)
    (asked,) = [
        row for row in table(annex, annex.context.name_lot(annex.lots[0])).rows if "Life-cycle" in str(row[0])
    ]
    assert "In the cost sheet" in asked
    assert "tk:L1.life-cycle-cost-award.value" not in {f.tag for f in annex.form_fields}


ENCLOSED = "List of documents enclosed"


def test_of_several_lots_the_list_says_for_which_a_document_is() -> None:
    clauses = {
        "general/rule": clause(kind="general-rule", text={"title": "Rule"}, encloses=True),
        "useful-life/plan": clause(encloses=True, text={"title": "Plan"}),
        "useful-life/desk": clause(encloses=True, text={"title": "Desk"}, applies=[{"categories": ["display"]}]),
    }
    one = annex_of(library(clauses), lots=[lot(), lot({"display": 5}, **OWN)])
    assert table(one, ENCLOSED).head == ("Clause", "Lot", "Document")
    assert [row[:2] for row in table(one, ENCLOSED).rows] == [
        ("G.1 Rule", "All lots"),
        ("C.2.1 Plan", "Lot 1 and Lot 2"),
        ("2.2.1 Desk", "Lot 2"),
        ("Quality: Plan", "Lot 2"),
        ("Quality: Training", "Lot 2"),
    ]


def test_only_documents_that_are_enclosed_with_the_tender_are_listed() -> None:
    plan = clause(encloses=True, text={"title": "Plan", "verification": {"declaration": "A plan.", "document": "D"}})
    one = annex_of(library({"useful-life/plan": plan, "useful-life/years": clause()}))
    assert table(one, ENCLOSED).rows == (("1.2.1 Plan", "A plan."),)


def test_where_only_a_document_is_asked_for_there_is_no_value_to_state() -> None:
    text = {"verification": {"declaration": "A plan."}, "question": "Enclose the plan."}
    one = annex_of(library({"plan": performance(encloses=True, text=text)}))
    ((*_, value, evidence),) = tags_of(one, "Lot 1: A lot")
    assert (value, evidence) == ("–", "L1.plan.evidence")
    more = {**text, "question": "Enclose the plan. State its day."}
    ((*_, value, _),) = tags_of(annex_of(library({"plan": performance(encloses=True, text=more)})), "Lot 1: A lot")
    assert value == "L1.plan.value"


def test_where_nothing_is_enclosed_the_form_says_so() -> None:
    (wide,) = wides(compose_response_form(annex_of(library({"years": clause()}))).blocks)
    last = wide.blocks[-1]
    assert isinstance(last, Paragraph)
    assert "the answers in this form are enough" in last.text


def explained(name: str) -> dict[str, str]:
    """What the form of an example says on its use, by lead."""
    blocks = compose_response_form(example(name)).blocks
    return {b.lead: b.text for b in blocks if isinstance(b, Paragraph) and b.lead}


def test_the_acceptance_is_one_for_all_lots_only_where_there_are_several() -> None:
    assert "for all lots" not in explained("small-laptops")["Acceptance."]
    assert "for all lots" in explained("three-lots")["Acceptance."]


def test_a_form_speaks_of_prices_only_where_it_asks_for_some() -> None:
    assert "Prices." not in explained("small-laptops")
    for name in ("three-lots", "hard-disk-destruction", "za-repair-framework"):
        assert "left empty never counts as 0: without it the tender is rejected" in explained(name)["Prices."]


def test_a_form_speaks_of_sums_to_be_paid_only_where_it_asks_for_some() -> None:
    for name, asked in (("three-lots", True), ("hard-disk-destruction", False), ("at-rack-servers", False)):
        assert ("A sum to be paid" in explained(name)["Prices."]) is asked
