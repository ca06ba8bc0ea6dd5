# SPDX-License-Identifier: Apache-2.0
"""clause-too-long: a clause that prints more words than a reader keeps in mind.

Catches a clause with more than 320 words in one printing: title, requirement, all tiers of proof and consequence, in
the base text or with what a variant replaces. A value counts as three words, such as “10 working days”. Public buyers
ask the same in 100 to 150 words; what is longer is not read, repeats a general rule or holds several clauses.

Passes:  a requirement of four duties in 110 words, proof in 30
Fails:   a requirement of 300 words with proof in 40

Take out what the general rules say, second proofs and cases that never occur; explain in the guidance.
"""

from collections.abc import Iterator

from tenderkit.library.clause import TIERS, Clause, ClauseText, Variant
from tenderkit.library.template import Template
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"

MOST_WORDS = 320
_WORDS_OF_A_VALUE = 3


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the clauses that are too long in the base text, and the variants with which one is."""
    for clause in catalogue.clauses:
        printings: dict[str, ClauseText | Variant] = {"text": clause.text}
        printings |= {f"variants.{id_}": variant for id_, variant in clause.variants.items()}
        for key, text in printings.items():
            words = _count_printed_words(clause, text) if _replaces_print(text) else 0
            if words > MOST_WORDS:
                message = f"{words} words in one printing; at most {MOST_WORDS}"
                yield Fault(message, "Take out what a buyer would delete.", catalogue.at(clause, key))


def _replaces_print(text: ClauseText | Variant) -> bool:
    """Return whether texts replace a text that the annex prints; question and guidance are none."""
    return any(getattr(text, name) is not None for name in ("title", "requirement", "verification", "remedy"))


def _count_printed_words(clause: Clause, text: ClauseText | Variant) -> int:
    """Return the number of words that the annex prints of a clause with the texts of a variant."""
    base = clause.text
    proof = text.verification or base.verification
    tiers = [getattr(proof, tier) for tier in TIERS]
    printed = [text.title or base.title, *(text.requirement or base.requirement), *tiers, text.remedy or base.remedy]
    return sum(_count_words(template) for template in printed if template)


def _count_words(template: Template) -> int:
    return len(" ".join(template[::2]).split()) + _WORDS_OF_A_VALUE * len(template[1::2])
