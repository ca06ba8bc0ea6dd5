# SPDX-License-Identifier: Apache-2.0
"""`lots.report-months`: one interval for all reports of a lot."""

from typing import Any

from tests.support import choose, clause, library, lot, parameter


def report(**case: Any) -> Any:
    months = parameter({"core": 12, "anchor": "during-the-contract", **case}, unit="months", direction="max")
    return clause(
        kind="contract-performance-clause",
        reports={"every": "interval"},
        parameters={"interval": months},
        text={"requirement": "Every {{ interval }} the contractor shall report."},
    )


def intervals(*, months: int | None = 6, case: Any = None, **overrides: Any) -> list[tuple[Any, str]]:
    keys = {} if months is None else {"report-months": months}
    chosen = choose(library({"reports": report(**(case or {}))}), lots=[lot(**keys)], **overrides)
    (pick,) = chosen.lots[0].picks
    return [(value.value, value.origin) for value in pick.values["interval"].values()]


def test_the_lot_sets_the_interval_of_each_report() -> None:
    assert intervals() == [(6, "buyer")]


def test_without_it_each_clause_keeps_its_own() -> None:
    assert intervals(months=None) == [(12, "proposed")]


def test_a_value_for_the_clause_goes_first() -> None:
    assert intervals(parameters={"reports": {"interval": 3}}) == [(3, "buyer")]


def test_a_report_that_cannot_come_so_often_keeps_its_interval() -> None:
    assert intervals(case={"min": 12, "max": 24}) == [(12, "proposed")]
