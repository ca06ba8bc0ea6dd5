# SPDX-License-Identifier: Apache-2.0
"""Every deadline that the annex of an example prints is in its calendar, in the paper and in the calendar file.

Exempt are the clauses that are over when the contract starts, and the values that set no deadline in it.
"""

import re
from collections.abc import Iterator

import icalendar
import pytest

from tenderkit.formats.text.icalendar import render
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.calendar.contract_calendar import build_calendars
from tenderkit.papers.clause_text import PrintedClause, PrintedValue
from tests.support import EXAMPLES, LAUNCH, example

# Clauses that tenders are judged by; what an award criterion promises is in the offer.
JUDGED = ("selection-criterion", "award-criterion")
TIMES = {"working-days", "days", "weeks", "months", "years", "hours", "minutes"}
# The age of a proof on the last day for tenders, the days of a fault that do not count, a state or a reading at a
# moment, and the base of a calculation.
NO_DEADLINE = re.compile(r"before-deadline|before-launch|per-fault-report|(at|between|fixed|without|by)-.*")
NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|as many)"
UNIT = r"(?:working )?(?:hour|day|week|month|year)s?"
# Written here anew, so that a wording that the frame forgets is found.
IN_WORDS = re.compile(
    rf"\b(?:within|no later than|at the latest) {NUMBER} {UNIT}\b|\bas many {UNIT}\b"
    rf"|\b(?:at least|at most) {NUMBER} {UNIT} (?:before|after)\b"
)


def list_deadlines(printed: PrintedClause) -> Iterator[PrintedValue]:
    for value in printed.values:
        if value.value.unit in TIMES and value.value.anchor and not NO_DEADLINE.fullmatch(value.value.anchor):
            yield value


def list_worded(printed: PrintedClause) -> Iterator[str]:
    """The times in the words of a clause; a report whose interval is in the same sentence has a day."""
    reports = printed.clause.reports
    texts = [text for key in ("requirement", "remedy") for group in printed.filled.get(key, ()) for text in group]
    for paragraph in ("".join(p if isinstance(p, str) else "…" for p in text.pieces) for text in texts):
        for sentence in re.split(r"(?<=[.?!:])\s", paragraph):
            if (match := IN_WORDS.search(sentence.lower())) and not (reports and sentence.startswith("Every ")):
                yield sentence[match.start() : match.end()]


def missing_deadlines(one: Annex, words: str) -> list[str]:
    printed = [c for c in one.printed if c.clause.kind not in JUDGED]
    times = [(c.number, f"{v.title}: {v.text}") for c in printed for v in list_deadlines(c) if v.text not in words]
    return [f"{number} {text}" for number, text in times] + [
        f"{c.number}: {text}" for c in printed for text in list_worded(c) if text not in words
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_deadline_of_the_clauses_is_in_the_calendar(name: str) -> None:
    one = example(name)
    calendars = build_calendars(one)
    entries = [e for lot in calendars for e in (*lot.due, *lot.holding)]
    words = "\n".join(line for e in entries for line in (*e.what, e.when))
    assert missing_deadlines(one, words) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_deadline_of_the_clauses_is_in_the_calendar_file(name: str) -> None:
    one = example(name)
    calendar = icalendar.Calendar.from_ical(render(one, build_calendars(one), LAUNCH))
    assert missing_deadlines(one, "\n".join(str(e["DESCRIPTION"]) for e in calendar.walk("VEVENT"))) == []


def test_a_clause_that_gives_the_time_of_a_report_in_words_says_the_same_months_there() -> None:
    clauses = [c for c in load_shipped_data().library.clauses.values() if c.reports and c.reports.months_after]
    assert clauses
    names = {1: "within one month", 2: "within two months", 3: "within three months"}
    for clause in clauses:
        assert clause.reports
        assert clause.reports.months_after
        assert names[clause.reports.months_after] in " ".join(map(str, clause.text.requirement))
