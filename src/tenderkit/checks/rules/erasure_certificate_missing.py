# SPDX-License-Identifier: Apache-2.0
"""erasure-certificate-missing: data are erased under the contract, and no certificate proves it for each unit.

Catches a lot with the clause `data-sanitisation` and without `erasure-certificate`, which asks for a certificate by
serial number. Without it nobody can show which units were erased, and units that may hold data are destroyed
instead of used again. Only house rules that hide the certificate can lead there.

Passes:  data-sanitisation with erasure-certificate
Fails:   data-sanitisation, with erasure-certificate hidden by house rules

Take `erasure-certificate` out of `hide`.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots that have data erased without a certificate."""
    for part, _ in checked.lots:
        if find_picks(part, "data-sanitisation") and not find_picks(part, "erasure-certificate"):
            place = Place(key=f"lots.{part.number}", lot=part.number, clause="data-sanitisation")
            yield checked.make_fault("erasure-certificate-missing", place, lot=part.number)
