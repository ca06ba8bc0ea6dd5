# SPDX-License-Identifier: Apache-2.0
"""award-repeats-minimum: an award criterion of the authority's own scores what the clauses demand anyway.

Compares years and months next to words for a warranty, spare parts and updates in the texts of your own criteria
with the values of the clauses on the same matter in the lot. Points for what every tender has to offer make no
difference between tenders. Criteria of the library start above the clause by themselves.

Passes:  criteria = { Cover = "10 points for a warranty of 5 years." }, where the clause asks for 3
Fails:   criteria = { Cover = "10 points for a warranty of 2 years." }, where the clause asks for 3

Start the scale above the value of the clause.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.clause_numbers import find_numbers
from tenderkit.checks.own_words import list_requirements
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the criteria of the authority that give points for what a clause demands."""
    texts = (text for text in list_requirements(checked.purchase) if ".criteria." in text.key)
    for number in find_numbers(checked, texts):
        if number.years <= min(number.values):
            place = Place(key=number.text.key, lot=number.text.lot)
            years = checked.words.number(min(number.values))
            yield checked.make_fault(
                "award-repeats-minimum", place, written=number.written, years=years, where=number.target
            )
