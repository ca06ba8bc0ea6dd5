# SPDX-License-Identifier: Apache-2.0
"""Notes as comments: at the words that are meant, under their heading."""

import datetime
import io
import re
import zipfile

import docx
import pytest

from tenderkit.formats.word.write.review.notes import add_notes
from tenderkit.papers.blocks import Note

WHEN = datetime.datetime(2026, 11, 29, tzinfo=datetime.UTC)


def write_document() -> bytes:
    document = docx.Document()
    document.add_paragraph("The price of paper is stated here. Repair pays.")
    document.add_heading("First lot", 2)
    document.add_paragraph("Repair is open to all. Repair pays.")
    document.add_heading("Second lot", 2)
    document.add_paragraph("The price counts. Repair pays.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Price", "80"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def find_commented(content: bytes) -> list[tuple[str, str]]:
    """The paragraph of each comment, and the words that it covers."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = archive.read("word/document.xml").decode()
    places = []
    for paragraph in re.findall(r"<w:p[ >].*?</w:p>", body, re.DOTALL):
        covered = re.search(r"<w:commentRangeStart[^>]*>(.*?)<w:commentRangeEnd", paragraph, re.DOTALL)
        if covered:
            places.append((re.sub("<[^>]+>", "", paragraph), re.sub("<[^>]+>", "", covered[1])))
    return places


@pytest.mark.parametrize(
    ("note", "place"),
    [
        (Note("Second lot", ("Repair pays.",), ("x",)), ("The price counts. Repair pays.", "Repair pays.")),
        (Note("Second lot", ("Price",), ("x",)), ("Price", "Price")),
        (Note("Second lot", ("nowhere", "80"), ("x",)), ("80", "80")),
        (Note("First lot", (), ("x",)), ("First lot", "First lot")),
        (Note("First lot", ("nowhere",), ("x",)), ("First lot", "First lot")),
    ],
)
def test_a_note_is_at_its_words_or_else_at_its_heading(note: Note, place: tuple[str, str]) -> None:
    assert find_commented(add_notes(write_document(), "x.docx", [note], WHEN)) == [place]


def test_a_note_without_a_heading_is_at_the_first_paragraph() -> None:
    ((paragraph, _),) = find_commented(add_notes(write_document(), "x.docx", [Note("", (), ("x",))], WHEN))
    assert paragraph.startswith("The price of paper")


def test_comments_have_their_lines_and_their_date() -> None:
    content = add_notes(write_document(), "x.docx", [Note("First lot", (), ("name", "why", "remedy"))], WHEN)
    (comment,) = docx.Document(io.BytesIO(content)).comments
    assert comment.text.splitlines() == ["name", "why", "remedy"]
    assert comment.timestamp == WHEN
