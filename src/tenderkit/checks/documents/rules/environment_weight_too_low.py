# SPDX-License-Identifier: Apache-2.0
"""environment-weight-too-low: the environmental criteria of a document weigh less than 10 %.

Catches a table, list or sentence of weights in which criteria with words on the environment (list
`environment-words`) make less than 10 of 100. Next to the price, so little hardly ever decides an award. A document
without such a criterion passes, because specifications may do all the work, and so does one that counts life-cycle
cost (list `life-cycle-cost-words`). The figure is a proposal of this project. In papers of tenderkit, the rules on
purchases look at the weights instead.

Passes:  Price: 60 %. Quality: 25 %. Environment: 15 %.
Fails:   Price: 70 %. Quality: 25 %. Environment: 5 %.

Raise the weight, or give the reason for it.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"
LEAST_POINTS = 10


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the weightings in which the environment counts for little."""
    if checked.document.kind == "own-annex":
        return
    names = ("environment-words", "life-cycle-cost-words")
    environment, life_cycle = (Phrases(checked.words, name)["en"] for name in names)
    for weighting in checked.weightings:
        if not weighting.priced or any(life_cycle.search(c.name) for c in weighting.criteria):
            continue
        green = [c for c in weighting.criteria if c.weight is not None and environment.search(c.name)]
        share = round(100 * sum(c.weight or 0 for c in green) / weighting.total, 1)
        if green and share < LEAST_POINTS:
            paragraph = green[0].paragraph
            phrase = paragraph.text if paragraph.cell else ""
            values = {"share": checked.language.number(share), "least": LEAST_POINTS}
            yield checked.make_fault("environment-weight-too-low", paragraph, phrase, **values)
