# SPDX-License-Identifier: Apache-2.0
"""The numbers that Word prints."""

import pytest

from tenderkit.formats.word.read.document.numbers import format_count
from tenderkit.library.reading.english_words import load_english
from tests.formats.word.raw import SPACES, listed, p, read, styled


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (3, "decimal", "3"), (3, "decimalZero", "03"), (4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"),
        (27, "lowerLetter", "aa"), (2, "upperLetter", "B"), (3, "arabicAlpha", "ت"), (3, "arabicAbjad", "ج"),
        (21, "ordinal", "21st"), (12, "ordinal", "12th"), (5, "none", ""), (5, "somethingNew", "5"),
        (10**8, "lowerRoman", "100000000"), (10**8, "lowerLetter", "100000000"), (0, "lowerLetter", "0"),
    ],
)  # fmt: skip
def test_a_count_is_written_as_word_writes_it(count: int, form: str, printed: str) -> None:
    assert format_count(count, form) == printed


def level(number: int, pattern: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


LEVELS = level(0, "%1.") + level(1, "%1.%2") + level(2, "(%3)", "lowerLetter")
ARTICLES = level(0, "Art. %1", more='<w:pStyle w:val="Article"/>')
ARTICLES += level(1, "%1.%2", more='<w:isLgl/><w:pStyle w:val="SubArticle"/>')
NUMBERING = (
    f"<w:numbering {SPACES}>"
    f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "•", "bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{ARTICLES}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    "</w:lvlOverride></w:num>"
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
    "</w:numbering>"
)
STYLES = (
    f"<w:styles {SPACES}>"
    '<w:style w:type="paragraph" w:styleId="Article"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
    '<w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="SubArticle"><w:name w:val="Sub"/><w:basedOn w:val="Article"/><w:pPr>'
    '<w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    "</w:styles>"
)
PARTS = {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES}
RELATIONS = {"rId1": ("numbering", "numbering.xml"), "rId2": ("styles", "styles.xml")}


def numbers(body: str) -> list[tuple[str, str]]:
    return [(q.number, q.text) for q in read(body, PARTS, RELATIONS).paragraphs]


def test_lists_are_counted_level_by_level_and_start_anew() -> None:
    body = listed("a", 1) + listed("b", 1, 1) + listed("c", 1, 2) + listed("d", 1, 2) + listed("e", 1, 1)
    body += listed("f", 1, 2) + listed("g", 1) + listed("h", 1, 1) + listed("i", 2) + listed("j", 1)
    assert [number for number, _ in numbers(body)] == [
        "1.", "1.1", "(a)", "(b)", "1.2", "(a)", "2.", "2.1", "7.", "8.",
    ]  # fmt: skip


def test_bullets_print_no_number_and_are_entries_of_a_list() -> None:
    (paragraph,) = read(listed("a", 3), PARTS, RELATIONS).paragraphs
    assert (paragraph.number, paragraph.item) == ("", True)


def test_styles_bring_their_list_and_their_level() -> None:
    body = styled("Scope", "Article") + styled("Goods", "SubArticle") + p("text") + styled("Price", "Article")
    paragraphs = read(body, PARTS, RELATIONS).paragraphs
    assert [(q.number, q.level) for q in paragraphs] == [("Art. 1", 1), ("1.1", 2), ("", 0), ("Art. 2", 1)]
    assert paragraphs[2].name_place(load_english()) == "1.1 Goods"


def test_a_deleted_paragraph_is_not_counted() -> None:
    deleted = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    )
    assert numbers(listed("a", 1) + deleted + listed("b", 1)) == [("1.", "a"), ("2.", "b")]


def test_a_list_that_is_not_there_and_a_style_based_on_itself_do_no_harm() -> None:
    assert numbers(listed("a", 99) + styled("b", "Loop") + listed("c", 1, 8)) == [("", "a"), ("", "b"), ("", "c")]
