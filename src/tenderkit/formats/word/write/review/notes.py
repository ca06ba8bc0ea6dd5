# SPDX-License-Identifier: Apache-2.0
"""Write notes into a Word file of this project, as comments at words that are looked up under a heading."""

import datetime
from collections.abc import Sequence

from tenderkit.findings import Excerpt
from tenderkit.formats.word.read.document.reader import TracedParagraph, trace_paragraphs
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.write.review.comments import CommentWriter
from tenderkit.formats.word.write.review.edited_file import EditedFile
from tenderkit.formats.word.write.review.run_cutter import RunCutter
from tenderkit.papers.blocks import Note


def add_notes(content: bytes, name: str, notes: Sequence[Note], when: datetime.datetime) -> bytes:
    """Return a copy of a Word file with a comment for each note.

    A note whose words are not there is at its heading, and one without a heading is at the first paragraph.
    Parameters: `content`, the bytes of the file; `name`, its name for messages; `when`, the date of the comments.
    Raises InvalidInput where the file cannot be read.
    """
    opened = open_word(content, name, digests=False, macros=True)
    paragraphs = trace_paragraphs(opened)
    writer = CommentWriter(EditedFile(opened, when), paragraphs)
    for note in notes:
        number, excerpt = _find_place(paragraphs, note)
        writer.write_lines(note.lines, number, excerpt)
    return writer.pack()


def _find_place(paragraphs: Sequence[TracedParagraph], note: Note) -> tuple[int, Excerpt | None]:
    """Return the number of the paragraph that a note belongs to, from 1, and its words there."""
    body = [
        n for n, p in enumerate(paragraphs, 1) if p.part and p.paragraph.part == "body" and not p.paragraph.contents
    ]
    start = _find_heading(paragraphs, body, note.under)
    behind = [number for number in body if number > start]
    for words in note.words:
        exact = (number for number in behind if paragraphs[number - 1].paragraph.text == words)
        for number in (*exact, *behind, *body):
            if next(RunCutter(paragraphs[number - 1].pieces).find_all(words), None):
                return number, Excerpt("", words)
    return start or body[0], None


def _find_heading(paragraphs: Sequence[TracedParagraph], body: Sequence[int], under: str) -> int:
    """Return the number of the paragraph with the text of a heading, a real heading first; 0 where there is none."""
    same = [number for number in body if under and paragraphs[number - 1].paragraph.text == under]
    return next((number for number in same if paragraphs[number - 1].paragraph.level), same[0] if same else 0)
