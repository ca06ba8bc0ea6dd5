# SPDX-License-Identifier: Apache-2.0
"""Packs: what is in them, that the same order gives the same bytes, and that participants get nothing of the key."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest

import tenderkit
from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.exercises.leaks import find_leaks
from tenderkit.exercises.pack import Pack, draw_pack, list_key_words, make_pack, write_participant_files
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.types.catalogue import TYPES
from tests.formats.libreoffice.office import convert

DATA = tenderkit.load_library()
ORDER = PackOrder(
    scenario="S03", type="map-to-l1061", level=2, variants=2, language="en", seed="week-1", secret="a secret of tests"
)
PACK = make_pack(ORDER, DATA)


def read_parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def change_part(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    parts = read_parts(content)
    assert old in parts[part]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(old, new, 1) if name == part else data)
    return buffer.getvalue()


def list_participant_files(pack: Pack) -> dict[str, bytes]:
    return {name: content for name, content in pack.files.items() if name.startswith("participants/")}


def test_a_pack_has_the_files_of_each_variant() -> None:
    variants = ("v01", "v02")
    participants = {f"participants/{p}{v}.docx" for v in variants for p in ("", "answer-", "grid-")}
    participants |= {f"participants/answer-{v}.xlsx" for v in variants}
    facilitator = {
        "facilitator/guide.docx",
        "facilitator/grid.csv",
        "facilitator/key.xlsx",
        *(f"facilitator/model-{v}.docx" for v in variants),
    }
    assert set(PACK.files) == participants | facilitator == set(PACK.lock.files)


def test_the_same_order_gives_the_same_bytes_and_another_secret_does_not() -> None:
    assert make_pack(ORDER, DATA).files == PACK.files
    other = make_pack(replace(ORDER, secret="another secret of tests"), DATA)
    assert other.files["participants/v01.docx"] != PACK.files["participants/v01.docx"]


def test_the_form_has_a_list_and_a_reason_in_each_row() -> None:
    body = read_parts(PACK.files["participants/answer-v01.docx"])["word/document.xml"].decode()
    tags = re.findall(r'<w:tag w:val="([^"]+)"', body)
    assert body.count("<w:dropDownList>") == PACK.rows
    assert tags[:3] == ["tk:exercise.person", "tk:exercise.c01.answer", "tk:exercise.c01.why"]
    assert tags[-1] == "tk:exercise.q1.answer"
    assert len(tags) == 1 + 2 * PACK.rows + 1


def test_the_workbooks_have_a_list_in_each_row_and_a_plan_that_adds_up() -> None:
    answers = openpyxl.load_workbook(io.BytesIO(PACK.files["participants/answer-v01.xlsx"]))
    lists = [v for v in answers.worksheets[1].data_validations.dataValidation if v.type == "list"]
    assert len(lists) == PACK.rows
    key = openpyxl.load_workbook(io.BytesIO(PACK.files["facilitator/key.xlsx"]))
    assert key.sheetnames == ["Plan with minutes", "v01", "v02"]
    assert key.worksheets[0]["B8"].value == "=SUM($B$4:$B$7)"
    codes = [row[0].value for row in key["v01"].iter_rows(min_row=4)]
    assert codes == [*(f"c{number:02}" for number in range(1, PACK.rows + 1)), "q1"]


def test_the_form_alone_is_printed(soffice: Path) -> None:
    printed = pypdf.PdfReader(io.BytesIO(convert(soffice, PACK.files["participants/answer-v01.xlsx"], "pdf", "xlsx")))
    texts = [page.extract_text() for page in printed.pages]
    # The person, the answers and the question; the choices stand beside the answers.
    assert len(texts) == 3
    assert not any("The e-waste hierarchy" in text for text in texts)


def test_the_guide_has_every_part() -> None:
    guide = docx.Document(io.BytesIO(PACK.files["facilitator/guide.docx"]))
    headings = [p.text for p in guide.paragraphs if ((p.style and p.style.name) or "").startswith("Heading")]
    texts = DATA.language("en").frame.texts["exercise-guide"]
    keys = ("about", "files", "plan", "aloud", "hints", "key", "marking", "mistakes", "debrief-title")
    asked = DATA.language("en").text("exercise-debrief.variants")
    last = [texts[key] for key in ("local", "extension", "licence", "certificate")]
    assert headings == [*(texts[key] for key in keys), asked, *last]


def read_texts(file: str) -> list[str]:
    document = docx.Document(io.BytesIO(PACK.files[file]))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


@pytest.mark.parametrize("file", ["participants/v01.docx", "participants/grid-v01.docx"])
def test_what_can_be_answered_is_printed_and_explained(file: str) -> None:
    texts = read_texts(file)
    frame = DATA.language("en").frame.texts["exercise-l1061"]
    assert {frame["8-9"], frame["8-9-about"], frame["9"]} <= set(texts)


def test_the_time_for_the_work_has_the_reading_and_the_question() -> None:
    texts = read_texts("facilitator/guide.docx")
    work = texts[texts.index("Work, alone or in pairs") + 1]
    minutes = 3 + round(1.5 * PACK.rows) + 3
    assert work == str(-(-minutes // 5) * 5)
    assert "Guide for the trainer: Map clauses to ITU-T L.1061" in texts
    assert not any("search for mistakes" in text for text in texts)


def test_handouts_and_grids_say_what_answers_earn_and_how_they_are_written() -> None:
    handout = " ".join(read_texts("participants/v01.docx"))
    assert "A wrong or an empty one costs nothing." in handout
    assert "up to 2 points" in handout
    assert any(text.startswith("Write by hand") for text in read_texts("participants/grid-v01.docx"))


@pytest.mark.parametrize("name", ["v01", "answer-v02", "grid-v02"])
def test_each_page_names_its_exercise_and_variant(name: str) -> None:
    document = docx.Document(io.BytesIO(PACK.files[f"participants/{name}.docx"]))
    headers = " ".join(p.text for p in document.sections[0].header.paragraphs)
    assert f"Map clauses to ITU-T L.1061, S03 {name[-3:]}" in headers


def test_the_debrief_asks_about_rows_of_each_variant() -> None:
    guide = docx.Document(io.BytesIO(PACK.files["facilitator/guide.docx"]))
    rows = [[cell.text for cell in row.cells] for row in guide.tables[-2].rows][1:]
    assert [row[0] for row in rows] == ["v01"] * 3 + ["v02"] * 3
    assert all(row[1].startswith("c") and row[2] and row[3].endswith("?") and not row[4] for row in rows)


@pytest.mark.parametrize("name", list_participant_files(PACK))
def test_participants_get_nothing_of_the_key(name: str) -> None:
    parts = read_parts(PACK.files[name])
    together = b"\n".join(parts.values())
    assert ORDER.secret.encode() not in together
    assert b"<selection><text>" not in together
    assert b"The clause belongs there with its topic" not in together
    assert not any("comments" in part for part in parts)


@pytest.mark.parametrize(
    ("file", "part", "old", "new", "leak"),
    [
        ("v01.docx", "word/document.xml", b"<w:body>", b"<w:body><w:p><w:ins w:id='1'></w:ins></w:p>", "tracked"),
        ("v01.docx", "word/document.xml", b"<w:t ", b"<w:vanish/><w:t ", "hidden text"),
        ("v01.docx", "docProps/core.xml", b"creator>State Health Service<", b"creator>A Person<", "person"),
        ("v01.docx", "word/document.xml", b"<w:body>", b"<selection><text>x</text></selection><w:body>", "selection"),
        ("v01.docx", "docProps/app.xml", b"tenderkit ", b"a secret of tests ", "words of the key"),
        ("answer-v01.docx", "word/document.xml", b"<w:dropDownList>", b"<w:dropDownList><w:listItem/>", "differ"),
        ("answer-v01.xlsx", "xl/workbook.xml", b"<sheet ", b'<sheet state="hidden" ', "hidden sheet"),
        ("answer-v01.xlsx", "xl/sharedStrings.xml", b"<sst ", b"<!--M05:--><sst ", "the id of a defect"),
    ],
)
def test_a_leak_is_found(file: str, part: str, old: bytes, new: bytes, leak: str) -> None:
    content = change_part(PACK.files[f"participants/{file}"], part, old, new)
    (finding,) = find_leaks({file: content}, ORDER.secret, set(), "State Health Service")
    assert leak in finding.message


@pytest.mark.parametrize("type_", TYPES)
def test_what_participants_get_is_the_same_with_another_key(type_: str) -> None:
    scenario = "S04" if type_ == "life-cycle-cost" else "S02"
    order = replace(ORDER, scenario=scenario, type=type_, level=min(TYPES[type_].rows), variants=1)
    drawn = draw_pack(order, DATA)
    (variant,) = drawn.variants
    exercise = variant.exercise
    new: dict[str, Any] = {
        "rows": tuple(replace(row, id="x", answer="x", reason="x") for row in exercise.rows),
        "questions": tuple(replace(question, answer="x") for question in exercise.questions),
        "working": (),
        "asks": {},
    }
    for name in ("defects", "decoys", "flaws"):
        if listed := getattr(exercise, name, ()):
            new[name] = tuple(replace(one, id="x", place="x", reason="x", mend="x", rules=()) for one in listed)
    other = replace(variant, exercise=replace(exercise, **new))
    files, others = (write_participant_files(one, DATA, drawn.created) for one in (variant, other))
    assert list_key_words([variant]) != list_key_words([other])
    # Not one byte tells of the key: no words, metadata or manifest, no digest, order or size.
    assert files == others


def test_the_reasons_of_the_key_are_a_leak() -> None:
    model = PACK.files["facilitator/model-v01.docx"]
    words = {"The clause belongs there with its topic: "}
    assert [f.message for f in find_leaks({"model": model}, "", words, "State Health Service")] == [
        "holds words of the key"
    ]


def test_no_two_variants_are_about_the_same_rows_where_there_are_others() -> None:
    pack = make_pack(replace(ORDER, type="choose-clauses", variants=6), DATA)
    handouts = {content for name, content in pack.files.items() if name.startswith("participants/v0")}
    assert len(handouts) == 6


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_is_made_in_another_language(type_: str) -> None:
    level = min(TYPES[type_].rows)
    scenario = "S04" if type_ == "life-cycle-cost" else "S02"
    order = replace(ORDER, scenario=scenario, type=type_, level=level, variants=1, language="ar")
    assert make_pack(order, DATA).rows > TYPES[type_].rows[level] / 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"scenario": "S17"}, "there is no scenario “S17”"),
        ({"type": "map-to-l1601"}, "there is no type of exercise “map-to-l1601”"),
        ({"level": 4}, "there are no exercises “map-to-l1061” at level 4"),
        ({"scenario": "S10", "level": 2}, "there are no exercises on S10 at level 2"),
    ],
)
def test_what_is_not_there_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        make_pack(replace(ORDER, **change), DATA)
    assert caught.value.findings[0].message == message


def test_an_annex_with_too_few_clauses_is_refused() -> None:
    with pytest.raises(InvalidInput, match="carries 3 rows") as caught:
        make_pack(replace(ORDER, scenario="S07"), DATA)
    # It names the scenarios that carry enough at this level.
    assert re.search(r"carry the 6 at level 2: S01, .*S12, ", caught.value.findings[0].fix)
    assert "S07" not in caught.value.findings[0].fix


def test_a_number_of_a_bid_that_arabic_writes_as_a_word_is_not_put_below_another() -> None:
    order = replace(ORDER, scenario="S12", type="evaluate-bids", level=4, variants=1, language="ar", seed="7")
    assert make_pack(order, DATA).rows == 15
