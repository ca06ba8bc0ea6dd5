# SPDX-License-Identifier: Apache-2.0
"""Build a document of headings, paragraphs and tables."""

import pytest

from tenderkit.checks.documents import builder
from tenderkit.checks.documents.builder import DocumentBuilder, check_words
from tenderkit.errors import InvalidInput
from tenderkit.library.reading.english_words import load_english
from tenderkit.library.reading.shipped_data import load_shipped_data


def test_a_heading_ends_those_of_its_level_and_below() -> None:
    made = DocumentBuilder()
    for text, level in (("A", 1), ("B", 2), ("C", 3), ("D", 2), ("E", 1)):
        made.add_heading(text, level)
        made.add_paragraph("words")
    assert [p.headings for p in made.paragraphs if not p.level] == [
        ("A",), ("A", "B"), ("A", "B", "C"), ("A", "D"), ("E",),
    ]  # fmt: skip


def test_what_has_no_words_is_left_out() -> None:
    made = DocumentBuilder()
    made.add_heading(" ", 1)
    made.add_paragraph("\u200b")
    made.add_table([(["", " "], 0)])
    assert made.paragraphs == []


def test_headers_have_no_headings_above() -> None:
    made = DocumentBuilder()
    made.add_heading("A", 1)
    made.add_paragraph("Ministry", part="header", page=1)
    assert made.paragraphs[1].name_place(load_english()) == "page 1, header"


def test_rows_of_different_lengths_keep_their_columns() -> None:
    made = DocumentBuilder()
    made.add_table([(["1", "Part", "Price"], 1), (["2", "Battery"], 2), (["3", "", "5", "more"], 3)])
    places = [p.name_place(load_english()) for p in made.paragraphs]
    assert places[4] == "line 2, table 1, row 2 “2”, column “Part”"
    assert places[-1] == "line 3, table 1, row 3 “5”, column 4"
    arabic = load_shipped_data().language("ar")
    assert made.paragraphs[4].name_place(arabic) == "السطر 2، الجدول 1، الصف 2 «2»، العمود «Part»"


def test_too_many_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    made = DocumentBuilder()
    made.add_paragraph("words")
    check_words(made.paragraphs, "x")
    monkeypatch.setattr(builder, "MAX_LETTERS", 4)
    with pytest.raises(InvalidInput, match="more than 4 letters"):
        check_words(made.paragraphs, "x")
