# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import found, keys, saying, shipped
from tests.support import parameter

RULE = "report-date-missing"
DAYS = {"report-days": parameter({"core": 30, "anchor": "after-collection"}, unit="days")}


def reporting(text: str, **more: Any) -> dict[str, Any]:
    return saying(text, kind="contract-performance-clause", **more)


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall report on each unit collected.",
        "The contractor shall send a report on the units collected.",
        "The contractor must regularly submit to the contracting authority a written report.",
        "The contractor shall report every unit, on request.",
        "The contractor shall repair each unit within 5 days of the report of the fault.\n\n"
        "It shall report on the repairs.",
    ],
)
def test_a_report_of_no_day_is_found(text: str) -> None:
    assert keys(RULE, reporting(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall report on each unit within {{ report_days }} {{ report_days_anchor }}.",
        "The contractor shall report after {{ report_days }}.",
        "The contractor shall send a yearly report on the units collected.",
        "The contractor shall send a report for each contract year.",
        "The contractor shall report every 6 months.",
        "The contractor shall submit a report at the latest on 31 January.",
        "The contractor shall report on the repairs. It shall do so by the end of each month.",
        "The contractor shall report on the repairs.\n\nThe report is due within 30 days of the end of the year.",
        "The contractor shall hand over the test report of each unit.",
        "The contractor shall correct each fault from the report of the fault.",
        "Faults are reported through the channel named in the tender.",
        "The contractor shall provide records by serial number.",
    ],
)
def test_a_report_with_a_day_passes(text: str) -> None:
    more = {"parameters": DAYS} if "{{" in text else {}
    assert keys(RULE, reporting(text, **more)) == []


def test_a_time_in_another_variant_does_not_count() -> None:
    other = {"x": {"when": {"data": ["none"]}, "requirement": "The contractor shall report on each unit."}}
    assert keys(RULE, reporting("The contractor shall report each year.", variants=other)) == [
        "variants.x.requirement"
    ]


def test_the_finding_names_the_duty() -> None:
    (one,) = found(RULE, reporting("The contractor shall send a report on the units collected."))
    assert one.message == "“shall send a report” says no date, interval or period"
    assert one.fix == "Say by when, or how often."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
