# SPDX-License-Identifier: Apache-2.0
"""label-without-equivalent: an ecolabel in the authority's own words without an equivalent label.

Catches the names of the list `label-names` in titles, notes, criteria and figures, if the sentence has no phrase of
the list `equivalence-phrases`. Under Directive 2014/24/EU, Art 43(1), equivalent labels have to be accepted, and
other proof from a tenderer that could not get the label in time; the latter is said by the general rule on
equivalent proof.

Passes:  note = "Display with the limits of ENERGY STAR 8.0 or an equivalent label."
Fails:   note = "Display with ENERGY STAR."

Add “or an equivalent label” in the same sentence.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import label_without_equivalent as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the ecolabels for which no equivalent is accepted."""
    return find_in_own_words(checked, wording.find_closed_labels)
