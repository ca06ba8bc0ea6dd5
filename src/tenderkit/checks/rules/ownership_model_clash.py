# SPDX-License-Identifier: Apache-2.0
"""ownership-model-clash: an included clause is for another way to acquire equipment than that of the lot.

An inclusion overrides the conditions of a clause. Catches one whose conditions name acquisition models, if the
model of the lot is not among them: a clause that binds the seller of goods gives the owner of leased units a duty
that is not theirs, and the other way round.

Passes:  [[included]] clause = "minimum-use-term", in a lease
Fails:   [[included]] clause = "minimum-use-term", in a purchase

Take it out, or choose the clause of the same subject for the model of the lot.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.findings import Place
from tenderkit.lint.applicability import list_acquisitions
from tenderkit.lint.catalogue import Fault

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the included clauses that name other acquisition models."""
    for part, lot in checked.lots:
        for pick in part.picks:
            models = list_acquisitions(checked.catalogue, pick.clause)
            if pick.decision.rule == "included" and lot.acquisition not in models:
                place = Place(key="included", lot=part.number, clause=pick.clause.id)
                yield checked.make_fault(
                    "ownership-model-clash",
                    place,
                    clause=pick.clause.id,
                    models=", ".join(sorted(models)),
                    lot=part.number,
                    model=lot.acquisition,
                )
