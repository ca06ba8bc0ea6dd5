# SPDX-License-Identifier: Apache-2.0
import datetime
from typing import Any

import pytest

from tenderkit.papers.calendar.contract_calendar import Entry, LotCalendar, build_calendars
from tenderkit.papers.calendar.contract_dates import find_last_day
from tests.support import annex, award, clause, library, lot, parameter, performance

Table = dict[str, Any]
DELIVERY = datetime.date(2027, 2, 1)


def value(anchor: str, core: Any, unit: str, direction: str = "max", *more: Table, **overrides: Any) -> Table:
    """A parameter with a time."""
    cases = [{"core": core, "anchor": anchor}, *more]
    return parameter(*cases, unit=unit, direction=direction, **{"title": "Time", **overrides})


def duty(parameters: Table | None = None, **overrides: Any) -> Table:
    """A contract performance clause whose text names all its parameters."""
    names = " ".join(f"{{{{ {name.replace('-', '_')} }}}}" for name in parameters or {})
    text = {"requirement": f"The contractor shall do it: {names}.", **overrides.pop("text", {})}
    return performance(parameters=parameters or {}, text=text, **overrides)


def of(clauses: Table | dict[str, Table], **lot_: Any) -> LotCalendar:
    """The calendar of the only lot: 48 months, from 1 February 2027."""
    whole = {"lots": [lot(**{"delivery_from": DELIVERY, **lot_})]}
    found = build_calendars(annex(library(clauses if "a" in clauses else {"a": clauses}), **whole))
    return found[-1]


def due(clauses: Table, **lot_: Any) -> list[Entry]:
    """What is due, without the end of the term."""
    return [e for e in of(clauses, **lot_).due if e.tag]


def dates(clauses: Table, **lot_: Any) -> list[str]:
    one = of(clauses, **lot_)
    return [date.isoformat() for date, entry in one.list_reckoned() if entry.tag]


# --- which clauses ---


def test_duties_are_in_and_what_came_before_the_contract_is_out() -> None:
    clauses = {
        "a": duty(text={"title": "Duty"}),
        "b": clause(kind="selection-criterion", text={"title": "Permit"}),
        "c": clause(text={"title": "Spec without a time"}),
        "d": clause(
            parameters={"age": value("before-deadline", 12, "months")},
            text={"title": "Proof of the tender", "requirement": "{{ age }}"},
        ),
    }
    assert [(e.number, e.title, e.when) for e in due(clauses)] == [("1.4.1", "Duty", "throughout the contract")]


def test_a_duty_says_its_proof_and_what_follows() -> None:
    proofs = {"declaration": "With the tender.", "document": "A list.", "certificate": "An audit."}
    (entry,) = due(duty(text={"verification": proofs, "remedy": "A credit."}))
    assert (entry.proof, entry.remedy) == ("A list.", "A credit.")


def test_a_specification_was_proved_with_the_tender() -> None:
    text = {"requirement": "{{ t }}", "verification": {"declaration": "Yes.", "document": "A sheet."}}
    (entry,) = due(clause(parameters={"t": value("after-order", 5, "working-days")}, text=text))
    assert (entry.when, entry.proof) == ("after the order", "")
    assert entry.what == ("– Time: within 5 working days after the order",)


def test_an_award_criterion_leaves_a_reminder() -> None:
    one = of({"a": award(text={"title": "Points"})})
    assert [(e.title, e.when) for e in one.holding] == [("Points", "as the offer and the clause say")]
    assert [e.title for e in one.due] == ["Term"]


# --- reports ---


def test_a_yearly_report_is_due_after_each_contract_year() -> None:
    report = duty({"m": value("after-contract-year", 1, "months")}, reports={"per-year": 1})
    found = due(report, months=36)
    assert [e.when for e in found] == ["end of month 13", "end of month 25", "end of month 37"]
    assert found[1].what[0] == "Report 2 of 3, on months 13 to 24"
    assert dates(report, months=36) == ["2028-02-29", "2029-02-28", "2030-02-28"]


def test_the_last_contract_year_ends_with_the_term() -> None:
    report = duty({"m": value("after-contract-year", 30, "days")}, reports={"per-year": 1})
    assert [e.when for e in due(report, months=18)] == [
        "30 days after the end of month 12",
        "30 days after the end of month 18",
    ]
    assert dates(report, months=18) == ["2028-03-01", "2028-08-30"]


def test_a_report_at_an_interval_is_due_so_long_after_each_period() -> None:
    parameters = {
        "every": value("during-the-contract", 6, "months"),
        "within": value("after-reported-period", 30, "days"),
    }
    found = due(duty(parameters, reports={"every": "every"}), months=12)
    assert [e.when for e in found] == ["30 days after the end of month 6", "30 days after the end of month 12"]
    assert found[0].what[1:] == (
        "– Time: every 6 months during the contract",
        "– Time: within 30 days after the end of the period reported",
    )


def test_a_report_is_due_when_its_period_ends_where_no_value_gives_more_time() -> None:
    found = due(duty({"every": value("during-the-contract", 6, "months")}, reports={"every": "every"}), months=12)
    assert [e.when for e in found] == ["end of month 6", "end of month 12"]
    assert found[0].what[:2] == (
        "Report 1 of 2, on months 1 to 6",
        "– due when this period ends, unless the clause gives more time",
    )


def test_something_else_at_an_interval_recurs_too_and_is_no_report() -> None:
    found = due(duty({"every": value("during-the-contract", 12, "months")}), months=24)
    assert [e.what[0] for e in found] == ["No. 1 of 2, for months 1 to 12", "No. 2 of 2, for months 13 to 24"]


def test_what_is_due_after_each_contract_year_recurs_without_being_a_report() -> None:
    assert dates(duty({"m": value("after-contract-year", 14, "days")}), months=24) == ["2028-02-14", "2029-02-14"]


def test_reports_several_times_a_year_without_a_time_end_with_their_period() -> None:
    assert dates(duty(reports={"per-year": 4}), months=6) == ["2027-04-30", "2027-07-31"]


def test_intervals_that_differ_by_category_are_series_of_their_own() -> None:
    cases = {"core": 12, "anchor": "during-the-contract", "categories": ["display"]}
    first = {"core": 6, "anchor": "during-the-contract", "categories": ["laptop"]}
    parameters = {"every": parameter(first, cases, title="Interval", unit="months", direction="max")}
    found = due(duty(parameters, reports={"every": "every"}), items={"laptop": 5, "display": 5}, months=12)
    assert [(e.when, e.what[2]) for e in found] == [
        ("end of month 6", "– Interval (laptops): every 6 months during the contract"),
        ("end of month 12", "– Interval (laptops): every 6 months during the contract"),
        ("end of month 12", "– Interval (displays): every 12 months during the contract"),
    ]
    assert len({e.key for e in found}) == 3


@pytest.mark.parametrize("changed", [{"months": None}, {"parameters": {"a": {"m": "undecided"}}}])
def test_a_report_whose_time_or_term_is_open_hangs_on_its_event(changed: Table) -> None:
    report = duty({"m": value("after-contract-year", 1, "months")}, reports={"per-year": 1})
    (entry,) = due(report, **changed)
    assert (entry.when, entry.moment) == ("after the end of each contract year", None)


def test_an_open_interval_is_told_as_the_gap_it_is() -> None:
    report = duty({"every": value("during-the-contract", "undecided", "months")}, reports={"every": "every"})
    (entry,) = due(report)
    assert entry.when == "every [to be decided: Time] months during the contract"


def test_a_report_on_each_batch_hangs_on_the_collection() -> None:
    (entry,) = due(duty(reports={"per-batch": True}))
    assert (entry.what, entry.when) == (("Report on each batch",), "after each collection")


def test_a_report_whose_time_is_in_words_is_due_after_them() -> None:
    interval = {"every": value("during-the-contract", 6, "months")}
    report = duty(interval, reports={"every": "every", "months-after": 2})
    found = due(report, months=12)
    assert [e.when for e in found] == ["end of month 8", "end of month 14"]
    assert found[0].what[1] == "– within the time that the clause gives after the end of this period"


def test_a_report_that_is_sent_with_another_is_due_on_its_day_and_says_so() -> None:
    interval = {"every": value("during-the-contract", 6, "months"), "m": value("after-reported-period", 1, "months")}
    clauses = {
        "a": duty(
            {"t": value("per-contract-year", 3, "units", "min")}, reports={"sent-with": ["c", "b"]}, position=1
        ),
        "b": duty(interval, reports={"every": "every"}, position=2, text={"title": "Host"}),
        "c": clause(kind="selection-criterion"),
    }
    plans = [e for e in due(clauses, months=24) if e.number == "1.4.1"]
    assert [e.when for e in plans] == ["end of month 12", "end of month 24"]
    del clauses["c"]
    clauses["a"]["reports"] = {"sent-with": ["b"], "but-last": True}
    (plan,) = [e for e in due(clauses, months=24) if e.number == "1.4.1"]
    assert plan.when == "end of month 13"
    assert plan.what == (
        "Report 1 of 1, on months 1 to 12",
        "– sent with “Host” (1.4.2)",
        "– Time: at least 3 units per contract year",
    )


def test_totals_of_each_contract_year_are_due_beside_the_reports_on_batches() -> None:
    days = {"t": value("after-each-batch", 60, "days")}
    found = due(duty(days, reports={"per-batch": True, "year-within": "t"}), months=24)
    assert [e.when for e in found] == [
        "60 days after the end of month 12",
        "60 days after the end of month 24",
        "after the last collection of the batch",
    ]
    assert found[0].what[1] == "– within 60 days after the end of this period"


# --- days that follow from start and end ---


@pytest.mark.parametrize(
    ("anchor", "number", "unit", "date", "when"),
    [
        ("after-contract-start", 3, "months", "2027-05-01", "3 months after the start of the contract"),
        ("after-contract-start", 2, "weeks", "2027-02-15", "2 weeks after the start of the contract"),
        ("after-end-of-contract", 20, "days", "2031-02-20", "20 days after the end of the contract"),
        ("before-end-of-contract", 2, "months", "2030-11-30", "2 months before the end of the contract"),
        ("before-end-of-agreed-term", 10, "days", "2031-01-21", "10 days before the end of the term then agreed"),
    ],
)
def test_times_from_the_start_and_the_end_have_a_date(
    anchor: str, number: int, unit: str, date: str, when: str
) -> None:
    one = duty({"t": value(anchor, number, unit)})
    (entry,) = due(one)
    assert entry.when.startswith(when)
    assert dates(one) == [date]


@pytest.mark.parametrize(
    ("anchor", "when"),
    [
        ("after-end-of-contract", "(1 days after the end of month 48)"),
        ("before-end-of-contract", "(1 days before the end of month 48)"),
    ],
)
def test_a_single_day_is_counted_to_its_own_side_of_the_end(anchor: str, when: str) -> None:
    (entry,) = due(duty({"t": value(anchor, 1, "days")}))
    assert entry.when.endswith(when)


@pytest.mark.parametrize(
    ("anchor", "number", "unit"),
    [
        ("after-written-request", 10, "working-days"),
        ("after-contract-start", 10, "working-days"),
        ("before-end-of-contract", 60, "months"),
        ("after-contract-start", 100_000, "days"),
        ("after-award", 14, "days"),
    ],
)
def test_other_times_have_none(anchor: str, number: int, unit: str) -> None:
    (entry,) = due(duty({"t": value(anchor, number, unit)}))
    assert entry.moment is None


def test_without_a_term_its_end_has_no_day() -> None:
    one = of(duty({"t": value("after-end-of-contract", 20, "days")}), months=None)
    assert [(e.when, e.moment) for e in one.due] == [("after the end of the contract", None)]


def test_the_term_ends_and_may_be_extended() -> None:
    (entry,) = of({"a": clause()}, options=[12, 6]).due
    assert (entry.when, entry.number) == ("end of month 48", "")
    assert entry.what[1].startswith("It may be extended by 12 months and 6 months.")


def test_without_a_start_all_is_reckoned_in_months() -> None:
    one = of(duty(reports={"per-year": 1}), delivery_from=None)
    assert [e.when for e in one.due] == [f"end of month {n}" for n in (12, 24, 36, 48, 48)]
    assert (one.start, {one.date(e) for e in one.due}) == (None, {None})


def test_without_a_start_a_calendar_file_reckons_from_the_launch_of_the_tender() -> None:
    one = of(duty(reports={"per-year": 1}), delivery_from=None, months=12)
    assert one.first_day == one.launch
    assert [date for date, _ in one.list_reckoned()] == [find_last_day(one.launch, 12)] * 2


def test_a_notice_before_the_end_of_use_is_reckoned_to_the_end_of_the_term_unless_an_order_says_otherwise() -> None:
    one = duty({"t": value("before-end-of-use-period", 60, "days", "none")})
    (entry,) = due(one, months=36)
    assert entry.what == (
        "– Time: at the latest 60 days before the end of the agreed period of use",
        "– reckoned to the end of the term; where an order names another day, from that day",
    )
    assert entry.when.endswith("(60 days before the end of month 36)")
    assert dates(one, months=36) == ["2029-12-02"]


# --- what is measured over a contract year ---


def test_a_rate_over_a_contract_year_is_a_line_at_the_end_of_each() -> None:
    rate = parameter(
        {"core": 50, "anchor": "per-year"}, unit="percent", direction="min", title="Rate", type="percent"
    )
    found = due(duty({"rate": rate}), months=18)
    assert [(e.what, e.when, e.nth) for e in found] == [
        (
            ("Contract year 1 ends (months 1 to 12): look at what is measured over it",
             "– Rate: at least 50 % per contract year"),
            "end of month 12", 1,
        ),
        (
            ("Contract year 2 ends (months 13 to 18): look at what is measured over it and, while this duty lasts, "
             "over each later one",
             "– Rate: at least 50 % per contract year"),
            "end of month 18", 2,
        ),
    ]  # fmt: skip
    assert dates(duty({"rate": rate}), months=18) == ["2028-01-31", "2028-07-31"]
    (undated,) = due(duty({"rate": rate}), months=None)
    assert (undated.what, undated.when) == (("– Rate: at least 50 % per contract year",), "per contract year")


def test_what_becomes_of_units_is_measured_until_the_last_route_is_settled() -> None:
    """Three years for requests, a month for the collection and 180 days for the route after a term of 18 months."""
    rate = parameter(
        {"core": 50, "anchor": "per-year"}, unit="percent", direction="min", title="Rate", type="percent"
    )
    report = {"stock-days": value("after-collection", 180, "days")}
    clauses = {
        "a": duty({"rate": rate}, group="end-of-use"),
        "b": duty({"request-years": value("after-delivery", 3, "years", "min")}),
        "c": duty(report),
    }
    found = [entry for entry in due(clauses, months=18) if entry.key.startswith("measured")]
    assert [(e.when, e.nth) for e in found[1:]] == [
        ("end of month 18", 2),
        ("end of month 36", 3),
        ("end of month 48", 4),
        ("end of month 60", 5),
        ("end of month 72", 6),
    ]
    assert found[1].what[1:] == ("– Rate: at least 50 % per contract year",)
    later = "Each of the contract years 3 to 6 ends (months 25 to 72): the same is measured, if routes of units were "
    assert {e.what for e in found[2:]} == {(f"{later}settled in it",)}
    lease = {
        **clauses,
        "b": duty(),
        "a": duty({"rate": rate}, requires=["end-of-use-report"]),
        "end-of-use-report": duty(report),
    }
    assert [e.nth for e in due(lease, months=12) if e.key.startswith("measured")] == [1, 2]


def test_a_number_per_contract_year_that_asks_for_nothing_is_not_measured() -> None:
    audits = parameter({"core": 1, "anchor": "per-contract-year"}, unit="times", direction="none", title="Audits")
    (entry,) = due(duty({"audits": audits}))
    assert entry.when == "throughout the contract"


# --- the old units of the authority ---


def test_the_last_day_to_hand_over_old_units_is_the_authority_s() -> None:
    collects = performance(text={"requirement": "The contractor shall collect on request: {{ returns }}."})
    one = of(collects, returns={"display": 5}, months=24)
    (entry,) = [e for e in one.due if e.key == "last-request"]
    assert entry.what == ("Last day to ask for the collection of the old units listed: up to 5 displays",)
    assert (entry.party, entry.number, entry.when) == ("authority", "1.4.1", "end of month 24")
    assert one.date(entry) == datetime.date(2029, 1, 31)
    assert not any(e.key == "last-request" for e in of(collects, returns={"display": 5}, months=None).due)


def test_old_units_that_go_with_the_new_ones_are_asked_for_by_event() -> None:
    words = "three months after the delivery that replaces them"
    end = {"title": "Last day", "type": "text", "direction": "none", "cases": [{"core": words, "mark": "P"}]}
    text = {"requirement": "On request until {{ hand_over_end }}, the contractor shall collect: {{ returns }}."}
    one = of(performance(parameters={"hand-over-end": end}, text=text), returns={"display": 5}, months=24)
    (entry,) = [e for e in one.due if e.key == "last-request"]
    assert (entry.party, entry.when, entry.moment) == ("authority", words, None)


# --- order and events ---


def test_what_has_a_day_comes_first_in_order_then_the_clauses() -> None:
    clauses = {
        "a": duty({"t": value("after-return", 5, "days")}, position=1),
        "b": duty({"m": value("after-contract-year", 1, "months")}, reports={"per-year": 1}, position=2),
        "c": duty({"t": value("after-contract-start", 2, "months")}, position=3),
        "d": duty(position=4),
    }
    found = of(clauses, months=24).due
    assert [(e.number, e.when) for e in found] == [
        ("1.4.3", "2 months after the start of the contract"),
        ("1.4.2", "end of month 13"),
        ("", "end of month 24"),
        ("1.4.2", "end of month 25"),
        ("1.4.1", "after the return"),
        ("1.4.4", "throughout the contract"),
    ]


def test_each_event_of_a_clause_is_a_row_with_all_that_is_due_then() -> None:
    parameters = {
        "a": value("after-written-request", 5, "days", title="First"),
        "b": value("after-return", 6, "days", title="Second"),
        "c": value("after-return", 7, "days", title="Third"),
        "d": value("before-test", 8, "days", "min", title="Fourth"),
        "e": value("before-report", 9, "months", title="Fifth"),
        "f": value("after-notice", 10, "days", "none", title="Sixth"),
    }
    assert [(e.when, e.what) for e in due(duty(parameters))] == [
        ("after the request", ("– First: within 5 days after the request",)),
        ("after the return", ("– Second: within 6 days after the return", "– Third: within 7 days after the return")),
        ("before the test", ("– Fourth: at least 8 days before the test",)),
        ("before the day of the report", ("– Fifth: at most 9 months before the day of the report",)),
        ("after notice", ("– Sixth: 10 days after notice",)),
    ]


def test_what_is_due_after_the_same_event_comes_together_whatever_its_clause() -> None:
    clauses = {
        "a": duty({"t": value("after-return", 1, "days"), "u": value("after-notice", 2, "days")}, position=1),
        "b": duty({"t": value("after-return", 3, "days")}, position=2),
        "c": duty(position=3),
        "d": duty({"t": value("after-notice", 4, "days")}, position=4),
    }
    assert [(e.when, e.number) for e in due(clauses)] == [
        ("after the return", "1.4.1"),
        ("after the return", "1.4.2"),
        ("after notice", "1.4.1"),
        ("after notice", "1.4.4"),
        ("throughout the contract", "1.4.3"),
    ]


# --- times in the words of a clause ---


@pytest.mark.parametrize(
    "sentence",
    [
        "The contractor shall answer within ten working days after the request.",
        "The contractor shall answer within 24 hours.",
        "The contractor shall tell the day at least two working days before.",
        "The contractor shall keep it for {{ t }}, and for as many days after it.",
        "By the end of the contract year it is due.",
    ],
)
def test_a_time_in_words_is_due_with_its_whole_sentence(sentence: str) -> None:
    parameters = {"t": value("after-return", 5, "days")} if "{{" in sentence else {}
    text = {"requirement": f"Some words first. {sentence} More words."}
    entry = due(performance(parameters=parameters, text=text))[-1]
    assert (entry.what, entry.when) == ((sentence.replace("{{ t }}", "5 days"),), "as the clause words it")


@pytest.mark.parametrize(
    "sentence", ["A unit shall run for four hours.", "The days count.", "It shall be new within reason."]
)
def test_a_number_that_is_no_deadline_is_not_due(sentence: str) -> None:
    (entry,) = due(performance(text={"requirement": sentence}))
    assert entry.when == "throughout the contract"


def test_the_party_of_a_time_in_words_is_the_one_that_acts() -> None:
    text = {"requirement": "The contracting authority will answer within ten days. The contractor shall go on."}
    entry, always = due(performance(text=text))
    assert (entry.party, entry.remedy, always.party) == ("authority", "", "contractor")


def test_what_a_clause_adds_to_a_time_stands_behind_it() -> None:
    day = value("after-contract-start", 30, "days", "max", title="Number")
    text = {
        "requirement": "The contractor shall state it within {{ d }} {{ d_anchor }} and before the first delivery."
    }
    (entry,) = due(performance(parameters={"d": day}, text=text))
    assert entry.when == "30 days after the start of the contract and before the first delivery"


def test_a_sentence_that_leans_on_the_one_before_follows_it() -> None:
    text = {"requirement": "The contractor shall offer a sum. It is paid within ten days. They are tested then."}
    (entry,) = due(performance(text=text))
    assert entry.what == ("The contractor shall offer a sum. It is paid within ten days.",)


def test_a_value_that_asks_for_nothing_or_is_not_named_is_not_due() -> None:
    parameters = {"t": value("after-return", 0, "days", off=0), "u": value("after-notice", 3, "days")}
    (entry,) = due(performance(parameters=parameters, text={"requirement": "Done. {{ t }}"}))
    assert entry.when == "throughout the contract"


# --- what holds ---


def test_what_lives_after_delivery_holds_for_its_time() -> None:
    spec = clause(
        parameters={"y": value("after-delivery", 5, "years", "min", title="Warranty")},
        text={"title": "Cover", "requirement": "{{ y }}"},
    )
    one = of(spec)
    assert [(e.title, e.what, e.when) for e in one.holding] == [("Cover", ("Warranty",), "5 years after delivery")]
    assert [e.title for e in one.due] == ["Term"]


def test_what_holds_after_the_end_of_the_contract_has_a_date() -> None:
    one = of(duty({"y": value("after-end-of-contract", 3, "years", "min")}))
    (entry,) = one.holding
    assert entry.when == "3 years after the end of the contract (end of month 84)"
    assert one.date(entry) == datetime.date(2034, 1, 31)


def test_what_runs_on_until_a_later_event_has_no_date() -> None:
    years = value("after-end-of-contract", 3, "years", "min")
    kept = "They are kept {{ y }} {{ y_anchor }} or, if later, until the last duty on the unit ends."
    one = of(performance(parameters={"y": years}, text={"requirement": kept}))
    (entry,) = one.holding
    assert entry.when == "3 years after the end of the contract or, if later, until the last duty on the unit ends"
    assert one.date(entry) is None


def test_a_time_that_lasts_at_least_so_long_says_so() -> None:
    days = {"d": value("after-return", 90, "days", "min", title="Offer")}
    for words, told in (("for at least", "at least 90 days after the return"), ("for", "90 days after the return")):
        text = {"requirement": f"The contractor shall offer it {words} {{{{ d }}}} {{{{ d_anchor }}}}."}
        (entry,) = due(performance(parameters=days, text=text))
        assert entry.what == (f"– Offer: {told}",)


def test_a_time_that_is_looked_back_over_is_no_deadline() -> None:
    years = {"y": value("before-audit", 3, "years", "none", title="Age")}
    for words, told in (
        ("found in the", "3 years before the audit"),
        ("sent", "at the latest 3 years before the audit"),
    ):
        text = {"requirement": f"The contractor shall report all {words} {{{{ y }}}} {{{{ y_anchor }}}}."}
        (entry,) = due(performance(parameters=years, text=text))
        assert entry.what == (f"– Age: {told}",)


def test_values_that_hold_are_told_by_category() -> None:
    more = {"core": 2, "anchor": "after-delivery", "categories": ["display"]}
    first = {"core": 5, "anchor": "after-delivery", "categories": ["laptop"]}
    parameters = {"y": parameter(first, more, title="Warranty")}
    one = of(clause(parameters=parameters, text={"requirement": "{{ y }}"}), items={"laptop": 5, "display": 5})
    assert [(e.what, e.when) for e in one.holding] == [
        (("Warranty (laptops)",), "5 years after delivery"),
        (("Warranty (displays)",), "2 years after delivery"),
    ]


# --- lots ---


def test_each_lot_has_its_calendar_and_the_general_rules_have_none() -> None:
    whole = library({"a": duty(), "equivalence-paragraph": clause(kind="general-rule", group="general")})
    lots = [lot(title="One", delivery_from=DELIVERY), lot(title="Two", months=12)]
    found = build_calendars(annex(whole, lots=lots))
    assert [(c.name, c.start, c.months) for c in found] == [("Lot 1: One", DELIVERY, 48), ("Lot 2: Two", None, 12)]
    assert [e.number for c in found for e in c.due if e.tag] == ["C.4.1", "C.4.1"]
