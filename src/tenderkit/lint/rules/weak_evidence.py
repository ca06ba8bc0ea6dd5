# SPDX-License-Identifier: Apache-2.0
"""weak-evidence: a proof that proves nothing.

Catches an award criterion, or a clause of a theme of the list `proven-themes`, whose only proof is a declaration; a
brochure or website (list `weak-proof`) or a self-declaration (list `self-declarations`) as the only proof in the
tiers `document` and `certificate`; and a brochure or website in the tier `declaration` of a clause without these
tiers. It passes if the sentence also asks for a stronger proof (list `strong-proof`), not just as an alternative.
Tests found self-declared values to be wrong; points for them go to the tenderer who writes the highest number.

Passes:  document = "Test summary of the manufacturer with the method, and its data sheet."
Fails:   document = "Brochure of the manufacturer."
Fails:   document = "Test report or website of the manufacturer."

Ask for a document that binds its author, or that somebody independent has checked.
"""

from collections.abc import Iterator

from tenderkit.library.clause import Clause, Verification
from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.phrases import Phrases, Words

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the clauses with no proof but a declaration, and the proofs for which a brochure or website is enough."""
    for clause in catalogue.clauses:
        yield from _check_tiers(catalogue, clause)
    weak, declarations = Phrases(catalogue, "weak-proof"), Phrases(catalogue, "self-declarations")
    none = Phrases(catalogue, "no-proof-phrases")
    strong, choice = Phrases(catalogue, "strong-proof"), Phrases(catalogue, source=build_choice)
    for wording in catalogue.contract_texts:
        if wording.tier is None or (
            wording.tier == "declaration" and _asks_for_document(wording.clause, wording.variant)
        ):
            continue
        for sentence in wording.sentences:
            if refusal := none[wording.language].find(sentence):
                message, place = f"“{refusal}” asks for no proof", catalogue.place(wording)
                yield make_fault(message, "Ask for a document.", place, "weak-evidence-none", phrase=refusal)
            phrase = weak[wording.language].find(sentence)
            if phrase is None and wording.tier != "declaration":
                phrase = declarations[wording.language].find(sentence)
            if not phrase:
                continue
            if not strong[wording.language].search(sentence) or choice[wording.language].search(sentence):
                message, place = f"“{phrase}” is enough as proof", catalogue.place(wording)
                fix = "Ask for a document that binds its author."
                yield make_fault(message, fix, place, "weak-evidence-brochure", phrase=phrase)


def _find_verification(clause: Clause, variant: str | None) -> Verification:
    return (clause.variants[variant].verification if variant else None) or clause.text.verification


def _asks_for_document(clause: Clause, variant: str | None) -> bool:
    proof = _find_verification(clause, variant)
    return bool(proof.document or proof.certificate)


def _check_tiers(catalogue: Catalogue, clause: Clause) -> Iterator[Fault]:
    scored = clause.kind == "award-criterion"
    if not scored and clause.theme not in catalogue.words("proven-themes"):
        return
    why = "the value earns points" if scored else "the theme needs more"
    for variant in (None, *clause.variants):
        texts = clause.text if variant is None else clause.variants[variant]
        if texts.verification and not _asks_for_document(clause, variant):
            key = "text.verification" if variant is None else f"variants.{variant}.verification"
            yield Fault(f"only a declaration proves it, and {why}", "Add a document.", catalogue.at(clause, key))


def build_choice(words: Words) -> str:
    """Return the regular expression for a choice between proofs, one weak, such as “test report or website”."""
    either, weak = words("alternatives"), words("weak-proof", "self-declarations")
    second = rf"{either}\s+(?:\w+\s+){{0,2}}{weak}"
    return rf"{second}|{weak}(?:\s+\w+){{0,4}}?,?\s+(?!{words('equivalence-phrases')}){either}\s"
