# SPDX-License-Identifier: Apache-2.0
"""The response form: its fields, how to fill them in, and the documents to enclose."""

import pytest

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Answer, Block, Heading, Paragraph, Table, Wide
from tenderkit.papers.form_fields import ACCEPTANCE, list_fields
from tenderkit.papers.response_form import compose_response_form
from tests.papers.annex.test_annex import EACH_KIND, small
from tests.support import EXAMPLES, clause, example, library, performance
from tests.support import annex as annex_of

every_example = pytest.mark.parametrize("name", EXAMPLES)
COPIED = "de-displays-take-back"


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
        stem = printed.tag.partition("@")[0]
        assert (f"{stem}.value" in tags) == bool(printed.question or printed.clause.encloses)
        assert (f"{stem}.evidence" in tags) == printed.clause.encloses


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
        "The tenderer accepts, as they stand: the general rules, the clauses for several lots and the clauses under "
        "“Contract performance clauses” and “Reporting” of every lot that it tenders for. "
        "A tender that refuses, changes or limits one of them is rejected."
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


def test_a_field_of_a_cost_sheet_has_the_number_of_its_clause_and_is_copied() -> None:
    annex = example(COPIED)
    (clause,) = [c for c in annex.printed if c.clause.id == "life-cycle-cost-award"]
    of_sheet = [f for f in annex.form_fields if ".display." in f.tag]
    assert of_sheet
    assert {(f.number, f.copied) for f in of_sheet} == {(clause.number, True)}
    assert [f.copied for f in annex.form_fields if f.tag.endswith("-award.total")] == [False]


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
    assert "Cost sheets." not in leads


@every_example
def test_only_sheets_that_are_copied_are_left_open(name: str) -> None:
    annex = example(name)
    for wide in wides(compose_response_form(annex, protected=True).blocks):
        copied = [b.copied for b in wide.blocks if isinstance(b, Table)]
        assert any(copied) == wide.open
    (only,) = wides(compose_response_form(annex).blocks)
    assert not only.open


def test_a_protected_form_with_copied_sheets_has_both_kinds_of_pages() -> None:
    forms = wides(compose_response_form(example(COPIED), protected=True).blocks)
    assert [form.open for form in forms] == [False, True, False]


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
    one = annex_of(small(years=clause()))
    cells = table(one, "Lot 1: A lot").rows[0][2:]
    assert [c.tag for c in cells if isinstance(c, Answer)] == [
        "tk:L1.years.answer",
        "tk:L1.years.value",
        "tk:L1.years.evidence",
    ]


ENCLOSED = "List of documents enclosed"


def test_only_documents_that_are_enclosed_with_the_tender_are_listed() -> None:
    plan = clause(encloses=True, text={"title": "Plan", "verification": {"declaration": "A plan.", "document": "D"}})
    one = annex_of(library({"useful-life/plan": plan, "useful-life/years": clause()}))
    assert table(one, ENCLOSED).rows == (("1.2.1 Plan", "A plan."),)


def test_where_nothing_is_enclosed_the_form_says_so() -> None:
    (wide,) = wides(compose_response_form(annex_of(library({"years": clause()}))).blocks)
    last = wide.blocks[-1]
    assert isinstance(last, Paragraph)
    assert "the answers in this form are enough" in last.text


def test_a_protected_form_ends_with_a_list_that_cannot_be_changed() -> None:
    last = compose_response_form(example(COPIED), protected=True).blocks[-1]
    assert isinstance(last, Wide)
    assert not last.open
