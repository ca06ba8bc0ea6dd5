# SPDX-License-Identifier: Apache-2.0
"""label-demanded-whole: a whole ecolabel is demanded in the authority's own words.

Catches a note that demands an ecolabel (list `label-names`) with all its criteria, or one that also has criteria
for the manufacturer as a firm (list `company-wide-labels`), and picks no criteria of it. Directive 2014/24/EU, Art
43: all criteria of a demanded label must concern what is bought; if some do not, the others are to be quoted.

Passes:  note = "The units shall meet the criteria on noise of TCO Certified, generation 10, or equivalent."
Fails:   note = "The units shall carry TCO Certified or an equivalent label."

Write the criteria that you need, and name the ecolabel as one of the proofs.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import label_demanded_whole as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the ecolabels that are demanded as a whole."""
    return find_in_own_words(checked, wording.check)
