# SPDX-License-Identifier: Apache-2.0
"""material-or-process-prescribed: a note accepts one material, technology or process only.

Catches a duty in the authority's own words that names an entry of the list `materials-and-processes` as the
material of a product or the way it is made, and allows no alternative. Directive 2014/24/EU, Art 42(4); Court of
Justice, C-424/23.

Passes:  note = "The housing shall be made of aluminium or another material that can be recycled."
Fails:   note = "The housing shall be made of aluminium."

Write which function the material or process has to serve, or allow what does the same.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import material_or_process_prescribed as wording

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the materials and processes that are prescribed."""
    return find_in_own_words(checked, wording.check, titles=False)
