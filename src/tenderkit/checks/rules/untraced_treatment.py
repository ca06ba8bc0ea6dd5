# SPDX-License-Identifier: Apache-2.0
"""untraced-treatment: equipment is disposed of by the authority's own words, and nobody has to prove where.

Catches a note that has equipment recycled, treated or disposed of, if it does not ask for the way to final
treatment, such as “by any licensed party”. The proof then ends at the gate of the first firm.

Passes:  note = "The units shall be recycled, and each later receiver proved until final treatment."
Fails:   note = "The contractor shall dispose of the units through any licensed party."

Take the sentence out; `treatment-standard` and `downstream-transparency` ask for what is missing here.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import DUTY, SPECIFICATION, find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import untraced_treatment as wording

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the duties to treat equipment that ask for no proof of its way."""
    return find_in_own_words(
        checked, wording.check, titles=False, kinds=(SPECIFICATION, DUTY), taken_as=DUTY, fix="untraced-treatment-own"
    )
