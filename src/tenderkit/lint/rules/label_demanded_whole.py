# SPDX-License-Identifier: Apache-2.0
"""label-demanded-whole: a whole ecolabel is demanded where only some of its criteria are needed or allowed.

Catches a requirement that demands an ecolabel (list `label-names`) and does not pick criteria of it (list
`criteria-words`), if one of these holds: it demands all criteria of the ecolabel (list `whole-label-phrases`); the
ecolabel also has criteria for the manufacturer as a firm (list `company-wide-labels`); other sentences of the
requirement set figures or criteria, which are then all that is needed. An ecolabel passes as proof, or if it earns
points. Directive 2014/24/EU, Art 43(1)(a): all criteria of a demanded label must concern the subject of the contract;
Art 43(2): if some do not, quote those that do.

Passes:  The battery shall meet the battery criteria of TCO Certified, generation 10, or equivalent, listed below.
Fails:   The units shall carry TCO Certified, generation 10, or an equivalent label.

Write the criteria that the purchase needs, and name the ecolabel among the proofs.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.labels import find_named_labels

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the ecolabels that a requirement demands as a whole; award criteria are not searched."""
    for named in find_named_labels(
        catalogue, "selection-criterion", "technical-specification", "contract-performance-clause"
    ):
        if not named.demanded or named.quoted:
            continue
        if named.whole:
            key, why = "rules", "with all its rules"
        elif named.company_wide:
            key, why = "maker", "as a whole, though its rules also reach the maker itself"
        elif named.criteria:
            key, why = "criteria", "as a whole, though the clause states what has to be met"
        else:
            continue
        message = f"“{named.label}” is demanded {why}"
        fix = "Quote the rules that the purchase needs, and name the label as one of the proofs."
        place = catalogue.place(named.wording)
        yield make_fault(message, fix, place, f"label-demanded-whole-{key}", phrase=named.label)
