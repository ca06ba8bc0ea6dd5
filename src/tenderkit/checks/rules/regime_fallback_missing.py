# SPDX-License-Identifier: Apache-2.0
"""regime-fallback-missing: no procurement law is known for the authority, and the international default was used.

No country is given, or one without a profile. What the annex says of equivalence, weights and e-waste law is then
general. A jurisdiction that the file names passes.

Passes:  country = "KE"
Passes:  jurisdiction = "un"
Fails:   neither `country` nor `jurisdiction`

Give the country of the authority, or the jurisdiction whose rules it follows.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault

SEVERITY = "info"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find a purchase whose law is the international default for want of a better one."""
    tender = checked.purchase.tender
    if checked.selection.jurisdiction_basis != "default":
        return
    part = "law" if tender.country else "country"
    yield checked.make_fault(f"regime-fallback-missing-{part}", Place(key="tender.country"), country=tender.country)
