# SPDX-License-Identifier: Apache-2.0
"""label-without-equivalent: a label that admits no equivalent label, or no other proof.

Catches a name of the list `label-names` in texts that tenderers read, also where it comes in through a value: when
its sentence holds no phrase of the list `equivalence-phrases`, and when neither the clause nor a general rule lets
other proof (list `dossier-phrases`) take the place of the label. Directive 2014/24/EU, Art 43(1), accepts equivalent
labels, and a technical dossier of a tenderer that could not get the label in time, without its fault.

Passes:  Certificate of EPEAT, an equivalent label, or a technical dossier on each criterion.
Fails:   The units shall be registered in EPEAT.

Add “or an equivalent label” in the sentence, and a technical dossier to the proof.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.equivalence import Equivalence
from tenderkit.lint.labels import LabelNames
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.statements import fill_sentences

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the labels that are closed, in every text that tenderers read."""
    equivalence, labels, dossiers = (
        Equivalence(catalogue),
        LabelNames(catalogue),
        Phrases(catalogue, "dossier-phrases"),
    )
    # Where other proof counts: ids of clauses, and whether a rule of the whole tender says so.
    open_ = {
        passage.clause.id for passage in catalogue.contract_texts if dossiers[passage.language].search(passage.text)
    }
    everywhere = any(clause.kind == "general-rule" and clause.id in open_ for clause in catalogue.clauses)
    for passage in catalogue.contract_texts:
        for name in equivalence.find_closed(passage, labels.find):
            message = f"“{name}” stands without an equivalent label"
            yield Fault(message, "Add “or an equivalent label” in the same sentence.", catalogue.place(passage))
        if everywhere or passage.clause.id in open_:
            continue
        if named := next((n for s in fill_sentences(passage) if (n := labels.find(s, passage.language))), None):
            open_.add(passage.clause.id)  # said once a clause
            message = f"“{named}” is named, and nothing lets other proof take its place"
            yield Fault(message, "Let a technical dossier take its place.", catalogue.place(passage))
