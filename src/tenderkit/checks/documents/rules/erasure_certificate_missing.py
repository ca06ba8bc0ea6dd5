# SPDX-License-Identifier: Apache-2.0
"""erasure-certificate-missing: data are to be erased, and nothing in the document asks for proof of it.

Catches a sentence by which the contractor shall erase data (list `erasure-words`), where no sentence, row or heading
of the document speaks of a certificate, record or report of erasure or destruction (list `erasure-proofs`). Without
it nobody can show which units were erased, and units that may hold data are destroyed instead of used again. What the
product can do, and what the authority does itself, pass (list `erasure-asides`). Another paper may ask for the
certificate, so that this is a warning. In papers of tenderkit, the rules on purchases look at the clauses instead.

Passes:  The contractor shall erase all data, and hand over a certificate for each serial number.
Fails:   The contractor shall erase all data on the returned laptops.

Ask for a certificate of erasure for each medium, by serial number.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.wording import allow_authority
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the first duty to erase data, where nothing asks for proof of it."""
    if checked.document.kind == "own-annex":
        return
    names = ("erasure-words", "erasure-asides", "erasure-proofs")
    erasure, asides, proofs = (Phrases(checked.words, name)["en"] for name in names)
    things, acts = Phrases(checked.words, "destroyed-things", "data-words")["en"], allow_authority(checked)
    removal = Phrases(checked.words, "erasure-words", "destruction-words")["en"]
    proved = any(removal.search(p.text) and proofs.search(p.text) for p in checked.paragraphs)
    if proved or any(removal.search(s.text) and proofs.search(s.text) for s in checked.statements):
        return
    for statement in checked.statements:
        text = statement.text
        phrase = erasure.find(text) if statement.demands else None
        if phrase and things.search(text) and not asides.search(text) and not acts(statement):
            yield checked.make_fault("erasure-certificate-missing", statement.find_paragraph(phrase), phrase)
            return
