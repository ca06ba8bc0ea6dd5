# SPDX-License-Identifier: Apache-2.0
"""clause-id-lost: a clause is there, but what the other papers know it by is gone.

Catches clauses of an annex whose heading was deleted or is plain text now, whose heading has no number any more, and
whose bookmark is gone. The response form, the workbook and other clauses refer to clauses by number and title;
without the bookmark, references to the clause turn into an error message as soon as Word updates them.

Passes:  2.1.3 Data sanitisation, followed by its text
Fails:   the text of this clause, without its heading

Undo the change, or copy the heading from the file as it was made.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault

SEVERITY = "error"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Name each clause that has lost its heading, number or bookmark."""
    for difference in checked.document.differences:
        if difference.lost is not None:
            key = f"clause-id-lost-{difference.lost}"
            yield checked.make_fault(key, difference.paragraph, name=difference.name)
