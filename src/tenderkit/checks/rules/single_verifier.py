# SPDX-License-Identifier: Apache-2.0
"""single-verifier: proof from one laboratory, body or country only, in the authority's own words.

Catches the name of a laboratory or body (list `verifier-names`), words that accept only one, and bodies of one
country or town, unless the sentence accepts others as well. Directive 2014/24/EU, Art 44(1)-(2).

Passes:  note = "Test report of an accredited laboratory, or of an equally competent body, of any country."
Fails:   note = "Test report of TÜV Rheinland."

Accept accredited or equally competent bodies of any country.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import single_verifier as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the demands for proof from one body or country."""
    return find_in_own_words(checked, wording.check, titles=False)
