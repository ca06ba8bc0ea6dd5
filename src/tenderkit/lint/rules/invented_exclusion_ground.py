# SPDX-License-Identifier: Apache-2.0
"""invented-exclusion-ground: an exclusion of tenderers that the procurement law does not know.

Catches words that shut a tenderer out of a procedure (list `exclusion-phrases`) in texts that tenderers read, unless
the same paragraph refers to the ground in the law (list `statutory-ground-phrases`) and lets the tenderer show that
it is reliable again (self-cleaning, list `self-cleaning-phrases`). The grounds are a closed list: Directive
2014/24/EU, Art 57(4); self-cleaning has to be allowed, Art 57(6), and an optional ground lasts three years at most,
Art 57(7). A bid that does not meet a requirement is rejected, which is no exclusion.

Passes:  The contractor shall export no waste without consent.
Fails:   Tenderers that exported waste in the last five years shall be excluded.

Write a contract performance clause, or name the ground of the law (a shown breach of environmental law,
Art 57(4)(a)), its term and self-cleaning.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.phrases import Phrases

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the exclusions without a ground in the law, and the exclusions that do not allow self-cleaning."""
    exclusions, grounds = Phrases(catalogue, "exclusion-phrases"), Phrases(catalogue, "statutory-ground-phrases")
    cleaning = Phrases(catalogue, "self-cleaning-phrases")
    for wording in catalogue.contract_texts:
        phrase = next((f for s in wording.sentences if (f := exclusions[wording.language].find(s))), None)
        if not phrase:
            continue
        if not grounds[wording.language].search(wording.text):
            key, message = "ground", f"“{phrase}” makes a ground for exclusion of its own"
            fix = "Make it a contract performance clause, or name the ground of the procurement law."
        elif not cleaning[wording.language].search(wording.text):
            key, message = "cleaning", f"“{phrase}” leaves no room for self-cleaning"
            fix = "Let the tenderer show by self-cleaning that it is reliable again."
        else:
            continue
        place = catalogue.place(wording)
        yield make_fault(message, fix, place, f"invented-exclusion-ground-{key}", phrase=phrase)
