# SPDX-License-Identifier: Apache-2.0
"""clause-version-unknown: an edited clause has a version that the library at hand does not have.

Values are read from the words of a clause by the text of the library. Without the text of that version, changed
numbers are not read, and those of the record are checked. Clauses that nobody edited pass.

Passes:  an edited clause whose version is that of the library
Fails:   an edited clause of version 2, where the library has version 3

Check the numbers of the clause yourself, or make the annex anew from its purchase file.
"""

from collections.abc import Iterator

from tenderkit.checks.annexes.restored_selection import RestoredAnnex
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault

SEVERITY = "info"


def find_faults(restored: RestoredAnnex) -> Iterator[Fault]:
    """Find the edited clauses whose text the library does not have."""
    for clause in restored.annex.clauses:
        if clause.present and not clause.unchanged and clause.id in restored.unknown:
            place = Place(lot=clause.lots[0] or None, clause=clause.id)
            values = {"clause": clause.id, "version": clause.version}
            yield restored.make_fault("clause-version-unknown", place, **values)
