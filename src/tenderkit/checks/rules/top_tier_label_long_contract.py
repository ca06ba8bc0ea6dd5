# SPDX-License-Identifier: Apache-2.0
"""top-tier-label-long-contract: the highest tier of an ecolabel is fixed for a contract of more than two years.

Catches the entries of the list `top-label-tiers`, such as EPEAT Gold, in the authority's own words and in values of
clauses, in lots whose term is longer than 24 months. The rules of a label move; models of the day after tomorrow
may reach the tier no more, and none may be left to deliver. A sentence that speaks of points passes.

Passes:  note = "The criteria of EPEAT at the silver tier, or equivalent.", months = 48
Passes:  note = "EPEAT Gold or equivalent.", months = 12
Fails:   note = "EPEAT Gold or equivalent.", months = 48

Ask for a middle tier, give points for the highest, or add a rule on changes of the label.
"""

import re
from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.look_alikes import fold_letters
from tenderkit.checks.own_words import list_requirements
from tenderkit.findings import Place
from tenderkit.library.library import ENGLISH
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"
LONGEST_MONTHS = 24
_POINTS = re.compile(r"\bpoints?\b", re.IGNORECASE)


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the highest tiers of labels in lots with a long term."""
    tiers = Phrases(checked.catalogue, "top-label-tiers")[ENGLISH]
    for text in list_requirements(checked.purchase):
        terms = [lot.months or 0 for part, lot in checked.lots if text.lot in (None, part.number)]
        name = tiers.find(fold_letters(text.text))
        if name and max(terms) > LONGEST_MONTHS and not _POINTS.search(text.text):
            place = Place(key=text.key, lot=text.lot)
            yield checked.make_fault("top-tier-label-long-contract", place, name=name, months=max(terms))
