# SPDX-License-Identifier: Apache-2.0
"""standard-without-equivalent: a standard or scheme in the authority's own words without “or equivalent”.

Catches the number of a standard or the name of a scheme (lists `standard-prefixes`, `scheme-names`) in titles,
notes, criteria and figures, if the sentence has no phrase of the list `equivalence-phrases`. Directive 2014/24/EU,
Art 42(3)(b), asks for the words at each reference; the general rule of the annex is only a safety net. Values of
clauses pass: the clause prints the words.

Passes:  note = "Wireless network by IEEE 802.11ax-2021 or equivalent."
Fails:   note = "Wireless network by IEEE 802.11ax-2021."

Add “or equivalent” in the same sentence.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import standard_without_equivalent as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the standards and schemes for which no equivalent is accepted."""
    return find_in_own_words(checked, wording.check)
