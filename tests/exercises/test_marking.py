# SPDX-License-Identifier: Apache-2.0
"""Marking: forms that are filled for real earn what the key says, however they come back."""

import io
import re
import timeit
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import tenderkit
from tenderkit.errors import InvalidInput
from tenderkit.exercises.marking.answer_key import AnswerKey
from tenderkit.exercises.marking.answers import find_choice, mark_words, read_number
from tenderkit.exercises.marking.feedback import explain_mark
from tenderkit.exercises.marking.marker import Marker
from tenderkit.exercises.marking.reading import read_submissions
from tenderkit.exercises.marking.results import mark_class
from tenderkit.exercises.marking.submission import MarkedSubmission
from tenderkit.exercises.pack import draw_pack, make_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.formats.word.read.document.reader import read_document
from tenderkit.formats.word.read.form_fields import read_form
from tenderkit.formats.word.read.open_docx import open_word
from tests.exercises.handed_in import drop_controls, fill_form, fill_workbook
from tests.formats.libreoffice.office import convert

DATA = tenderkit.load_library()
ORDER = PackOrder(
    scenario="S04",
    type="stage-placement",
    level=1,
    variants=2,
    language="en",
    seed="week-1",
    secret="a secret of the tests",
)
PACK = make_pack(ORDER, DATA)
KEY = AnswerKey(draw_pack(ORDER, DATA).variants)
HEADS = {"answer": "Your answer", "why": "Why"}
FORM = PACK.files["participants/answer-v01.docx"]
BOOK = PACK.files["participants/answer-v01.xlsx"]


def list_right_answers(variant: str = "v01") -> dict[str, str]:
    return {f"{row.code}.answer": row.answer for row in KEY.forms[variant].variant.exercise.rows}


def mark(content: bytes, file: str = "form.docx") -> MarkedSubmission:
    submissions = [(submission, "") for submission in read_submissions(content, file, KEY)]
    (marked,) = mark_class(submissions, KEY, Marker(0.8)).marked
    return marked


def test_the_right_answers_earn_all_points_in_every_form() -> None:
    right = list_right_answers()
    grid = "person,variant," + ",".join(right) + "\nada,v01," + ",".join(right.values())
    files = {
        "form.docx": fill_form(FORM, {**right, "person": "ada"}),
        "lost.docx": drop_controls(fill_form(FORM, {**right, "person": "ada"})),
        "book.xlsx": fill_workbook(BOOK, right, HEADS, "ada"),
        "grid.csv": grid.encode(),
    }
    results = {name: mark(content, name) for name, content in files.items()}
    earned = {name: (each.points, each.open, each.name) for name, each in results.items()}
    assert earned == dict.fromkeys(files, (8, 0, "ada"))
    assert [each.submission.way for each in results.values()] == ["form", "form", "workbook", "grid"]


def test_a_round_trip_through_libreoffice_gives_the_same_points(soffice: Path) -> None:
    answers = {**list_right_answers(), "person": "ada"}
    del answers["c02.answer"]
    answers["c03.answer"] = next(c for c in KEY.forms["v01"].variant.exercise.choices if c != answers["c03.answer"])
    form = fill_form(FORM, answers)
    answers.pop("person")
    book = fill_workbook(BOOK, answers, HEADS, "ada")
    odt = convert(soffice, form, "odt")
    for content, name in (
        (form, "as filled.docx"),
        (convert(soffice, form, "docx"), "saved.docx"),
        (convert(soffice, odt, "docx", "odt"), "by way of odt.docx"),
        (book, "as filled.xlsx"),
        (convert(soffice, book, "xlsx", "xlsx"), "saved.xlsx"),
    ):
        marked = mark(content, name)
        assert (marked.name, marked.points, marked.open) == ("ada", 6, 0), name


def make_archive(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()


def add_part(content: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return make_archive({**{old: archive.read(old) for old in archive.namelist()}, name: part})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = b"<?xml version='1.0'?><worksheet><sheetData>" + b" " * 60_000_000 + b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("content", "file", "message"),
    [
        (b"", "empty.docx", "is empty"),
        (b"", "empty.csv", "is empty"),
        (OLE + b"\0" * 600, "old.doc", "Word 2003 or older"),
        (OLE + b"\0" * 60 + "EncryptedPackage".encode("utf-16-le"), "locked.xlsx", "is encrypted"),
        (add_part(FORM, "word/vbaProject.bin", b"x"), "macros.docm", "holds macros"),
        (add_part(BOOK, "xl/vbaProject.bin", b"x"), "macros.xlsm", "holds macros"),
        (add_part(BOOK, "xl/worksheets/sheet1.xml", BOMB), "bomb.xlsx", "unpacks to far more than a table"),
        (make_archive({"word/document.xml": b" " * 60_000_000}), "bomb.docx", "unpacks to more than a document"),
        (make_archive({"a.txt": b"x"}), "archive.docx", "is no Word file"),
        (FORM[:2000], "cut.docx", "is broken"),
        (BOOK[:2000], "cut.xlsx", "is broken"),
        (b"%PDF-1.7", "scan.pdf", "is a PDF"),
        (b"\xff\xd8\xff\xe0", "photo.jpg", "is a picture"),
        (b"person,variant\nada,v01\n", "no-codes.csv", "holds no grid"),
        (b"person,variant,c01\n", "no-rows.csv", "holds no grid"),
        (b"person,variant,c01\nada,v09,x\n", "no-variant.csv", "names no variant of this pack"),
        (b"\xe9,c01\nx,\xe9\n", "latin.csv", "is no text in Unicode"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(content: bytes, file: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        read_submissions(content, file, KEY)


def test_a_form_in_another_language_is_refused() -> None:
    order = replace(ORDER, language="ar", allow_untranslated=True)
    other = make_pack(order, DATA).files["participants/answer-v01.docx"]
    with pytest.raises(InvalidInput, match="answers no variant of this pack"):
        read_submissions(other, "arabic.docx", KEY)


def test_the_grid_of_the_pack_has_the_columns_that_are_read() -> None:
    head = PACK.files["facilitator/grid.csv"].decode().strip()
    right = list_right_answers("v02")
    row = ",".join(("ada", "2", *(f'"{right[f"{code}.answer"]}"' for code in head.split(",")[2:])))
    assert (marked := mark(f"{head}\n{row}\n".encode(), "grid.csv")).points == 8
    assert marked.submission.variant == "v02"


def test_rows_of_a_grid_without_a_name_are_different_people() -> None:
    grid = b"variant,c01\nv01,selection criterion\nv01,selection criterion\n"
    submissions = [(submission, "digest") for submission in read_submissions(grid, "grid.csv", KEY)]
    result = mark_class(submissions, KEY, Marker(0.8))
    assert [each.name for each in result.marked] == ["grid.csv, row 2", "grid.csv, row 3"]
    assert result.remarks == ()


def test_a_renamed_file_is_read_by_what_it_holds() -> None:
    form = fill_form(FORM, list_right_answers())
    assert (
        mark(form, "ada.xlsx").points == mark(fill_workbook(BOOK, list_right_answers(), HEADS), "b.docx").points == 8
    )


def test_marking_thirty_forms_takes_at_most_three_times_as_long_as_reading_them() -> None:
    forms = [fill_form(FORM, {**list_right_answers(), "person": f"p{number}"}) for number in range(30)]

    def read() -> None:
        for form in forms:
            opened = open_word(form, "a.docx", digests=False)
            read_form(opened, "a.docx", re.compile("tk:exercise.*"))
            read_document(opened, "a.docx")

    def mark_all() -> None:
        submissions = [(s, "") for form in forms for s in read_submissions(form, "a.docx", KEY)]
        assert len(mark_class(submissions, KEY, Marker(0.8)).marked) == 30

    assert min(timeit.repeat(mark_all, number=1)) <= 3 * min(timeit.repeat(read, number=1))


def test_an_empty_form_earns_nothing() -> None:
    for content, name in ((FORM, "form.docx"), (BOOK, "form.xlsx")):
        empty = mark(content, name)
        assert (empty.points, empty.open, empty.state) == (0, 0, "empty")
        assert [remark.rule for remark in empty.submission.remarks] == ["empty"]


def test_one_answer_everywhere_is_below_the_pass_mark() -> None:
    for choice in KEY.forms["v01"].variant.exercise.choices:
        assert mark(fill_form(FORM, dict.fromkeys(list_right_answers(), choice))).state == "failed"


def test_wrong_and_missing_answers_earn_nothing_and_cost_nothing() -> None:
    right = list_right_answers()
    choices = KEY.forms["v01"].variant.exercise.choices
    right["c01.answer"] = next(choice for choice in choices if choice != right["c01.answer"])
    del right["c02.answer"]
    marked = mark(fill_form(FORM, right))
    assert marked.points == 6
    assert [(m.code, m.reason) for m in marked.marks if not m.points] == [("c01", "wrong"), ("c02", "empty")]


def test_an_answer_that_is_no_choice_is_read_by_a_person() -> None:
    right = list_right_answers()
    right["c01.answer"] = "both"
    marked = mark(fill_workbook(BOOK, right, HEADS), "a.xlsx")
    assert (marked.points, marked.open) == (7, 1)
    assert [m.code for m in marked.to_read] == ["c01"]


def test_the_words_of_the_rows_decide_which_variant_it_is() -> None:
    second = PACK.files["participants/answer-v02.docx"]
    marked = mark(fill_form(second, list_right_answers("v02")), "answer-v01.docx")
    assert (marked.submission.variant, marked.points) == ("v02", 8)


def test_a_form_of_another_pack_is_refused() -> None:
    other = make_pack(PackOrder(scenario="S02", type="term-match", level=1, variants=1, language="en", seed="1",
                                secret="of the tests"), DATA)  # fmt: skip
    with pytest.raises(InvalidInput, match="answers no variant of this pack"):
        read_submissions(other.files["participants/answer-v01.docx"], "a.docx", KEY)


def test_a_handout_that_nobody_touched_is_of_nobody() -> None:
    read = read_submissions(PACK.files["participants/v02.docx"], "ada.docx", KEY)
    result = mark_class([(submission, "") for submission in read], KEY, Marker(0.8))
    assert result.marked == ()
    assert [(remark.rule, remark.place.file) for remark in result.remarks] == [("untouched", "ada.docx")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("PREVENT (no waste)", "prevent (no waste)"),
        (" prevent ", "prevent (no waste)"),
        ("6.2", "6.2 Methods"),
        ("8.1", None),
        ("A", "Bid A"),
        ("waste", None),
        ("wrong", None),
        ("شرط تنفيذ العقد", "شرطُ تنفيذِ العقد"),
        ("اعاده التجديد", "إعادة التجديد (لا مخلفات)"),
        ("", None),
    ],
)
def test_a_choice_may_be_typed(typed: str, meant: str | None) -> None:
    choices = ("prevent (no waste)", "recycle (waste)", "6.2 Methods", "8.10 Batteries", "Bid A", "nothing is wrong")
    choices += ("شرطُ تنفيذِ العقد", "إعادة التجديد (لا مخلفات)")
    assert find_choice(typed, choices) == meant


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,234,567", 1234567),
        ("1.234.567,50 EUR", 1234567.5),
        ("1 234", 1234),
        ("1,234", 1234),
        ("12.5", 12.5),
        ("-7", -7),
        ("١٬٢٣٤", 1234),
        ("10 to 12", None),
        ("many", None),
    ],
)
def test_a_number_may_have_the_separators_of_any_language(typed: str, number: float | None) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize(
    ("answer", "reason", "open_"),
    [
        ("The wording favours a single firm.", "model-words", 0),
        ("the wording only favours one single firm", "same-words", 0),
        ("The wording does not favour a single firm", "turned", 1),
        ("somebody profits", "other-words", 1),
    ],
)
def test_free_text_passes_or_is_read(answer: str, reason: str, open_: float) -> None:
    verdict = mark_words(answer, "The wording favours a single firm.", 0.8, "not; no")
    assert (verdict.reason, verdict.open, verdict.share) == (reason, open_, 1 - open_)


def test_what_is_missing_is_listed_with_the_comma_of_the_language() -> None:
    marked = mark(fill_form(FORM, list_right_answers()))
    task, one = marked.variant.task, replace(marked.marks[0], reason="other-words", words="الضمان, التسليم")
    annex = replace(task.material.annex, language=DATA.language("ar"))
    variant = replace(marked.variant, task=replace(task, material=replace(task.material, annex=annex)))
    assert "الضمان، التسليم" in explain_mark(replace(marked, variant=variant), one)
