# SPDX-License-Identifier: Apache-2.0
"""Build a document of a file that is no Word file: its headings, paragraphs and tables, one after the other."""

from collections.abc import Sequence

from tenderkit.checks.documents.document import DocumentParagraph, Part, TableCell
from tenderkit.checks.documents.letters import clean_text
from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place

# A tender of 1,500 pages.
MAX_LETTERS = 5_000_000
# Of the heads of rows and columns, and of headings above.
LONGEST_HEAD = 200


class DocumentBuilder:
    """Collects the paragraphs of a document in their order, each with the headings above it.

    `paragraphs`: the paragraphs so far; what has no words is left out.
    """

    def __init__(self) -> None:
        self.paragraphs: list[DocumentParagraph] = []
        self._headings: list[tuple[int, str]] = []
        self._tables = 0

    @property
    def _path(self) -> tuple[str, ...]:
        return tuple(heading for _, heading in self._headings)

    def add_heading(self, text: str, level: int, number: str = "", *, page: int = 0, line: int = 0) -> None:
        """Add a heading, which ends the sections of its level and below.

        Parameters: `level`, 1 for the highest; `number`, the number printed in front; `page`, `line`, its place.
        """
        text = clean_text(text).strip()
        if not text:
            return
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        path = self._path
        self.paragraphs.append(DocumentParagraph(text, "body", path, number, level, page=page, line=line))
        self._headings.append((level, f"{number} {text}".strip()[:LONGEST_HEAD]))

    def add_paragraph(
        self,
        text: str,
        number: str = "",
        *,
        item: bool = False,
        contents: bool = False,
        part: Part = "body",
        label: str = "",
        page: int = 0,
        line: int = 0,
    ) -> None:
        """Add a paragraph.

        Parameters: `number`, the number or letter printed in front; `item`, whether it is an entry of a list;
        `contents`, whether it is a line of the table of contents; `part`, what it belongs to outside the body, such
        as `header`; `label`, the author of a comment; `page`, `line`, its place.
        """
        if text := clean_text(text).strip():
            path = self._path if part == "body" else ()
            paragraph = DocumentParagraph(
                text, part, path, number, 0, item, contents, None, label, page=page, line=line
            )
            self.paragraphs.append(paragraph)

    def add_table(self, rows: Sequence[tuple[Sequence[str], int]], *, page: int = 0) -> None:
        """Add the cells of a table, whose first row holds the heads of its columns.

        Parameters: `rows`, for each row its cells and the line on which it begins, 0 in files without lines; `page`,
        its place.
        """
        self._tables += 1
        heads: list[str] = []
        for number, (cells, line) in enumerate(rows, 1):
            row_head = ""
            for column, cell in enumerate(cells, 1):
                text = clean_text(cell).strip()
                if text:
                    head = heads[column - 1] if column <= len(heads) else ""
                    place = TableCell(self._tables, number, column, row_head if column > 1 else "", head)
                    self.paragraphs.append(
                        DocumentParagraph(text, "body", self._path, cell=place, page=page, line=line)
                    )
                if not any(letter.isalpha() for letter in row_head):  # so far a number at most
                    row_head = text[:LONGEST_HEAD] or row_head
            if number == 1:
                heads = [clean_text(cell).strip()[:LONGEST_HEAD] for cell in cells]


def check_words(paragraphs: Sequence[DocumentParagraph], name: str, pictures: int = 0) -> None:
    """Raise InvalidInput where a document has no words, or more than a tender can have.

    Parameters: `name`, the name of the file in messages; `pictures`, the number of pictures in it.
    """
    if not paragraphs:
        if pictures:
            message = "holds pictures and no words: it may be a scan"
            fix = "Recognise the text in the pictures first, or ask for the file from which it was printed."
        else:
            message, fix = "holds no words", "Name the file with the text."
        raise InvalidInput([Finding("no-words", message, fix, place=Place(name))])
    if sum(len(paragraph.text) for paragraph in paragraphs) > MAX_LETTERS:
        message = f"is refused: it holds more than {MAX_LETTERS:,} letters"
        raise InvalidInput([Finding("unreadable", message, "Check it in parts.", place=Place(name))])
