# SPDX-License-Identifier: Apache-2.0
"""number-without-anchor: a time, share or count of the authority's own without the event from which it counts.

Catches a time, a share or a number of charge cycles in a note or criterion whose sentence names no day, event,
period or method (lists `anchors`, `anchor-events`). “After delivery” and “after the last unit is placed on the
market” differ by years; Directive 2014/24/EU, Art 42(3)(a). Sizes, weights and the numbers of standards are none of
these.

Passes:  note = "Delivered within four weeks of the order."
Fails:   note = "Delivered within four weeks."

Name the day, the event or the method in the same sentence.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import number_without_anchor as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the times and shares without an anchor."""
    return find_in_own_words(checked, wording.check, titles=False)
