# SPDX-License-Identifier: Apache-2.0
"""Read forms in Word, also without their fields, workbooks and grids; and the points that a trainer gave."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.errors import InvalidInput
from tenderkit.exercises.marking.annotated import has_comments, read_annotations
from tenderkit.exercises.marking.answer_key import AnswerKey, VariantForm, normalize
from tenderkit.exercises.marking.review import REVIEW_HEADS, Review
from tenderkit.exercises.marking.submission import Submission, Way
from tenderkit.exercises.sheets.handout import FIELD_STEM, PERSON_TAG
from tenderkit.findings import Finding, Place
from tenderkit.formats.excel.tables.sheet_rows import TableWorkbook
from tenderkit.formats.text.read.csv_rows import read_csv_rows
from tenderkit.formats.word.read.document.reader import read_document
from tenderkit.formats.word.read.form_fields import read_form
from tenderkit.formats.word.read.open_docx import WordFile, open_word
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.reading.file_kinds import ARCHIVE, recognize_kind
from tenderkit.purchase.table_rows import CellFault, TableRow
from tenderkit.responses.form_answers import Reply, ReturnedForm, read_bids

_TAGS = re.compile(r"tk:exercise\.[a-z0-9.]+")
_CODE = re.compile(r"\[?([cdq])\s?0*(\d{1,3})\]?")
# A column of a grid: `c01`, `c01.why`, `c01 why`.
_COLUMN = re.compile(r"([cdq])0*(\d{1,3})(?:[ ._-]+(\w+))?")
# What every form asks for, and no handout.
_PERSON = "person"
_BOOK = "xl/workbook.xml"
_MACROS = "vbaproject.bin"
# Of the rows of a form, the share that has the words of a variant.
_RECOGNISED = 0.5
_NO_FORM_FIX = "Hand in the answer form, the workbook, or the grid as CSV."
_NO_REVIEW_FIX = "Name the file review.xlsx that was written with the marks, with points in its last column."
_READ_HEADS = {"pack", "person", "code", "given", "reviewed"}

Rows = Sequence[tuple[str, ...]]


def read_submissions(content: bytes, file: str, key: AnswerKey) -> tuple[Submission, ...]:
    """Read a file that was handed in: what one participant answered, or in a grid what several did.

    What a file is follows from its content, not from its name. Parameters: `content`, its bytes; `file`, its name;
    `key`, the pack that it answers. Raises InvalidInput where it cannot be read, or belongs to no variant of it.
    """
    if content.startswith(ARCHIVE) and _is_workbook(content):
        return (_read_workbook(content, file, key),)
    if PurePath(file).suffix.lower() in (".csv", ".tsv", ".txt") and content.strip() and not recognize_kind(content):
        return tuple(_read_grid(content, file, key))
    return (_read_word(open_word(content, file, digests=False), file, key),)


def _refuse(file: str, rule: str, message: str, fix: str = _NO_FORM_FIX) -> InvalidInput:
    return InvalidInput([Finding(rule, message, fix, place=Place(file))])


def _is_workbook(content: bytes) -> bool:
    """Return whether an archive holds a workbook. A broken one is left to the reader of Word files, which says so."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _BOOK in archive.namelist()
    # NotImplementedError: what zipfile raises for an archive that a later version of the format made.
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


@frozen_dataclass
class _Cells:
    """What the rows of a file say: facts of its cover, answers by code and column, printed words by code."""

    facts: Mapping[str, str]
    answers: Mapping[str, str]
    printed: Mapping[str, str]


def _read_word(opened: WordFile, file: str, key: AnswerKey) -> Submission:
    """Read a form in Word: its fields, and where these were lost the rows of its tables; or a handout."""
    paragraphs = read_document(opened, file).paragraphs
    cells = _read_cells(_list_word_rows(paragraphs), key)
    controls = read_form(opened, file, _TAGS)
    form, remarks = _choose_variant(cells, file, key)
    if not controls.controls and not cells.answers and _PERSON not in cells.facts:
        return _read_handout(paragraphs, cells, form, file, key, remarks)
    answers = {name: value for name, value in cells.answers.items() if name in form.keys}
    replies = _list_replies(controls, form, file)
    person = cells.facts.get(_PERSON, "")
    lost = True
    for name, values in replies.items():
        lost = False
        if name == PERSON_TAG.removeprefix(FIELD_STEM):
            person = values[0]
            continue
        answers.pop(name, None)
        if any(values):
            answers[name] = " / ".join(dict.fromkeys(filter(None, values)))
    if lost and answers:
        remarks.append(_remark(file, "no-fields", "its fields were lost: it was read by the codes of its rows"))
    return _finish(file, person, form, "form", answers, remarks)


def _read_handout(
    paragraphs: Sequence[DocumentParagraph], cells: _Cells, form: VariantForm, file: str, key: AnswerKey,
    remarks: list[Finding],
) -> Submission:  # fmt: skip
    """Read a handout with comments, or one in which words were changed, or one that nobody touched."""
    name = form.variant.name
    before: Sequence[DocumentParagraph] = ()
    if name in key.handouts:
        before = read_document(open_word(key.handouts[name], name, digests=False), name).paragraphs
    answers = read_annotations(paragraphs, form, before)
    is_handout = {"variant", "run"} <= cells.facts.keys() or any(paragraph.clause for paragraph in paragraphs)
    if not is_handout or (has_comments(paragraphs) and not answers):
        raise _refuse(file, "no-form", "holds no answers to this exercise")
    way: Way = "comments" if has_comments(paragraphs) else "edits" if answers else "untouched"
    return Submission(file, "", name, way, answers, tuple(remarks))


def _list_replies(form: ReturnedForm, expected: VariantForm, file: str) -> dict[str, list[str]]:
    """Return the values of the fields that a form still has, by code and column; an empty text for no answer."""
    if not form.controls:
        return {}
    (bid,) = read_bids([(file, form)], asked=expected.fields)
    replies: dict[str, list[str]] = {}
    reply: Reply
    for reply in bid.replies:
        if reply.state != "missing":
            replies.setdefault(reply.tag.removeprefix(FIELD_STEM), []).append(reply.value)
    return replies


def _list_word_rows(paragraphs: Sequence[DocumentParagraph]) -> list[tuple[str, ...]]:
    """Return the rows of the tables of a Word file, and its lines with a tab, as rows of cells."""
    rows: list[tuple[str, ...]] = []
    cells: dict[tuple[int, int], dict[int, str]] = {}
    for paragraph in paragraphs:
        if paragraph.part != "body":
            continue
        cell = paragraph.cell
        if cell is None:
            rows.append(tuple(part.strip() for part in paragraph.text.split("\t")))
            continue
        row = cells.setdefault((cell.table, cell.row), {})
        row[cell.column] = f"{row[cell.column]}\n{paragraph.text}" if cell.column in row else paragraph.text
    tables: dict[int, list[tuple[str, ...]]] = {}
    for (table, _), row in cells.items():
        tables.setdefault(table, []).append(tuple(row.get(column, "") for column in range(1, max(row) + 1)))
    for lines in tables.values():
        # The name of a participant is below its head.
        is_below_head = [len(line) for line in lines] == [1, 1]
        rows += [(lines[0][0], lines[1][0])] if is_below_head else lines
    return rows


def _read_workbook(content: bytes, file: str, key: AnswerKey) -> Submission:
    """Read an answer workbook."""
    cells = _read_cells([row for _, row in _read_sheets(content, file)], key)
    form, remarks = _choose_variant(cells, file, key)
    answers = {name: value for name, value in cells.answers.items() if name in form.keys}
    if not cells.printed and not cells.answers and _PERSON not in cells.facts:
        raise _refuse(file, "no-form", "holds no answers to this exercise")
    return _finish(file, cells.facts.get(_PERSON, ""), form, "workbook", answers, remarks)


def _read_sheets(content: bytes, file: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the rows of all sheets of a workbook, each with its place in words."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if any(name.lower().endswith(_MACROS) for name in archive.namelist()):
            raise _refuse(file, "unreadable", "holds macros", "Save it as .xlsx, which leaves them out.")
    book = TableWorkbook(io.BytesIO(content), file)
    for sheet in book.sheets:
        for row in book.read_rows(sheet, merged=True):
            yield f"{file}, {sheet.name}, row {row.number}", tuple(map(_write_cell, row.cells))


def _write_cell(cell: object) -> str:
    """Return the value of a cell as text; an empty text for a cell that cannot be read."""
    return "" if cell is None or isinstance(cell, CellFault) else str(cell)


def _read_cells(rows: Rows, key: AnswerKey) -> _Cells:
    """Return what rows say: rows whose first cell is a code, and those whose first cell is the name of a fact."""
    facts: dict[str, str] = {}
    answers: dict[str, str] = {}
    printed: dict[str, str] = {}
    columns = {head: column for form in key.forms.values() for head, column in form.columns.items()}
    heads: dict[int, str] = {}
    for row in rows:
        first = normalize(row[0])
        if first in key.labels and (len(row) > 1 or key.labels[first] == _PERSON):
            fact = key.labels[first]
            facts[fact] = facts.get(fact, "") or (_drop_prompt(row[1], key) if len(row) > 1 else "")
        if first == key.code_head:
            heads = {at: columns[head] for at, head in enumerate(map(normalize, row)) if head in columns}
        if (code := _CODE.fullmatch(first)) is None:
            continue
        name = _name_row(code)
        if len(row) > 1 and row[1].strip() and heads:
            printed.setdefault(name, normalize(row[1]))
        for at, column in heads.items():
            value = _drop_prompt(row[at], key) if at < len(row) else ""
            if value:
                answers.setdefault(f"{name}.{column}", value)
    return _Cells(facts, answers, printed)


def _name_row(code: re.Match[str]) -> str:
    """Return the code of a row as fields have it, such as `c01` or `q1`, from its letter and its number."""
    letter, number = code[1], int(code[2])
    return f"q{number}" if letter == "q" else f"{letter}{number:02}"


def _drop_prompt(text: str, key: AnswerKey) -> str:
    return "" if normalize(text) in key.prompts else text.strip()


def _choose_variant(cells: _Cells, file: str, key: AnswerKey) -> tuple[VariantForm, list[Finding]]:
    """Return the variant that a form answers: by the words of its rows, then by what its cover says.

    Raises InvalidInput where it belongs to another pack.
    """
    by_cover = key.forms.get(cells.facts.get("variant", "").casefold())
    expected = {"scenario": key.task.material.scenario.id, "run": key.task.seed}
    is_strange = any(cells.facts.get(name, value) != value for name, value in expected.items())
    by_words = _find_by_words(cells, key)
    has_words = bool(cells.printed) and any(known.printed for known in by_words)
    # The rows of some types have the same words in several variants, and claims have none.
    form = by_cover if by_cover in by_words and not is_strange else None
    if len(by_words) == 1 and (has_words or not is_strange):
        form = by_words[0]
    if form is None:
        raise _refuse(file, "other-pack", "answers no variant of this pack", "Mark it with the pack it belongs to.")
    if by_cover is not None and form is not by_cover:
        message = f"its cover says {by_cover.variant.name}, and its rows are those of {form.variant.name}"
        return form, [_remark(file, "wrong-variant", message)]
    return form, []


def _find_by_words(cells: _Cells, key: AnswerKey) -> list[VariantForm]:
    """Return the variants that most words of the rows of a form belong to; all where its rows have no words."""
    counts = [(form, form.count_printed(cells.printed)) for form in key.forms.values()]
    best = max(count for _, count in counts)
    fitting = [form for form, count in counts if count == best]
    has_words = any(form.printed for form in fitting) and cells.printed
    if not has_words or best >= _RECOGNISED * len(fitting[0].printed):
        return fitting
    return []


def _remark(file: str, rule: str, message: str, fix: str = "") -> Finding:
    return Finding(rule, message, fix, "warn", Place(file))


def _finish(
    file: str, person: str, form: VariantForm, way: Way, answers: Mapping[str, str], remarks: list[Finding]
) -> Submission:
    drafts = {f"{row.code}.answer": normalize(row.draft) for row in form.variant.exercise.rows if row.draft}
    given = {name: value for name, value in answers.items() if normalize(value) != drafts.get(name)}
    if not given:
        remarks.append(_remark(file, "empty", "nothing is filled in"))
    return Submission(file, " ".join(person.split()), form.variant.name, way, given, tuple(remarks))


def _read_grid(content: bytes, file: str, key: AnswerKey) -> Iterator[Submission]:
    """Yield what each row of a grid says that was keyed in.

    Its first row names the columns: `person`, `variant`, and for each field its code, such as `c01` or `c01.why`.
    """
    rows = list(read_csv_rows(io.BytesIO(content), file))
    heads = [normalize(_write_cell(cell)) for cell in rows[0].cells] if rows else []
    if len(rows) < 2 or not any(map(_COLUMN.fullmatch, heads)):
        fix = "Begin it with a row such as: person,variant,c01,c02"
        raise _refuse(file, "no-form", "holds no grid", fix)
    for row in rows[1:]:
        yield _read_grid_row(dict(zip(heads, map(_write_cell, row.cells), strict=False)), row, file, key)


def _read_grid_row(cells: Mapping[str, str], row: TableRow, file: str, key: AnswerKey) -> Submission:
    place = f"{file}, row {row.number}"
    named = cells.get("variant", "").casefold() or (next(iter(key.forms)) if len(key.forms) == 1 else "")
    named = f"v{int(named):02}" if named.isdecimal() else named
    if named not in key.forms:
        message = f"names no variant of this pack: “{named}”"
        raise _refuse(place, "other-pack", message, f"Write {', '.join(key.forms)} into the column variant.")
    form = key.forms[named]
    answers = {}
    strange = []
    for head, value in cells.items():
        if (match := _COLUMN.fullmatch(head)) is None or not value:
            continue
        name = f"{_name_row(match)}.{match[3] or 'answer'}"
        if name in form.keys:
            answers[name] = value
        else:
            strange.append(head)
    remarks = [_remark(place, "no-row", f"{named} has no row for: {', '.join(strange)}")] if strange else []
    return _finish(place, cells.get("person", ""), form, "grid", answers, remarks)


def read_reviews(content: bytes, file: str, key: AnswerKey) -> tuple[Review, ...]:
    """Read the points that a trainer gave: the sheet of answers that was written with the marks, also as CSV.

    Rows without points are left out. Parameters: as in `read_submissions`. Raises InvalidInput where the file cannot
    be read or has no points.
    """
    if content.startswith(ARCHIVE) and _is_workbook(content):
        rows = list(_read_sheets(content, file))
    elif recognize_kind(content):
        raise _refuse(file, "unreadable", "is neither a workbook nor CSV", _NO_REVIEW_FIX)
    else:
        read = read_csv_rows(io.BytesIO(content), file)
        rows = [(f"{file}, row {row.number}", tuple(map(_write_cell, row.cells))) for row in read]
    text = key.task.material.text
    columns = {normalize(text(f"exercise-marks.head-{head}")): head for head in REVIEW_HEADS}
    heads: list[str] = []
    reviews = []
    for place, row in rows:
        named = [columns.get(normalize(cell), "") for cell in row]
        if {*named} >= _READ_HEADS:
            heads = named
        elif heads:
            cells = dict(zip(heads, row, strict=False))
            values = [cells.get(head, "") for head in ("pack", "person", "code", "given", "reviewed")]
            reviews.append(Review(file, place, *values))
    reviews = [review for review in reviews if review.points]
    if not reviews:
        raise _refuse(file, "no-points", "holds no points that were given", _NO_REVIEW_FIX)
    return tuple(reviews)
