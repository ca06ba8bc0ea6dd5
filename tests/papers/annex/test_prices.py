# SPDX-License-Identifier: Apache-2.0
"""The price of the lot, ties and unknown currencies: each said once, defined, and marked where it is open."""

import re

import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import ClauseBlock, Table, list_texts
from tests.support import EXAMPLES, award, english, example, library, lot
from tests.support import annex as compose_annex

TIE = "Of tenders with equal totals, the one with the lower price of the lot comes first"


def words(one: Annex) -> list[str]:
    return [*list_texts(one.blocks), *list_texts(one.form)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_currency_that_is_not_known_is_a_gap_and_an_open_point(name: str) -> None:
    one = example(name)
    gap = english().text("gaps.currency")
    # “The currency of the tender” is said of a sheet that names it, “its currency” of a published price alone.
    named = re.compile(r"(?<!\bthe )(?<!\bconsumer price index for its )currency", re.IGNORECASE)
    bare = [text for text in words(one) if named.search(text.replace(gap, ""))]
    assert bare == []
    marked = any(gap in text for text in words(one))
    assert marked <= any(point.key == "tender.value" for point in one.open_points)


def test_a_unit_that_is_a_remark_stands_in_one_pair_of_parentheses() -> None:
    repair = {"priorities": ["repair"], "environment-weight": 20}
    one = compose_annex(load_shipped_data().library, tender=repair, lots=[lot({"smartphone": 200})])
    clauses = [block for block in one.blocks if isinstance(block, ClauseBlock)]
    heads = [block.head[0] for clause in clauses for block in clause.blocks if isinstance(block, Table)]
    assert "Offered, at least (score)" in heads


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_annex_defines_the_price_that_it_speaks_of(name: str) -> None:
    texts = list_texts(example(name).blocks)
    meant = english().frame.definitions["price-of-the-lot"]
    assert any(text.startswith(meant.text) for text in texts)
    clauses = " ".join(list_texts(b for b in example(name).blocks if isinstance(b, ClauseBlock)))
    assert re.findall(r"value of the contract|average price|price of the contract|award price", clauses) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_decides_between_equal_totals_is_said_once_in_each_lot_with_award_criteria(name: str) -> None:
    one = example(name)
    said = sum(text.count(TIE) for text in list_texts(one.blocks))
    # Where the law decides, the notes say how.
    assert said == (0 if one.context.ties_by_law else sum(bool(printed.criteria) for printed in one.lots))


@pytest.mark.parametrize("acquisition", ["purchase", "take-back"])
def test_a_tender_without_a_price_is_rejected_where_no_clause_on_cost_says_so(acquisition: str) -> None:
    one = compose_annex(library({"a": award()}), lots=[lot(acquisition=acquisition, weights={"price": 90, "a": 10})])
    rule = "a tender that lacks one of its prices is rejected for the lot, unless the law spares it."
    assert sum(text.endswith(rule) for text in list_texts(one.blocks)) == 1


@pytest.mark.parametrize(("points", "alone"), [(0, True), (20, False)])
def test_points_stand_in_an_annex_only_where_several_criteria_share_them(points: int, alone: bool) -> None:
    tender = {"environment-weight": points, "value": None}
    one = compose_annex(load_shipped_data().library, tender=tender, lots=[lot({"laptop": 500})])
    texts, captions = list_texts(one.blocks), [b.caption for b in one.blocks if isinstance(b, Table)]
    text = english().text
    assert (text("sections.intro-alone", name="Life-cycle cost") in texts) == alone
    assert (text("sections.intro-3") in texts) != alone
    assert (text("award.caption") in captions) != alone
    assert any("points lost" in t for t in texts) != alone
    titles = [clause.title for clause in one.printed if clause.clause.id == "scored-values"]
    assert titles == ["Power of the cost sheet not kept" if alone else "Scored values not kept"]
