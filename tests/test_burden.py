# SPDX-License-Identifier: Apache-2.0
import re
from typing import Any

import pytest

from tenderkit.burden import USUAL, Burden, burden
from tenderkit.decision import Selection
from tenderkit.printed import print_lot

from .support import choose, clause, english, library, lot, performance, profile

Table = dict[str, Any]
SMALL = lot({"laptop": 25})
LARGE = lot({"laptop": 26})


def of(selection: Selection) -> Burden:
    printed = [p for part in selection.parts for p in print_lot(selection.library, english(), part)]
    return burden(selection, printed)


def weighed(count: int, *lots: Table, clauses: dict[str, Table] | None = None, **overrides: Any) -> Burden:
    """The burden of `count` clauses in each lot, one of laptops unless told otherwise."""
    several = {f"c{n}": clause() for n in range(count)}
    return of(choose(library({**several, **(clauses or {})}), lots=lots or None, **overrides))


def warned(found: Burden) -> list[str]:
    return [key for key, _ in found.warnings]


# --- what is counted ---


def test_clauses_of_all_lots_and_general_rules_are_counted() -> None:
    rule = {"general/rule": clause(kind="general-rule")}
    assert weighed(3, lot(), lot(), clauses=rule).clauses == 7


def test_proofs_are_counted_by_tier() -> None:
    heavy = {
        "declaration": "A declaration.",
        "document": "A document.",
        "certificate": "A certificate.",
    }
    clauses = {
        "x": clause(text={"verification": heavy}),
        "y": performance(text={"verification": {"document": "One."}}),
    }
    assert weighed(1, clauses=clauses).proofs == {"declaration": 2, "document": 2, "certificate": 1}


def test_proof_is_counted_as_it_is_printed() -> None:
    heavy = {"declaration": "A declaration.", "certificate": "A certificate."}
    clauses = {"x": clause(text={"verification": heavy})}
    assert weighed(0, SMALL, clauses=clauses).proofs["certificate"] == 0
    assert weighed(0, LARGE, clauses=clauses).proofs["certificate"] == 1


def test_a_purchase_without_clauses_is_no_burden() -> None:
    assert weighed(0) == Burden(0, {"declaration": 0, "document": 0, "certificate": 0}, 0, 0, ())


# --- how many clauses ---


@pytest.mark.parametrize(("one", "size"), [(SMALL, "short"), (LARGE, "standard")])
def test_as_many_clauses_as_usual_are_no_burden(one: Table, size: str) -> None:
    assert weighed(USUAL[size], one).warnings == ()


@pytest.mark.parametrize(("one", "size"), [(SMALL, "short"), (LARGE, "standard")])
def test_more_clauses_than_usual_are_a_burden(one: Table, size: str) -> None:
    count = USUAL[size] + 1
    assert weighed(count, one).warnings == (("many", {"count": count, "usual": USUAL[size]}),)


def test_the_lot_with_most_clauses_counts_not_their_sum() -> None:
    assert weighed(USUAL["standard"], lot(), lot()).warnings == ()


def test_general_rules_are_no_clauses_of_a_lot() -> None:
    rules = {f"general/r{n}": clause(kind="general-rule") for n in range(5)}
    assert weighed(USUAL["standard"], clauses=rules).warnings == ()


@pytest.mark.parametrize(("one", "chosen"), [(SMALL, "standard"), (SMALL, "full"), (LARGE, "full")])
def test_a_larger_set_than_the_purchase_gets_by_itself_is_a_burden(one: Table, chosen: str) -> None:
    assert weighed(3, one, tender={"proportionality": chosen}).warnings == (("size", {"count": 3}),)


@pytest.mark.parametrize(("one", "chosen"), [(SMALL, "short"), (LARGE, "short"), (LARGE, "standard")])
def test_no_larger_set_than_the_purchase_gets_by_itself_is_no_burden(one: Table, chosen: str) -> None:
    assert weighed(3, one, tender={"proportionality": chosen}).warnings == ()


def test_a_larger_set_is_told_once_however_many_clauses_it_brings() -> None:
    assert warned(weighed(50, SMALL, tender={"proportionality": "standard"})) == ["size"]


def test_what_is_small_follows_from_the_value_where_a_threshold_is_known() -> None:
    threshold = {"amount": 1000, "currency": "KES", "source": "a-law", "mark": "C"}
    whole = library({f"c{n}": clause() for n in range(13)}, {"ke": profile(small_value=threshold)})
    tender = {"country": "KE", "value": {"amount": 1000, "currency": "KES"}}
    assert warned(of(choose(whole, tender=tender, lots=[LARGE]))) == ["many"]
    tender = {"country": "KE", "value": {"amount": 1001, "currency": "KES"}}
    assert warned(of(choose(whole, tender=tender, lots=[SMALL]))) == []


# --- how demanding ---


def test_the_comprehensive_level_is_a_burden_for_a_small_purchase_only() -> None:
    assert weighed(3, SMALL, tender={"level": "comprehensive"}).warnings == (("level", {}),)
    assert weighed(3, LARGE, tender={"level": "comprehensive"}).warnings == ()
    assert weighed(3, SMALL, tender={"level": "core"}).warnings == ()


def test_a_purchase_stays_small_whatever_set_is_chosen() -> None:
    found = weighed(3, SMALL, tender={"level": "comprehensive", "proportionality": "full"})
    assert warned(found) == ["size", "level"]


# --- in words ---


@pytest.mark.parametrize(
    ("count", "tender", "numbers"),
    [
        (13, {}, {"13", "12"}),
        (3, {"proportionality": "full"}, {"3"}),
        (3, {"level": "comprehensive"}, set()),
    ],
)
def test_a_warning_can_be_said_with_its_numbers(count: int, tender: Table, numbers: set[str]) -> None:
    ((key, values),) = weighed(count, SMALL, tender=tender).warnings
    assert set(re.findall(r"\d+", english().text(f"burden.{key}", **values))) == numbers
