# SPDX-License-Identifier: Apache-2.0
"""untraced-treatment: equipment goes to recycling or disposal, and nobody has to prove where it is treated.

Catches a sentence of a requirement that has equipment recycled, treated or disposed of (list `treatment-words`), if
neither that requirement, nor its proof, nor a clause that it requires asks for the way to final treatment (list
`tracing-words`): the route, later receivers, a downstream list. The message quotes “by any licensed party” and “in
accordance with the law” (list `open-receivers`), which look like a rule but do not say who treats the equipment: the
proof then ends at the gate of the first firm. Directive 2012/19/EU demands proper treatment, for example to EN 50625,
with proof along the whole chain.

Passes:  The contractor shall have the units recycled, and prove each later receiver until final treatment.
Fails:   The contractor shall dispose of the units through any licensed party.

Ask for the list of sites and later receivers, or require the clause that does.
"""

import re
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.duties import Duties
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.statements import Requirement, find_requirements

SEVERITY = "error"

# Who only has to report on treatment does not send anything there.
_REPORTS = re.compile(
    r"\b(?:shall|must|will)\s+(?:also\s+)?(?:report|state|list|declare|count|record|show|describe)\b"
)


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the requirements to treat equipment if nobody has to prove the way of the equipment to final treatment."""
    traced = _find_traced(catalogue)
    treatments = Duties(catalogue, "treatment-words", "equipment-words")
    receivers = Phrases(catalogue, "open-receivers")
    for requirement in find_requirements(catalogue, "technical-specification", "contract-performance-clause"):
        if _is_followed(requirement, traced):
            continue
        for wording, sentence in requirement.sentences:
            treatment = treatments.find(sentence, wording.language, may=True)
            if treatment and not _REPORTS.search(sentence):
                opened = receivers[wording.language].find(sentence)
                about = (
                    f"“{opened}” leaves open who treats the equipment" if opened else f"“{treatment}” is asked for"
                )
                key = "untraced-treatment-open" if opened else "untraced-treatment-asked"
                message = f"{about}, and nothing asks for the way to final treatment"
                fix = "Ask for the sites and all later receivers, or require the clause that does."
                yield make_fault(message, fix, catalogue.place(wording), key, phrase=opened or treatment)


def _find_traced(catalogue: Catalogue) -> set[tuple[str, str | None, str]]:
    """Return the texts that ask for proof of the way to final treatment.

    Each text is named by three values: the id of the clause, the id of the variant (None for the main text), the
    field."""
    tracing = Phrases(catalogue, "tracing-words")
    return {
        (wording.clause.id, wording.variant, wording.field)
        for wording in catalogue.contract_texts
        if wording.field in ("requirement", "verification") and tracing[wording.language].search(wording.text)
    }


def _is_followed(requirement: Requirement, traced: set[tuple[str, str | None, str]]) -> bool:
    """Return whether proof of the way to final treatment is asked for together with a requirement.

    The requirement, its verification, or a clause that the clause requires may ask for this proof."""
    clause, variant = requirement.clause, requirement.variant
    proof = variant if variant and clause.variants[variant].verification else None
    places = [(clause.id, variant, "requirement"), (clause.id, proof, "verification")]
    places += [(id_, None, field) for id_ in clause.requires for field in ("requirement", "verification")]
    return not traced.isdisjoint(places)
