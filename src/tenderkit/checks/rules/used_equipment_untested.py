# SPDX-License-Identifier: Apache-2.0
"""used-equipment-untested: used units are bought, and no clause has them tested.

Catches a lot of refurbished equipment with none of the clauses that say how units are tested and graded. A used
unit without a test is a claim; abroad it may count as waste (Directive 2012/19/EU, Annex VI).

Passes:  acquisition = "refurbished", with the clauses that come with it
Fails:   acquisition = "refurbished", with refurbished-grading and what requires it under [[excluded]]

Bring `refurbished-grading` back, or include `refurbished-unit-test-report`.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault

SEVERITY = "error"
_TESTS = ("refurbished-grading", "refurbished-unit-test-report", "used-equipment-export-test")


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots of refurbished units that nobody has to test."""
    for part, lot in checked.lots:
        if lot.acquisition == "refurbished" and not find_picks(part, *_TESTS):
            place = Place(key=f"lots.{part.number}.acquisition", lot=part.number)
            yield checked.make_fault("used-equipment-untested", place, lot=part.number)
