# SPDX-License-Identifier: Apache-2.0
"""selection-criterion-misused: an award criterion of the authority's own judges the firm and not its offer.

Catches, in names and texts of your own criteria, what speaks for the firm (list `suitability-words`): experience,
turnover, references, number of staff. Such things belong to the selection of tenderers (Directive 2014/24/EU, Art
58(1) and 67); the staff assigned to the contract may be scored where their quality matters.

Passes:  weights = { price = 80, quality = { "Plan for delivery" = 20 } }
Fails:   weights = { price = 80, quality = { "Reference projects" = 20 } }

Score the offer, or make it a condition for taking part in your own documents.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import CRITERION, find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import selection_criterion_misused as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the award criteria that judge the firm."""
    return find_in_own_words(checked, wording.check, kinds=(CRITERION,))
