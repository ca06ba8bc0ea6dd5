# SPDX-License-Identifier: Apache-2.0
"""The response form as a paper: the same fields as in the annex, and how to fill them in."""

import pytest

from tenderkit.papers.blocks import Block, Heading, Paragraph, Table, Wide
from tenderkit.papers.form_fields import list_fields
from tenderkit.papers.response_form import compose_response_form
from tests.support import EXAMPLES, example

every_example = pytest.mark.parametrize("name", EXAMPLES)
COPIED = "de-displays-take-back"


def wides(blocks: tuple[Block, ...]) -> list[Wide]:
    return [block for block in blocks if isinstance(block, Wide)]


@every_example
@pytest.mark.parametrize("protected", [False, True])
def test_the_form_has_the_fields_of_the_annex_in_their_order(name: str, protected: bool) -> None:
    annex = example(name)
    paper = compose_response_form(annex, protected=protected)
    assert (
        list_fields(paper.blocks, annex.selected)
        == list_fields(annex.blocks, annex.selected)
        == annex.fields
        == paper.fields
    )
    assert len({f.tag for f in paper.fields}) == len(paper.fields) > 3


@every_example
def test_every_clause_is_answered_under_its_number(name: str) -> None:
    annex = example(name)
    numbers = {f.number for f in annex.fields if f.tag.endswith(".answer")}
    assert numbers == {c.number for c in annex.printed}


def test_a_field_of_a_cost_sheet_has_the_number_of_its_clause_and_is_copied() -> None:
    annex = example(COPIED)
    (clause,) = [c for c in annex.printed if c.clause.id == "life-cycle-cost-award"]
    of_sheet = [f for f in annex.fields if ".display." in f.tag]
    assert of_sheet
    assert {(f.number, f.copied) for f in of_sheet} == {(clause.number, True)}
    assert [f.copied for f in annex.fields if f.tag.endswith("-award.total")] == [False]


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
    assert [w.open for w in wides(compose_response_form(example(COPIED), protected=True).blocks)] == [False, True]
