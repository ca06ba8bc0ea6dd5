# SPDX-License-Identifier: Apache-2.0
"""The text layer of a PDF as a document."""

import io
import time
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from tenderkit.cli.app import run
from tenderkit.errors import InvalidInput
from tenderkit.formats.pdf.read import reader
from tenderkit.formats.pdf.read.reader import read_pdf_document
from tenderkit.library.reading.english_words import load_english
from tenderkit.tender_check.opened_document import read_any_document
from tests.formats.pdf.raw import make_pdf, read, show, show_arabic, show_lines, stream, texts

LINES = [
    "The contractor shall deliver each of the units that the contracting authority",
    "orders within ten working days after the order, and shall install the equip-",
    "ment at the place named.",
    "A unit that fails is replaced.",
]
TEXT = "The contractor shall deliver each unit. "


def refusal(content: bytes) -> str:
    """With which words a file is refused."""
    with pytest.raises(InvalidInput) as caught:
        read_pdf_document(content, "x.pdf")
    (finding,) = caught.value.findings
    assert finding.fix
    assert finding.place.file == "x.pdf"
    return finding.message


def test_lines_are_joined_to_paragraphs() -> None:
    assert texts(show_lines(LINES)) == [f"{LINES[0]} {LINES[1][:-1]}{LINES[2]}", LINES[3]]


def test_a_wider_gap_ends_a_paragraph() -> None:
    assert len(texts(show_lines(LINES[:2]) + show_lines(["and this below"], y=660))) == 2


def test_a_number_in_front_is_the_number_of_a_paragraph() -> None:
    content = (
        show("(a)", 60) + show("The unit is new.", 80) + show("2.1", 60, 660) + show("Price, with words.", 90, 660)
    )
    assert [(p.number, p.text, p.item) for p in read(content).paragraphs] == [
        ("(a)", "The unit is new.", True),
        ("2.1", "Price, with words.", True),
    ]


def test_larger_and_bold_lines_are_headings() -> None:
    content = (
        show("1. Scope", y=780, size=16)
        + show("1.1 Units", y=750, font="F2")
        + show_lines(LINES, y=730)
        + show("1.2 Delivery", y=660, font="F2")
        + show_lines(LINES, y=640)
        + show("2. Price", y=570, size=16)
        + show_lines(LINES, y=550)
    )
    places = [p.name_place(load_english()) for p in read(content).paragraphs]
    assert places == [
        "page 1, heading 1. Scope",
        "page 1, heading 1.1 Units",
        *["page 1, 1.1 Units"] * 2,
        "page 1, heading 1.2 Delivery",
        *["page 1, 1.2 Delivery"] * 2,
        "page 1, heading 2. Price",
        *["page 1, 2. Price"] * 2,
    ]


def test_headings_that_the_file_states_are_taken_alone() -> None:
    content = "".join(
        f"/H{level} <</MCID 0>> BDC\n{show(f'{level} Heading', y=780 - 60 * level)}EMC\n"
        f"{show('Bold and no heading', y=760 - 60 * level, font='F2')}"
        for level in (1, 2, 3)
    )
    assert [p.level for p in read(content).paragraphs] == [1, 0, 2, 0, 3, 0]


def test_headers_and_footers_come_once_and_last() -> None:
    pages = [
        show("Tender 12", y=820) + show_lines([f"Page {word} has its own words."]) + show(f"Page {n} of 3", y=20)
        for n, word in enumerate(("one", "two", "three"), 1)
    ]
    assert [(p.part, p.page, p.text) for p in read(*pages).paragraphs] == [
        ("body", 1, "Page one has its own words."),
        ("body", 2, "Page two has its own words."),
        ("body", 3, "Page three has its own words."),
        ("header", 1, "Tender 12"),
        ("footer", 1, "Page 1 of 3"),
    ]


def test_lines_that_differ_in_other_numbers_than_that_of_the_page_are_text() -> None:
    tops = [f"Lot {n}: warranty of {n + 1} years" for n in (1, 2, 3)]
    pages = [
        show(top, y=820) + show_lines([f"Page {word} has its own words."]) + show(f"{n} / 3", y=20)
        for n, (top, word) in enumerate(zip(tops, ("one", "two", "three"), strict=True), 1)
    ]
    paragraphs = read(*pages).paragraphs
    assert [p.text for p in paragraphs if p.text.startswith("Lot")] == tops
    assert [(p.part, p.text) for p in paragraphs if "/" in p.text] == [("footer", "1 / 3")]


def test_titles_with_the_number_of_the_page_are_text() -> None:
    words = ("one", "two", "three")
    pages = [
        show(f"Lot {n}", y=780, size=16) + show_lines([f"Page {word} has its own words."]) + show(f"{n + 7}", y=20)
        for n, word in enumerate(words, 1)
    ]
    paragraphs = read(*pages).paragraphs
    assert [p.text for p in paragraphs if p.level] == ["Lot 1", "Lot 2", "Lot 3"]
    assert [p.text for p in paragraphs if p.part == "footer"] == ["8"]


def test_each_chapter_on_top_of_its_pages_is_a_header() -> None:
    pages = [
        show(f"Chapter {n // 2 + 1}", y=820) + show_lines([f"Page {word} has its own words."])
        for n, word in enumerate(("one", "two", "three", "four"))
    ]
    assert [p.text for p in read(*pages).paragraphs if p.part == "header"] == ["Chapter 1", "Chapter 2"]


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    (paragraph, *_) = read(show_lines(LINES[:2]), show_lines(LINES[2:]), show_lines(LINES, y=500)).paragraphs
    assert paragraph.text == f"{LINES[0]} {LINES[1][:-1]}{LINES[2]}"
    assert paragraph.page == 1


def test_cells_are_named_by_row_and_column() -> None:
    rows = [("Feature", "Requirement"), ("Battery", "EN 61960-3:2017"), ("Screen", "14 inches")]
    content = "".join(
        show(cell, 60 + 200 * n, 700 - 18 * row) for row, cells in enumerate(rows) for n, cell in enumerate(cells)
    )
    more = show("of the unit", 60, 700 - 18 * 2 - 11) + show_lines(LINES, y=600)
    assert [(p.name_place(load_english()), p.text) for p in read(content + more).paragraphs][:6] == [
        ("page 1, table 1, row 1, column 1", "Feature"),
        ("page 1, table 1, row 1 “Feature”, column 2", "Requirement"),
        ("page 1, table 1, row 2, column “Feature”", "Battery"),
        ("page 1, table 1, row 2 “Battery”, column “Requirement”", "EN 61960-3:2017"),
        ("page 1, table 1, row 3, column “Feature”", "Screen of the unit"),
        ("page 1, table 1, row 3 “Screen of the unit”, column “Requirement”", "14 inches"),
    ]


def test_columns_of_text_are_read_one_behind_the_other() -> None:
    left = ["The contractor shall deliver each of the units", "that the authority orders within a day", "of it."] * 3
    right = ["A unit that fails shall be replaced by another", "of the same model, within ten working days", "."] * 3
    shown = show_lines(left) + "".join(show(line, 310, 696 - 12 * n) for n, line in enumerate(right))
    title = show("A title that goes across the page, and is as long as both of its columns are together here", y=730)
    assert texts(title + shown) == [
        "A title that goes across the page, and is as long as both of its columns are together here",
        *[" ".join(left[:3])] * 3,
        *[" ".join(right[:3])] * 3,
    ]


def test_text_far_outside_the_page_takes_no_longer() -> None:
    start = time.process_time()
    far = show("far", x=-250_000, y=100) + show("away", x=250_000, y=90)
    assert len(texts(show_lines(LINES * 4) + far)) > 2
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "content",
    [
        "/P BMC " * 30_000 + show("deep") * 300,
        "q " * 50_000 + show("deep"),
        "".join(show("a", 60, n / 7) + show("b", 60 + n % 400, n / 7) for n in range(5_000)),
        show("word " * 5_000),
        "/X Do " * 300,
    ],
    ids=["marks", "states", "cells", "words", "drawings"],
)
def test_nothing_that_is_made_up_takes_long(content: str) -> None:
    form = stream("/X Do " * 3 + show("Inside."), "/Type /XObject /Subtype /Form /Resources 3 0 R")
    start = time.process_time()
    assert read(content, resources="/XObject << /X 20 0 R >>", objects={20: form}).paragraphs
    assert time.process_time() - start < 30


def test_two_languages_side_by_side_are_read_one_behind_the_other() -> None:
    english = ["The contractor shall deliver each of the units", "that the authority orders in time."] * 4
    arabic = ["يلتزم المتعاقد بتسليم كل وحدة من الوحدات", "التي تطلبها الجهة خلال عشرة ايام عمل"] * 4
    # The font of these tests has no other forms of the letters.
    arabic = [line.replace("ة", "ه") for line in arabic]
    shown = show_lines(english) + "".join(show_arabic(line, y=700 - 12 * n) for n, line in enumerate(arabic))
    paragraphs = texts(shown)
    assert paragraphs[0] == " ".join(english[:2])
    assert " ".join(paragraphs[4:]) == " ".join(arabic)


def test_lines_of_the_table_of_contents_are_no_text() -> None:
    paragraphs = read(show(f"1 Scope {'.' * 60} 3") + show_lines(LINES, y=600)).paragraphs
    assert [p.contents for p in paragraphs] == [True, False, False]
    assert paragraphs[0].text == "1 Scope"


def test_arabic_is_read_in_the_order_in_which_it_is_spoken() -> None:
    assert texts(show_arabic("يلتزم المتعاقد بتسليم الوحدات")) == ["يلتزم المتعاقد بتسليم الوحدات"]


def test_a_number_in_arabic_keeps_its_order() -> None:
    content = show_arabic("خلال", right=535) + show("14", 500) + show_arabic("يوم", right=495)
    assert texts(content) == ["خلال 14 يوم"]


def test_text_that_stands_for_its_letters_is_read_in_their_place() -> None:
    content = "/Span <</ActualText <FEFF00660069>>> BDC\n" + show("X", 60) + "EMC\n" + show("le", 65)
    assert texts(content) == ["file"]


def test_turned_pages_are_read() -> None:
    turned = "".join(
        f"BT /F1 10 Tf 0 1 -1 0 {100 + 12 * n} 60 Tm ({line}) Tj ET\n" for n, line in enumerate(LINES[:2])
    )
    assert texts(turned) == [" ".join(LINES[:2])]


def test_a_mark_across_the_page_is_passed_over() -> None:
    assert texts(show(TEXT) + "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET\n") == [TEXT.strip()]


def test_letters_drawn_twice_count_once() -> None:
    assert texts(show("Price", 60) + show("Price", 60.3)) == ["Price"]


def test_spaces_are_seen_where_words_are_apart() -> None:
    assert texts("BT /F1 10 Tf 60 700 Td [(The) -300 (u) 20 (nit) -250 (works)] TJ ET") == ["The unit works"]


@pytest.mark.parametrize("operator", ["T*", "'", '"', "TD"])
def test_lines_by_all_operators_are_read(operator: str) -> None:
    second = {"T*": "T* (two) Tj", "'": "(two) '", '"': '0 0 (two) "', "TD": "0 -12 TD (two) Tj"}[operator]
    (text,) = texts(f"BT /F1 10 Tf 12 TL 60 700 Td (one,) Tj {second} ET")
    assert text == "one, two"


def test_drawings_in_drawings_are_read_and_a_ring_of_them_ends() -> None:
    form = stream(show("Inside.") + "/X Do", "/Type /XObject /Subtype /Form /Resources 3 0 R")
    document = read("/X Do", resources="/XObject << /X 20 0 R >>", objects={20: form})
    assert [p.text for p in document.paragraphs] == ["Inside."]


PICTURE = stream(
    b"\0", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
)


def test_a_file_of_pictures_is_said_to_be_a_scan() -> None:
    content = make_pdf("/I Do", resources="/XObject << /I 20 0 R >>", objects={20: PICTURE})
    assert refusal(content) == "holds pictures and no words: it may be a scan"


def test_pages_of_pictures_are_named() -> None:
    more = {"resources": "/XObject << /I 20 0 R >>", "objects": {20: PICTURE}}
    assert read(show(TEXT), "/I Do", **more).unread == ("page-picture 2",)
    many = read(show(TEXT), *["/I Do"] * 9, **more).unread
    assert many[4:] == ("page-picture 6", "pages 4")


def test_pictures_beside_words_are_counted() -> None:
    more = {"resources": "/XObject << /I 20 0 R >>", "objects": {20: PICTURE}}
    assert read(show(TEXT) + " /I Do", **more).pictures == 1
    assert read(show(TEXT)).pictures == 0


def test_an_empty_file_has_no_words() -> None:
    assert refusal(make_pdf("")) == "holds no words"


def encrypt(password: str) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(make_pdf(show(TEXT)))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_an_encrypted_file_is_said_to_be_so() -> None:
    assert refusal(encrypt("secret")) == "is encrypted"


def test_a_file_that_only_forbids_to_copy_is_read() -> None:
    assert [p.text for p in read_pdf_document(encrypt(""), "x.pdf").paragraphs] == [TEXT.strip()]


def test_encryption_that_needs_another_library_is_said_to_be_encryption() -> None:
    entries = "<< /Filter /Standard /V 5 /R 6 /Length 256 /O (x) /U (x) /OE (x) /UE (x) /P -4 /Perms (x) >>"
    content = make_pdf(show(TEXT), objects={20: entries})
    assert refusal(content.replace(b"/Root 1 0 R", b"/Encrypt 20 0 R /ID [<00> <00>] /Root 1 0 R")) == "is encrypted"


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    assert refusal(make_pdf(*[show(TEXT)] * 3)) == "is refused: it has more than 2 pages"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"%PDF-1.7\n" + bytes(range(256)) * 20, make_pdf(show(TEXT))[:500]], ids=range(3)
)
def test_what_is_broken_is_said_to_be_so(content: bytes) -> None:
    assert refusal(content).startswith("is broken: ")


def test_a_broken_page_is_named_and_the_others_are_read() -> None:
    bad = stream(b"not packed", "/Filter /NoSuchFilter")
    content = make_pdf(show(TEXT), show(TEXT), objects={103: bad})
    document = read_pdf_document(content.replace(b"/Contents 103 0 R", b"/Contents 20 0 R "), "x.pdf")
    assert [p.page for p in document.paragraphs] == [1]


# What else a file holds


@pytest.mark.parametrize(
    "more",
    [
        {"catalog": "/OpenAction << /S /JavaScript /JS (app.alert) >>"},
        {"catalog": "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>"},
        {"catalog": "/AA << /WC << /S /JavaScript /JS (x) >> >>"},
        {"page": "/AA << /O << /S /JavaScript /JS (x) >> >>"},
        {"page": "/Annots [<< /Subtype /Link /A << /S /GoTo /Next << /S /JavaScript /JS (x) >> >> >>]"},
    ],
    ids=["opening", "names", "closing", "page", "link"],
)
def test_javascript_is_said_and_never_run(more: dict[str, str]) -> None:
    assert read(show(TEXT), **more).scripts


@pytest.mark.parametrize(
    ("action", "phrase"),
    [
        ("/S /URI /URI (https://a.example/x)", "address https://a.example/x"),
        ("/S /Launch /F (calc.exe)", "program calc.exe"),
        ("/S /GoToR /F << /F (b.pdf) >>", "file b.pdf"),
        ("/S /SubmitForm /F (https://a.example/form)", "form sent to https://a.example/form"),
    ],
)
def test_what_is_opened_by_itself_is_named(action: str, phrase: str) -> None:
    assert read(show(TEXT), catalog=f"/OpenAction << {action} >>").outside == (phrase,)


def test_links_that_wait_for_a_click_are_passed_over() -> None:
    link = "/Annots [<< /Subtype /Link /A << /S /URI /URI (https://a.example) >> >>]"
    document = read(show(TEXT), page=link)
    assert (document.outside, document.scripts) == ((), False)


def test_attachments_are_named_and_not_read() -> None:
    document = read(show(TEXT), catalog="/Names << /EmbeddedFiles << /Names [] >> >>")
    assert document.unread == ("attachment",)


def test_notes_and_fields_are_read() -> None:
    notes = (
        "/Annots [<< /Subtype /Text /T (Ana) /Contents (why Dell?) >> << /Subtype /FreeText /Contents (over it) >> "
        "<< /Subtype /Widget /V (12 units) >> << /Subtype /Widget /V /Off >>]"
    )
    paragraphs = read(show(TEXT), page=notes).paragraphs
    assert [(p.part, p.label, p.text) for p in paragraphs] == [
        ("body", "", TEXT.strip()),
        ("comment", "Ana", "why Dell?"),
        ("text-box", "", "over it"),
        ("text-box", "", "12 units"),
    ]
    assert paragraphs[1].name_place(load_english()) == "page 1, comment of Ana"


# Papers of our own


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_paper_says_the_same_as_pdf_and_as_word_file(soffice: Path, tmp_path: Path, language: str) -> None:
    files = {}
    for ending in ("docx", "pdf"):
        path = tmp_path / f"a.{ending}"
        command = ["build", "--example", "eg-school-laptops", "--papers", "annex", "--language", language]
        assert run([*command, "--format", ending, "-o", str(path)]) == 0
        files[ending] = read_any_document(path.read_bytes(), path.name)
    told = {ending: {p.text for p in document.paragraphs if len(p.text) > 40} for ending, document in files.items()}
    assert len(told["docx"] & told["pdf"]) > 0.8 * len(told["docx"])
    headings = {ending: [p.text for p in document.paragraphs if p.level] for ending, document in files.items()}
    assert len(headings["pdf"]) > 0.75 * len(headings["docx"])
