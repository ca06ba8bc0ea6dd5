# SPDX-License-Identifier: Apache-2.0
"""Check made-up documents."""

from collections.abc import Sequence

from tenderkit.checks.documents.checked_document import CheckedDocument
from tenderkit.checks.documents.document import Document, DocumentParagraph, TableCell
from tenderkit.checks.documents.rule import apply_rules, load_rules
from tenderkit.findings import Finding
from tenderkit.library.reading.shipped_data import load_shipped_data

Written = str | DocumentParagraph


def document(*written: Written, **more: object) -> Document:
    """A document of paragraphs; a text is a plain paragraph."""
    paragraphs = tuple(DocumentParagraph(one) if isinstance(one, str) else one for one in written)
    return Document("foreign", paragraphs, **more)  # type: ignore[arg-type]


def check(whole: Document, rule: str | None = None) -> tuple[Finding, ...]:
    """What the rules, or one of them, find in a document."""
    data = load_shipped_data()
    rules = load_rules()
    chosen = rules if rule is None else {rule: rules[rule]}
    return apply_rules(CheckedDocument(whole, data.library, data.language, data.word_lists, data.superseded), chosen)


def faults(rule: str, *written: Written) -> list[Finding]:
    return list(check(document(*written), rule))


def table(*rows: Sequence[str], headings: tuple[str, ...] = ()) -> list[DocumentParagraph]:
    """The cells of a table, whose first row has the heads."""
    cells = []
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            head = rows[0][column - 1] if number > 1 else ""
            first = next((one for one in row[: column - 1] if any(c.isalpha() for c in one)), "")
            cells.append(DocumentParagraph(text, headings=headings, cell=TableCell(1, number, column, first, head)))
    return cells
