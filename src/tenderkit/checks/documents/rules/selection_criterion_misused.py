# SPDX-License-Identifier: Apache-2.0
"""selection-criterion-misused: the award judges the firm, or the selection judges the goods.

Catches, under a heading on award criteria or in a table or list of weights, words for the firm (lists
`suitability-words`, `firm-words`: turnover, experience, references, staff), and under a heading on selection or
qualification a demand on the goods. The staff who will do the work may be scored (list `assigned-staff`; Directive
2014/24/EU, Art 67(2)(b)). Award criteria concern what is offered, selection criteria only suitability, finances and
technical ability (Art 58(1)). In documents the kind of a section comes from its headings, so that this is a warning.

Passes:  under “Award criteria”: Price: 60 %. Repair time: 40 %.
Fails:   under “Award criteria”: Price: 60 %. Experience of the tenderer: 40 %.

Ask for it in a selection criterion, and score what is offered.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.documents.weightings import is_criterion_name
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.rules.selection_criterion_misused import build_goods

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the award criteria on firms, and the demands on goods among selection criteria."""
    assigned = Phrases(checked.words, "assigned-staff")["en"]
    firm = Phrases(checked.words, "suitability-words", "firm-words")["en"]
    reported: set[object] = set()
    for weighting in checked.weightings:
        for criterion in weighting.criteria:
            phrase = None if assigned.search(criterion.name) else firm.find(criterion.name)
            if phrase and criterion.weight is not None:
                reported.add(_identify_row(criterion.paragraph))
                yield checked.make_fault("selection-criterion-misused-firm", criterion.paragraph, phrase)
    scores = Phrases(checked.words, "points-words", "weight-words")["en"]
    for statement in checked.find_statements("suitability-words", "firm-words"):
        first, text = statement.paragraphs[0], statement.text
        if checked.sections.find_kind(first) != "award-criterion" or _identify_row(first) in reported:
            continue
        phrase = None if assigned.search(text) else firm.find(text)
        paragraph = statement.find_paragraph(phrase or "")
        named = paragraph.item and is_criterion_name(paragraph.text)
        if phrase and (named or "%" in text or scores.search(text)):
            yield checked.make_fault("selection-criterion-misused-firm", paragraph, phrase)
    yield from _find_goods(checked)


def _find_goods(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the demands on goods under headings on the selection of firms."""
    goods = Phrases(checked.words, source=build_goods)["en"]
    for statement in checked.find_statements("duty-verbs"):
        if checked.sections.find_kind(statement.paragraphs[0]) == "selection-criterion":
            match = goods.search(statement.text)
            if match and not match["aside"]:
                phrase = statement.text[slice(*match.span())]
                paragraph = statement.find_paragraph(phrase)
                yield checked.make_fault("selection-criterion-misused-goods", paragraph, phrase)


def _identify_row(paragraph: DocumentParagraph) -> object:
    """Return what the cells of a row have in common, and outside tables what the paragraph alone has."""
    cell = paragraph.cell
    return (paragraph.part, cell.table, cell.row) if cell else id(paragraph)
