# SPDX-License-Identifier: Apache-2.0
"""clause-kind-mismatch: a sentence does not belong under its heading, such as a minimum among the award criteria.

Catches, under a heading on award criteria, a minimum that the tenderer or the goods shall meet; under one on award or
selection, what the contractor shall do under the contract (lists `contractor-duties`, `performance-verbs`); and under
one on technical specifications, points (list `bonus-phrases`); and anywhere, a mandatory thing that is scored (lists
`obligatory-words`, `points-words`). A minimum is met or not and earns nothing; a duty
after the award is a condition of the contract, which the documents show as one (Directive 2014/24/EU, Art 67 and 70);
points outside the award criteria have no weight. In documents the kind of a section comes from its headings, so that
this is a warning.

Passes:  under “Award criteria”: Each year of warranty above the second earns 5 points.
Fails:   under “Award criteria”: The tenderer shall offer at least two years of warranty.

Move the sentence to where it belongs, or write what is scored.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.lint.phrases import Pattern, Phrases, Words
from tenderkit.lint.rules.clause_kind_mismatch import build_minimum

SEVERITY = "warn"
_BEFORE_AWARD = ("award-criterion", "selection-criterion")


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the sentences that belong under another heading."""
    contractor = Pattern(_build_performance(Words(checked.words, "en")))
    proof, scored = (Phrases(checked.words, name)["en"] for name in ("tendered-proofs", "bonus-phrases"))
    complete = Phrases(checked.words, "whole-tender-phrases", "points-words")["en"]
    minimum = Phrases(checked.words, source=build_minimum)["en"]
    yield from _find_scored_conditions(checked)
    for statement in checked.find_statements("duty-verbs", "contractor-duties", "bonus-phrases"):
        kind, text = checked.sections.find_kind(statement.paragraphs[0]), statement.text
        phrase, mix = None, ""
        if kind in _BEFORE_AWARD and (phrase := contractor.find(text)):
            mix = "award-duty" if kind == "award-criterion" else "selection-duty"
        elif kind == "award-criterion" and not proof.search(text) and not complete.search(text):
            phrase, mix = minimum.find(text), "award-minimum"
        elif kind == "technical-specification":
            phrase, mix = scored.find(text), "specification-points"
        if phrase:
            paragraph = statement.find_paragraph(phrase)
            yield checked.make_fault(f"clause-kind-mismatch-{mix}", paragraph, phrase)


def _find_scored_conditions(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find what is called mandatory and gives points: “mandatory, scored 20 points”."""
    scored = Phrases(checked.words, source=_build_scored_condition)["en"]
    for statement in checked.find_statements("obligatory-words"):
        if phrase := scored.find(statement.text):
            yield checked.make_fault("clause-kind-mismatch-both", statement.find_paragraph(phrase), phrase)


def _build_scored_condition(words: Words) -> str:
    """Return the regular expression for a condition with points, such as “mandatory (20 points)”."""
    return rf"{words('obligatory-words')}\W{{1,3}}(?:[^\W\d]+\W{{1,3}})?\d+\s+{words('points-words')}"


def _build_performance(words: Words) -> str:
    """Return the regular expression for a duty to perform, such as “the contractor shall deliver”."""
    return rf"{words('contractor-duties')}\s+(?:\S+\s+){{0,2}}?{words('performance-verbs')}"
