# SPDX-License-Identifier: Apache-2.0
"""evidence-date-missing: a certificate is asked for in your own words, and no day on which it must be valid.

Catches a note or criterion with a certificate under a scheme or management standard, or of an independent body, and
no words on its validity. Otherwise nobody notices a certificate that lapses before the work is done.

Passes:  note = "Certificate under ISO 14001:2015 or equivalent for the site, valid on the day of award."
Fails:   note = "Certificate under ISO 14001:2015 or equivalent for the site."

Add the day, for example “valid on the day of award”.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import evidence_date_missing as wording

SEVERITY = "info"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the demands for certificates without a day of validity."""
    return find_in_own_words(checked, wording.check, titles=False)
