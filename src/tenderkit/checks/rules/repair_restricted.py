# SPDX-License-Identifier: Apache-2.0
"""repair-restricted: the authority's own words bar repair by others, withhold manuals or tie parts to one unit.

Catches the sentences that the rule of the same name finds in clauses: only parts of the manufacturer, repair by
authorised firms only, a warranty that ends with an opened unit, pairing of parts. Mostly copied from terms of sale,
they end the life of a unit at its first fault.

Passes:  note = "A repair by a third party does not end the warranty."
Fails:   note = "The warranty is void if the unit is opened by a third party."

Take it out; the clauses on spare parts, repair information and repair locks ask for the opposite.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import repair_restricted as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the sentences that hinder repair."""
    return find_in_own_words(checked, wording.check, titles=False, fix="repair-restricted-own")
