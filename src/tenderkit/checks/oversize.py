# SPDX-License-Identifier: Apache-2.0
"""Find a purchase with more clauses than its size carries."""

from collections.abc import Iterator

from tenderkit.findings import Finding, Place
from tenderkit.papers.annex.annex import Annex

OVERSIZE = "proportionality-guard"
# The warnings on the effort that are about the number of clauses, each with the key of the purchase file to change.
_KEYS = {"size": "tender.proportionality", "many": "included"}


def find_oversize(annex: Annex) -> Iterator[Finding]:
    """Yield a warning where the size was chosen above the usual one, or a lot has more clauses than is usual."""
    for name, values in annex.context.effort.warnings:
        if name in _KEYS:
            told = annex.language.remark(f"checks.{OVERSIZE}-{name}", **values)
            yield Finding(OVERSIZE, *told, "warn", Place(key=_KEYS[name]))
