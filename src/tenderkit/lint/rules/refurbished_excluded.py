# SPDX-License-Identifier: Apache-2.0
"""refurbished-excluded: words that shut out refurbished units or re-used parts, without a reason.

Catches the words of the list `refurbished-blockers` in texts that tenderers read, and the refusal (list
`refusing-words`) of used units or parts (list `used-words`), unless the same sentence allows refurbished units all
the same (list `refurbished-openings`) or gives a reason (list `reason-words`). Such words work against the circular
aim and equal access; Directive 2014/24/EU, Art 45 and 46, allows variants and lots for refurbished units.

Passes:  The units may be new or refurbished and shall have a warranty of {{ warranty_years }}.
Fails:   The units shall be brand new and factory sealed.

Write what the unit shall do and how long its warranty is, allow a lot or variant for refurbished units, or give the
reason in the sentence.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.finders.refurbished_blockers import RefurbishedBlockerFinder
from tenderkit.lint.statements import fill_sentences

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the words that shut refurbished units out, in every text that tenderers read."""
    blockers = {language: RefurbishedBlockerFinder(catalogue, language) for language in catalogue.languages}
    for wording in catalogue.contract_texts:
        for sentence in fill_sentences(wording):
            if phrase := blockers[wording.language].find(sentence):
                message = f"“{phrase}” shuts refurbished units or re-used parts out"
                fix = "Allow them, in a lot or as a variant if need be, or give the reason in the sentence."
                yield make_fault(message, fix, catalogue.place(wording), "refurbished-excluded", phrase=phrase)
