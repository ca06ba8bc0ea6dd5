# SPDX-License-Identifier: Apache-2.0
"""destruction-blocks-reuse: the authority's own words have media or units destroyed as the normal method.

Catches a duty to destroy, shred, crush or demagnetise media or units in a note, unless the sentence limits it to
media that cannot be sanitised or are classified. A unit without its medium is rarely used again, a shredded one
never; the method that the clauses ask for erases data and leaves the medium usable. Lots with the highest data
class, and lots whose route is destruction, pass.

Passes:  note = "A medium that cannot be erased shall be destroyed."
Fails:   note = "All hard drives shall be shredded."

Leave erasure to the clause `data-sanitisation`; destroy only by sensitivity, or where erasing fails.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import destruction_blocks_reuse as wording

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the notes that make destruction the normal method, in lots where it is not what is bought."""
    highest = checked.catalogue.library.vocabulary.words("data")[-1]
    for fault in find_in_own_words(checked, wording.check, titles=False):
        lot = checked.purchase.lots[(fault.place.lot or 1) - 1]
        if fault.place.lot is None or (lot.data != highest and "destruction" not in lot.routes):
            yield fault
