# SPDX-License-Identifier: Apache-2.0
"""used-equipment-untested: used equipment is bought or shipped, and nothing in the document has it tested.

Catches a sentence by which used or refurbished equipment (list `used-equipment-words`) is supplied, accepted or
shipped (list `supply-words`), where no sentence on such equipment, and none under the same heading, speaks of a test
or a grade (list `unit-test-words`). A used unit without a test is a claim; abroad it may count as waste (Directive
2012/19/EU, Annex VI). Equipment that is handed over after its use passes (list `resale-words`), and so does a
sentence that keeps used equipment out. Another paper may have the tests, so that this is a warning. In papers of
tenderkit, the rules on purchases look at the clauses instead.

Passes:  The supplier shall deliver 40 refurbished laptops, each with a test record of its functions and battery.
Fails:   The supplier shall deliver 40 refurbished laptops.

Say what is tested for each unit, and which record comes with it.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the first sentence by which used equipment is bought, where nothing has it tested."""
    if checked.document.kind == "own-annex":
        return
    names = ("used-equipment-words", "supply-words", "unit-test-words", "resale-words", "refused-words")
    used, supply, tests, resale, refused = (Phrases(checked.words, name)["en"] for name in names)
    about = {s.paragraphs[0].headings for s in checked.statements if used.search(s.text)}
    if any(
        tests.search(s.text)
        for s in checked.statements
        if used.search(s.text)
        or s.paragraphs[0].headings in about
        or any(used.search(heading) for heading in s.paragraphs[0].headings)
    ):
        return
    for statement in checked.statements:
        text = statement.text
        phrase = used.find(text) if statement.demands or supply.search(text) else None
        if phrase and not resale.search(text) and not refused.search(text):
            yield checked.make_fault("used-equipment-untested", statement.find_paragraph(phrase), phrase)
            return
