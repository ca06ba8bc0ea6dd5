# SPDX-License-Identifier: Apache-2.0
"""hidden-clause-required: an overlay hides a clause that other clauses require.

An overlay is an authority's own library on top of the shipped one. Catches a clause in its `hide` that a clause
which is not hidden requires. The annex would refer to it, for example to “Remedies for missed duties”,
without printing it.

Passes:  hide = ["audit-right"]            nothing requires it
Fails:   hide = ["remedies"]               every contract performance clause requires it

Hide the clauses that require it as well, replace them by wordings of your own, or keep the clause.
"""

from collections.abc import Iterator

from tenderkit.findings import Place
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the hidden clauses that other clauses require."""
    hidden = catalogue.library.hidden
    for id_, overlay in hidden.items():
        others = [c.id for c in catalogue.clauses if id_ in c.requires and c.id not in hidden]
        if others:
            named = ", ".join(f"“{other}”" for other in others[:3]) + (" and others" if len(others) > 3 else "")
            message = f"“{id_}” is hidden, and {named} require{'s' if len(others) == 1 else ''} it"
            yield Fault(message, "Hide these as well, or keep the clause.", Place(overlay.file, "hide"))
