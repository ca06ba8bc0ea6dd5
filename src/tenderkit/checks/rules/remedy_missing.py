# SPDX-License-Identifier: Apache-2.0
"""remedy-missing: a lot has duties of the contractor, and nothing follows where they are missed.

Catches a lot with contract performance clauses and without the clause `remedies`, which has the cure period, the
amounts and the end of the contract. A duty without a consequence cannot be enforced.

Passes:  contract performance clauses with `remedies`
Fails:   the same, with `remedies` hidden by house rules

Bring `remedies` back, or name the clause of your own contract that does the same when you accept the finding.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots with duties and without consequences."""
    for part, _ in checked.lots:
        duties = [pick for pick in part.picks if pick.clause.kind == "contract-performance-clause"]
        if duties and not find_picks(part, "remedies") and not find_picks(checked.selection.general, "remedies"):
            place = Place(key=f"lots.{part.number}", lot=part.number)
            yield checked.make_fault("remedy-missing", place, lot=part.number, count=len(duties))
