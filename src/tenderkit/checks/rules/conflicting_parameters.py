# SPDX-License-Identifier: Apache-2.0
"""conflicting-parameters: a text of the authority's own gives another number than the clause on the same matter.

Compares years and months next to words for a warranty, spare parts and updates in titles, notes and figures with
the values of `warranty-minimum`, `refurbished-warranty`, `spare-parts` and `software-update-support` in the same
lot. With two numbers for one thing, each side reads the one that suits it. Texts of award criteria pass: they speak
of more than the minimum. In an annex, catches a value that a clause prints twice with two numbers, too, and such a
number in any other paragraph that was edited or belongs to no clause.

Passes:  note = "Warranty of 3 years after delivery.", [parameters.warranty-minimum] warranty-years = 3
Fails:   note = "Warranty of 5 years after delivery.", [parameters.warranty-minimum] warranty-years = 3

Take the number out of the text, and set the value of the clause.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.clause_numbers import find_numbers
from tenderkit.checks.own_words import list_requirements
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault

SEVERITY = "error"
_NO_REQUIREMENTS = {"criteria", "weights", "parameters"}


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the texts with another number than the clause on the same matter."""
    texts = (text for text in list_requirements(checked.purchase) if not _NO_REQUIREMENTS & set(text.key.split(".")))
    for number in find_numbers(checked, texts):
        if number.years not in number.values:
            place = Place(key=number.text.key, lot=number.text.lot)
            years = checked.words.number(number.values[0])
            yield checked.make_fault(
                "conflicting-parameters", place, written=number.written, years=years, where=number.target
            )
