# SPDX-License-Identifier: Apache-2.0
"""clause-split: the words of one clause are under several headings.

Catches clauses of an annex into which a heading was written, or of which a part was moved under another heading. Only
the part under the old number is what the response form and the workbook mean by it.

Passes:  a clause with one more paragraph
Fails:   a clause with one more heading in its middle

Take the heading out, or put the parts together again.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Name each clause that was split, and the headings above its parts."""
    for difference in checked.document.differences:
        if difference.fate == "split":
            words = checked.language
            under = words.listing([words.quote(heading) for heading in difference.headings if heading])
            key = "clause-split-under" if under else "clause-split"
            yield checked.make_fault(key, difference.paragraph, name=difference.name, under=under)
