# SPDX-License-Identifier: Apache-2.0
"""label-without-criteria: an ecolabel is named in the authority's own words, and no criteria.

Catches a note that names an ecolabel (list `label-names`) other than as a proof, and neither a figure nor criteria
to be met. A tenderer with another ecolabel has to know what to prove (Court of Justice, C-368/10; Directive
2014/24/EU, Art 43).

Passes:  note = "The printers shall meet the limits on dust of Blue Angel DE-UZ 219, or equivalent."
Fails:   note = "Printers with Blue Angel or an equivalent label."

List the criteria that have to be met.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import label_without_criteria as wording

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the ecolabels without criteria."""
    return find_in_own_words(checked, wording.check)
