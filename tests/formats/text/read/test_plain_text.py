# SPDX-License-Identifier: Apache-2.0
"""Plain text as a document."""

import pytest

from tenderkit.checks.documents.document import Document
from tenderkit.errors import InvalidInput
from tenderkit.formats.text.read.plain_text import read_plain_text
from tenderkit.library.reading.english_words import load_english

TENDER = """\
1. GENERAL CONDITIONS

1.1 Scope of the Supply

The contractor shall deliver the equip-
ment to each school within ten working days after
the order. Units for take-
back are take-back units.
    (a) each unit, and
    (b) each part
      of it.

Feature\tRequirement
Battery\tEN 61960-3

Heading here
============
- bullet one
- bullet two
"""


def read(text: str) -> Document:
    return read_plain_text(text.encode(), "x.txt")


def test_headings_lists_tables_and_paragraphs_are_told_apart() -> None:
    paragraphs = read(TENDER).paragraphs
    assert [(p.name_place(load_english()), p.text) for p in paragraphs] == [
        ("heading 1. GENERAL CONDITIONS", "GENERAL CONDITIONS"),
        ("heading 1.1 Scope of the Supply", "Scope of the Supply"),
        (
            "1.1 Scope of the Supply",
            "The contractor shall deliver the equipment to each school within ten working days after the order. "
            "Units for take-back are take-back units.",
        ),
        ("1.1 Scope of the Supply, (a)", "each unit, and"),
        ("1.1 Scope of the Supply, (b)", "each part of it."),
        ("1.1 Scope of the Supply, table 1, row 1, column 1", "Feature"),
        ("1.1 Scope of the Supply, table 1, row 1 “Feature”, column 2", "Requirement"),
        ("1.1 Scope of the Supply, table 1, row 2, column “Feature”", "Battery"),
        ("1.1 Scope of the Supply, table 1, row 2 “Battery”, column “Requirement”", "EN 61960-3"),
        ("heading Heading here", "Heading here"),
        ("Heading here", "bullet one"),
        ("Heading here", "bullet two"),
    ]
    assert [p.line for p in paragraphs] == [1, 3, 5, 9, 10, 13, 13, 14, 14, 16, 18, 19]
    assert [p.text for p in paragraphs if p.item] == [
        "each unit, and",
        "each part of it.",
        "bullet one",
        "bullet two",
    ]


def test_a_tab_behind_a_number_or_bullet_makes_no_table() -> None:
    listed = (
        "1.\tThe laptop shall be new.\n2.\tThe price:\t20\n(a)\tThe screen shall be mended.\n•\tThe case is kept."
    )
    assert [(p.number, p.text, p.item, p.cell) for p in read(listed).paragraphs] == [
        ("1.", "The laptop shall be new.", True, None),
        ("2.", "The price:\t20", True, None),
        ("(a)", "The screen shall be mended.", True, None),
        ("", "The case is kept.", True, None),
    ]


@pytest.mark.parametrize(
    "text", ["1.\tLaptop\t300\n2.\tMonitor\t20", "No.\tUnit\n1.\tLaptop", "| 1. | a |\n| 2. | b |"]
)
def test_a_table_may_have_numbers_in_its_first_column(text: str) -> None:
    assert all(p.cell for p in read(text).paragraphs)


def test_without_headings_the_line_is_the_place() -> None:
    assert [p.name_place(load_english()) for p in read("\n\nThe unit shall work.\n\nIt is new.").paragraphs] == [
        "line 3",
        "line 5",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines_of_all_systems_are_read(end: str) -> None:
    assert read(TENDER.replace("\n", end)) == read(TENDER)


def test_paragraphs_on_one_line_each_stay_apart() -> None:
    long = "The contractor shall deliver each unit within ten working days after the order. " * 3
    assert len(read(f"{long}\n{long}\nand this one too").paragraphs) == 3


@pytest.mark.parametrize(
    "text", ["1.5 million units are bought.", "A tender is a bid.", "12 units", "(2 units) or more"]
)
def test_a_number_in_a_sentence_is_no_number_of_a_paragraph(text: str) -> None:
    (paragraph,) = read(text).paragraphs
    assert (paragraph.number, paragraph.text) == ("", text)


def test_shapes_of_arabic_letters_are_read_as_letters() -> None:
    (paragraph,) = read("\ufe8d\ufedf\ufee4\ufe98\ufecc\ufe8e\ufed7\ufeaa \ufb01le").paragraphs
    assert paragraph.text == "المتعاقد file"


@pytest.mark.parametrize("text", ["", " \n\n\t", "-----\n====="])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="holds no words"):
        read(text)


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(InvalidInput, match="more than 5,000,000 letters"):
        read("abc def\n\n" * 1_000_000)
