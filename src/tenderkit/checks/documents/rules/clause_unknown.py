# SPDX-License-Identifier: Apache-2.0
"""clause-unknown: a clause is in the annex that tenderkit did not write into it.

Catches headings of clauses that were added, clauses that were pasted from another annex, and second copies of a
clause. The response form and the workbook do not ask for them, and nobody selected them for this purchase.

Passes:  an annex with its own clauses, and with text added in them
Fails:   an annex with a clause that was pasted from the tender of last year

Add it to your own library and build all papers anew, or check what tenderers have to answer to it.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Name each clause that was added."""
    for difference in checked.document.differences:
        if difference.fate == "unknown":
            key = "clause-unknown-copied" if difference.copied else "clause-unknown"
            yield checked.make_fault(key, difference.paragraph, name=difference.name)
