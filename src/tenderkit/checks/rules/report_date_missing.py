# SPDX-License-Identifier: Apache-2.0
"""report-date-missing: a duty to report in the authority's own words without a date, interval or period.

Catches a note by which the contractor shall report, or shall send or hand over a report, and that gives no date,
interval or period (list `report-times`). A report without a due date is never late. The clauses on reports have
their intervals as values, see `report-months`.

Passes:  note = "The contractor shall report on each unit within ten days of its collection."
Fails:   note = "The contractor shall send a report on the units collected."

Say by when or how often, or leave it to `circularity-report`.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.own_catalogue import DUTY, SPECIFICATION, find_in_own_words
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.rules import report_date_missing as wording

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the duties to report without a date, interval or period."""
    return find_in_own_words(checked, wording.check, titles=False, kinds=(SPECIFICATION, DUTY), taken_as=DUTY)
