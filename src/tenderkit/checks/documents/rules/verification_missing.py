# SPDX-License-Identifier: Apache-2.0
"""verification-missing: a document demands properties of goods and nowhere asks for proof of any.

Catches a document with at least five statements that demand something of the goods with a number in it (lists
`product-words`, `equipment-words`, `goods-words`), in which no word for proof occurs (list `proof-rules`): no
certificate, no data sheet, no declaration. Offers that nobody can verify cannot be compared (Directive 2014/24/EU,
Art 67(4) and 44). One rule on proof for the whole document is enough. The rule may be in another paper, so that this
is a warning. In papers of tenderkit, the rules on purchases look at the clauses instead.

Passes:  a table of requirements, and: The tenderer shall prove each value with the data sheet of the manufacturer.
Fails:   a table of requirements, and nothing on proof

Write which proof tenderers hand in for which requirement, and when.
"""

import re
from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"
_LEAST_STATEMENTS = 5
_DIGIT = re.compile(r"\d")


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the first demand on goods in a document that asks for no proof."""
    if checked.document.kind == "own-annex":
        return
    proof = Phrases(checked.words, "proof-rules", "proving-words")["en"]
    if any(proof.search(paragraph.text) for paragraph in checked.paragraphs):
        return
    goods = Phrases(checked.words, "product-words", "equipment-words", "goods-words")["en"]
    demands = [
        s
        for s in checked.statements
        if s.demands
        and _DIGIT.search(s.text)
        and any(goods.search(part) for part in (s.text, *s.paragraphs[0].headings))
    ]
    if len(demands) >= _LEAST_STATEMENTS:
        yield checked.make_fault("verification-missing", demands[0].paragraphs[0], count=len(demands))
