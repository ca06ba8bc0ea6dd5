# SPDX-License-Identifier: Apache-2.0
"""weak-evidence: a proof in the authority's own words that proves nothing.

Catches a brochure, a website or a self-declaration (lists `weak-proof`, `self-declarations`) in a note or criterion
that asks for no stronger proof as well. Self-declared values were found to be wrong in tests; points for them go to
the tenderer who writes the highest number.

Passes:  note = "Shown by the test report and the data sheet."
Fails:   note = "Shown by a brochure of the manufacturer."

Ask for a document that binds its author, or that somebody independent has checked.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import weak_evidence as wording

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the proofs for which a brochure or a declaration is enough."""
    return find_in_own_words(checked, wording.check, titles=False, as_proof=True)
