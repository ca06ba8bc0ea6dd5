# SPDX-License-Identifier: Apache-2.0
"""The dates of a contract as an iCalendar file (RFC 5545): all-day events, with no alarm and no time zone.

Writing such events takes less code than a library would bring along; the tests read them with one.
"""

import datetime
import uuid
from collections.abc import Iterator, Sequence

from tenderkit import __version__
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.contract_calendar import Entry, LotCalendar
from tenderkit.papers.digest import published_digest

_LINE = 75  # octets in a line, without its end (RFC 5545, section 3.1)


def render(annex: Annex, calendars: Sequence[LotCalendar], when: datetime.datetime) -> str | None:
    """The calendar file, or None where nothing has a date.

    Parameters: `calendars`, of the annex; `when`, the time that every event names as that of its making. An event
    of the same purchase always has the same identity.
    """
    dated = [(date, one, entry) for one in calendars for date, entry in one.dated]
    if not dated:
        return None
    digest = published_digest(annex.selection)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//tenderkit//tenderkit {__version__}//EN"]
    for date, one, entry in dated:
        lines += _event(annex, digest, date, one, entry, when)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def _event(
    annex: Annex, digest: str, date: datetime.date, one: LotCalendar, entry: Entry, when: datetime.datetime
) -> Iterator[str]:
    t = annex.language.text
    clause = f"{entry.number} {entry.title}".strip()
    summary = t("calendar.event", what=entry.what[0], clause=clause)
    labelled = (
        (t("calendar.when"), entry.when),
        (t("calendar.proof"), entry.proof),
        (t("calendar.remedy"), entry.remedy),
    )
    told = [f"{annex.subtitle}", one.name, clause, *entry.what]
    told += [t("calendar.labelled", label=label, text=text) for label, text in labelled if text]
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:tenderkit:calendar:{digest}:{entry.tag}:{entry.key}')}"
    yield f"DTSTAMP:{when:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{date:%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(told))}"
    # A duty of the contractor keeps nobody busy for a day.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """A text as a value (section 3.3.11)."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of 75 octets; no character is parted, and each further piece begins with a space."""
    piece = ""
    size = 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LINE:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += width
    yield piece
