# SPDX-License-Identifier: Apache-2.0
"""Final papers have no gap: which open points refuse them, and how each is named."""

from typing import Any

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.library.reading import shipped_data
from tenderkit.papers.annex.final_gaps import check_final_gaps, find_final_gaps
from tests.support import annex, clause, example, library, lot, parameter

PARTS = clause(
    parameters={"years": parameter(title="term of parts")},
    text={"title": "Parts", "requirement": "The tenderer shall offer {{ years }} of parts."},
)
UNDECIDED = {"parts": {"years": "undecided"}}


def final(lots: list[Any], **tender: str) -> Any:
    return annex(library({"parts": PARTS}), tender={"status": "final", **tender}, lots=lots)


def test_every_gap_is_named_with_its_key_at_once() -> None:
    one = final([lot(months=None, weights={"price": 100}, parameters=UNDECIDED), lot()])
    with pytest.raises(InvalidInput) as refused:
        check_final_gaps(one, "purchase.toml")
    assert refused.value.exit_code == 3
    assert [(f.place.file, f.place.key) for f in refused.value.findings] == [
        ("purchase.toml", "tender.authority"),
        ("purchase.toml", "tender.reference"),
        ("purchase.toml", "lots.1.parameters.parts.years"),
        ("purchase.toml", "lots.1.months"),
    ]
    assert "C.2.1, Parts: term of parts" in refused.value.findings[2].message
    assert "lots.1.parameters.parts.years" in refused.value.findings[2].fix


def test_a_draft_may_have_gaps() -> None:
    one = annex(library({"parts": PARTS}), lots=[lot(parameters=UNDECIDED)])
    assert one.gaps
    check_final_gaps(one)


def test_an_open_point_without_a_mark_is_no_gap() -> None:
    one = final([lot()], authority="Ministry", reference="R-1")
    assert {p.key for p in one.open_points} == {"tender.country", "written into the tender documents"}
    assert one.gaps == frozenset()
    assert find_final_gaps(one) == []


def test_a_gap_that_no_key_fills_says_where_it_is_filled() -> None:
    one = final([lot({"consumables": 5}, weights={"price": 100})], authority="Ministry", reference="R-1")
    (finding,) = find_final_gaps(one)
    assert finding.place.key == "tender.status"
    assert "written into the response form" in finding.fix


@pytest.mark.parametrize("name", shipped_data.list_example_purchases())
def test_an_annex_has_open_gaps_exactly_where_it_has_marks(name: str) -> None:
    one = example(name)
    assert bool(one.gaps) == any(point.is_gap for point in one.open_points)
