# SPDX-License-Identifier: Apache-2.0
"""award-scale-missing: award criteria have weights, and no words of the document say how points are given.

Catches a document that gives at least two criteria weights and has none of the words by which a scale, a formula or
marks are described (list `scale-words`). Directive 2014/24/EU, Art 67(4), asks for criteria that can be checked:
tenderers have to know what earns how many points. The scale may be in another paper of the tender, so that this is a
warning. In papers of tenderkit, the rules on purchases look at the clauses instead.

Passes:  Price: 60 %. Quality: 40 %. The lowest price receives all points, any other price the share that it is above.
Fails:   Price: 60 %. Quality: 40 %.

Say for each criterion what earns how many points; or name the paper that says it.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the first weights of a document that nowhere says how points are given."""
    if checked.document.kind == "own-annex" or not checked.weightings:
        return
    scales = Phrases(checked.words, "scale-words")["en"]
    # The head of a column, such as “Score”, says nothing of how the score comes about.
    if any(scales.search(p.text) for p in checked.document.paragraphs if not (p.cell and p.cell.row == 1)):
        return
    first = checked.weightings[0].criteria[0]
    message = "criteria have weights, and nothing in the document says how points are given"
    fix = "Say what earns how many points, or name the paper that says it."
    yield DocumentFault(message, fix, first.paragraph, first.paragraph.text if first.paragraph.cell else "")
