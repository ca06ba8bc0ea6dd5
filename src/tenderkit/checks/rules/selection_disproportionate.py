# SPDX-License-Identifier: Apache-2.0
"""selection-disproportionate: a turnover of more than twice the value of the contract is asked for.

Catches, in the authority's own words, a turnover in a sentence with more than two times the value of the contract,
or with a sum more than twice the one that the same text gives as this value. Directive 2014/24/EU, Art 58(3), allows
at most twice the estimated value, except for special risks that the tender documents state.

Passes:  note = "Yearly turnover of at least the contract value."
Fails:   note = "Yearly turnover of at least ten times the contract value."

Ask for at most twice the value of the contract, or state the special risk.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import selection_disproportionate as wording

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the turnovers of more than twice the value of the contract."""
    return find_in_own_words(checked, wording.check)
