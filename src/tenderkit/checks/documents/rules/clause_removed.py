# SPDX-License-Identifier: Apache-2.0
"""clause-removed: a clause of the annex is gone.

Catches clauses that tenderkit wrote into the annex and of which no words are left. The response form and the workbook
still ask for them, other clauses may refer to them, and the clauses behind have other numbers now. References to the
clause that show an error are part of this finding. Where clauses that are still there require it, `missing-clause`
says so in its place.

Passes:  an annex with all its clauses, edited or not
Fails:   an annex in which the clause on data sanitisation was deleted

Put it back, or leave the clause out in the purchase file and build all papers anew.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.document import count_broken

SEVERITY = "error"
# A clause that others require is reported once.
SILENT_WHERE = ("missing-clause",)


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Name each clause that is gone."""
    for difference in checked.document.differences:
        if difference.fate == "missing":
            broken = count_broken(checked.language, difference.broken)
            yield checked.make_fault("clause-removed", difference.paragraph, name=difference.name, broken=broken)
