# SPDX-License-Identifier: Apache-2.0
"""disproportionate-requirement: a small purchase asks for what only large ones carry.

Catches the level `comprehensive` and more than two reports a year in a purchase whose value or units make it small.
The level asks for certificates and tests that few firms hold. Directive 2014/24/EU, Art 18 and 58(1), ask for
proportion.

Passes:  12 laptops, level = "core"
Fails:   12 laptops, level = "comprehensive"

Take the level `core`, a longer `report-months`, or accept the finding with the reason.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault

SEVERITY = "warn"
_WARNINGS = {
    "level": "the purchase is small, and the level “comprehensive” asks for proofs that few firms hold",
    "reports": "the purchase is small, and asks for {count} reports a year; {usual} are usual",
}


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find demands that a small purchase does not carry."""
    for key, values in checked.annex.context.effort.warnings:
        if key in _WARNINGS:
            place = Place(key="tender.level" if key == "level" else "lots")
            fix = "Take the level “core”." if key == "level" else "Set a longer `report-months`."
            yield Fault(_WARNINGS[key].format(**values), fix, place)
