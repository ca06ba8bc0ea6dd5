# SPDX-License-Identifier: Apache-2.0
"""hidden-clause-required: a library on top hides a clause that others lean on.

Catches a clause in `hide` that a clause which stays requires. The annex would name it, for example “Remedies for
missed circular duties”, and nobody would find it there.

Passes:  hide = ["audit-right"]            nothing requires it
Fails:   hide = ["remedies"]               every contract performance clause requires it

Hide those as well, replace them by wordings of your own, or keep the clause.
"""

from collections.abc import Iterator

from tenderkit.findings import Place
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the hidden clauses that others require."""
    hidden = catalogue.library.hidden
    for id_, overlay in hidden.items():
        others = [c.id for c in catalogue.clauses if id_ in c.requires and c.id not in hidden]
        if others:
            named = ", ".join(f"“{other}”" for other in others[:3]) + (" and others" if len(others) > 3 else "")
            message = f"“{id_}” is hidden, and {named} require{'s' if len(others) == 1 else ''} it"
            yield Fault(message, "Hide these as well, or keep the clause.", Place(overlay.file, "hide"))
