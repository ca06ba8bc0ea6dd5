# SPDX-License-Identifier: Apache-2.0
"""certificate-without-scope: a certificate is asked for in your own words, with no word on what it must cover.

Catches a note or criterion with a certificate under a scheme or management standard (lists `scheme-names`,
`certified-standards`) that names no scope, site, activity or appendix. A certificate for another site proves
nothing for this contract.

Passes:  note = "Certificate under R2v3 (2020) or equivalent, whose scope names the site and the steps."
Fails:   note = "Certificate under R2v3 (2020) or equivalent."

Say which sites and activities its scope must name.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import certificate_without_scope as wording

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the demands for certificates that do not say what they must cover."""
    return find_in_own_words(checked, wording.check, titles=False)
