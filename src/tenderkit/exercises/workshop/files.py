# SPDX-License-Identifier: Apache-2.0
"""The files of the plan of a workshop: a Word paper, and a calendar where the day is known."""

import datetime

from tenderkit.exercises.workshop.sheets import compose_plan, list_events
from tenderkit.exercises.workshop.workshop import Workshop
from tenderkit.formats.text.icalendar import render_events
from tenderkit.formats.word.write.writer import write
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.pipeline import date_files

_WORD, _CALENDAR = "workshop.docx", "workshop.ics"


def write_plan(workshop: Workshop, data: ShippedData, created: datetime.datetime | None) -> dict[str, bytes]:
    """Return the files of the plan by name.

    Parameters: `created`, the date in the files, in UTC; None for the day of the workshop, or else for that of the
    purchase that its first exercise is about.
    """
    start = workshop.order.start
    launch = workshop.sessions[0].variant.task.material.annex.selection.purchase.tender.launch
    when = date_files(start.date() if start else launch, created)
    files = {_WORD: write(compose_plan(workshop), data.word_bases, when, reproducible=True, recorded=False)}
    if start:
        title = workshop.text("exercise-workshop.title")
        files[_CALENDAR] = render_events(title, tuple(list_events(workshop, start)), when).encode()
    return files
