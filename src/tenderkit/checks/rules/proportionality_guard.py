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
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault

SEVERITY = "warn"
_WARNINGS = ("size", "many")


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find a purchase with more clauses than its size carries."""
    for key, values in checked.annex.context.effort.warnings:
        if key in _WARNINGS:
            place = Place(key="tender.proportionality" if key == "size" else "included")
            yield checked.make_fault(f"proportionality-guard-{key}", place, **values)
