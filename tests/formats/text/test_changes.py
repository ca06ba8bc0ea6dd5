# SPDX-License-Identifier: Apache-2.0
"""What was changed in an annex, as text and as data."""

import pytest

from tenderkit.checks.documents.document import Difference, Document, DocumentParagraph, PlacedChange
from tenderkit.checks.documents.word_changes import Piece, WordComparison
from tenderkit.formats.text import changes
from tenderkit.formats.text.changes import build_data, shorten_pieces, write_pieces
from tests.support import english

HEADING = DocumentParagraph("Take-back", number="1.4.1", level=3, clause="tk:L1.take-back@1")
DUTY = DocumentParagraph("x", number="(a)", headings=("1.4.1 Take-back",), clause="tk:L1.take-back@1")
CELL = DocumentParagraph("x", headings=("2 Weights",))
NAME = "1.4.1 Take-back"


def changed(old: str, new: str, paragraph: DocumentParagraph | None = DUTY) -> PlacedChange:
    texts = ([part for part in text.split("\n") if part] for text in (old, new))
    (text,) = WordComparison().compare(*texts)
    return PlacedChange(text, paragraph)


def render(file: str, whole: Document) -> str:
    return changes.render(file, whole, english())


def document(*differences: Difference, kind: str = "own-annex") -> Document:
    return Document(kind, (HEADING,), differences=differences)  # type: ignore[arg-type]


def test_deleted_and_inserted_words_are_marked() -> None:
    text = changed("within 36 months, and at 20% of it", "within 24 months, and at 30% of them").text
    assert write_pieces(text.pieces) == "within [-36-]{+24+} months, and at [-20-]{+30+}% of [-it-]{+them+}"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("خلال 36 شهرا من التسليم", "خلال 24 شهرا من التسليم", "خلال [-36-]{+24+} شهرا من التسليم"),
        ("one two three", "one three", "one [-two-] three"),
        ("one three", "one two three", "one {+two+} three"),
    ],
)
def test_words_keep_their_spaces(old: str, new: str, line: str) -> None:
    assert write_pieces(changed(old, new).text.pieces) == line


def test_long_stretches_of_the_same_words_are_cut() -> None:
    words = [f"w{n}" for n in range(100)]
    pieces = (
        Piece("same", " ".join(words) + " "), Piece("inserted", "x "), Piece("same", " ".join(words) + " "),
        Piece("deleted", "y "), Piece("same", " ".join(words)),
    )  # fmt: skip
    text = write_pieces(shorten_pieces(pieces))
    assert text.startswith("… w88 w89 ")
    assert "w99 {+x+} w0 w1 " in text
    assert " w11 … w88 " in text
    assert text.endswith(" w11 …")


def test_each_clause_has_its_changes_below_it() -> None:
    text = render(
        "a.docx",
        document(
            Difference("edited", NAME, HEADING, (changed("in 10 days", "in 5 days"),), moved=True, after="1.4.3"),
            Difference("missing", "1.4.2 Audit", HEADING, (changed("Audit\nOne may audit.", ""),)),
            Difference("unknown", "1.4.4 Boxes", HEADING, (changed("", "Boxes\nBoxes are green."),)),
            Difference("unknown", "1.4.5 Audit", HEADING, (changed("", "Audit"),), copied=True),
            Difference("split", NAME, HEADING, headings=("One", "Two")),
            Difference("unchanged", NAME, HEADING, lost="bookmark", moved=True, after=""),
            Difference("edited", NAME, HEADING, None),
            Difference("edited", changed_texts=(changed("60", "50", CELL), changed("old", "", None))),
        ),
    )
    assert text.splitlines() == [
        "a.docx: changed in 7 clauses and text outside clauses",
        "  1.4.1 Take-back",
        "    moved, now behind 1.4.3",
        "    (a): in [-10-]{+5+} days",
        "  1.4.2 Audit",
        "    gone",
        "    (a): [-Audit-]",
        "    (a): [-One may audit.-]",
        "  1.4.4 Boxes",
        "    added",
        "    (a): {+Boxes+}",
        "    (a): {+Boxes are green.+}",
        "  1.4.5 Audit",
        "    there a second time",
        "    (a): {+Audit+}",
        "  1.4.1 Take-back",
        "    split, now under “One” and “Two”",
        "  1.4.1 Take-back",
        "    moved, now before all others",
        "    without its bookmark",
        "  1.4.1 Take-back",
        "    edited; the file does not record its words: name the file as it was made with --original",
        "  outside clauses",
        "    2 Weights: [-60-]{+50+}",
        "    [-old-]",
    ]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("own-annex", "a.docx: no words were changed since tenderkit made it\n"),
        ("foreign", "a.docx: not made by tenderkit, or without its marks\n"),
    ],
)
def test_a_file_without_changes_says_so(kind: str, line: str) -> None:
    assert render("a.docx", document(kind=kind)) == line


def test_controls_of_terminals_are_shown_as_code_points() -> None:
    difference = Difference("edited", "1 \x1b[31m", HEADING, (changed("a", "\u202eb"),))
    text = render("a\u2028.docx", document(difference))
    assert "\x1b" not in text
    assert "<U+202E>b" in text
    assert text.startswith("a\u2028.docx".replace("\u2028", "\u2028"))


def test_the_data_hold_all_pieces_and_the_changed_numbers() -> None:
    difference = Difference("edited", NAME, HEADING, (changed("within 36 months", "within 24 months"),))
    (data,) = build_data("a.docx", document(difference), english())["differences"]
    assert data["clause"] == "tk:L1.take-back@1"
    assert (data["name"], data["fate"], data["lost"]) == (NAME, "edited", None)
    (passage,) = data["passages"]
    assert passage["place"] == "1.4.1 Take-back, (a)"
    assert passage["numbers"] == [{"old": "36 months", "new": "24 months"}]
    assert "".join(p["text"] for p in passage["pieces"] if p["kind"] != "deleted") == "within 24 months"
    (data,) = build_data("a.docx", document(Difference("edited", NAME, HEADING, None)), english())["differences"]
    assert data["passages"] is None
