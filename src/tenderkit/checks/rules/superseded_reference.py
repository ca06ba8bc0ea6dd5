# SPDX-License-Identifier: Apache-2.0
"""superseded-reference: a law, standard, label or method in the authority's own words that is out of date.

Catches the names of superseded.toml in titles, notes, criteria and figures, unless the sentence refuses the old
reference. An authority that asks for a withdrawn edition gets old methods, or no bid at all.

Passes:  note = "Media erased by NIST SP 800-88 Rev. 2 (September 2025) or equivalent."
Fails:   note = "Media erased by DoD 5220.22-M or equivalent."

Read the new edition and name it.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import superseded_reference as wording

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the references of the authority that are out of date."""
    return find_in_own_words(checked, wording.check)
