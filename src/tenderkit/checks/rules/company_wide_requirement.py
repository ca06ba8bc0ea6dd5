# SPDX-License-Identifier: Apache-2.0
"""company-wide-requirement: a demand on the whole of a firm, not on what it delivers.

Catches the phrases of the list `company-wide-phrases` (reports and policies of a firm, ratings, all its sites) in
the authority's own words, unless the sentence ties them to the contract. Criteria and conditions have to be linked
to what is bought: Directive 2014/24/EU, Art 67(3) and 70. An award criterion of your own falls for this most often.

Passes:  criteria = { quality = "Up to 10 points for the plan by which units are collected under this contract." }
Fails:   criteria = { quality = "Up to 10 points for the sustainability report of the tenderer." }

Limit the demand to the goods, services or sites of the contract.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import company_wide_requirement as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the demands on firms as a whole."""
    return find_in_own_words(checked, wording.check)
