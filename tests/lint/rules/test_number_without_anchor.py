# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, keys, saying, shipped
from tests.support import award, clause, parameter, performance, steps

RULE = "number-without-anchor"


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall repair each unit within 5 working days.",
        "The contractor shall collect from each site within ten working days.",
        "The contractor shall repair it at the place of delivery within two (2) business days.",
        "The contractor shall respond to each fault report within 24 hours.",
        "The contractor shall report on units taken back after use within 30 days.",
        "The tenderer shall offer a warranty of three years.",
        "Each battery retains its capacity after 3 years.",
        "The tenderer shall offer spare parts for 3–5 years.",
        "A 24-month warranty is required.",
        "The plastic shall be at least 25 % recycled.",
        "The battery shall last for at least 1,000 full charge cycles.",
        "The units shall be no more than 12 months old.",
        "The specification is strict: the battery shall last for 800 cycles.",
        "The technician shall repair the unit in ten minutes.",
        "The contractor shall train its staff for two years in practice.",
    ],
)
def test_a_loose_number_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall answer within two working days of the written request.",
        "The contractor shall pay within 30 days of receipt of the invoice.",
        "The contractor shall report within one month of the end of the period.",
        "From delivery the warranty runs for 3 years.",
        "The capacity is measured no more than 30 days before delivery.",
        "The tenderer shall offer parts for 7 years after the last unit is placed on the market.",
        "The system shall name one day a year for measuring the result.",
        "The contractor shall report every 6 months.",
        "Parts stay on sale for the duration of the contract and 3 years thereafter.",
        "The tenderer shall name three contracts of the past three years.",
        "The contractor owes 1 % for each week of delay.",
        "A credit of up to 10 % of the contract value is due.",
        "The plastic shall be at least 25 % recycled, measured under EN 45557:2020.",
        "After 500 full charge cycles, counted from new, it retains 80 % of its rated capacity.",
        "The box shall be 100 % cardboard.",
        "The box shall consist of at least 80 % recycled fibre by weight.",
        "A battery above 60 % of its rated capacity counts as normal wear.",
        "The specification requires 800 cycles.",
        "Specification 9 asks for 30 % recycled plastic.",
        "The tenderer shall name four technicians with at least two years of practice each.",
        "The auditor may inspect the rooms with ten working days' notice.",
        "A technician shall be able to replace the battery in not more than ten minutes.",
        # Numbers of references, classes, clauses and things are no quantities.
        "The sites shall work under EN 50625-1:2014, R2v3 (2020) or Regulation (EU) 2023/1670.",
        "The unit shall be of class A under clause 5.2 and criterion TS23.",
        "The same fault has returned after two repairs, in each of the seven steps.",
        "A mark is a scratch over 1 mm long, seen from 50 cm at 500 to 1,000 lux.",
    ],
)
def test_a_number_with_an_anchor_passes(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_a_remedy_needs_an_anchor_and_advice_needs_none() -> None:
    late = performance(text={"remedy": "The contractor shall pay within 14 days."})
    assert keys(RULE, late) == ["text.remedy"]
    assert keys(RULE, saying("Two years are usual on the market.", "guidance")) == []


def dated(text: str, *cases: dict[str, Any], **more: Any) -> dict[str, Any]:
    return clause(text={"requirement": text}, parameters={"repair-days": parameter(*cases, **more)})


ANCHORED = {"core": 5, "anchor": "from-fault-report"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Repair within {{ repair_days }} {{ repair_days_anchor }}.", []),
        ("Repair within {{ repair_days }}.", ["text.requirement"]),
        # The second mention refers back to the first.
        ("Repair within {{ repair_days }} {{ repair_days_anchor }}.\n\nAgain within {{ repair_days }}.", []),
        ("Repair within {{ repair_days }} of the report of the fault.", []),
        ("After the report of the fault, repair within {{ repair_days }}.", []),
    ],
)
def test_a_printed_time_is_tied_somewhere(text: str, wrong: list[str]) -> None:
    assert keys(RULE, dated(text, ANCHORED, unit="days")) == wrong


@pytest.mark.parametrize("unit", ["years", "working-days", "hours", "units", "times", "percent-of-units"])
def test_a_case_of_time_count_or_rate_needs_an_anchor(unit: str) -> None:
    text = "Repair within {{ repair_days }} {{ repair_days_anchor }}."
    wrong = dated(text, {**ANCHORED, "categories": ["laptop"]}, {"core": 5}, unit=unit)
    assert keys(RULE, wrong) == ["parameters.repair-days.cases.2"]


@pytest.mark.parametrize("unit", ["eei", "kwh-per-year", None])
def test_other_measures_need_none(unit: str | None) -> None:
    assert keys(RULE, dated("An index of {{ repair_days }} at most.", {"core": 5}, unit=unit)) == []


def test_steps_in_years_need_one_unless_they_count_what_lies_beyond() -> None:
    assert keys(RULE, award(scale=steps(3, 4))) == ["scale.anchor"]
    assert keys(RULE, award(scale=steps(3, 4, anchor="after-delivery"))) == []
    assert keys(RULE, award(scale=steps(500, 800, unit="full-cycles"))) == []
    spec = clause(parameters={"years": parameter({"core": 2, "anchor": "after-delivery"})})
    beyond = award(scale=steps(1, 2, relative=True, **{"starts-above": "spec.years"}))
    assert keys(RULE, catalogue({"spec": spec, "points": beyond})) == []


def test_the_finding_names_the_number() -> None:
    (one,) = found(RULE, saying("The contractor shall repair each unit within 5 working days."))
    assert one.message == "nothing says what “5 working days” counts from, or how it is measured"
    assert one.fix == "Name the day, the event or the method, best as the `anchor` of a parameter."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []


def test_steps_of_an_award_criterion_count_as_the_sentence_before_says() -> None:
    steps_ = "8 days or fewer get 3 points, 5 or fewer 6 points."
    told = f"The specification allows ten working days from report to return. {steps_}"
    assert keys(RULE, saying(told, kind="award-criterion", scale={"type": "lowest"})) == []
    assert keys(RULE, saying(told)) == ["text.requirement"]
    share = "The tenderer states the share of the proceeds that it pays. 40 % gets 0 points."
    assert keys(RULE, saying(share, kind="award-criterion", scale={"type": "lowest"})) == []
    untold = f"A short time is preferred. {steps_}"
    assert keys(RULE, saying(untold, kind="award-criterion", scale={"type": "lowest"})) == ["text.requirement"]
