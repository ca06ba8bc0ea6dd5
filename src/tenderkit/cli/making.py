# SPDX-License-Identifier: Apache-2.0
"""From a purchase to the bytes of a document: what `build` and streams share."""

import datetime
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tenderkit.annex import Annex, compose
from tenderkit.cli.papers import ANNEX, CALENDAR, RESPONSE
from tenderkit.data_files import Shipped
from tenderkit.decision import Selection
from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.finding import Finding
from tenderkit.purchase import Purchase
from tenderkit.selection import select

if TYPE_CHECKING:
    from tenderkit.word.pdf import LibreOffice


@dataclass(frozen=True)
class Made:
    """The papers of a purchase in bytes, file by file, the warnings that go with them, and one line that says what is
    in them. A file that is None was not made; `remarks` say why.
    """

    papers: Mapping[str, tuple[bytes | None, ...]]
    findings: tuple[Finding, ...]
    summary: str
    annex: Annex
    remarks: tuple[str, ...] = ()

    @property
    def content(self) -> bytes:
        """The bytes of the annex."""
        (content,) = self.papers[ANNEX]
        assert content is not None
        return content

    @property
    def files(self) -> list[bytes | None]:
        """The bytes of all files, in their order."""
        return [content for paper in self.papers.values() for content in paper]


def created(launch: datetime.date) -> datetime.datetime:
    """The date a file names: SOURCE_DATE_EPOCH where it is set, else the launch; never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            seconds = int(epoch)
            if seconds < 0:
                raise ValueError
            return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
        except (ValueError, OverflowError, OSError):
            raise UsageProblem(
                f"SOURCE_DATE_EPOCH is “{epoch}”", "Set it to whole seconds since 1970, or unset it."
            ) from None
    return datetime.datetime.combine(launch, datetime.time(), datetime.UTC)


def selection_of(purchase: Purchase, file: str, data: Shipped) -> Selection:
    """Choose the clauses of `data`; findings name the file."""
    try:
        selection = select(data.library, purchase)
    except InvalidInput as error:
        raise InvalidInput(in_file(error.findings, file)) from None
    return replace(selection, findings=in_file(selection.findings, file))


def in_file(findings: Sequence[Finding], file: str) -> tuple[Finding, ...]:
    """The findings with the name of the file put in."""
    return tuple(f if f.place.file else replace(f, place=replace(f.place, file=file)) for f in findings)


def make(
    purchase: Purchase,
    form: str,
    file: str,
    data: Shipped,
    *,
    papers: Sequence[str] = (ANNEX,),
    reproducible: bool = False,
    protected: bool = False,
    lines: bool = False,
) -> Made:
    """Build the papers of a purchase, all from the same picks.

    Parameters: `data`, those that the purchase was validated against; `form` of the annex, `docx`, `md`, `html` or
    `json`, or `pdf` for the Word file that `laid_out` makes one of; `file`, the name for messages; `papers`, which
    are made; `protected`, only the fields of the response form can be filled in; `lines`, JSON on one line.
    Raises InvalidInput where the authority's changes or weights cannot be carried out.
    """
    selection = selection_of(purchase, file, data)
    annex = compose(selection, data.language(purchase.language))
    made: dict[str, tuple[bytes | None, ...]] = {}
    remarks: list[str] = []
    for paper in papers:
        if paper == ANNEX:
            made[paper] = (_annex(annex, form, data, reproducible=reproducible, lines=lines),)
        elif paper == RESPONSE:
            made[paper] = (_response(annex, data, reproducible=reproducible, protected=protected),)
        elif paper == CALENDAR:
            made[paper] = _calendar(annex, data, reproducible=reproducible)
            if None in made[paper]:
                remarks.append(_undated(annex))
        else:
            made[paper] = (_evaluation(annex, reproducible=reproducible),)
    lots, clauses, points = len(annex.lots), len(annex.printed), len(annex.open_points)
    summary = (
        f"{lots} {'lot' if lots == 1 else 'lots'}, {clauses} {'clause' if clauses == 1 else 'clauses'}, "
        f"{points} open {'point' if points == 1 else 'points'}"
    )
    return Made(made, selection.findings, summary, annex, tuple(remarks))


def _when(annex: Annex) -> datetime.datetime:
    return created(annex.selection.purchase.tender.launch)


def _annex(annex: Annex, form: str, data: Shipped, *, reproducible: bool, lines: bool) -> bytes:
    if form == "json":
        from tenderkit.formats import json

        answer = json.envelope("build", json.build(annex), annex.selection.findings, ok=True)
        return json.dumps(answer, lines=lines).encode()
    if form == "md":
        from tenderkit.formats import markdown

        return markdown.render(annex).encode()
    if form == "html":
        from tenderkit.formats import html

        return html.render(annex, data.css).encode()
    from tenderkit.word.writer import write

    when = _when(annex)
    return write(annex, data.look, when, reproducible=reproducible, libreoffice=form == "pdf")


def _response(annex: Annex, data: Shipped, *, reproducible: bool, protected: bool) -> bytes:
    from tenderkit.response import response_form
    from tenderkit.word.writer import write

    when = _when(annex)
    return write(response_form(annex, protected=protected), data.look, when, reproducible=reproducible)


def _evaluation(annex: Annex, *, reproducible: bool) -> bytes:
    from tenderkit.evaluation import evaluate
    from tenderkit.excel.writer import write

    when = _when(annex)
    return write(evaluate(annex), when, reproducible=reproducible)


def _calendar(annex: Annex, data: Shipped, *, reproducible: bool) -> tuple[bytes | None, ...]:
    """The Word file and, where something has a date, the calendar file."""
    from tenderkit.calendar_paper import compose as paper_of
    from tenderkit.contract_calendar import calendars
    from tenderkit.formats import icalendar
    from tenderkit.word.writer import write

    when = _when(annex)
    found = calendars(annex)
    word = write(paper_of(annex, found), data.look, when, reproducible=reproducible)
    dates = icalendar.render(annex, found, when)
    return word, dates.encode() if dates else None


def _undated(annex: Annex) -> str:
    """Why there is no calendar file."""
    if any(lot.part.lot and lot.part.lot.delivery_from for lot in annex.lots):
        return "no calendar file (.ics): nothing in a lot whose first delivery is known has a date"
    return "no calendar file (.ics): no date is known before a lot says delivery-from"


def laid_out(made: Sequence[Made], names: Sequence[str], office: "LibreOffice") -> list[Made]:
    """The same papers, the annex as PDF.

    Parameters: `made`, for the form `pdf`; `names`, of the PDF files, for messages. Raises FileProblem where
    LibreOffice fails.
    """
    from tenderkit.word.pdf import Sheet

    sheets = [Sheet(one.content, name, _when(one.annex)) for one, name in zip(made, names, strict=True)]
    pdfs = office.pdfs(sheets)
    return [replace(one, papers={**one.papers, ANNEX: (pdf,)}) for one, pdf in zip(made, pdfs, strict=True)]
