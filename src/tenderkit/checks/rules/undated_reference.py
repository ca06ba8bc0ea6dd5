# SPDX-License-Identifier: Apache-2.0
"""undated-reference: a reference of the authority's own whose meaning can change after the launch.

Catches words such as “latest version” and “as amended” (list `moving-words`) without a fixed day, and a standard
without edition, other than those by which bodies are accredited. A new edition would change the contract without
the agreement of the parties: Directive 2014/24/EU, Art 72.

Passes:  note = "USB Type-C by EN IEC 62680-1-3:2022 or equivalent."
Fails:   note = "USB Type-C by the latest version of EN IEC 62680-1-3 or equivalent."

Name the edition in force at the launch.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import undated_reference as wording

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the words whose meaning changes with time, and standards without edition."""
    return find_in_own_words(checked, wording.check, fix="undated-reference-own")
