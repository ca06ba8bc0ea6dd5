# SPDX-License-Identifier: Apache-2.0
"""From a purchase to the bytes of a document: what `build` and streams share."""

import datetime
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.findings import Finding
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.blocks import Contents, list_headings
from tenderkit.papers.paper import Paper
from tenderkit.papers.registry import ANNEX, CALENDAR, RESPONSE
from tenderkit.purchase.purchase import Purchase
from tenderkit.selection.select import select
from tenderkit.selection.selection import Selection
from tenderkit.selection.untranslated import find_untranslated

if TYPE_CHECKING:
    from tenderkit.formats.word.write.pdf import LibreOffice
    from tenderkit.formats.word.write.template import WordTemplate


@dataclass(frozen=True)
class How:
    """In which way papers are made: `reproducible`, the same bytes on every machine; `protected`, only the fields of
    the response form can be filled in; `lines`, JSON on one line; `untranslated`, texts that the language lacks may
    stand in English; `house`, in the template of the authority.
    """

    reproducible: bool = False
    protected: bool = False
    lines: bool = False
    untranslated: bool = False
    house: "WordTemplate | None" = None


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


def selection_of(purchase: Purchase, file: str, data: ShippedData) -> Selection:
    """Choose the clauses of `data`, in the language of the purchase; findings name the file."""
    try:
        selection = select(data.in_language(purchase.language).library, purchase)
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
    data: ShippedData,
    how: How,
    *,
    papers: Sequence[str] = (ANNEX,),
) -> Made:
    """Build the papers of a purchase, all from the same picks.

    Parameters: `data`, those that the purchase was validated against; `form` of the annex, `docx`, `md`, `html` or
    `json`, or `pdf` for the Word file that `laid_out` makes one of; `file`, the name for messages; `how`, in which
    way; `papers`, which are made.
    Raises InvalidInput where the authority's changes or weights cannot be carried out, or texts are lacking.
    """
    selection = selection_of(purchase, file, data)
    if gaps := find_untranslated(selection):
        if not how.untranslated:
            raise InvalidInput(in_file(gaps, file))
        warned = (replace(f, severity="warn", message=f"{f.message}: printed in English", fix="") for f in gaps)
        selection = replace(selection, findings=(*selection.findings, *in_file(list(warned), file)))
    annex = compose(selection, data.language(purchase.language))
    made: dict[str, tuple[bytes | None, ...]] = {}
    remarks: list[str] = []
    for paper in papers:
        if paper == ANNEX:
            made[paper] = (_annex(annex, form, data, how),)
        elif paper == RESPONSE:
            from tenderkit.papers.response_form import compose_response_form

            made[paper] = (_word(compose_response_form(annex, protected=how.protected), data, how),)
        elif paper == CALENDAR:
            made[paper] = _calendar(annex, data, how)
            if None in made[paper]:
                remarks.append(_undated(annex))
        else:
            made[paper] = _evaluation(annex, data, how)
    lots, clauses, points = len(annex.lots), len(annex.printed), len(annex.open_points)
    summary = (
        f"{lots} {'lot' if lots == 1 else 'lots'}, {clauses} {'clause' if clauses == 1 else 'clauses'}, "
        f"{points} open {'point' if points == 1 else 'points'}"
    )
    return Made(made, selection.findings, summary, annex, tuple(remarks))


def _when(paper: Paper) -> datetime.datetime:
    return created(paper.selection.purchase.tender.launch)


def _word(
    paper: Paper, data: ShippedData, how: How, *, libreoffice: bool = False, pages: Sequence[int] = ()
) -> bytes:
    """A paper as a Word file; the last two as in `word.writer.write`."""
    from tenderkit.formats.word.write.writer import write

    when, house = _when(paper), how.house
    return write(
        paper, data.look, when,
        reproducible=how.reproducible, libreoffice=libreoffice, pages=pages, template=house,
    )  # fmt: skip


def _annex(annex: Annex, form: str, data: ShippedData, how: How) -> bytes:
    if form == "json":
        from tenderkit.formats.text import json

        answer = json.build_envelope("build", json.build_annex(annex), annex.selection.findings, ok=True)
        return json.format_json(answer, lines=how.lines).encode()
    if form == "md":
        from tenderkit.formats.text import markdown

        return markdown.render(annex).encode()
    if form == "html":
        from tenderkit.formats.text import html

        return html.render(annex, data.css).encode()
    return _word(annex, data, how, libreoffice=form == "pdf")


def _evaluation(annex: Annex, data: ShippedData, how: How) -> tuple[bytes, bytes]:
    """The workbook, and the paper that is filled in by hand."""
    from tenderkit.formats.excel.writer import write
    from tenderkit.papers.evaluation import build_evaluation
    from tenderkit.papers.evaluation_form import compose as paper_of

    evaluation = build_evaluation(annex)
    workbook = write(evaluation, _when(annex), reproducible=how.reproducible)
    return workbook, _word(paper_of(annex, evaluation), data, how)


def _calendar(annex: Annex, data: ShippedData, how: How) -> tuple[bytes | None, ...]:
    """The Word file and, where something has a date, the calendar file."""
    from tenderkit.formats.text import icalendar
    from tenderkit.papers.calendar_form import compose as paper_of
    from tenderkit.papers.contract_calendar import build_calendars

    found = build_calendars(annex)
    dates = icalendar.render(annex, found, _when(annex))
    return _word(paper_of(annex, found), data, how), dates.encode() if dates else None


def _pages(annex: Annex, pages: Sequence[int]) -> list[int]:
    """The page of each heading of the contents.

    Parameters: `pages`, of all headings of the annex. Returns nothing where these are others than ours.
    """
    every = list_headings(annex.blocks, 3)
    if len(every) != len(pages):
        return []
    by_heading = {id(heading): page for heading, page in zip(every, pages, strict=True)}
    listed = next(block for block in annex.blocks if isinstance(block, Contents)).headings
    return [by_heading[id(heading)] for heading in listed]


def _undated(annex: Annex) -> str:
    """Why there is no calendar file."""
    if any(lot.part.lot and lot.part.lot.delivery_from for lot in annex.lots):
        return "no calendar file (.ics): nothing in a lot whose first delivery is known has a date"
    return "no calendar file (.ics): no date is known before a lot says delivery-from"


def laid_out(
    made: Sequence[Made], names: Sequence[str], office: "LibreOffice", data: ShippedData, how: How
) -> list[Made]:
    """The same papers, the annex as PDF.

    It is laid out twice, because only a layout tells the pages that stand in the contents.
    Parameters: `made`, for the form `pdf`; `names`, of the PDF files, for messages; `data` and `how`, as they
    were made with. Raises FileProblem where LibreOffice fails.
    """
    from tenderkit.formats.word.write.pdf import PdfSource, read_heading_pages

    whens = [_when(one.annex) for one in made]
    sheets = [PdfSource(one.content, name, when) for one, name, when in zip(made, names, whens, strict=True)]
    pdfs = office.convert_files(sheets)
    again: dict[int, PdfSource] = {}
    for number, (one, draft) in enumerate(zip(made, pdfs, strict=True)):
        if pages := _pages(one.annex, read_heading_pages(draft)):
            word = _word(one.annex, data, how, libreoffice=True, pages=pages)
            again[number] = replace(sheets[number], word=word)
    if again:
        for number, pdf in zip(again, office.convert_files(list(again.values())), strict=True):
            pdfs[number] = pdf
    return [replace(one, papers={**one.papers, ANNEX: (pdf,)}) for one, pdf in zip(made, pdfs, strict=True)]
