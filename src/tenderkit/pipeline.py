# SPDX-License-Identifier: Apache-2.0
"""The whole way from a purchase to its files: select clauses, compose papers, write each in its format.

    Purchase ─► select_clauses ─► Selection ─► compose ─► Annex ─► each kind of paper ─► its formats ─► Papers

What is selected, composed and written depends on the arguments alone: no file, clock, terminal or environment is
read. Only the layout of a PDF runs a program, LibreOffice.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, put_file
from tenderkit.library.language import Language
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.blocks import Contents, list_headings
from tenderkit.papers.registry import ANNEX, find_kinds, name_file
from tenderkit.purchase.purchase import Purchase
from tenderkit.selection.select import select
from tenderkit.selection.selection import Selection
from tenderkit.selection.untranslated import find_untranslated

if TYPE_CHECKING:
    from tenderkit.formats.word.write.pdf import LibreOffice
    from tenderkit.formats.word.write.template import WordTemplate

PDF = "pdf"


@dataclass(frozen=True)
class Options:
    """Which papers are built, and how.

    `papers` are names of the registry: `annex`, `response`, `evaluation`, `calendar`. `format` is that of the annex:
    `docx`, `pdf` (needs LibreOffice), `md`, `html` or `json`; the other papers have formats of their own.
    `reproducible` writes the same bytes on every machine, uncompressed. `protected` lets only the fields of the
    response form be changed. `allow_untranslated` prints in English, and marks, what the language has no text for;
    without it such a purchase is refused. `template` is the authority's own Word template. `created` is the date that
    the files name; midnight (UTC) of the launch when absent. `compact` writes JSON on one line.
    """

    papers: tuple[str, ...] = (ANNEX,)
    format: str = "docx"
    reproducible: bool = False
    protected: bool = False
    allow_untranslated: bool = False
    template: "WordTemplate | None" = None
    created: datetime.datetime | None = None
    compact: bool = False


@dataclass(frozen=True)
class PaperFile:
    """A file of a paper: the name of the paper, the ending, such as `.docx`, and the bytes."""

    paper: str
    ending: str
    content: bytes


@dataclass(frozen=True)
class Papers:
    """The papers of a purchase: their files, in order, and what the person who builds them has to know.

    `findings` are warnings and hints on the purchase, `remarks` give the reason why a file was not made, and
    `annex` is what all papers are drawn from.
    """

    files: tuple[PaperFile, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]
    annex: Annex

    @property
    def content(self) -> bytes:
        """The bytes of the first file."""
        return self.files[0].content

    @property
    def summary(self) -> str:
        """One line on what the annex holds: the numbers of lots, clauses and open points."""
        annex = self.annex
        counts = {"lot": len(annex.lots), "clause": len(annex.printed), "open point": len(annex.open_points)}
        return ", ".join(f"{count} {noun if count == 1 else f'{noun}s'}" for noun, count in counts.items())

    def name_files(self, stem: str) -> dict[str, bytes]:
        """Return the bytes of all files by their names, such as `<stem>.docx` and `<stem>-response.docx`."""
        return {name_file(file.paper, file.ending, stem): file.content for file in self.files}


def build(purchase: Purchase, data: ShippedData, options: Options, file: str | None = None) -> Papers:
    """Build the papers of a purchase, all from the same selection of clauses.

    Parameters: `data`, the library that the purchase was validated against; `file`, the name of the purchase file,
    which the findings carry. Raises InvalidInput where the authority's own choices or weights cannot be carried out
    or texts are not translated, UsageProblem for an unknown paper or format, FileProblem where LibreOffice makes no
    PDF.
    """
    papers = draft_papers(purchase, data, options, file)
    if not needs_layout(options):
        return papers
    from tenderkit.formats.word.write.pdf import open_libreoffice

    with open_libreoffice() as office:
        (papers,) = lay_out([papers], [papers.annex.subtitle], office, data, options)
    return papers


def draft_papers(purchase: Purchase, data: ShippedData, options: Options, file: str | None = None) -> Papers:
    """Build the papers of a purchase, with a Word file in the place of a PDF; parameters and errors as for `build`.

    `lay_out` makes the PDF files of several purchases in one run of LibreOffice.
    """
    words = data.language(purchase.language)
    selection = check_translation(select_clauses(purchase, data, file), words, options, file)
    annex = compose_annex(selection, data)
    job = _Job(annex, data, options)
    files: list[PaperFile] = []
    remarks: list[str] = []
    for kind in find_kinds(options.papers):
        outputs = kind.select_outputs(options.format)
        composed = kind.compose(annex, options.protected)
        remarks += composed.remarks
        for (ending, format_id), content in zip(outputs.items(), composed.contents, strict=True):
            if content is not None:
                files.append(PaperFile(kind.name, ending, WRITERS[format_id](content, job)))
    return Papers(tuple(files), selection.findings, tuple(remarks), annex)


def select_clauses(purchase: Purchase, data: ShippedData, file: str | None = None) -> Selection:
    """Select the clauses of a library for a purchase, in the language of the purchase.

    Parameters: `file`, the name of the purchase file, which the findings carry. Raises InvalidInput where the
    authority's own choices or weights cannot be carried out.
    """
    try:
        selection = select(data.in_language(purchase.language).library, purchase)
    except InvalidInput as error:
        raise InvalidInput(put_file(error.findings, file)) from None
    return replace(selection, findings=put_file(selection.findings, file))


def check_translation(selection: Selection, words: Language, options: Options, file: str | None = None) -> Selection:
    """Return the selection with a warning for each text that its language does not have.

    Parameters: `words`, the language of the papers; `file`, the name of the purchase file, for findings. Raises
    InvalidInput where such texts may not be printed in English.
    """
    gaps = put_file(find_untranslated(selection, words), file)
    if gaps and not options.allow_untranslated:
        raise InvalidInput(gaps)
    warnings = (replace(f, severity="warn", message=f"{f.message}: printed in English", fix="") for f in gaps)
    return replace(selection, findings=(*selection.findings, *warnings))


def compose_annex(selection: Selection, data: ShippedData) -> Annex:
    """Compose the annex of a selection, in the language of its purchase."""
    return compose(selection, data.language(selection.purchase.language))


def date_files(launch: datetime.date, created: datetime.datetime | None = None) -> datetime.datetime:
    """Return the date that files name: `created`, or midnight (UTC) of the launch; never the clock."""
    return created or datetime.datetime.combine(launch, datetime.time(), datetime.UTC)


@dataclass(frozen=True)
class _Job:
    """What the writers of formats share: the annex, the data it comes from, the options."""

    annex: Annex
    data: ShippedData
    options: Options

    @property
    def date(self) -> datetime.datetime:
        """The date that the files name."""
        return date_files(self.annex.selection.purchase.tender.launch, self.options.created)


def _write_word(content: Any, job: _Job, *, libreoffice: bool = False, pages: Sequence[int] = ()) -> bytes:
    """Write a paper as a Word file; the last two parameters are those of `writer.write`."""
    from tenderkit.formats.word.write.writer import write

    return write(
        content,
        job.data.look,
        job.date,
        reproducible=job.options.reproducible,
        libreoffice=libreoffice,
        pages=pages,
        template=job.options.template,
    )


def _write_layout(content: Any, job: _Job) -> bytes:
    """Write the Word file that LibreOffice makes a PDF of."""
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

    text = icalendar.render(job.annex, content, job.date)
    assert text is not None, "a calendar without dates is not written"
    return text.encode()


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
    """Return whether LibreOffice has to lay out the annex."""
    return options.format == PDF and ANNEX in options.papers


def lay_out(
    drafts: Sequence[Papers], names: Sequence[str], office: "LibreOffice", data: ShippedData, options: Options
) -> list[Papers]:
    """Return the papers of several purchases with the annex as PDF.

    The annex is laid out twice, because only a layout gives the page numbers for the contents. Parameters: `drafts`,
    as `draft_papers` returns them; `names`, of the PDF files, for messages; `data` and `options`, those that it
    was given. Raises FileProblem where LibreOffice fails.
    """
    from tenderkit.formats.word.write.pdf import PdfSource, read_heading_pages

    jobs = [_Job(papers.annex, data, options) for papers in drafts]
    sheets = [
        PdfSource(papers.content, name, job.date) for papers, name, job in zip(drafts, names, jobs, strict=True)
    ]
    pdfs = office.convert_files(sheets)
    numbered: dict[int, PdfSource] = {}
    for index, (job, pdf) in enumerate(zip(jobs, pdfs, strict=True)):
        if pages := _find_pages(job.annex, read_heading_pages(pdf)):
            word = _write_word(job.annex, job, libreoffice=True, pages=pages)
            numbered[index] = replace(sheets[index], word=word)
    if numbered:
        for index, pdf in zip(numbered, office.convert_files(list(numbered.values())), strict=True):
            pdfs[index] = pdf
    return [
        replace(papers, files=(replace(papers.files[0], content=pdf), *papers.files[1:]))
        for papers, pdf in zip(drafts, pdfs, strict=True)
    ]


def _find_pages(annex: Annex, pages: Sequence[int]) -> list[int]:
    """Return the page of each heading in the contents.

    Parameters: `pages`, of the headings in the outline of the PDF. Returns nothing where these are not the headings
    of the annex.
    """
    all_headings = list_headings(annex.blocks, 3)
    if len(all_headings) != len(pages):
        return []
    by_heading = {id(heading): page for heading, page in zip(all_headings, pages, strict=True)}
    listed = next(block for block in annex.blocks if isinstance(block, Contents)).headings
    return [by_heading[id(heading)] for heading in listed]
