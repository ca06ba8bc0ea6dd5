# SPDX-License-Identifier: Apache-2.0
import datetime
from typing import Any

import pytest

from tenderkit.checks.duties import find_missed_duties
from tests.checks.checked import found, keys
from tests.support import Table, award, choose, clause, english, faults_of, library, lot, performance, profile

RULE = "duty-missed"
NORWAY: Table = {"country": "NO"}


def weighted(points: int, **more: Any) -> list[Table]:
    return [lot(weights={"price": 100 - points, "warranty-extension-points": points}, **more)]


@pytest.mark.parametrize(
    ("tender", "lots"),
    [
        (NORWAY, weighted(10)),
        (NORWAY, weighted(29)),
        (NORWAY, [lot(weights={"price": 100})]),
        (NORWAY, [lot(weights={"price": 60, "quality": 40}, criteria={"quality": "Points."})]),
        ({**NORWAY, "environment-weight": 20}, [lot()]),
        ({**NORWAY, "delivery-country": "DE"}, weighted(10)),
    ],
)
def test_too_little_weight_in_norway_is_found(tender: Table, lots: list[Table]) -> None:
    assert keys(RULE, tender=tender, lots=lots) == ["lots.1.weights"]


@pytest.mark.parametrize(
    ("tender", "lots"),
    [
        (NORWAY, weighted(30)),
        (NORWAY, [lot(weights={"price": 70, "warranty-extension-points": 15, "battery-endurance-points": 15})]),
        ({**NORWAY, "environment-weight": 40}, [lot()]),
        ({**NORWAY, "launch": datetime.date(2023, 12, 31)}, weighted(10)),
        ({"country": "SE"}, weighted(10)),
        ({"country": "SE", "delivery-country": "NO"}, weighted(10)),
        (NORWAY, [lot()]),
    ],
)
def test_enough_weight_other_law_and_open_weights_pass(tender: Table, lots: list[Table]) -> None:
    assert keys(RULE, tender=tender, lots=lots) == []


def test_the_finding_is_an_error_with_its_law() -> None:
    (finding,) = found(RULE, tender=NORWAY, lots=weighted(10))
    assert (finding.severity, finding.place.lot) == ("error", 1)
    assert "10 of 100 points" in finding.message
    assert "no-foa-7-9, § 7-9" in finding.message


FRANCE: Table = {"country": "FR", "launch": datetime.date(2026, 12, 1)}
PRICE_ALONE: Table = {"weights": {"price": 100}}
DISPLAYS: Table = {"categories": ["display"]}


@pytest.mark.parametrize(
    ("tender", "lots"),
    [
        (FRANCE, [lot(**PRICE_ALONE)]),
        ({**FRANCE, "launch": datetime.date(2026, 8, 21)}, [lot(**PRICE_ALONE)]),
        ({**FRANCE, "delivery-country": "DE"}, [lot(**PRICE_ALONE)]),
        (FRANCE, [lot(**PRICE_ALONE, acquisition="lease")]),
        (FRANCE, [lot(weights={"price": 60, "quality": 40}, criteria={"quality": "Points for the delivery time."})]),
    ],
)
def test_price_alone_in_france_is_found(tender: Table, lots: list[Table]) -> None:
    assert keys(RULE, tender=tender, lots=lots) == ["lots.1"]


@pytest.mark.parametrize(
    ("tender", "lots"),
    [
        (FRANCE, [lot()]),
        (FRANCE, weighted(5)),
        (FRANCE, [lot(weights={"life-cycle-cost-award": 100})]),
        ({**FRANCE, "launch": datetime.date(2026, 8, 20)}, [lot(**PRICE_ALONE)]),
        ({**FRANCE, "country": "BE"}, [lot(**PRICE_ALONE)]),
        ({**FRANCE, "country": "DE", "delivery-country": "FR"}, [lot(**PRICE_ALONE)]),
    ],
)
def test_a_criterion_on_the_environment_or_other_law_passes_in_france(tender: Table, lots: list[Table]) -> None:
    assert keys(RULE, tender=tender, lots=lots) == []


def needing(*needs: str, mark: str = "C", **duty: Any) -> Table:
    entry = {"id": "a-duty", "text": {"en": "Do it."}, "source": "a-law", "mark": mark, "needs": list(needs), **duty}
    return {"xx": profile(duties=[entry])}


@pytest.mark.parametrize(
    ("clauses", "missed"),
    [
        ({"a": clause()}, ["award-criterion", "contract-performance-clause"]),
        ({"a": performance()}, ["award-criterion"]),
        ({"a": award()}, ["contract-performance-clause"]),
        ({"a": award(), "b": performance()}, []),
        ({"a": award(), "remedies": performance()}, ["contract-performance-clause"]),
        ({"life-cycle-cost-award": award(), "b": performance()}, []),
    ],
)
def test_the_kinds_that_a_duty_needs_are_looked_for(clauses: Table, missed: list[str]) -> None:
    law = needing("award-criterion", "contract-performance-clause")
    findings = find_missed_duties(choose(library(clauses, law), tender={"jurisdiction": "xx"}), english())
    assert [f.rule for f in findings] == [RULE] * len(missed)
    assert [kind for kind in missed if not any(kind.replace("-", " ") in f.message for f in findings)] == []


@pytest.mark.parametrize(
    "duty",
    [
        {"mark": "M"},
        {"mark": "P"},
        {"from": datetime.date(2028, 1, 1)},
        {"until": datetime.date(2026, 1, 1)},
        {"categories": ["server"]},
    ],
)
def test_a_duty_that_is_not_confirmed_not_in_force_or_for_others_is_left_alone(duty: Table) -> None:
    made = library({"a": clause()}, needing("award-criterion", **duty))
    assert find_missed_duties(choose(made, tender={"jurisdiction": "xx"}), english()) == ()


@pytest.mark.parametrize(
    ("tender", "included", "missed"),
    [
        ({"value": {"amount": 500_000, "currency": "EUR"}}, [], ["lots.1"]),
        ({"value": {"amount": 500_000, "currency": "EUR"}}, ["supply-chain-due-diligence"], []),
        ({"value": {"amount": 139_000, "currency": "EUR"}}, [], []),
        ({"value": None}, [], []),
        ({"value": {"amount": 500_000, "currency": "EUR"}, "launch": datetime.date(2026, 8, 20)}, [], []),
    ],
)
def test_a_social_clause_is_asked_for_in_france_from_the_thresholds_on(
    tender: Table, included: list[str], missed: list[str]
) -> None:
    wanted = [{"clause": id_, "reason": "Law 2021-1104, Art 35"} for id_ in included]
    assert keys(RULE, tender={**FRANCE, **tender}, lots=[lot()], included=wanted) == missed


@pytest.mark.parametrize(("clauses", "missed"), [(["a"], True), (["a", "b"], False), (["a", "c"], False)])
def test_one_of_the_clauses_that_a_duty_names_is_enough(clauses: list[str], missed: bool) -> None:
    # Of what the library has, only the clauses for displays are left out: nothing else is bought.
    bought = {id_: performance() if id_ in clauses else performance(applies=[DISPLAYS]) for id_ in ("a", "b", "c")}
    made = library(bought, needing(**{"needs-one-of": ["b", "c"]}))
    findings = find_missed_duties(choose(made, tender={"jurisdiction": "xx"}), english())
    assert [f.rule for f in findings] == [RULE] * missed
    assert all("“b” or “c”" in f.message for f in findings)


def test_a_clause_that_a_duty_names_has_to_be_there() -> None:
    (fault,) = faults_of(library({"a": clause()}, needing(**{"needs-one-of": ["no-such-clause"]}), faulty=True))
    assert (fault.rule, fault.place.key) == ("unknown-word", "duties.a-duty.needs-one-of")
