# SPDX-License-Identifier: Apache-2.0
"""label-without-equivalent: an ecolabel is named, and no equivalent ecolabel or no other proof is accepted.

Catches two faults with ecolabels (list `label-names`) in texts that tenderers read, also in the values of parameters:
the sentence has no phrase of the list `equivalence-phrases` and the text none of the list `label-openings`; or
neither the clause nor a general rule accepts other proof (list `dossier-phrases`). Under Directive 2014/24/EU, Art
43(1), equivalent labels have to be accepted, and a technical dossier if the tenderer could not get the label in time
and is not to blame.

Passes:  Certificate of EPEAT, an equivalent label, or a technical dossier on each criterion.
Fails:   The units shall be registered in EPEAT.

Add “or an equivalent label” in the sentence, and a technical dossier to the proof.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.equivalence import Equivalence
from tenderkit.lint.labels import LabelNames
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.statements import fill_sentences

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the ecolabels for which a text accepts no equivalent ecolabel, or a clause accepts no other proof."""
    yield from find_closed_labels(catalogue)
    labels, dossiers = LabelNames(catalogue), Phrases(catalogue, "dossier-phrases")
    if any(dossiers[wording.language].search(wording.text) for wording in catalogue.general_texts):
        return
    # The ids of the clauses that accept other proof.
    open_ = {
        wording.clause.id for wording in catalogue.contract_texts if dossiers[wording.language].search(wording.text)
    }
    for wording in catalogue.contract_texts:
        if wording.clause.id in open_:
            continue
        if named := next((n for s in fill_sentences(wording) if (n := labels.find(s, wording.language))), None):
            open_.add(wording.clause.id)  # reported once for each clause
            message = f"“{named}” is named, and nothing lets other proof take its place"
            fix, place = "Let a technical dossier take its place.", catalogue.place(wording)
            yield make_fault(message, fix, place, "label-without-equivalent-proof", phrase=named)


def find_closed_labels(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the ecolabels for which a text accepts no equivalent ecolabel."""
    equivalence, labels = Equivalence(catalogue), LabelNames(catalogue)
    openings = Phrases(catalogue, "label-openings")
    for wording in catalogue.contract_texts:
        if openings[wording.language].search(wording.text):
            continue
        for name in equivalence.find_closed(wording, labels.find):
            message = f"“{name}” stands without an equivalent label"
            fix, place = "Add “or an equivalent label” in the same sentence.", catalogue.place(wording)
            yield make_fault(message, fix, place, "label-without-equivalent-label", phrase=name)
