# SPDX-License-Identifier: Apache-2.0
"""proportionality-guard: a purchase has more clauses than its size carries.

Catches a size that the authority chose above the one that follows from value and units, and lots with more clauses
than is usual for the size (12 in a short set, 43 in a standard, 60 in a large one; proposals of this project). Few
firms answer a long annex for a small contract, and small firms least of all.

Passes:  600 laptops with the clauses of the standard set
Fails:   12 laptops with proportionality = "full"

Leave `proportionality` out, or take clauses out that you will not enforce.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.oversize import find_oversize
from tenderkit.lint.catalogue import Fault

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find a purchase with more clauses than its size carries."""
    for finding in find_oversize(checked.annex):
        yield Fault(finding.message, finding.fix, finding.place)
