# SPDX-License-Identifier: Apache-2.0
"""take-back-without-erasure-or-export-rule: old equipment is handed over without a rule on its data or export.

Catches a lot whose old equipment can store data of a class above “none” and that has no clause `data-sanitisation`;
and a lot with old equipment other than loose media that has no clause `export-control`. Whoever hands over data
without their erasure breaks the law on personal data (Regulation (EU) 2016/679, Art 32); old equipment may leave
the country as waste only with consent (Basel Convention).

Passes:  returns = [{ category = "laptop", quantity = 50 }], with the clauses that come with it
Fails:   the same with data-sanitisation and all clauses that require it under [[excluded]]

Take the clauses out of [[excluded]], or cover both in documents of your own and accept the finding with that
reason.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault
from tenderkit.purchase.values import STORAGE_MEDIA

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots that hand over equipment without erasure, or without a rule on export."""
    kinds = checked.selection.library.vocabulary.categories
    for part, lot in checked.lots:
        given = [line.kind for line in lot.returns if line.kind]
        stores = any(kinds[kind].stores_data for kind in given) and lot.data != "none"
        place = Place(key=f"lots.{part.number}.returns", lot=part.number)
        if stores and not find_picks(part, "data-sanitisation"):
            yield checked.make_fault("take-back-without-erasure", place, lot=part.number)
        units = [line for line in lot.returns if line.kind != STORAGE_MEDIA]
        if units and not find_picks(part, "export-control"):
            yield checked.make_fault("take-back-without-export-rule", place, lot=part.number)
