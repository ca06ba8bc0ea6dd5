# SPDX-License-Identifier: Apache-2.0
"""consumer-law-as-buyer-right: law for consumers as the source of a right of the authority.

Catches the names of the list `consumer-law` in the authority's own words, unless the sentence says that the law
does not apply. Directives (EU) 2019/771 and (EU) 2024/1799 protect consumers only; a public buyer has the rights
that its contract gives.

Passes:  note = "Warranty of three years after delivery."
Fails:   note = "The rights of Directive (EU) 2019/771 apply."

Write the right itself, as a value of a clause or in your contract.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import consumer_law_as_buyer_right as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the references to consumer law."""
    return find_in_own_words(checked, wording.check, fix="consumer-law-as-buyer-right-own")
