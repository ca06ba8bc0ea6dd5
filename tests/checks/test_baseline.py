# SPDX-License-Identifier: Apache-2.0
"""Findings of an earlier check: which are recognised, how often, and which are gone."""

from dataclasses import replace
from typing import Any

import pytest

from tenderkit.checks.baseline import Baseline, parse_baseline
from tenderkit.errors import InvalidInput
from tenderkit.findings import Excerpt, Finding, Place

WORDS = Excerpt("The processor of each laptop shall be an ", "Intel Core i5", ", with eight cores.")
BRAND = Finding("brand-or-model-named", "“Intel” names a make", place=Place("a.docx", "2 Laptops"), excerpt=WORDS)
OPEN = Finding("award-weight-missing", "the weights are open", place=Place("a.toml", "lots.1.weights"))
WHOLE = Finding("macros-held", "the file holds macros", place=Place("a.docx"))


def moved(finding: Finding, key: str, **words: str) -> Finding:
    """A finding at another place, with other words around it."""
    excerpt = replace(finding.excerpt, **words) if finding.excerpt else None
    return replace(finding, place=replace(finding.place, key=key), excerpt=excerpt)


@pytest.mark.parametrize(
    "again",
    [
        BRAND,
        moved(BRAND, "7 Annex, table 3"),
        moved(BRAND, "2 Laptops", before="…processor of each laptop shall be  an "),
        moved(BRAND, "2 Laptops", before="New words in front. The laptop shall be an "),
        moved(BRAND, "2 Laptops", after=", with eight cores. A sentence put in behind."),
    ],
)
def test_a_finding_is_recognised_although_its_place_or_words_farther_off_changed(again: Finding) -> None:
    assert Baseline([BRAND], ["a.docx"]).leave_out([again]) == ()


@pytest.mark.parametrize(
    "other",
    [
        moved(BRAND, "2 Laptops", fault="Intel Core i7"),
        moved(BRAND, "2 Laptops", before="The spare processor shall be one "),
        moved(BRAND, "2 Laptops", after=", as used today."),
        replace(BRAND, rule="origin-requirement"),
        WHOLE,
    ],
)
def test_another_fault_is_new(other: Finding) -> None:
    assert Baseline([BRAND], ["a.docx"]).leave_out([other]) == (other,)


def test_a_second_copy_of_a_fault_is_new() -> None:
    baseline = Baseline([BRAND], ["a.docx"])
    copy = moved(BRAND, "9 Copy")
    assert baseline.leave_out([BRAND, copy]) == (copy,)
    assert Baseline([BRAND, BRAND], ["a.docx"]).leave_out([BRAND, copy]) == ()


def test_a_key_of_a_purchase_may_get_another_number() -> None:
    assert Baseline([OPEN], ["a.toml"]).leave_out([moved(OPEN, "lots.2.weights")]) == ()
    other = moved(OPEN, "lots.1.sheet")
    assert Baseline([OPEN], ["a.toml"]).leave_out([other]) == (other,)


def test_a_finding_on_the_whole_file_is_recognised_by_its_message() -> None:
    assert Baseline([WHOLE], ["a.docx"]).leave_out([WHOLE]) == ()
    other = replace(WHOLE, message="3 tracked changes are left")
    assert Baseline([WHOLE], ["a.docx"]).leave_out([other]) == (other,)


def test_what_no_longer_occurs_is_named() -> None:
    baseline = Baseline([BRAND, WHOLE], ["a.docx"])
    baseline.leave_out([BRAND])
    assert baseline.gone == (WHOLE,)


def test_a_file_may_be_renamed_and_another_file_left_out() -> None:
    elsewhere = replace(BRAND, place=Place("b.docx", "1"))
    baseline = Baseline([BRAND, WHOLE, elsewhere], ["new.docx"])
    assert baseline.leave_out([replace(BRAND, place=Place("new.docx", "2 Laptops"))]) == ()
    assert baseline.gone == (WHOLE,)  # of b.docx nothing was asked


def test_of_two_files_each_keeps_its_own() -> None:
    of_b = replace(BRAND, place=Place("b.docx", "1"))
    baseline = Baseline([BRAND, of_b], ["a.docx", "b.docx"])
    assert baseline.leave_out([BRAND, BRAND]) == (BRAND,)
    assert baseline.gone == (of_b,)


def test_the_answer_of_check_is_read_back() -> None:
    answer = {"schema": "tenderkit/check/1", "findings": [BRAND.as_json()], "warnings": [WHOLE.as_json()]}
    assert parse_baseline(answer, "old.json") == (BRAND, WHOLE)


def with_lot(lot: Any) -> dict[str, Any]:
    return {**BRAND.as_json(), "place": {"file": [], "key": 5, "lot": lot, "clause": {}}}


def test_places_of_other_types_are_taken_as_words() -> None:
    answer = {"schema": "tenderkit/check/1", "findings": [with_lot(None)], "warnings": []}
    (finding,) = parse_baseline(answer, "old.json")
    assert finding.place == Place("[]", "5", None, "{}")


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        {"schema": "tenderkit/build/1", "findings": [], "warnings": []},
        {"schema": "tenderkit/check/1", "findings": None, "warnings": []},
        {"schema": "tenderkit/check/1", "findings": [{"rule": "x"}], "warnings": []},
        {"schema": "tenderkit/check/1", "findings": ["x"], "warnings": []},
        {"schema": "tenderkit/check/1", "findings": [{**BRAND.as_json(), "excerpt": "x"}], "warnings": []},
        {"schema": "tenderkit/check/1", "findings": [{**BRAND.as_json(), "place": []}], "warnings": []},
        {"schema": "tenderkit/check/1", "findings": [with_lot("x")], "warnings": []},
    ],
)
def test_anything_else_is_refused(answer: Any) -> None:
    with pytest.raises(InvalidInput, match="cannot be a baseline"):
        parse_baseline(answer, "old.json")
