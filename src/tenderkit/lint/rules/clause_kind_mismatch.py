# SPDX-License-Identifier: Apache-2.0
"""clause-kind-mismatch: a requirement whose words belong to another kind of clause.

Catches, in requirements: a duty of the contractor (list `contractor-duties`), or a duty during the contract (list
`contract-times`), in a selection criterion, technical specification or award criterion, unless a specification has
the contractor promise how the goods are (list `goods-verbs`); a duty of the tenderer (list `tenderer-duties`) in a
contract performance clause, other than to submit something with the bid (list `tender-places`); points (list
`scoring-words`) in a clause that is no award criterion; and in an award criterion a minimum that tenderers or units
must meet, other than the proof of what is offered (list `tendered-proofs`). A duty that binds only after award is a
contract performance condition, and the tender documents must show it as one (Directive 2014/24/EU, Art 70); the
capacity of tenderers is no matter of award (Art 58 and 67).

Passes:  kind = "contract-performance-clause": The contractor shall collect each unit at no charge.
Passes:  kind = "technical-specification": The supplier shall deliver each display with a stand.
Fails:   kind = "technical-specification": The contractor shall report every year during the contract.
Fails:   kind = "award-criterion": The tenderer shall offer at least two years of warranty.

Move the duty into a clause of the right kind, or write what the tenderer shall offer, or what is scored.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.phrases import Phrases, Words

SEVERITY = "error"
_BEFORE_AWARD = ("selection-criterion", "technical-specification", "award-criterion")


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the sentences of requirements that belong in another kind of clause."""
    contractor, tenderer = Phrases(catalogue, "contractor-duties"), Phrases(catalogue, "tenderer-duties")
    at_tender, later = Phrases(catalogue, "tender-places"), Phrases(catalogue, "contract-times")
    points = Phrases(catalogue, "scoring-words")
    proof, offered = Phrases(catalogue, "tendered-proofs"), Phrases(catalogue, "offering-words")
    minimum = Phrases(catalogue, source=build_minimum)
    goods = Phrases(catalogue, source=lambda words: rf"{words('contractor-duties')}\s+{words('goods-verbs')}")
    for wording in catalogue.contract_texts:
        kind, language = wording.clause.kind, wording.language
        if wording.field != "requirement" or kind == "general-rule":
            continue
        for sentence in wording.sentences:
            fault = None
            if (
                kind in _BEFORE_AWARD
                and (phrase := contractor[language].find(sentence))
                # In a specification the contractor may promise how the goods are.
                and not (kind == "technical-specification" and goods[language].search(sentence))
            ):
                fault = phrase, "Move it into a contract performance clause, or say what the tenderer shall offer."
            elif (
                kind in _BEFORE_AWARD
                and (phrase := later[language].find(sentence))
                and tenderer[language].search(sentence)
                and not offered[language].search(sentence)
                # Points may be given for what happens during the contract, if the tender states it.
                and not (kind == "award-criterion" and proof[language].search(sentence))
            ):
                fault = phrase, "Move the duty into a contract performance clause."
            elif (
                kind == "contract-performance-clause"
                and (phrase := tenderer[language].find(sentence))
                and not at_tender[language].search(sentence)
            ):
                fault = phrase, "Bind the contractor here, and ask the tenderer in `question`."
            elif (
                kind == "award-criterion"
                and (phrase := minimum[language].find(sentence))
                and not proof[language].search(sentence)
            ):
                fault = phrase, "Say what is scored; a minimum belongs into a technical specification."
            elif kind != "award-criterion" and (phrase := points[language].find(sentence)):
                fault = phrase, "Move it into an award criterion, with a scale."
            if fault:
                message = f"“{fault[0]}” does not belong into a clause of the kind “{kind}”"
                place = catalogue.place(wording)
                yield make_fault(message, fault[1], place, "clause-kind-mismatch", phrase=fault[0])


def build_minimum(words: Words) -> str:
    """Return the regular expression for a minimum: tenderers shall offer something, or products shall have it."""
    offered = rf"{words('tenderer-duties')}\s+(?:\w+\s+)?{words('offer-verbs')}"
    had = rf"{words('product-words')}\s+{words('duty-verbs')}\s+(?!{words('scored-passives')})\w+"
    return f"{offered}|{had}"
