# SPDX-License-Identifier: Apache-2.0
"""local-facility-at-tender: tenderers need a workshop or office near the authority before the award.

Catches, in the authority's own words, a workplace (list `facility-words`) that a firm has to have within a
distance, city or country, or that is called local. Directive 2014/24/EU, Art 18 and 42(2), demands equal access: a
firm from elsewhere can open a workshop once it has the contract. In a lot that repairs units a note binds after the
award.

Passes:  note = "Repaired within five working days of the notice of the fault."
Fails:   note = "The tenderer shall have a repair workshop within 50 km of the city hall."

Ask for a response or repair time instead, as the clauses on repair do.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import local_facility_at_tender as wording

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the demands that a tenderer has a workplace near the authority."""
    return find_in_own_words(checked, wording.check, titles=False, fix="local-facility-at-tender-own")
