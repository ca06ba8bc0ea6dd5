# SPDX-License-Identifier: Apache-2.0
"""label-without-criteria: an ecolabel is named, and no criteria say what the product has to meet.

Catches a requirement of a technical specification or contract performance clause that names an ecolabel (list
`label-names`) other than as proof, and no sentence of which gives a figure or criteria to be met. The Court of
Justice did not let an ecolabel replace detailed specifications (C-368/10); today the conditions of Directive
2014/24/EU, Art 43, apply, and a tenderer with another ecolabel has to know what to prove.

Passes:  The units shall meet these criteria of Blue Angel DE-UZ 78, or equivalent: {{ criteria }}.
Fails:   The units shall carry Blue Angel DE-UZ 78 or an equivalent label.

List the criteria that have to be met.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.labels import find_named_labels

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the ecolabels that a requirement names without criteria."""
    for named in find_named_labels(catalogue, "technical-specification", "contract-performance-clause"):
        if not named.quoted and not named.criteria:
            message = f"“{named.label}” stands in the place of criteria"
            fix, place = "List the criteria that have to be met.", catalogue.place(named.wording)
            yield make_fault(message, fix, place, "label-without-criteria", phrase=named.label)
