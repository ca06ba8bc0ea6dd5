# SPDX-License-Identifier: Apache-2.0
"""take-back-terms-incomplete: a document has equipment taken back and leaves open who pays, where, when or how much.

Catches the first sentence by which the contractor shall collect or take back equipment after use (list
`collection-words`), or by which old equipment is bought back or traded in (list `buy-back-words`), where one of four
terms is in no sentence on collection of the whole document, and in none under the same heading: who pays (list
`payment-words`), where (list `collection-places`), within what time (list `collection-times`), and from what quantity
on (list `quantity-words`). Nobody can price such a duty, and after the award each side reads it in its own favour. A
buy-back whose details are in another paper passes (list `other-paper-words`); any other paper may have the terms, so
that this is a warning. In papers of tenderkit, the rules on purchases look at the clauses instead.

Passes:  The contractor shall collect the units from each school, within 10 days of the request, at no charge. A
         request covers at least 20 units.
Fails:   The contractor shall take back the units after use.

Write all four, or name the paper that has them.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.statements import Statement
from tenderkit.checks.documents.wording import allow_authority
from tenderkit.checks.wording_remarks import name_terms
from tenderkit.lint.phrases import Pattern, Phrases
from tenderkit.lint.rules.take_back_terms_incomplete import TERMS, TakeBack

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the first duty to take back, where the document leaves open a term of it."""
    if checked.document.kind == "own-annex":
        return
    taking = TakeBack(checked.words)
    collecting, bought = (Phrases(checked.words, name)["en"] for name in ("collection-words", "buy-back-words"))
    if _is_told_elsewhere(checked, bought):
        return
    acts = allow_authority(checked)
    first: Statement | None = None
    headings, paragraphs = set(), set()
    for statement in checked.statements:
        taken = taking.is_about(statement.text, "en") and taking.is_duty(statement.text, "en")
        if (taken and not acts(statement)) or bought.search(statement.text):
            first = first or statement
            headings.add(statement.paragraphs[0].headings)
            paragraphs.add(id(statement.paragraphs[0]))
    if first is None:
        return
    given: set[str] = set()
    for statement in checked.statements:
        paragraph = statement.paragraphs[0]
        if paragraph.headings in headings or taking.is_about(statement.text, "en"):
            given |= taking.find_terms(statement.text, "en", about=id(paragraph) in paragraphs)
    missing = [term for term in TERMS if term not in given]
    if missing:
        phrase = collecting.find(first.text) or bought.find(first.text) or ""
        terms = name_terms(checked.language, missing)
        yield checked.make_fault("take-back-terms-incomplete", first.find_paragraph(phrase), phrase, terms=terms)


def _is_told_elsewhere(checked: CheckedDocument, bought: Pattern) -> bool:
    """Return whether a sentence on equipment that is bought back names the paper with its terms."""
    papers = Phrases(checked.words, "other-paper-words")["en"]
    return any(bought.search(s.text) and papers.search(s.text) for s in checked.find_statements("buy-back-words"))
