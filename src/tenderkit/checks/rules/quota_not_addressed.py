# SPDX-License-Identifier: Apache-2.0
"""quota-not-addressed: a quota that binds the authority is not reflected in the lot.

Where the jurisdiction has a quota for the equipment of a lot (France: re-used goods or recycled content for IT and
phones), the lot has to help to reach it or to count it: it buys refurbished units, or has one of the clauses
`refurbished-share-minimum`, `recycled-plastic-content` and `circularity-report`, which gives the data. Quotas that
are not confirmed do not count. Silent where `duty-missed` tells a fault.

Passes:  country = "FR", a standard purchase of laptops, with circularity-report
Fails:   country = "FR", a short purchase of laptops, which has no such clause

Include one of the clauses, or accept the finding with the reason, for example that other purchases fill the quota.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks
from tenderkit.checks.duties import find_missed_duties
from tenderkit.findings import Place
from tenderkit.library.other_device import find_named
from tenderkit.lint.catalogue import Fault
from tenderkit.selection.legal_context import find_duties

SEVERITY = "warn"
_ANSWERS = ("refurbished-share-minimum", "recycled-plastic-content", "circularity-report")


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots that do nothing for a quota in force."""
    selection = checked.selection
    quotas = selection.library.find_inherited(selection.jurisdiction, "quotas")
    if quotas is None or quotas.mark != "C":
        return
    launch = selection.purchase.tender.launch
    missed = {finding.place.lot for finding in find_missed_duties(selection, checked.words)}
    for duty in find_duties(selection):
        if duty.source != quotas.source or not duty.is_in_force(launch) or duty.least_environment_weight:
            continue
        for part, lot in checked.lots:
            concerned = find_named(part.facts.items, duty.categories) if duty.categories else part.facts.items
            answered = lot.acquisition in ("refurbished", "repair") or find_picks(part, *_ANSWERS)
            if concerned and not answered and part.number not in missed:
                place = Place(key=f"lots.{part.number}", lot=part.number)
                yield checked.make_fault("quota-not-addressed", place, lot=part.number, source=duty.source)
