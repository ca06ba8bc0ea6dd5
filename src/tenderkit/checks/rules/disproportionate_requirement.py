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
_WARNINGS = ("level", "reports")


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find demands that a small purchase does not carry."""
    for key, values in checked.annex.context.effort.warnings:
        if key in _WARNINGS:
            place = Place(key="tender.level" if key == "level" else "lots")
            yield checked.make_fault(f"disproportionate-requirement-{key}", place, **values)
