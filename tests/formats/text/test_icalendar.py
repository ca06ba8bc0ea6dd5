# SPDX-License-Identifier: Apache-2.0
"""The calendar file, read with a library for such files, and byte by byte where programs differ."""

import datetime
from typing import Any

import icalendar
import pytest

from tenderkit.formats.text.icalendar import render
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.calendar.contract_calendar import build_calendars
from tenderkit.papers.calendar.contract_dates import find_last_day
from tests.support import LAUNCH, annex, clause, example, library, lot, parameter, performance

DATED = ("fr-phone-lease", "ie-servers-storage", "es-data-centre", "three-lots")
dated_examples = pytest.mark.parametrize("name", DATED)


def of(one: Annex) -> str:
    return render(one, build_calendars(one), LAUNCH)


def small(**text: Any) -> Annex:
    """A yearly report in a contract of two years from 1 February 2027."""
    whole = library({"a": performance(reports={"per-year": 1}, text=text)})
    return annex(whole, lots=[lot(months=24, delivery_from=datetime.date(2027, 2, 1))])


def events(text: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def with_day(text: str) -> list[icalendar.Event]:
    """The events that have a day of their own: those that remind of it."""
    return [event for event in events(text) if event.walk("VALARM")]


def lines_of(event: icalendar.Event) -> list[str]:
    return str(event["DESCRIPTION"]).split("\n")


@dated_examples
def test_a_reader_finds_every_date_of_the_calendar(name: str) -> None:
    one = example(name)
    expected = [date for lot_ in build_calendars(one) for date, _ in lot_.list_reckoned()]
    found = with_day(of(one))
    assert [e.decoded("DTSTART") for e in found] == expected
    assert len(expected) > 5


@dated_examples
def test_a_reader_finds_no_fault(name: str) -> None:
    calendar = icalendar.Calendar.from_ical(of(example(name)))
    assert [(c.name, c.errors) for c in calendar.walk() if c.errors] == []
    assert {c.name for c in calendar.walk()} == {"VCALENDAR", "VEVENT", "VALARM"}
    assert calendar["VERSION"] == "2.0"
    uids = [e["UID"] for e in calendar.walk("VEVENT")]
    assert len(set(uids)) == len(uids)


@dated_examples
def test_lines_end_and_fold_as_the_standard_says(name: str) -> None:
    content = of(example(name)).encode()
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) == 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    # No character is parted by a fold.
    assert b"".join(lines) == b"".join(line.decode().encode() for line in lines)


def test_an_event_is_a_whole_day_that_keeps_nobody_busy() -> None:
    first, *_ = with_day(of(small()))
    assert first["DTSTART"].params == {"VALUE": "DATE"}
    assert first.decoded("DTSTART") == datetime.date(2028, 1, 31)
    assert first["TRANSP"] == "TRANSPARENT"
    assert first.decoded("DTSTAMP") == LAUNCH


def test_an_event_says_what_is_due_its_proof_and_what_follows() -> None:
    text = {
        "title": "Yearly report",
        "verification": {"declaration": "Yes.", "document": "A list."},
        "remedy": "Pay.",
    }
    first, *_ = with_day(of(small(**text)))
    assert first["SUMMARY"] == "1.4.1 Yearly report: Report 1 of 2, on months 1 to 12"
    assert lines_of(first) == [
        "A tender",
        "Lot 1: A lot",
        "1.4.1 Yearly report",
        "Report 1 of 2, on months 1 to 12",
        "– due when this period ends, unless the clause gives more time",
        "Who: contractor",
        "When: end of month 12",
        "Proof during the contract: A list.",
        "If it is missed: Pay.",
        "Reckoned as if the contract started on 1 February 2027, the day of the first delivery in the purchase file.",
    ]
    assert first["CATEGORIES"].to_ical() == b"contractor"


@pytest.mark.parametrize("title", [r"a\nb", "a; b, c", "“é”" * 60, "x" * 200, "𝔘" * 40, "BEGIN:VEVENT", 'a "b" c: d'])
def test_any_words_come_back_as_they_were(title: str) -> None:
    first, *_ = with_day(of(small(title=title)))
    assert first["SUMMARY"] == f"1.4.1 {title}: Report 1 of 2, on months 1 to 12"


@pytest.mark.parametrize("length", range(40, 80))
def test_a_line_of_any_length_folds_right(length: int) -> None:
    text = of(small(title="ä" * length))
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    assert "ä" * length in with_day(text)[0]["SUMMARY"]


def test_identities_are_stable_and_differ() -> None:
    uids = [str(e["UID"]) for e in events(of(small()))]
    assert uids == [str(e["UID"]) for e in events(of(small()))]
    assert len(set(uids)) == len(uids) == 4


def test_the_words_of_a_clause_do_not_change_an_identity_but_the_purchase_does() -> None:
    uids = [e["UID"] for e in events(of(small()))]
    assert [e["UID"] for e in events(of(small(title="Reworded")))] == uids
    later = library({"a": performance(reports={"per-year": 1})})
    other = annex(later, lots=[lot(months=24, delivery_from=datetime.date(2027, 3, 1))])
    assert not {e["UID"] for e in events(of(other))} & set(uids)


def test_a_lot_without_a_start_reckons_from_the_launch_and_each_event_says_so() -> None:
    whole = library({"a": performance(reports={"per-year": 1})})
    lots = [lot(title="One", months=12), lot(title="Two", months=12, delivery_from=datetime.date(2027, 2, 1))]
    one = annex(whole, lots=lots)
    launch = one.selection.purchase.tender.launch
    by_lot: dict[str, list[icalendar.Event]] = {}
    for event in events(of(one)):
        by_lot.setdefault(lines_of(event)[1], []).append(event)
    first, second = by_lot["Lot 1: One"], by_lot["Lot 2: Two"]
    assert [e.decoded("DTSTART") for e in first] == [launch, *[find_last_day(launch, 12)] * 2]
    assert all(str(e["SUMMARY"]).endswith(" (day not fixed)") and e["STATUS"] == "TENTATIVE" for e in first)
    assert all("reckoned from the launch of the tender" in lines_of(e)[-1] for e in first)
    assert not any("not fixed" in e["SUMMARY"] or "STATUS" in e or "launch" in e["DESCRIPTION"] for e in second)


def test_what_depends_on_an_event_is_listed_once_for_each_event() -> None:
    days = parameter({"core": 5, "anchor": "after-return"}, unit="days", direction="max", title="Time")
    years = parameter({"core": 3, "anchor": "after-return"}, unit="years", direction="min", title="Records")
    text = {"title": "Duty", "requirement": "The contractor shall do it: {{ days }}, {{ years }}."}
    made = library({"a": performance(parameters={"days": days, "years": years}, text=text)})
    one = annex(made, lots=[lot(months=24, delivery_from=datetime.date(2027, 2, 1))])
    (event,) = [e for e in events(of(one)) if str(e["SUMMARY"]).startswith("No day known")]
    assert event["SUMMARY"] == "No day known: after the return (1.4.1)"
    assert event.decoded("DTSTART") == datetime.date(2027, 2, 1)
    assert lines_of(event)[2:-1] == [
        "What is due when this event comes. Its day is not known, so that this entry is placed on the start of the "
        "contract.",
        "1.4.1 Duty (contractor): – Time: within 5 days after the return",
        "1.4.1 Duty (contractor): Records 3 years after the return",
    ]


def test_reminders_come_a_week_before_and_a_month_before_what_the_authority_does() -> None:
    report, _, term = with_day(of(small()))
    assert [alarm["TRIGGER"].dt.days for alarm in report.walk("VALARM")] == [-7]
    assert [alarm["TRIGGER"].dt.days for alarm in term.walk("VALARM")] == [-30, -7]
    assert {(alarm["ACTION"], alarm["DESCRIPTION"]) for alarm in term.walk("VALARM")} == {
        ("DISPLAY", term["SUMMARY"])
    }


def test_the_calendar_has_the_name_of_the_tender() -> None:
    calendar = icalendar.Calendar.from_ical(of(small()))
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "Contract calendar: A tender"


def test_a_purchase_without_term_and_start_has_a_calendar_too() -> None:
    one = annex(library({"a": clause()}), lots=[lot(months=None)])
    (start,) = events(of(one))
    assert start["SUMMARY"] == "Start of the contract (day not fixed)"
