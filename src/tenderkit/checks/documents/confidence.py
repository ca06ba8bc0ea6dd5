# SPDX-License-Identifier: Apache-2.0
"""How sure a finding is in a document that tenderkit did not make: by its rule, and by how the document asks."""

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.findings import Confidence
from tenderkit.lint.rule import Rule

# These look at the file, at sums or at marks, and need not understand a sentence.
_CERTAIN = frozenset(
    (
        "award-weights-do-not-sum",
        "content-not-read",
        "encoding-guessed",
        "loads-from-outside",
        "macros-held",
        "revision-marks-left",
        "unfilled-placeholder",
    )
)
_BY_SEVERITY: dict[str, Confidence] = {"error": "high", "warn": "medium", "info": "low"}
_LOWER: dict[Confidence, Confidence] = {"high": "medium", "medium": "low", "low": "low"}


def judge_fault(checked: CheckedDocument, rule: Rule, fault: DocumentFault) -> Confidence | None:
    """Return how sure a fault is; None in papers of tenderkit, whose structure is known.

    A rule that can only guess gives a warning, and is of medium confidence at most. Where no statement of the
    paragraph asks for something by its own words, a finding is one step less sure. What a rule finds with no need to
    understand a sentence is of high confidence; what is missed in the whole document, of low or medium confidence.
    """
    if checked.document.kind != "foreign":
        return None
    if rule.id in _CERTAIN:
        return "high"
    if fault.paragraph is None:
        # The clauses of a known purchase are certain; that no other words speak of the topic is not.
        return "medium" if fault.clause or rule.severity == "error" else "low"
    sure = _BY_SEVERITY[rule.severity]
    return sure if id(fault.paragraph) in checked.worded else _LOWER[sure]
