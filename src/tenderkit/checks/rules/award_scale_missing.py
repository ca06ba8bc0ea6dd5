# SPDX-License-Identifier: Apache-2.0
"""award-scale-missing: an award criterion of the authority's own has no text that says how it gives points.

A name and a weight leave open what is scored and how. Directive 2014/24/EU, Art 67(4), asks for criteria that let
tenders be compared and checked. Criteria of the library have their scale.

Passes:  weights = { price = 80, quality = 20 }, criteria = { quality = "10 points for each ..." }
Fails:   weights = { price = 80, quality = 20 }

Write under `criteria` what is assessed, by which document, and how many points each answer earns.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, place_key
from tenderkit.lint.catalogue import Fault

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the criteria of the authority whose text is missing."""
    for point in checked.gaps:
        place = place_key(point)
        _, is_criterion, name = (place.key or "").partition(".criteria.")
        if is_criterion:
            yield checked.make_fault("award-scale-missing", place, name=name)
