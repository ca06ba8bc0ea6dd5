# SPDX-License-Identifier: Apache-2.0
"""award-weight-missing: a document names award criteria and gives them no weights.

Catches a list of criteria under a heading such as “Award criteria” (list `award-headings`), a sentence that names
several criteria, with the price among them (lists `award-basis-phrases`, `price-words`), and one that calls the price
a factor among others (list `award-factor-phrases`), where no weight is given anywhere in the document; and one
criterion without a weight in a table or list whose other weights do not make the total. A single criterion and an
order of importance pass (list `no-weight-phrases`), and so does any mention of weights or points: they may be in
another paper, so that this is a warning. Directive 2014/24/EU, Art 67(5), asks for the weight of each criterion. In
papers of tenderkit, the rules on purchases look at the clauses instead.

Passes:  The award criteria are: price (60 %), quality (25 %), environment (15 %).
Fails:   The contract is awarded on the basis of price, quality and environment.

Write the weight of each criterion, or their order where you can give reasons why weights are not possible.
"""

from collections.abc import Iterator, Sequence

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.documents.weightings import WeightUnits, build_separator, is_criterion_name
from tenderkit.lint.phrases import Pattern, Phrases

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the criteria that have no weight."""
    if checked.document.kind == "own-annex":
        return
    if checked.weightings:
        for weighting in checked.weightings:
            bare = next((c for c in weighting.criteria if c.weight is None), None)
            if bare and weighting.given < weighting.total:
                given = checked.language.number(weighting.given)
                yield checked.make_fault("award-weight-missing-bare", bare.paragraph, bare.name, given=given)
        return
    names = ("award-basis-phrases", "price-words", "no-weight-phrases", "weight-words", "points-words")
    basis, prices, unweighted, weights, points = (Phrases(checked.words, name)["en"] for name in names)
    awarded = [p for p in checked.paragraphs if checked.sections.find_kind(p) == "award-criterion"]
    units, separator = WeightUnits(checked.words), build_separator(checked.words)
    factors = Phrases(checked.words, "award-factor-phrases")["en"]
    sentences = [s for s in checked.statements if basis.search(s.text)]
    weighed = [s for s in checked.find_statements("award-factor-phrases") if prices.search(s.text)]
    # “Not the only factor” names no single criterion.
    ordered = [*(p.text for p in awarded), *(s.text for s in sentences if s not in weighed)]
    texts = [*ordered, *(s.text for s in weighed)]
    if any(map(unweighted.search, ordered)) or any(
        p.search(t) for t in texts for p in (weights, points, units.shares)
    ):
        return
    for statement in sentences:
        match = basis.search(statement.text)
        named = statement.text[match.end() :] if match else ""
        if prices.search(named) and separator.search(named):
            yield checked.make_fault("award-weight-missing-named", statement.paragraphs[0])
            return
    for statement in weighed:
        if phrase := factors.find(statement.text):
            yield checked.make_fault("award-weight-missing-price", statement.find_paragraph(phrase), phrase)
            return
    criteria = _list_criteria(awarded, prices)
    if criteria:
        first, count = criteria[0], len(criteria)
        yield checked.make_fault("award-weight-missing-listed", first, first.text, count=count)


def _list_criteria(paragraphs: Sequence[DocumentParagraph], prices: Pattern) -> list[DocumentParagraph]:
    """Return the entries of lists, and the first cells of rows, that name criteria; none where no price is there."""
    entries = [
        p
        for p in paragraphs
        if (p.item or (p.cell and p.cell.column == 1 and p.cell.row > 1))
        and not p.level
        and is_criterion_name(p.text)
    ]
    return entries if len(entries) > 1 and any(prices.search(p.text) for p in entries) else []
