# SPDX-License-Identifier: Apache-2.0
"""clause-moved: a clause is at another place than tenderkit put it.

Catches clauses that were moved within the annex; as few clauses as possible count as moved. Clauses that Word counts
have other numbers then, and the response form and the workbook name those of before. In another lot a clause binds
another contract.

Passes:  clauses in the order in which they were made, with text added between them
Fails:   the clause on spare parts behind that on take-back, where it was before it

Move it back, or check the numbers in all papers and the lot in which the clause is now.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Name each moved clause, and the clause that now comes before it."""
    for difference in checked.document.differences:
        if difference.moved:
            key = "clause-moved-behind" if difference.after else "clause-moved-first"
            yield checked.make_fault(key, difference.paragraph, name=difference.name, after=difference.after)
