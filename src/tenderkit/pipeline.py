# SPDX-License-Identifier: Apache-2.0
"""Build the papers of a purchase: select its clauses, compose the papers, write each in its formats.

    Purchase ─► select_clauses ─► Selection ─► compose ─► Annex ─► each kind of paper ─► its formats ─► Papers

What is selected, composed and written depends on the arguments alone: no file, clock, terminal or environment is
read. Only the layout of a PDF runs a program, LibreOffice.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tenderkit.checks.duties import find_missed_duties
from tenderkit.checks.scored_worth import find_uncovered_points
from tenderkit.checks.sense import find_odd_entries
from tenderkit.checks.sheet_figures import find_odd_figures
from tenderkit.errors import FileProblem, InvalidInput, UsageProblem
from tenderkit.findings import Finding, put_file
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.lint.catalogue import Catalogue
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.annex.final_gaps import check_final_gaps
from tenderkit.papers.annex.part import AcceptedFault
from tenderkit.papers.annex.two_languages import join_languages
from tenderkit.papers.blocks import Contents, Heading, list_headings
from tenderkit.papers.paper import Paper
from tenderkit.papers.registry import ANNEX, USUAL, find_outputs, name_file
from tenderkit.purchase.purchase import Purchase
from tenderkit.selection.select import select
from tenderkit.selection.selection import Selection
from tenderkit.selection.untranslated import find_untranslated

if TYPE_CHECKING:
    from tenderkit.formats.libreoffice.conversion import LibreOffice
    from tenderkit.formats.word.write.template import WordTemplate
    from tenderkit.notices.codes import NoticeTables
    from tenderkit.notices.not_held import NoticeFormat
    from tenderkit.notices.notice import NoticeDocument, NoticeFile

PDF, _WORD = "pdf", "docx"


@frozen_dataclass
class Options:
    """Which papers are built, and how.

    `papers`: the names of the papers, `annex`, `response`, `notes`, `evaluation`, `calendar`. `format`: the format of
    the annex and the notes, `docx`, `pdf` (needs LibreOffice), `md` or `html`; the other papers have fixed formats.
    With the format `json` the annex is one answer with the data of the response form and the notes as well.
    `reproducible`: true to leave files uncompressed, so that every machine writes the same bytes. `protected`: true
    to lock the response form except for its fields. `allow_untranslated`: true to write untranslated texts in
    English, with a mark; false to refuse a purchase with such texts. `template`: the authority's own Word template.
    `created`: the date of creation to write into the files; None for midnight (UTC) of the launch. `compact`: true to
    write JSON on one line. `page_numbers`: true to write page numbers into the contents of Word files (needs
    LibreOffice); a PDF has them always. `today`: the day of the run, on which a launch may be long ago; None to give
    no warning on that. `accepted`: the findings of `tenderkit check` that the authority accepts; the notes list them.
    """

    papers: tuple[str, ...] = USUAL
    format: str = "docx"
    reproducible: bool = False
    protected: bool = False
    allow_untranslated: bool = False
    template: "WordTemplate | None" = None
    created: datetime.datetime | None = None
    compact: bool = False
    page_numbers: bool = False
    today: datetime.date | None = None
    accepted: tuple[AcceptedFault, ...] = ()


@frozen_dataclass
class NoticeOptions:
    """How a notice is written.

    `format`: `ocds` or `eforms`. `with_value`: whether the estimated value, which no published paper shows, is in it.
    `documents`: the documents that are published; if none, the annex and the response form are named without files.
    `allow_untranslated` and `today`: as in `Options`.
    """

    format: "NoticeFormat" = "ocds"
    with_value: bool = False
    documents: "tuple[NoticeDocument, ...]" = ()
    allow_untranslated: bool = False
    today: datetime.date | None = None


@frozen_dataclass
class PaperFile:
    """A file of a paper: the name of the paper, such as `annex`, the file ending, such as `.docx`, and the bytes.

    `draft`: the paper that is still to be laid out, if the bytes are those of the Word file for a PDF, or of a Word
    file that is to get page numbers; else None.
    """

    paper: str
    ending: str
    content: bytes
    draft: Paper | None = None


@frozen_dataclass
class Papers:
    """The papers of a purchase: their files in order, with warnings and remarks for the user.

    `findings`: warnings and hints on the purchase. `remarks`: why a file was not made. `annex`: the composed annex,
    from which all papers are made.
    """

    files: tuple[PaperFile, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]
    annex: Annex

    @property
    def content(self) -> bytes:
        """The bytes of the first file; this is the annex if the annex is built."""
        return self.files[0].content

    @property
    def summary(self) -> str:
        """The numbers of lots, clauses and open points in the annex: `2 lots, 41 clauses, 3 open points`."""
        annex, count = self.annex, self.annex.language.count
        counts = {"lots": annex.lots, "clauses": annex.printed, "points": annex.open_points}
        numbers = [count(f"commands.{name}", len(things)) for name, things in counts.items()]
        return annex.language.text("document-words.comma").join(numbers)

    def name_files(self, stem: str) -> dict[str, bytes]:
        """Return the bytes of each file by its file name, such as `<stem>.docx` and `<stem>-response.docx`."""
        return {name_file(file.paper, file.ending, stem): file.content for file in self.files}


def build(purchase: Purchase, data: ShippedData, options: Options, file: str | None = None) -> Papers:
    """Build the papers of a purchase, all from the same selection of clauses.

    Parameters: `data`, the data with the library that the purchase was validated against; `file`, the name of the
    purchase file in findings. Raises InvalidInput where the authority's choice of clauses or of weights cannot be
    applied, where texts are not translated, or where final papers have gaps; UsageProblem for an unknown paper or
    format, or for page numbers in a format without pages; FileProblem where LibreOffice makes no PDF.
    """
    papers = draft_papers(purchase, data, options, file)
    if not needs_layout(options):
        return papers
    from tenderkit.formats.libreoffice.conversion import open_libreoffice

    with open_libreoffice() as office:
        (papers,) = lay_out([papers], [papers.annex.subtitle], office, data, options)
    return papers


def draft_papers(purchase: Purchase, data: ShippedData, options: Options, file: str | None = None) -> Papers:
    """Build the papers of a purchase; a paper that is to be a PDF is first made as a Word file.

    `lay_out` then makes the PDF files of several purchases, and writes page numbers into Word files, in one run of
    LibreOffice. Parameters and errors are those of `build`.
    """
    check_page_numbers(options)
    words = data.language(purchase.prevailing_language)
    selection = check_translation(select_clauses(purchase, data, file, options.today), words, options, file)
    if code := purchase.second_language:
        second = replace(select(data.in_language(code).library, purchase), findings=())
        missing = check_translation(second, data.language(code), options, file).findings
        selection = replace(selection, findings=(*selection.findings, *missing))
    annex = replace(compose_annex(selection, data), accepted=options.accepted)
    check_final_gaps(annex, file)
    job = _Job(annex, data, options)
    files: list[PaperFile] = []
    remarks: list[str] = []
    for kind, outputs in find_outputs(options.papers, options.format):
        composed = kind.compose(annex, options.protected)
        remarks += composed.remarks
        for (ending, format_id), content in zip(outputs.items(), composed.contents, strict=True):
            if content is not None:
                draft = content if isinstance(content, Paper) and _is_laid_out(content, format_id, options) else None
                files.append(PaperFile(kind.name, ending, WRITERS[format_id](content, job), draft))
    if purchase.second_language and any(paper.paper != ANNEX for paper in files):
        codes = {"first": purchase.prevailing_language, "second": purchase.second_language}
        remarks.append(words.text("commands.two-languages", **codes))
    uncovered = find_uncovered_points(selection.lots, annex.language)
    findings = (*selection.findings, *put_file((*find_odd_figures(annex), *uncovered), file))
    return Papers(tuple(files), findings, tuple(remarks), annex)


def select_clauses(
    purchase: Purchase, data: ShippedData, file: str | None = None, today: datetime.date | None = None
) -> Selection:
    """Select the clauses for a purchase, with their texts in the language of the purchase.

    Parameters: `data`, the data with the library; `file`, the name of the purchase file in findings; `today`, the day
    of the run, None to give no warning on a launch that is long ago. Raises InvalidInput where the authority's choice
    of clauses or of weights cannot be applied.
    """
    words = data.language(purchase.prevailing_language)
    try:
        selection = select(data.in_language(words.code).library, purchase, words=words)
    except InvalidInput as error:
        raise InvalidInput(put_file(error.findings, file)) from None
    catalogue = Catalogue(selection.library, lists=data.merged_lists)
    odd = find_odd_entries(purchase, catalogue, words, today)
    missed = find_missed_duties(selection, words)
    return replace(selection, findings=put_file((*odd, *missed, *selection.findings), file))


def make_notice(
    purchase: Purchase,
    data: ShippedData,
    tables: "NoticeTables",
    options: "NoticeOptions",
    file: str | None = None,
) -> "NoticeFile":
    """Return the notice of a purchase, written in a format, with what the user has to know.

    The findings are warnings on the purchase, faults of the notice, and remarks on what is missing in it, made up, or
    has no place in the format. Parameters: `data`, the data with the library that the purchase was validated against;
    `tables`, the codes of notices; `file`, the name of the purchase file in findings. Raises InvalidInput where the
    authority's choice of clauses or of weights cannot be applied, or where texts are not translated.
    """
    from tenderkit.checks.notices.notice_faults import CheckedNotice, find_notice_faults
    from tenderkit.formats.notices.writer import NOTICE_WRITERS, choose_language, list_language_remarks
    from tenderkit.notices.composition import compose_notice
    from tenderkit.notices.not_held import find_not_held

    code = choose_language(purchase.prevailing_language, options.format, tables.codes)
    remarks = list_language_remarks(purchase.prevailing_language, code)
    words, purchase = data.language(code), replace(purchase, language=code)
    selection = select_clauses(purchase, data, file, options.today)
    selection = check_translation(selection, words, Options(allow_untranslated=options.allow_untranslated), file)
    notice = compose_notice(selection, words, tables, with_value=options.with_value)
    notice = replace(notice, documents=options.documents or notice.documents)
    written = NOTICE_WRITERS[options.format](notice, tables.codes)
    faults = find_notice_faults(CheckedNotice(notice, tables, words), options.format)
    remarks = (*faults, *remarks, *written.findings, *find_not_held(selection, options.format))
    return replace(written, findings=put_file((*selection.findings, *remarks), file))


def check_translation(selection: Selection, words: Language, options: Options, file: str | None = None) -> Selection:
    """Return a selection with a warning added for each selected text that is missing in the language of the papers.

    Parameters: `words`, the language of the papers; `file`, the name of the purchase file in findings. Raises
    InvalidInput where a text is missing and the options do not allow English texts instead.
    """
    gaps = put_file(find_untranslated(selection, words), file)
    if gaps and not options.allow_untranslated:
        raise InvalidInput(gaps)
    warnings = (
        replace(f, severity="warn", message=words.text("selection.printed-in-english", message=f.message), fix="")
        for f in gaps
    )
    return replace(selection, findings=(*selection.findings, *warnings))


def compose_annex(selection: Selection, data: ShippedData) -> Annex:
    """Compose the annex from the selected clauses, in the language of the purchase, or in its two languages."""
    purchase = selection.purchase
    if (code := purchase.second_language) is None:
        own, both = purchase.prevailing_language, purchase.both_languages
        pair = dict(zip(both, data.language_pair(*both), strict=True)) if own in both else {}
        return compose(selection, pair.get(own) or data.language(own))
    first, second = data.language_pair(purchase.prevailing_language, code)
    translated = select(data.in_language(code).library, purchase)
    return join_languages(compose(selection, first), compose(translated, second))


def date_files(launch: datetime.date, created: datetime.datetime | None = None) -> datetime.datetime:
    """Return the date of creation to write into files: `created` or, if it is None, midnight (UTC) of the launch."""
    return created or datetime.datetime.combine(launch, datetime.time(), datetime.UTC)


@frozen_dataclass
class _Job:
    """The annex, the data and the options, which a writer of any format needs besides the content of a paper."""

    annex: Annex
    data: ShippedData
    options: Options

    @property
    def date(self) -> datetime.datetime:
        """The date of creation to write into the files."""
        return date_files(self.annex.selection.purchase.tender.launch, self.options.created)


def _write_word(content: Any, job: _Job, *, libreoffice: bool = False, pages: Sequence[int] = ()) -> bytes:
    """Return the bytes of a Word file of a paper.

    Parameters: `libreoffice`, true for a file that LibreOffice turns into a PDF; `pages`, the page numbers for the
    table of contents.
    """
    from tenderkit.formats.word.write.writer import write

    return write(
        content,
        job.data.word_bases,
        job.date,
        reproducible=job.options.reproducible,
        libreoffice=libreoffice,
        pages=pages,
        template=job.options.template,
    )


def _write_layout(content: Any, job: _Job) -> bytes:
    """Return the bytes of the Word file from which LibreOffice makes a PDF of a paper."""
    return _write_word(content, job, libreoffice=True)


def _write_markdown(content: Any, job: _Job) -> bytes:
    from tenderkit.formats.text import markdown

    return markdown.render(content).encode()


def _write_html(content: Any, job: _Job) -> bytes:
    from tenderkit.formats.text import html

    return html.render(content, job.data.css).encode()


def _write_json(content: Any, job: _Job) -> bytes:
    from tenderkit.formats.text import json

    envelope = json.build_envelope("build", json.build_annex(content), content.selection.findings, ok=True)
    return json.format_json(envelope, lines=job.options.compact).encode()


def _write_workbook(content: Any, job: _Job) -> bytes:
    from tenderkit.formats.excel.writer import write

    return write(content, job.date, reproducible=job.options.reproducible)


def _write_calendar(content: Any, job: _Job) -> bytes:
    from tenderkit.formats.text import icalendar

    return icalendar.render(job.annex, content, job.date).encode()


# The writer of each format that the registry of papers names: from a content to bytes.
WRITERS: Mapping[str, Callable[[Any, _Job], bytes]] = {
    "docx": _write_word,
    "pdf": _write_layout,
    "md": _write_markdown,
    "html": _write_html,
    "json": _write_json,
    "xlsx": _write_workbook,
    "ics": _write_calendar,
}


def needs_layout(options: Options) -> bool:
    """Return whether LibreOffice has to lay out a paper, which is to be a PDF or to have page numbers."""
    laid_out = (PDF, _WORD) if options.page_numbers else (PDF,)
    outputs = (formats for _, formats in find_outputs(options.papers, options.format))
    return any(format_id in laid_out for formats in outputs for format_id in formats.values())


def check_page_numbers(options: Options) -> None:
    """Raise UsageProblem if page numbers are asked for, but cannot be written or promised."""
    if not options.page_numbers:
        return
    if options.format not in (_WORD, PDF):
        raise UsageProblem(f"--page-numbers is for Word files, and {options.format} is none", "Leave it out.")
    if options.reproducible:
        fix = "Leave it out: with the same LibreOffice and the same fonts the numbers are the same anyway."
        raise UsageProblem("--reproducible cannot be promised for page numbers, which LibreOffice counts", fix)


def _is_laid_out(paper: Paper, format_id: str, options: Options) -> bool:
    """Return whether LibreOffice has to lay out a paper: for a PDF, or for page numbers in its table of contents."""
    return format_id == PDF or (options.page_numbers and format_id == _WORD and bool(_list_contents(paper)))


def lay_out(
    drafts: Sequence[Papers], names: Sequence[str], office: "LibreOffice", data: ShippedData, options: Options
) -> list[Papers]:
    """Return the papers of several purchases, with PDF files in place of Word files, or with page numbers in these.

    Parameters: `drafts`, the papers as `draft_papers` returns them; `names`, a name for each purchase in messages;
    `office`, a running LibreOffice; `data` and `options`, the arguments that were passed to `draft_papers`. Raises
    FileProblem where LibreOffice fails, or where its layout does not show the pages of all headings of a Word file.
    """
    from tenderkit.formats.libreoffice.conversion import PdfSource
    from tenderkit.formats.pdf.heading_pages import read_heading_pages

    jobs = [_Job(papers.annex, data, options) for papers in drafts]
    sheets: list[PdfSource] = []
    numbered: list[tuple[int, Paper, _Job]] = []
    for papers, name, job in zip(drafts, names, jobs, strict=True):
        for file in papers.files:
            if file.draft:
                content = file.content
                if file.ending != f".{PDF}":
                    numbered.append((len(sheets), file.draft, job))
                    content = _write_layout(file.draft, job)
                sheets.append(PdfSource(content, f"{name}, {file.paper}", job.date))
    if not sheets:
        return list(drafts)
    results = office.convert_files(sheets)
    for index, paper, job in numbered:
        pages = _find_pages(paper, read_heading_pages(results[index]))
        if not pages:
            fix = "Leave --page-numbers out, or try another version of LibreOffice."
            raise FileProblem(
                sheets[index].name, "the layout by LibreOffice does not show the pages of headings", fix
            )
        results[index] = _write_word(paper, job, pages=pages)
    ready = iter(results)
    return [
        replace(
            papers,
            files=tuple(
                replace(file, content=next(ready), draft=None) if file.draft else file for file in papers.files
            ),
        )
        for papers in drafts
    ]


def _find_pages(paper: Paper, pages: Sequence[int]) -> list[int]:
    """Return the page numbers of the headings in the table of contents of a paper, in the order of the table.

    Returns an empty list for a paper without such a table, and where `pages` and the paper do not have the same
    number of headings.

    Parameters: `pages`, the page numbers of all headings in the outline of the PDF.
    """
    all_headings = list_headings(paper.blocks, 3)
    listed = _list_contents(paper)
    if not listed or len(all_headings) != len(pages):
        return []
    by_heading = {id(heading): page for heading, page in zip(all_headings, pages, strict=True)}
    return [by_heading[id(heading)] for heading in listed]


def _list_contents(paper: Paper) -> list[Heading]:
    """Return the headings in the table of contents of a paper; empty for a paper without such a table."""
    return [heading for block in paper.blocks if isinstance(block, Contents) for heading in block.headings]
