# SPDX-License-Identifier: Apache-2.0
"""eu-only-evidence: evidence that exists in the European Union only is asked for elsewhere.

Catches the entries of the list `eu-evidence`, such as the register EPREL, the CE marking and WEEE numbers, in the
authority's own words, where the units are delivered to a place without product law of the European Union and the
sentence accepts no equivalent. Tenderers there have no access to it, and what is sold there need not have it.

Passes:  note = "CE marking or equivalent.", delivered in Kenya
Passes:  note = "Entry in EPREL.", delivered in Spain
Fails:   note = "With CE marking.", delivered in Kenya

Ask for the local equivalent, or add “or equivalent”.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.look_alikes import fold_letters
from tenderkit.checks.own_words import list_requirements
from tenderkit.findings import Place
from tenderkit.library.library import ENGLISH
from tenderkit.lint.catalogue import Fault, split_sentences
from tenderkit.lint.equivalence import Equivalence
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the evidence of the European Union in purchases for other places."""
    evidence, equivalence = Phrases(checked.catalogue, "eu-evidence")[ENGLISH], Equivalence(checked.catalogue)
    if "eu" in checked.selection.place:
        return
    for text in list_requirements(checked.purchase):
        for sentence in split_sentences(fold_letters(text.text)):
            name = evidence.find(sentence)
            if name and not equivalence.accepts_equivalent(sentence, ENGLISH):
                yield checked.make_fault("eu-only-evidence", Place(key=text.key, lot=text.lot), name=name)
                break
