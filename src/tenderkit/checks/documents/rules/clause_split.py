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
            under = " and ".join(f"“{heading}”" for heading in difference.headings if heading)
            message = f"the clause “{difference.name}” was split" + (
                f": its words are under {under}" if under else ""
            )
            yield DocumentFault(message, "Put its parts together again.", difference.paragraph)
