# SPDX-License-Identifier: Apache-2.0
"""label-demanded-whole: a whole label is demanded where some of its rules are meant or allowed.

Catches a requirement that lays down a label itself (list `label-names`) and takes no rules out of it (list
`criteria-words`), when one of these holds: it asks for all rules of the label (list `whole-label-phrases`); the rules
of the label also reach the maker as a whole (list `company-wide-labels`); the clause states in other sentences what
has to be met, so that these rules are all it needs. A label as proof passes, and so does one that earns points.
Directive 2014/24/EU, Art 43(1)(a): all criteria of a label that is demanded concern the subject of the contract; Art
43(2): where they do not, quote those that do.

Passes:  The battery shall meet the battery criteria of TCO Certified, generation 10, or equivalent, listed below.
Fails:   The units shall carry TCO Certified, generation 10, or an equivalent label.

Write the rules that the purchase needs, and name the label among the proofs.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.labels import find_named_labels

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the labels that requirements demand as a whole; award criteria demand nothing."""
    for named in find_named_labels(
        catalogue, "selection-criterion", "technical-specification", "contract-performance-clause"
    ):
        if not named.demanded or named.quoted:
            continue
        if named.whole:
            why = "with all its rules"
        elif named.company_wide:
            why = "as a whole, though its rules also reach the maker itself"
        elif named.criteria:
            why = "as a whole, though the clause states what has to be met"
        else:
            continue
        message = f"“{named.label}” is demanded {why}"
        fix = "Quote the rules that the purchase needs, and name the label as one of the proofs."
        yield Fault(message, fix, catalogue.place(named.passage))
