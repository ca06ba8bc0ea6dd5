# SPDX-License-Identifier: Apache-2.0
"""An annex that tenderkit made, as its file is now: its record, what became of each clause, and its tables."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from tenderkit.checks.documents.document import Document, DocumentParagraph
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.selection_record import SelectionRecord


@frozen_dataclass
class OwnClause:
    """A clause that an annex was made with.

    `id`, `version`: of the clause of the library; `number`, `title`: as printed; `lots`: the lots that it holds for,
    0 for a general rule; `present`: whether any of its words are left; `unchanged`: whether these are exactly its
    words; `lines`: its paragraphs as they are now, heading and tables included; empty where nobody touched the annex,
    unless they were asked for; `broken`: where it is gone, the number of references to it.
    """

    id: str
    version: int
    number: str
    title: str
    lots: tuple[int, ...] = (0,)
    present: bool = True
    unchanged: bool = True
    lines: tuple[str, ...] = ()
    broken: int = 0

    @property
    def place(self) -> str:
        """The number and the title of the clause, such as `1.4.3 Take-back of units after use`."""
        return f"{self.number} {self.title}".strip()


@frozen_dataclass
class OwnTable:
    """A table in the text of a document: the headings above it, and the words of its cells, row by row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen_dataclass
class OwnAnnex:
    """An annex, or a response form, that tenderkit made.

    `record`: the selection as it was printed; `purchase_digest`: of the answers that it was made from;
    `library_digest`: of the library that it was made with; `is_untouched`: whether no letter of its text was changed;
    `clauses`: in the order in which they were made, empty in a response form; `document`: the words as they are now;
    `made_words`: the paragraphs as they were made, as `fold_text` writes them; `fields`: the
    numbers of the clauses that the fields of a form ask about, as it was made.
    """

    record: SelectionRecord
    purchase_digest: str
    library_digest: str
    is_untouched: bool
    clauses: tuple[OwnClause, ...]
    document: Document
    made_words: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()

    def find_clause(self, id_: str | None, lot: int | None) -> OwnClause | None:
        """Return the clause with an id that holds for a lot; for None, and for all lots, the first of any lot."""
        named = [clause for clause in self.clauses if clause.id == id_]
        return next((c for c in named if lot is None or lot in c.lots or 0 in c.lots), None)

    def list_tables(self) -> list[OwnTable]:
        """Return the tables in the text of the document, in their order."""
        return list(_list_tables(self.document.paragraphs))


def _list_tables(paragraphs: Iterable[DocumentParagraph]) -> Iterator[OwnTable]:
    cells = (p for p in paragraphs if p.part == "body" and p.cell is not None)
    for _, group in groupby(cells, key=lambda p: p.cell.table if p.cell else 0):
        rows: dict[int, dict[int, list[str]]] = {}
        headings: tuple[str, ...] = ()
        for paragraph in group:
            assert paragraph.cell is not None
            headings = headings or paragraph.headings
            row = rows.setdefault(paragraph.cell.row, {})
            row.setdefault(paragraph.cell.column, []).append(paragraph.text)
        columns = range(1, max(max(row) for row in rows.values()) + 1)
        yield OwnTable(
            headings, tuple(tuple(" ".join(row.get(c, ())).strip() for c in columns) for row in rows.values())
        )
