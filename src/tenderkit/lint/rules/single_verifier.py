# SPDX-License-Identifier: Apache-2.0
"""single-verifier: only one laboratory, body or country may give the proof.

Catches, in texts that tenderers read, a body by name (list `verifier-names`), words that admit one only (list
`single-verifier-phrases`), and laboratories or bodies of one place (lists `verifier-kinds`, `place-links`,
`place-names`, `place-adjectives`), when the sentence lets nobody else in (lists `equivalence-phrases`,
`verifier-openings`). Directive 2014/24/EU, Art 44(1)-(2): equivalent bodies and, without access to them, other proof
are accepted.

Passes:  Test report of a laboratory accredited to ISO/IEC 17025 or equivalent.
Fails:   Test report of TÜV Rheinland.

Ask for an accredited body, or an equally competent one, of any country.
"""

from collections.abc import Iterator
from functools import partial

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.equivalence import Equivalence
from tenderkit.lint.statements import sentences
from tenderkit.lint.turns import Turn, Turns, any_of

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """The proofs that only some may give, in every text that tenderers read."""
    equivalence = Equivalence(catalogue)
    openings, idle = Turns(catalogue, "verifier-openings"), Turns(catalogue, "no-demand-phrases")
    verifiers = {language: _verifiers(catalogue, language) for language in catalogue.languages}
    for said in catalogue.contract_texts:
        language = said.language
        for sentence in sentences(said):
            if not (found := verifiers[language].find(sentence)):
                continue
            if equivalence.accepted(sentence, language) or openings[language].search(sentence):
                continue
            if not idle[language].search(sentence):
                message = f"“{found}” lets no other verifier in"
                fix = "Accept accredited or equally competent bodies of any country."
                yield Fault(message, fix, catalogue.place(said))


def _verifiers(catalogue: Catalogue, language: str) -> Turn:
    """One body by name or by words, or the bodies of one place."""

    words = partial(any_of, catalogue, language)
    kinds, names = words("verifier-kinds"), words("place-names")
    in_place = rf"{kinds}\s+{words('place-links')}\s+(?:\w+\s+)?{names}"
    of_place = rf"{words('place-names', 'place-adjectives')}\s+(?:[\w-]+\s+)?{kinds}"
    alone = words("verifier-names", "single-verifier-phrases")
    return Turn(rf"{alone}|{in_place}|{of_place}")
