# SPDX-License-Identifier: Apache-2.0
"""vague-wording: a word of the authority's own that gives no number, unit or method to check it.

Catches the words of the list `vague-words`, such as “modern”, “high quality” and “environmentally friendly”, in
notes, criteria and figures; titles pass. Directive 2014/24/EU, Art 42(3)(a) and 67(4), asks for requirements
precise enough to check.

Passes:  note = "At least 400 cd/m² at the centre of the screen."
Fails:   note = "A bright screen of high quality."

Write number, unit and method, or take the word out.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import vague_wording as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the vague words of notes, criteria and figures."""
    return find_in_own_words(checked, wording.check, titles=False)
