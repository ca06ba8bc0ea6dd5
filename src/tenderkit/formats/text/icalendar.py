# SPDX-License-Identifier: Apache-2.0
"""The dates of a contract as an iCalendar file (RFC 5545): all-day events, with no alarm and no time zone.

Writing such events takes less code than a library would bring; the tests read the file with a library.
"""

import datetime
import uuid
from collections.abc import Iterator, Sequence

from tenderkit import __version__
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.calendar.contract_calendar import Entry, LotCalendar

_LINE_OCTETS = 75  # octets in a line, without its end (RFC 5545, section 3.1)


def render(annex: Annex, calendars: Sequence[LotCalendar], when: datetime.datetime) -> str | None:
    """Return the text of an iCalendar file with the contract dates; None if no date is known.

    Parameters: `calendars`, the contract dates of each lot of the annex; `when`, the time of creation (in UTC) that
    each event states. The same event of the same purchase always has the same identity (UID).
    """
    dated = [(date, calendar, entry) for calendar in calendars for date, entry in calendar.dated]
    if not dated:
        return None
    digest = annex.purchase_digest
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//tenderkit//tenderkit {__version__}//EN"]
    for date, calendar, entry in dated:
        lines += _write_event(annex, digest, date, calendar, entry, when)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _fold_line(line))


def _write_event(
    annex: Annex, digest: str, date: datetime.date, calendar: LotCalendar, entry: Entry, when: datetime.datetime
) -> Iterator[str]:
    t = annex.language.text
    clause = f"{entry.number} {entry.title}".strip()
    summary = t("calendar.event", what=entry.what[0], clause=clause)
    labelled = (
        (t("calendar.who"), t(f"calendar.{entry.party}")),
        (t("calendar.when"), entry.when),
        (t("calendar.proof"), entry.proof),
        (t("calendar.remedy"), entry.remedy),
    )
    description = [f"{annex.subtitle}", calendar.name, clause, *entry.what]
    description += [t("calendar.labelled", label=label, text=text) for label, text in labelled if text]
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:tenderkit:calendar:{digest}:{entry.tag}:{entry.key}')}"
    yield f"DTSTAMP:{when:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{date:%Y%m%d}"
    yield f"SUMMARY:{_escape_text(summary)}"
    yield f"DESCRIPTION:{_escape_text(chr(10).join(description))}"
    # A duty of the contractor keeps nobody busy for a day.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


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
