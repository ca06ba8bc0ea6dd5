# SPDX-License-Identifier: Apache-2.0
"""single-verifier: the proof may come from one laboratory, body or country only.

Catches, in texts that tenderers read, the name of a laboratory or body (list `verifier-names`), words that accept
only one (list `single-verifier-phrases`), and bodies of one country or town (lists `verifier-kinds`, `place-links`,
`place-names`, `place-adjectives`), unless the sentence accepts others as well (lists `equivalence-phrases`,
`verifier-openings`). Under Directive 2014/24/EU, Art 44(1)-(2), proof of equivalent bodies has to be accepted, and
other proof from tenderers who have no access to them.

Passes:  Test report of a laboratory accredited to ISO/IEC 17025 or equivalent.
Fails:   Test report of TÜV Rheinland.

Ask for an accredited body, or an equally competent one, of any country.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.equivalence import Equivalence
from tenderkit.lint.phrases import Phrases, Words, add_word_edges
from tenderkit.lint.statements import fill_sentences

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the demands for proof from one body or country only, in every text that tenderers read."""
    equivalence = Equivalence(catalogue)
    openings, idle = Phrases(catalogue, "verifier-openings"), Phrases(catalogue, "no-demand-phrases")
    verifiers = Phrases(catalogue, source=_build_verifiers)
    for wording in catalogue.contract_texts:
        language = wording.language
        for sentence in fill_sentences(wording):
            if not (phrase := verifiers[language].find(sentence)):
                continue
            if equivalence.accepts_equivalent(sentence, language) or openings[language].search(sentence):
                continue
            if not idle[language].search(sentence):
                message = f"“{phrase}” lets no other verifier in"
                fix = "Accept accredited or equally competent bodies of any country."
                yield make_fault(message, fix, catalogue.place(wording), "single-verifier", phrase=phrase)


def _build_verifiers(words: Words) -> str:
    """Return the regular expression for a single verifier: its name, “one body only”, or the bodies of one place."""
    kinds = words.bare("verifier-kinds")
    in_place = rf"{kinds}\s+{words.bare('place-links')}\s+(?:\w+\s+)?{words.bare('place-names')}"
    of_place = rf"{words.bare('place-names', 'place-adjectives')}\s+(?:[\w-]+\s+)?{kinds}"
    return add_word_edges(rf"{words.bare('verifier-names', 'single-verifier-phrases')}|{in_place}|{of_place}")
