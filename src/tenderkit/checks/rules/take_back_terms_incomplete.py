# SPDX-License-Identifier: Apache-2.0
"""take-back-terms-incomplete: a take-back in your own words without payer, place, time or smallest quantity.

Catches a note that has the contractor collect or take back units and leaves one of the four open. Nobody can price
such a duty, and after the award each side reads it in its own favour. The clause `take-back` has all four as
values.

Passes:  note = "From the ground floor of each school."
Fails:   note = "The contractor shall take back the units after use."

Take the sentence out, and set the values of `take-back`; or write all four into it.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import DUTY, SPECIFICATION, find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import take_back_terms_incomplete as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the take-back duties that leave open who pays, where, or another of the four terms."""
    return find_in_own_words(checked, wording.check, titles=False, kinds=(SPECIFICATION, DUTY), taken_as=DUTY)
