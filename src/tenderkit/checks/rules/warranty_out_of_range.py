# SPDX-License-Identifier: Apache-2.0
"""warranty-out-of-range: a warranty of less than one or more than seven years in the authority's own words.

Shorter terms come anyway; longer ones are not on the market and are priced as insurance. Long use is better served
by spare parts and updates. Values of the clause on warranty have a range of their own, see `outside-bounds`.

Passes:  note = "Warranty of three years after delivery."
Fails:   note = "Warranty of ten years after delivery."

Set one to seven years, and ask the market first.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import warranty_out_of_range as wording

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the warranties outside one to seven years."""
    return find_in_own_words(checked, wording.check)
