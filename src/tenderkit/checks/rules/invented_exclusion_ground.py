# SPDX-License-Identifier: Apache-2.0
"""invented-exclusion-ground: an exclusion of tenderers that procurement law does not know.

Catches words of the list `exclusion-phrases` in the authority's own words, unless the text names the ground in the
law and lets the tenderer show that it is reliable again. The grounds are a closed list: Directive 2014/24/EU, Art
57(4), (6) and (7). A bid that does not meet a requirement is rejected, which is no exclusion.

Passes:  note = "No unit is exported as waste."
Fails:   note = "Tenderers that exported waste in the last five years shall be excluded."

Ask for what has to be done under the contract, or name the ground of the law with its term and self-cleaning.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import invented_exclusion_ground as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the exclusions without a ground in the law."""
    return find_in_own_words(checked, wording.check)
