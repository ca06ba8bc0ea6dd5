# SPDX-License-Identifier: Apache-2.0
"""clause-kind-mismatch: an award criterion of the authority's own states a minimum or a duty.

Catches, in texts of your own criteria, what a tenderer or unit shall have or do at least, and duties of the
contractor. A minimum is met or not and earns no points; a duty after the award is a contract performance condition,
which the documents show as one (Directive 2014/24/EU, Art 67 and 70).

Passes:  criteria = { quality = "10 points for each year of warranty offered above the second." }
Fails:   criteria = { quality = "The tenderer shall offer at least two years of warranty." }

Say what is scored, and by how many points; put a minimum into a note or the value of a clause.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import CRITERION, find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import clause_kind_mismatch as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the minimums and duties in award criteria."""
    return find_in_own_words(checked, wording.check, titles=False, kinds=(CRITERION,))
