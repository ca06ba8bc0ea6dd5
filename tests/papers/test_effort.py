# SPDX-License-Identifier: Apache-2.0
import re
from typing import Any

import pytest

from tenderkit.papers.clause_text import print_clauses
from tenderkit.papers.effort import USUAL, Effort, describe_effort, measure_effort
from tenderkit.selection.selection import Selection
from tests.support import choose, clause, english, library, lot, parameter, performance, profile

Table = dict[str, Any]
SMALL = lot({"laptop": 25})
LARGE = lot({"laptop": 26})


def of(selection: Selection) -> Effort:
    printed = [p for part in selection.parts for p in print_clauses(selection.library, english(), part)]
    return measure_effort(selection, printed, english())


def weighed(count: int, *lots: Table, clauses: dict[str, Table] | None = None, **overrides: Any) -> Effort:
    """The burden of `count` clauses in each lot, one of laptops unless told otherwise."""
    several = {f"c{n}": clause() for n in range(count)}
    return of(choose(library({**several, **(clauses or {})}), lots=lots or None, **overrides))


def warned(found: Effort) -> list[str]:
    return [key for key, _ in found.warnings]


# --- what is counted ---


def test_clauses_of_all_lots_and_general_rules_are_counted() -> None:
    rule = {"general/rule": clause(kind="general-rule")}
    assert weighed(3, lot(), lot(), clauses=rule).clauses == 7


def test_proofs_are_counted_by_tier_and_questions_of_the_form_with_declarations() -> None:
    heavy = {
        "declaration": "A declaration.",
        "document": "A document.",
        "certificate": "A certificate.",
    }
    clauses = {
        "x": clause(text={"verification": heavy}),
        "y": performance(text={"verification": {"document": "One."}}),
        "z": performance(text={"verification": {"document": "One."}, "question": ""}),
    }
    assert weighed(1, clauses=clauses).proofs == {"declaration": 3, "document": 3, "certificate": 1}


def test_proof_is_counted_as_it_is_printed() -> None:
    heavy = {"declaration": "A declaration.", "certificate": "A certificate."}
    clauses = {"x": clause(text={"verification": heavy})}
    assert weighed(0, SMALL, clauses=clauses).proofs["certificate"] == 0
    assert weighed(0, LARGE, clauses=clauses).proofs["certificate"] == 1


@pytest.mark.parametrize(("proof", "count"), [
    ("Report of an independent laboratory.", 1),
    ("Permits, and certificate or audit report of each site.", 1),
    ("Erasure certificates of the contractor.", 0),
])  # fmt: skip
def test_proof_of_an_independent_body_is_counted_by_its_words(proof: str, count: int) -> None:
    clauses = {"x": performance(text={"verification": {"document": proof}})}
    assert weighed(0, clauses=clauses).proofs["certificate"] == count


def test_a_clause_printed_among_the_general_rules_is_no_clause_of_a_lot() -> None:
    heavy = {f"r{n}": performance(group="general") for n in range(USUAL["standard"])}
    assert weighed(1, clauses=heavy).warnings == ()


def test_a_purchase_without_clauses_is_no_burden() -> None:
    assert weighed(0) == Effort(0, {"declaration": 0, "document": 0, "certificate": 0}, 0, 0, ())


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
    tender = {"country": "KE", "value": {"amount": 999, "currency": "KES"}}
    assert warned(of(choose(whole, tender=tender, lots=[LARGE]))) == ["many"]
    tender = {"country": "KE", "value": {"amount": 1000, "currency": "KES"}}
    assert warned(of(choose(whole, tender=tender, lots=[SMALL]))) == []


# --- how demanding ---


def test_the_comprehensive_level_is_a_burden_for_a_small_purchase_only() -> None:
    assert weighed(3, SMALL, tender={"level": "comprehensive"}).warnings == (("level", {}),)
    assert weighed(3, LARGE, tender={"level": "comprehensive"}).warnings == ()
    assert weighed(3, SMALL, tender={"level": "core"}).warnings == ()


def test_a_purchase_stays_small_whatever_set_is_chosen() -> None:
    found = weighed(3, SMALL, tender={"level": "comprehensive", "proportionality": "full"})
    assert warned(found) == ["size", "level"]


# --- reports ---


def reporting(months: Any = None, *, unit: str = "months", **reports: Any) -> Table:
    """A clause that has the contractor report; `months`, the interval, or what each of the cases says."""
    if months is None:
        return performance(reports=reports)
    cases = months if isinstance(months, list) else [{"core": months}]
    interval = parameter(*cases, unit=unit, direction="none")
    text = {"requirement": "The contractor shall report every {{ interval }}."}
    return performance(reports={"every": "interval", **reports}, parameters={"interval": interval}, text=text)


def reports(*clauses: Table, lots: tuple[Table, ...] = (), **overrides: Any) -> tuple[int, int]:
    """Reports a year, and kinds of reports after each collection."""
    found = weighed(0, *lots, clauses={f"r{n}": one for n, one in enumerate(clauses)}, **overrides)
    return found.reports, found.batch_reports


def test_clauses_without_reports_ask_for_none() -> None:
    assert reports(performance(), clause()) == (0, 0)


def test_reports_of_all_clauses_are_added_up() -> None:
    assert reports(reporting(**{"per-year": 1}), reporting(**{"per-year": 4})) == (5, 0)


@pytest.mark.parametrize(("months", "count"), [(1, 12), (2, 6), (3, 4), (4, 3), (6, 2), (12, 1), (7, 2), (18, 1)])
def test_an_interval_in_months_is_so_many_reports_a_year(months: int, count: int) -> None:
    assert reports(reporting(months)) == (count, 0)


def test_an_interval_that_the_authority_changed_counts_as_it_is_now() -> None:
    assert reports(reporting(6), parameters={"r0": {"interval": 1}}) == (12, 0)


def test_an_interval_that_is_left_open_counts_as_one_report() -> None:
    assert reports(reporting("undecided")) == (1, 0)
    assert reports(reporting(6), parameters={"r0": {"interval": "undecided"}}) == (1, 0)


def test_an_interval_that_is_not_printed_asks_for_no_report() -> None:
    silent = {**reporting(6), "text": performance()["text"]}
    assert reports(silent) == (0, 0)


def test_of_intervals_that_differ_by_category_the_shortest_counts() -> None:
    cases = [{"core": 12, "categories": ["laptop"]}, {"core": 3, "categories": ["tablet"]}]
    assert reports(reporting(cases), lots=(lot({"laptop": 5, "tablet": 5}),)) == (4, 0)
    assert reports(reporting(cases), lots=(lot({"laptop": 5}),)) == (1, 0)


def test_a_clause_may_have_reports_at_an_interval_beside_those_of_the_year() -> None:
    assert reports(reporting(6, **{"per-year": 1})) == (3, 0)


def test_reports_after_each_collection_are_counted_by_kind_and_apart() -> None:
    batch = {"per-batch": True}
    assert reports(reporting(**batch), reporting(**batch), reporting(**{"per-year": 1})) == (1, 2)


def test_the_list_signed_at_the_hand_over_is_a_record_of_each_collection() -> None:
    listed = performance(text={"requirement": "Both sides sign a hand-over list."})
    assert reports(listed, listed, reporting(**{"per-batch": True})) == (0, 2)


def test_yearly_totals_of_a_report_are_a_report_of_the_year() -> None:
    within = parameter({"core": 60, "anchor": "after-contract-year"}, unit="days", direction="max")
    text = {"requirement": "The contractor shall state the totals within {{ days }}."}
    totals = performance(reports={"year-within": "days", "per-batch": True}, parameters={"days": within}, text=text)
    assert reports(totals) == (1, 1)


def test_reports_of_several_lots_are_added_up() -> None:
    one = reporting(**{"per-year": 1, "per-batch": True})
    assert reports(one, lots=(lot(), lot(), lot())) == (3, 3)


@pytest.mark.parametrize(("count", "heavy"), [(2, False), (3, True)])
def test_many_reports_are_a_burden_for_a_small_purchase_only(count: int, heavy: bool) -> None:
    found = weighed(0, SMALL, clauses={"r": reporting(**{"per-year": count})})
    assert found.warnings == ((("reports", {"count": 3, "usual": 2}),) if heavy else ())
    assert weighed(0, LARGE, clauses={"r": reporting(**{"per-year": count})}).warnings == ()


def test_the_lot_with_most_reports_counts_not_their_sum() -> None:
    tenth = lot({"laptop": 10})
    assert weighed(0, tenth, tenth, clauses={"r": reporting(**{"per-year": 2})}).warnings == ()
    more = {
        "r": reporting(**{"per-year": 1}),
        "s": performance(applies=[{"acquisition": ["lease"]}], reports={"per-year": 2}),
    }
    found = weighed(0, tenth, lot({"laptop": 10}, acquisition="lease"), clauses=more)
    assert (found.reports, found.warnings) == (4, (("reports", {"count": 3, "usual": 2}),))


def test_reports_after_each_collection_are_no_reports_a_year() -> None:
    found = weighed(0, SMALL, clauses={f"r{n}": reporting(**{"per-batch": True}) for n in range(5)})
    assert (found.batch_reports, found.warnings) == (5, ())


def test_the_reports_are_told_beside_the_other_warnings() -> None:
    found = weighed(
        3,
        SMALL,
        clauses={"r": reporting(1)},
        tender={"level": "comprehensive", "proportionality": "full"},
    )
    assert warned(found) == ["size", "level", "reports"]
    counts, *sentences = describe_effort(found, english())
    assert "12" in counts
    assert ["12" in sentence for sentence in sentences] == [False, False, True]


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
