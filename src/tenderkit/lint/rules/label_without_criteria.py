# SPDX-License-Identifier: Apache-2.0
"""label-without-criteria: a label replaces a description of the product.

Catches a requirement of a technical specification or contract performance clause that names a label (list
`label-names`) otherwise than as proof, while no sentence of it says what has to be met: no figure, no criteria. The
Court of Justice did not let a label replace detailed specifications (C-368/10); today the tests of Directive
2014/24/EU, Art 43, apply, and a tenderer with another label has to know what to prove.

Passes:  The units shall meet these criteria of Blue Angel DE-UZ 78, or equivalent: {{ criteria }}.
Fails:   The units shall carry Blue Angel DE-UZ 78 or an equivalent label.

List the criteria that have to be met.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.labels import find_named_labels

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the labels that a requirement names without criteria."""
    for named in find_named_labels(catalogue, "technical-specification", "contract-performance-clause"):
        if not named.quoted and not named.criteria:
            message = f"“{named.label}” stands in the place of criteria"
            yield Fault(message, "List the criteria that have to be met.", catalogue.place(named.passage))
