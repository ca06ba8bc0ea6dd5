# SPDX-License-Identifier: Apache-2.0
"""The response form: its fields, how to fill them in, and the documents to enclose."""

import pytest

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Answer, Block, Heading, Paragraph, Table, Wide
from tenderkit.papers.form_fields import list_fields
from tenderkit.papers.response_form import compose_response_form
from tests.papers.annex.test_annex import EACH_KIND, small
from tests.support import EXAMPLES, clause, example, library
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
def test_every_clause_is_answered_under_its_number(name: str) -> None:
    annex = example(name)
    numbers = {f.number for f in annex.form_fields if f.tag.endswith(".answer")}
    assert numbers == {c.number for c in annex.printed}


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


def test_the_response_form_asks_every_clause_of_a_lot() -> None:
    one = annex_of(library(EACH_KIND))
    found = table(one, "Lot 1: A lot")
    assert [row[0] for row in found.rows] == [
        "1.1.1 Capacity",
        "1.2.1 Years",
        "1.3.1 Points",
        "1.4.1 Return",
        "1.5.1 Report",
    ]
    assert {row[1] for row in found.rows} == {"Will you do it?"}


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
