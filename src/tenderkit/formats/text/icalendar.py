# SPDX-License-Identifier: Apache-2.0
"""iCalendar files (RFC 5545): the deadlines of a contract with reminders, and the blocks of a workshop; no time zone.

Writing such events takes less code than a library would bring; the tests read the file with a library.
"""

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence

from tenderkit import __version__
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.calendar.acting_party import Party
from tenderkit.papers.calendar.calendar_form import name_clause
from tenderkit.papers.calendar.contract_calendar import ALWAYS, Entry, LotCalendar

_LINE_OCTETS = 75  # octets in a line, without its end (RFC 5545, section 3.1)
# How many days before its day an event is announced: what the authority does itself takes time to prepare.
_REMINDERS: dict[Party, tuple[int, ...]] = {"authority": (30, 7)}
_REMINDER = (7,)


def render(annex: Annex, calendars: Sequence[LotCalendar], when: datetime.datetime) -> str:
    """Return the text of an iCalendar file with the deadlines of a contract.

    What has no day of its own is placed on the first day of the contract, and says so. The same event of the same
    purchase always has the same identity (UID).

    Parameters: `calendars`, the contract dates of each lot of the annex; `when`, the time of creation (in UTC) that
    each event states.
    """
    name = annex.language.text("calendar.file-title", title=annex.subtitle)
    events = (line for calendar in calendars for line in _LotEvents(annex, calendar, when).write_all())
    return _wrap_calendar(name, events)


@frozen_dataclass
class TimedEvent:
    """An event: a key that no other event of the calendar has, when it begins and ends, its title and its lines."""

    key: str
    begin: datetime.datetime
    end: datetime.datetime
    title: str
    lines: tuple[str, ...]


def render_events(name: str, events: Sequence[TimedEvent], when: datetime.datetime) -> str:
    """Return the text of an iCalendar file; the same events under the same name have the same identities (UID).

    Parameters: `name`, the title of the calendar; `when`, the time of creation (in UTC) that each event states.
    """
    return _wrap_calendar(name, (line for event in events for line in _write_timed(name, event, when)))


def _write_timed(name: str, event: TimedEvent, when: datetime.datetime) -> Iterator[str]:
    identity = f"urn:tenderkit:workshop:{name}:{event.begin:%Y%m%dT%H%M%S}:{event.key}"
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, identity)}"
    yield f"DTSTAMP:{when:%Y%m%dT%H%M%SZ}"
    # Without a time zone: nine o'clock is nine o'clock wherever the workshop is.
    yield f"DTSTART:{event.begin:%Y%m%dT%H%M%S}"
    yield f"DTEND:{event.end:%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_escape_text(event.title)}"
    if event.lines:
        yield f"DESCRIPTION:{_escape_text(chr(10).join(event.lines))}"
    yield "END:VEVENT"


def _wrap_calendar(name: str, events: Iterable[str]) -> str:
    """Return the text of an iCalendar file.

    Parameters: `name`, the title of the calendar; `events`, the lines of its events, not folded.
    """
    shown = _escape_text(name)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//tenderkit//tenderkit {__version__}//EN"]
    # RFC 7986 names a calendar by NAME, and most programs read the older name.
    lines += [f"NAME:{shown}", f"X-WR-CALNAME:{shown}", *events, "END:VCALENDAR"]
    return "".join(f"{piece}\r\n" for line in lines for piece in _fold_line(line))


class _LotEvents:
    """Writes the events of one lot."""

    def __init__(self, annex: Annex, calendar: LotCalendar, when: datetime.datetime) -> None:
        self.annex, self.calendar, self.when = annex, calendar, when
        self.t = annex.language.text
        self.digest = annex.purchase_digest

    def write_all(self) -> Iterator[str]:
        """Yield the lines of all events: the start, then what has a day, then what depends on an event."""
        calendar = self.calendar
        yield from self._write_event("start", calendar.first_day, self.t("calendar.file-start"), ())
        for date, entry in calendar.list_reckoned():
            yield from self._write_entry(date, entry)
        groups: dict[str, list[Entry]] = {}
        for entry in (*calendar.by_event, *(e for e in calendar.holding if not e.moment)):
            if entry.event != ALWAYS:
                groups.setdefault(entry.event, []).append(entry)
        for event, entries in groups.items():
            yield from self._write_group(event, entries)

    def _write_entry(self, date: datetime.date, entry: Entry) -> Iterator[str]:
        labelled = (
            (self.t("calendar.who"), self.t(f"calendar.{entry.party}")),
            (self.t("calendar.when"), entry.when),
            (self.t("calendar.proof"), entry.proof),
            (self.t("calendar.remedy"), entry.remedy),
        )
        clause = name_clause(entry)
        description = [clause, *entry.what]
        description += [self.t("calendar.labelled", label=label, text=text) for label, text in labelled if text]
        summary = self.t("calendar.summary", what=entry.what[0].lstrip("– "), clause=clause)
        reminders = _REMINDERS.get(entry.party, _REMINDER)
        yield from self._write_event(f"{entry.tag}:{entry.key}", date, summary, description, entry.party, reminders)

    def _write_group(self, event: str, entries: Sequence[Entry]) -> Iterator[str]:
        """Yield the lines of the event that lists what is due when something happens, on no known day."""
        first = entries[0]
        anchors = self.annex.context.library.vocabulary.anchors
        label = self.annex.language.label(anchors[event].label) if event in anchors else first.when
        clauses = ", ".join(dict.fromkeys(entry.number for entry in entries))
        description = [self.t("calendar.file-event-about")]
        for entry in entries:
            time = () if entry in self.calendar.due else (entry.when,)
            text = " ".join((*entry.what, *time))
            who = self.t(f"calendar.{entry.party}")
            description.append(self.t("calendar.file-line", clause=name_clause(entry), who=who, what=text))
        summary = self.t("calendar.file-event", event=label, clauses=clauses)
        yield from self._write_event(f"event:{event}", self.calendar.first_day, summary, description)

    def _write_event(
        self,
        key: str,
        date: datetime.date,
        summary: str,
        description: Sequence[str],
        party: Party | None = None,
        reminders: Sequence[int] = (),
    ) -> Iterator[str]:
        """Yield the lines of an event. Parameters: `reminders`, the days before its day on which it is announced."""
        calendar, t = self.calendar, self.t
        fixed = calendar.start is not None
        words = t("calendar.file-known" if fixed else "calendar.file-assumed", date=self._format(calendar.first_day))
        text = "\n".join((self.annex.subtitle, calendar.name, *description, words))
        summary = summary if fixed else t("calendar.file-not-fixed", summary=summary)
        name = f"urn:tenderkit:calendar:{self.digest}:L{calendar.number}:{key}"
        yield "BEGIN:VEVENT"
        yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
        yield f"DTSTAMP:{self.when:%Y%m%dT%H%M%SZ}"
        yield f"DTSTART;VALUE=DATE:{date:%Y%m%d}"
        yield f"SUMMARY:{_escape_text(summary)}"
        yield f"DESCRIPTION:{_escape_text(text)}"
        if party:
            yield f"CATEGORIES:{_escape_text(t(f'calendar.{party}'))}"
        if not fixed:
            yield "STATUS:TENTATIVE"
        # A deadline keeps nobody busy for a day.
        yield "TRANSP:TRANSPARENT"
        for days in reminders:
            yield "BEGIN:VALARM"
            yield "ACTION:DISPLAY"
            yield f"TRIGGER:-P{days}D"
            yield f"DESCRIPTION:{_escape_text(summary)}"
            yield "END:VALARM"
        yield "END:VEVENT"

    def _format(self, date: datetime.date) -> str:
        return self.annex.language.date(date)


def _escape_text(text: str) -> str:
    """Return a text with the escapes that the value of an iCalendar property needs (RFC 5545, section 3.3.11)."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _fold_line(line: str) -> Iterator[str]:
    """Split a line into pieces of at most 75 octets, never inside a character; later pieces begin with a space."""
    piece = ""
    size = 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LINE_OCTETS:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += width
    yield piece
