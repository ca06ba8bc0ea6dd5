# SPDX-License-Identifier: Apache-2.0
"""award-scale-missing: award criteria have weights, and no words of the document say how points are given.

Catches words that promise an advantage in the award without a figure (list `open-bonus-phrases`, as in “additional
consideration will be given”), and a document that gives at least two criteria weights and has none of the words by
which a scale, a formula or marks are described (list `scale-words`), nor a number of points that is no weight.
Directive 2014/24/EU, Art 67(4), asks for criteria that can be checked: tenderers have to know what earns how many
points. The scale may be in another paper of the tender, so that this is a warning. In papers of tenderkit, the rules
on purchases look at the clauses instead.

Passes:  Price: 60 %. Quality: 40 %. The lowest price receives all points, any other price the share that it is above.
Fails:   Price: 60 %. Quality: 40 %.

Say for each criterion what earns how many points; or name the paper that says it.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.documents.weightings import WeightUnits
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find advantages without a figure, and the first weights where nothing says how points are given."""
    if checked.document.kind == "own-annex":
        return
    yield from _find_open_bonuses(checked)
    if not checked.weightings:
        return
    scales, units, weighed = Phrases(checked.words, "scale-words")["en"], WeightUnits(checked.words), set()
    for weighting in checked.weightings:
        weighed |= {_find_column(criterion.paragraph) for criterion in weighting.criteria}
    for paragraph in checked.paragraphs:
        # The head of a column, such as “Score”, says nothing of how the score comes about.
        head = paragraph.cell is not None and paragraph.cell.row == 1
        points = units.points.search(paragraph.text) and _find_column(paragraph) not in weighed
        if not head and (points or scales.search(paragraph.text)):
            return
    first = checked.weightings[0].criteria[0].paragraph
    yield checked.make_fault("award-scale-missing", first, first.text if first.cell else "")


def _find_open_bonuses(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the sentences that promise an advantage in the award and do not say how large it is."""
    bonuses, units = Phrases(checked.words, "open-bonus-phrases")["en"], WeightUnits(checked.words)
    idle = Phrases(checked.words, "refused-words", "no-demand-phrases")["en"]
    for statement in checked.find_statements("open-bonus-phrases"):
        phrase = bonuses.find(statement.text)
        if phrase and not units.weights.search(statement.text) and not idle.search(statement.text):
            paragraph = statement.find_paragraph(phrase)
            yield checked.make_fault("award-scale-missing-bonus", paragraph, phrase, statement.text)


def _find_column(paragraph: DocumentParagraph) -> object:
    """Return what the cells of a column have in common, and outside tables what the paragraph alone has."""
    cell = paragraph.cell
    return (paragraph.part, cell.table, cell.column) if cell else id(paragraph)
