# SPDX-License-Identifier: Apache-2.0
"""The calendar file, read with a library for such files, and byte by byte where programs differ."""

import datetime
from typing import Any

import icalendar
import pytest

from tenderkit.formats.text.icalendar import render
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.calendar.contract_calendar import build_calendars
from tests.support import LAUNCH, annex, example, library, lot, performance

DATED = ("fr-phone-lease", "ie-servers-storage")
dated_examples = pytest.mark.parametrize("name", DATED)


def of(one: Annex) -> str:
    text = render(one, build_calendars(one), LAUNCH)
    assert text is not None
    return text


def small(**text: Any) -> Annex:
    """A yearly report in a contract of two years from 1 February 2027."""
    whole = library({"a": performance(reports={"per-year": 1}, text=text)})
    return annex(whole, lots=[lot(months=24, delivery_from=datetime.date(2027, 2, 1))])


def events(text: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


@dated_examples
def test_a_reader_finds_every_date_of_the_calendar(name: str) -> None:
    one = example(name)
    expected = [date for lot_ in build_calendars(one) for date, _ in lot_.dated]
    found = events(of(one))
    assert [e.decoded("DTSTART") for e in found] == expected
    assert len(expected) > 5


@dated_examples
def test_a_reader_finds_no_fault(name: str) -> None:
    calendar = icalendar.Calendar.from_ical(of(example(name)))
    assert [(c.name, c.errors) for c in calendar.walk() if c.errors] == []
    assert {c.name for c in calendar.walk()} == {"VCALENDAR", "VEVENT"}
    assert calendar["VERSION"] == "2.0"


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
    first, *_ = events(of(small()))
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
    first, *_ = events(of(small(**text)))
    assert first["SUMMARY"] == "1.4.1 Yearly report: Report 1 of 2, on months 1 to 12"
    assert str(first["DESCRIPTION"]).split("\n") == [
        "A tender",
        "Lot 1: A lot",
        "1.4.1 Yearly report",
        "Report 1 of 2, on months 1 to 12",
        "– due when this period ends, unless the clause gives more time",
        "Who: contractor",
        "When: end of month 12",
        "Proof during the contract: A list.",
        "If it is missed: Pay.",
    ]


@pytest.mark.parametrize("title", [r"a\nb", "a; b, c", "“é”" * 60, "x" * 200, "𝔘" * 40, "BEGIN:VEVENT", 'a "b" c: d'])
def test_any_words_come_back_as_they_were(title: str) -> None:
    first, *_ = events(of(small(title=title)))
    assert first["SUMMARY"] == f"1.4.1 {title}: Report 1 of 2, on months 1 to 12"


@pytest.mark.parametrize("length", range(40, 80))
def test_a_line_of_any_length_folds_right(length: int) -> None:
    text = of(small(title="ä" * length))
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    assert "ä" * length in events(text)[0]["SUMMARY"]


def test_identities_are_stable_and_differ() -> None:
    uids = [str(e["UID"]) for e in events(of(small()))]
    assert uids == [str(e["UID"]) for e in events(of(small()))]
    assert len(set(uids)) == len(uids) == 3


def test_the_words_of_a_clause_do_not_change_an_identity_but_the_purchase_does() -> None:
    uids = [e["UID"] for e in events(of(small()))]
    assert [e["UID"] for e in events(of(small(title="Reworded")))] == uids
    later = library({"a": performance(reports={"per-year": 1})})
    other = annex(later, lots=[lot(months=24, delivery_from=datetime.date(2027, 3, 1))])
    assert not {e["UID"] for e in events(of(other))} & set(uids)


def test_lots_without_a_start_are_left_out() -> None:
    whole = library({"a": performance(reports={"per-year": 1})})
    lots = [lot(title="One", months=12), lot(title="Two", months=12, delivery_from=datetime.date(2027, 2, 1))]
    found = events(of(annex(whole, lots=lots)))
    assert {"Lot 2: Two"} == {str(e["DESCRIPTION"]).split("\n")[1] for e in found}


def test_where_nothing_has_a_date_there_is_no_file() -> None:
    one = example("es-data-centre")
    assert render(one, build_calendars(one), LAUNCH) is None
